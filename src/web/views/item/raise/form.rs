//! What has been filled in, and raising a record from it. No browser needed.

use chrono::NaiveDate;

use super::asked::{asked, asks_meeting};
use crate::handful::Handful;
use crate::item::{Assessment, Field, Fields, Kind, LinkType, Slot, Status};
use crate::kind::{PageSection, Series};
use crate::register::{Command, Record, Refusal};
use crate::scheme::Level;
use crate::stamp::EventId;
use crate::web::store::{SessionHandle, Store};
use crate::web::views::item::form::Draft;
use crate::web::views::item::reference::reference_of;
use crate::web::views::item::words::day_typed;

/// What has been filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// What is raised.
    pub(super) kind: Kind,
    /// The fields. Those another kind does not have wait in case the kind changes back.
    pub(super) drafts: Handful<Field, Draft>,
    /// A reference of the papers' own.
    pub(super) reference: Draft,
    /// The meeting it came up at, by reference.
    pub(super) meeting: Draft,
    /// Of a risk.
    pub(super) likelihood: Option<Level>,
    /// Of a risk.
    pub(super) impact: Option<Level>,
}

/// One thing that does not fit: the id of its control, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The id of its control.
    pub(super) id: String,
    /// Why, in a sentence.
    pub(super) words: String,
}

impl Form {
    /// An empty form; what is usually today says so.
    pub(super) fn new(kind: Kind, today: NaiveDate) -> Form {
        let today = Draft::of_text(day_typed(today));
        let drafts = Handful::from([(Field::RaisedOn, today.clone()), (Field::DecidedOn, today)]);
        Form { kind, drafts, reference: Draft::default(), meeting: Draft::default(), likelihood: None, impact: None }
    }

    /// What has been typed into a field.
    pub(super) fn draft(&self, field: Field) -> Draft {
        self.drafts.get(&field).cloned().unwrap_or_default()
    }

    /// What the register would number it, were nothing typed.
    pub(super) fn next_reference(&self, session: &SessionHandle) -> String {
        let forum = match self.kind.definition().numbering.series {
            Some(Series::Forum) => self.draft(Field::Forum).text,
            Some(Series::Group) => self.draft(Field::Group).text,
            Some(Series::Meeting) => self.meeting.text.clone(),
            None => String::new(),
        };
        let forum = Some(forum.trim()).filter(|forum| !forum.is_empty());
        session.read(|session| session.register().next_reference(self.kind, forum))
    }

    /// Raises the record, with its assessment and its meeting. Gives its reference.
    ///
    /// # Errors
    /// Everything that does not fit, in the form's order; nothing was raised.
    pub(super) fn raise(&self, store: &Store) -> Result<String, Vec<Fault>> {
        let session = store.session();
        let (fields, mut faults) = self.fields(session);
        let meeting = self.meeting(session).map_err(|fault| faults.push(fault)).unwrap_or_default();
        if !faults.is_empty() {
            return Err(faults);
        }
        let within = meeting.as_ref().filter(|_| self.kind.is_numbered_by_meeting()).map(|(_, reference)| reference.clone());
        let reference = Some(self.reference.text.trim().to_owned()).filter(|reference| !reference.is_empty());
        let command = Command::Raise { kind: self.kind, reference, within, status: Some(Status::begins(self.kind)), fields };
        let events = session.carry_out(command).map_err(|refusal| vec![fault_of(&refusal)])?;
        let id = events.first().map(|event| event.about).ok_or_else(|| vec![fault_of(&Refusal::NoSuchRecord)])?;
        let added = self.add_more(session, id, meeting.map(|(meeting, _)| meeting));
        let raised = reference_of(session, id).ok_or_else(|| vec![fault_of(&Refusal::NoSuchRecord)])?;
        // It is raised all the same: asked again, it would be raised twice.
        if let Err(refusal) = added {
            store.notices().complain(format!("{raised} was raised, but not all of it was kept: {refusal}"));
        }
        Ok(raised)
    }

    fn fields(&self, session: &SessionHandle) -> (Fields, Vec<Fault>) {
        let mut fields = Fields::default();
        let mut faults = Vec::new();
        for field in asked(self.kind) {
            let read = session.read(|session| self.draft(*field).read_in(session.register(), field.shape()));
            match read {
                Ok(value) => drop(fields.put(*field, value)),
                Err(why) => faults
                    .push(Fault { id: id_of(*field), words: Refusal::BadValue { field: field.label().into(), why }.to_string() }),
            }
        }
        if fields.text(Field::Title).is_none() && faults.iter().all(|fault| fault.id != id_of(Field::Title)) {
            faults.insert(0, fault_of(&Refusal::NoTitle));
        }
        (fields, faults)
    }

    fn meeting(&self, session: &SessionHandle) -> Result<Option<(EventId, String)>, Fault> {
        let written = self.meeting.text.trim();
        if written.is_empty() || !asks_meeting(self.kind) {
            return Ok(None);
        }
        let found = session.read(|session| {
            let register = session.register();
            let is_meeting = |record: &Record| register.row(*record).kind.is_meeting() && !register.row(*record).removed;
            let record = register.by_reference(written).filter(is_meeting)?;
            Some((register.id(record), register.item(record)?.shown_reference()))
        });
        let words = format!("Raised at: there is no meeting “{}” in this register", crate::text::excerpt(written));
        found.map(Some).ok_or(Fault { id: MEETING.into(), words })
    }

