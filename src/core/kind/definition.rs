//! What has to be said of a kind of record; each kind says it in a file of its own.

use super::column::Column;
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

/// A kind of record, as its file declares it.
#[derive(Debug)]
pub struct Definition {
    /// The word on the wire.
    pub name: &'static str,
    /// The words on the screen, for one.
    pub label: &'static str,
    /// The words on the screen, for several.
    pub plural: &'static str,
    /// What its reference numbers start with, where the register counts them itself.
    pub prefix: &'static str,
    /// How they are counted.
    pub numbering: Numbering,
    /// The section of the snapshot file that holds it.
    pub section: &'static str,
    /// Its fields, besides those that [every kind](super::COMMON) has.
    pub fields: &'static [Field],
    /// The field that says when it is due, for the one "Due" column.
    pub due: Field,
    /// What that day is about in a calendar.
    pub due_meaning: DueMeaning,
    /// Where it stands on an agenda.
    pub agenda: OnAgenda,
    /// What its level or colour comes from.
    pub rating: Rating,
    /// The statuses it can have, in the order of lists; the first is where it starts.
    pub statuses: &'static [Status],
    /// Where a person who writes one begins.
    pub begins: Status,
    /// Those in which nothing more is expected of it.
    pub settled: &'static [Status],
    /// Those in which something is expected, and not on its day any more.
    pub undated: &'static [Status],
    /// Those that it comes to by a decision: from a copy that gives out no numbers they are listed before a merge.
    pub decided: &'static [Status],
    /// The columns of its list until a person chooses others.
    pub columns: &'static [Column],
    /// What its page has besides fields, links, notes and history.
    pub page: &'static [PageSection],
    /// The texts that its page asks for.
    pub texts: &'static [Field],
    /// What is asked when it is raised, most needed first.
    pub asked: &'static [Field],
    /// How a field is filled in, in the words of the programme's papers.
    pub hints: &'static [(Field, &'static str)],
    /// Whether raising it asks at which meeting it came up.
    pub asks_meeting: bool,
    /// How it is linked most often.
    pub link: LinkType,
}

/// How the references of a kind are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    /// Digits at least.
    pub width: usize,
    /// What has a series of its own.
    pub series: Option<Series>,
}

impl Numbering {
    /// One series for all.
    pub(super) const fn plain(width: usize) -> Numbering {
        Numbering { width, series: None }
    }

    /// A series for each, and one of that width where it is not said.
    pub(super) const fn within(width: usize, series: Series) -> Numbering {
        Numbering { width, series: Some(series) }
    }
}

/// What a series of references belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// The meeting it was raised at: `DAG26-01`.
    Meeting,
    /// The forum that decided: `DAG-DEC01`.
    Forum,
    /// The group that meets: `DAG026`.
    Group,
}

/// What the day that a record is due on is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueMeaning {
    /// It is reviewed.
    Review,
    /// It is to be done, resolved, delivered or proved.
    Due,
    /// People meet.
    Meeting,
    /// The days of its case: impact assessment, decision, release.
    Case,
    /// Nothing that is still to come.
    Nothing,
}

/// Where a record stands on a meeting's agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnAgenda {
    /// Among the changes, for decision, for issue or on the way.
    Change,
    /// Among the actions.
    Action,
    /// Among the decisions made.
    Decision,
    /// Among what was raised since the meeting before.
    Raised,
    /// Nowhere.
    Nothing,
}

/// What the level or colour of a record comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Likelihood and impact.
    Matrix,
    /// A field of levels.
    Levels(Field),
    /// A field of colours.
    Colours(Field),
    /// A level that may be stated in its file, and that lists do not show.
    Unlisted,
    /// It has none.
    None,
}

impl Rating {
    /// The field that says it, where one does.
    #[must_use]
    pub fn field(self) -> Option<Field> {
        match self {
            Rating::Levels(field) | Rating::Colours(field) => Some(field),
            Rating::Matrix | Rating::Unlisted | Rating::None => None,
        }
    }

    /// Whether it is a level, and not a colour.
    #[must_use]
    pub fn is_level(self) -> bool {
        matches!(self, Rating::Matrix | Rating::Levels(_) | Rating::Unlisted)
    }

    /// Whether lists show it.
    #[must_use]
    pub fn is_listed(self) -> bool {
        matches!(self, Rating::Matrix | Rating::Levels(_) | Rating::Colours(_))
    }
}

/// A part of a record's page that not every kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSection {
    /// A change request's case: what comes next, versions, impact assessment, decisions, milestones.
    Case,
    /// Steps of mitigation.
    Mitigation,
    /// Assessments by likelihood and impact.
    Assessment,
}