    fn add_more(&self, session: &SessionHandle, item: EventId, meeting: Option<EventId>) -> Result<(), Refusal> {
        let mut commands = Vec::new();
        if self.kind.has(PageSection::Assessment) && (self.likelihood.is_some() || self.impact.is_some()) {
            let to = Assessment {
                likelihood: self.likelihood,
                impact: self.impact,
                on: Some(session.today()),
                ..Assessment::default()
            };
            commands.push(Command::Assess { item, slot: Slot::Current, to: Some(to) });
        }
        commands.extend(meeting.map(|to| Command::Link { item, link: LinkType::RaisedAt, to }));
        if commands.is_empty() { Ok(()) } else { session.carry_out_all(&commands).map(drop) }
    }
}

/// The id of the reference's control.
pub(super) const REFERENCE: &str = "raise-reference";
/// The id of the meeting's control.
pub(super) const MEETING: &str = "raise-meeting";

/// The id of a field's control.
pub(super) fn id_of(field: Field) -> String {
    format!("raise-{}", field.name())
}

/// A refusal, at the control it is about.
fn fault_of(refusal: &Refusal) -> Fault {
    let id = match refusal {
        Refusal::ReferenceTaken { .. } => REFERENCE.into(),
        Refusal::BadText { what, .. } if what == "Reference" => REFERENCE.into(),
        Refusal::BadValue { field, .. } => {
            Field::ALL.iter().find(|have| have.label() == field).map_or_else(|| id_of(Field::Title), |have| id_of(*have))
        }
        _ => id_of(Field::Title),
    };
    Fault { id, words: refusal.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(kind: Kind, title: &str) -> Form {
        let mut form = Form::new(kind, NaiveDate::from_ymd_opt(2023, 10, 11).expect("a literal day"));
        form.drafts.insert(Field::Title, Draft::of_text(title));
        form
    }

    #[test]
    fn a_risk_is_raised_with_its_assessment() {
        let store = Store::new("TMAG");
        let mut form = form(Kind::Risk, "Test data arrive late");
        form.impact = Level::ALL.last().copied();
        let reference = form.raise(&store).expect("nothing speaks against it");
        assert_eq!(reference, "R1");
        let item =
            store.session().read(|session| session.register().item(session.register().by_reference("R1")?)).expect("just raised");
        assert_eq!(item.assessment(Slot::Current).and_then(|assessment| assessment.impact), Level::ALL.last().copied());
        assert_eq!(item.fields.day(Field::RaisedOn), NaiveDate::from_ymd_opt(2023, 10, 11));
    }

    #[test]
    fn an_action_is_numbered_within_its_meeting_and_linked_to_it() {
        let store = Store::new("TMAG");
        let mut meeting = form(Kind::Meeting, "TMAG #19");
        meeting.reference = Draft::of_text("TMAG019");
        meeting.raise(&store).expect("nothing speaks against it");
        let mut action = form(Kind::Action, "Publish the risk");
        action.meeting = Draft::of_text("tmag 019");
        assert_eq!(action.raise(&store), Ok("TMAG19-01".into()));
        let links = store.session().read(|session| {
            let register = session.register();
            register.by_reference("TMAG019").map(|record| register.links_to(record).len())
        });
        assert_eq!(links, Some(1));
    }

    #[test]
    fn everything_wrong_is_said_at_its_control() {
        let store = Store::new("TMAG");
        let mut form = form(Kind::Action, "");
        form.drafts.insert(Field::Due, Draft::of_text("soon"));
        form.meeting = Draft::of_text("TMAG099");
        let ids: Vec<String> =
            form.raise(&store).expect_err("three things are wrong").into_iter().map(|fault| fault.id).collect();
        assert_eq!(ids, ["raise-title", "raise-due", "raise-meeting"]);
        assert!(store.session().read(|session| session.register().is_empty()));
    }

    #[test]
    fn nothing_is_raised_at_a_meeting_that_was_struck_out() {
        let store = Store::new("TMAG");
        let mut meeting = form(Kind::Meeting, "TMAG #19");
        meeting.reference = Draft::of_text("TMAG019");
        meeting.raise(&store).expect("nothing speaks against it");
        let item = store
            .session()
            .read(|session| session.register().id(session.register().by_reference("TMAG019").expect("just raised")));
        store.session().carry_out(Command::Remove { item, why: "Raised in error".into() }).expect("nothing speaks against it");
        let mut action = form(Kind::Action, "Publish the risk");
        action.meeting = Draft::of_text("TMAG019");
        assert_eq!(action.raise(&store).map_err(|faults| faults[0].id.clone()), Err(MEETING.into()));
        assert_eq!(store.session().read(|session| session.register().len()), 1);
    }

    #[test]
    fn a_taken_reference_is_said_at_the_reference() {
        let store = Store::new("TMAG");
        form(Kind::Risk, "First").raise(&store).expect("nothing speaks against it");
        let mut second = form(Kind::Risk, "Second");
        second.reference = Draft::of_text("R1");
        let faults = second.raise(&store).expect_err("R1 is taken");
        assert_eq!(faults[0].id, REFERENCE);
    }
}
