//! Makes files that hold all that format 1 has: every fact, every member of every structure, every word of every closed list.
//!
//! Structures are written out member by member, so that a new member stops the build here, where it has to be filled in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use raid_register::calendar::{Calendar, Division, Due, OwnHoliday, read_day};
use raid_register::log::{Event, Fact, UndoRef};
use raid_register::record::case::{
    Aspect, Closed, Effect, Extension, MilestoneMove, Part, Position, Response, Round, Size, Submission, TakeUp, Voided,
};
use raid_register::record::{
    Assessment, Done, Extra, Field, Fields, Kind, Link, LinkType, Note, Owner, Shape, Slot, Status, StatusEntry, Step, Value,
};
use raid_register::scheme::{
    Band, CustomField, ExternalSeries, Group, KindSetup, Level, Matrix, Person, ProcessSetup, ScaleStep, Scheme,
};
use raid_register::session::Session;
use raid_register::stamp::{EventId, Replica};

use crate::desk::{stamp, value};

/// Events, one after another, as they are recorded.
struct Maker {
    events: Vec<Event>,
    raised: BTreeMap<(Kind, Status), EventId>,
}

/// A whole register, and a part of it.
pub(crate) fn make() -> [Vec<u8>; 2] {
    let mut maker = Maker { events: Vec::new(), raised: BTreeMap::new() };
    maker.begin();
    for kind in Kind::ALL {
        for at in 0..Status::of(kind).len().max(longest_choice(kind)) {
            maker.raise(kind, at);
        }
    }
    maker.change_fields();
    maker.change_a_risk();
    maker.change_a_case();
    maker.link();
    maker.clash();
    let mut session = Session::default();
    session.merge(maker.events);
    let some = [Kind::ChangeRequest, Kind::Meeting].map(|kind| maker.raised[&(kind, Status::first(kind))]);
    let some = some.map(|id| session.register().by_id(id).expect("it was raised"));
    [session.export(), session.export_some(&some)]
}

impl Maker {
    fn next(&self) -> EventId {
        EventId { tick: self.events.len() as u64 + 1, replica: Replica(0xa3f2_c9d1) }
    }

    /// Records a fact about that record; a raising is about itself.
    fn append(&mut self, about: Option<EventId>, fact: Fact) -> EventId {
        let id = self.next();
        let stamp = stamp("Programme (PMO)", id.replica.0, id.tick as i64);
        self.events.push(Event::new(id, about.unwrap_or(id), &stamp, fact));
        id
    }

    /// The same, as the undoing or redoing of another.
    fn turn(&mut self, about: EventId, fact: Fact, turn: UndoRef) {
        self.append(Some(about), fact);
        let event = self.events.pop().expect("it was recorded");
        self.events.push(event.turning(Some(turn)));
    }

    /// The register itself: its title, and each part of the United Kingdom's holidays.
    fn begin(&mut self) {
        let begun = self.append(None, Fact::RegisterOpened { title: "Golden register".into() });
        let (from, to) = ("Golden register".to_owned(), "Register with everything".to_owned());
        self.append(Some(begun), Fact::RegisterRenamed { from, to });
        let mut from = Scheme::default();
        for division in Division::ALL {
            let to = scheme(division, from.version + 1);
            self.append(Some(begun), Fact::SchemeChanged { from: Box::new(from), to: Box::new(to.clone()) });
            from = to;
        }
    }

    /// A record in that status. The first of its kind has every field, and so has whatever asks for fields to stand so.
    fn raise(&mut self, kind: Kind, at: usize) {
        let statuses = Status::of(kind);
        let status = statuses[at.min(statuses.len() - 1)];
        let is_whole = at == 0 || matches!(status, Status::Accepted | Status::Agreed | Status::Delivered);
        let reference = Some(format!("{}{:03}", kind.prefix(), at + 1));
        let since = Some(day("2023-10-13"));
        let (why, unmet) = (Some("As the papers have it".to_owned()), vec!["Say who decided".to_owned()]);
        let standing = if is_whole { StatusEntry::plain(status) } else { StatusEntry { status, since, why, unmet } };
        let fields = filled(kind, is_whole, at);
        let id = self.append(None, Fact::Raised { kind, reference, standing, fields });
        self.raised.insert((kind, status), id);
        if status == Status::Accepted {
            self.append(Some(id), Fact::Assessed { slot: Slot::Current, from: None, to: Some(assessment(3)) });
        }
    }

    fn of(&self, kind: Kind) -> EventId {
        self.raised[&(kind, Status::first(kind))]
    }

    /// Each shape of field, filled, changed and emptied.
    fn change_fields(&mut self) {
        let named = Owner { role: "Programme".into(), name: Some("A. Role".into()), extra: Extra::new() };
        let edits: [(Kind, Field, Option<Value>); 9] = [
            (Kind::Risk, Field::Title, value(Field::Title, "Another title")),
            (Kind::Risk, Field::Description, value(Field::Description, "First line\nSecond line")),
            (Kind::Risk, Field::RaisedOn, value(Field::RaisedOn, "2023-11-08")),
            (Kind::Risk, Field::Owner, Some(Value::Owner(named))),
            (Kind::Risk, Field::Groups, value(Field::Groups, "PSG")),
            (Kind::Risk, Field::Nature, None),
            (Kind::Action, Field::Due, Some(Value::Due(Due::On(day("2023-11-08"))))),
            (Kind::Issue, Field::TargetResolution, Some(Value::Due(Due::Tbc))),
            (Kind::Dependency, Field::NeedBy, Some(Value::Due(Due::Meeting("DAG030".into())))),
        ];
        for (kind, field, to) in edits {
            let from = filled(kind, true, 0).value(field).cloned();
            self.append(Some(self.of(kind)), Fact::Edited { field, from, to });
        }
        let about = self.of(Kind::Risk);
        let name = || "Region".to_owned();
        self.append(Some(about), Fact::CustomEdited { name: name(), from: None, to: Some("North".into()) });
        self.append(Some(about), Fact::CustomEdited { name: name(), from: Some("North".into()), to: Some("South".into()) });
    }

    fn change_a_risk(&mut self) {
        let about = self.of(Kind::Risk);
        for (at, slot) in Slot::ALL.into_iter().enumerate() {
            let to = assessment(at + 1);
            self.append(Some(about), Fact::Assessed { slot, from: None, to: Some(to.clone()) });
            self.append(Some(about), Fact::Assessed { slot, from: Some(to), to: Some(assessment(at)) });
        }
        for done in [Done::On(day("2023-10-13")), Done::Undated] {
            let from = Step { due: None, done: None, owner: None, ..step(self.next(), done) };
            let to = step(from.id, done);
            self.append(Some(about), Fact::StepChanged { from: None, to: Some(from.clone()) });
            self.append(Some(about), Fact::StepChanged { from: Some(from), to: Some(to) });
        }
        let (id, text) = (self.next(), "Asked on Monday".to_owned());
        self.append(Some(about), Fact::Noted { text: text.clone() });
        let written = self.events.last().expect("a note was written");
        let note = Note { id, at: written.at, by: written.by.clone(), text, extra: Extra::new() };
        let struck = self.next();
        self.turn(about, Fact::NoteStruck { note: note.clone() }, UndoRef::Undoes(id));
        self.turn(about, Fact::NoteRestored { note }, UndoRef::Redoes(struck));
        let (from, to) = (Some("R001".to_owned()), Some("R127".to_owned()));
        self.append(Some(about), Fact::Numbered { from, to });
        self.append(Some(about), Fact::AliasChanged { from: None, to: Some("Risk 127".into()) });
        self.append(Some(about), Fact::AliasChanged { from: Some("Risk 127".into()), to: Some("Risk no. 127".into()) });
        let (why, of) = (|| "Raised in error".to_owned(), [self.of(Kind::Action), self.of(Kind::Issue)]);
        for about in of {
            self.append(Some(about), Fact::Removed { why: why() });
        }
        self.append(Some(of[0]), Fact::Restored { why: why() });
    }

    /// A change request that has every part, each added and changed, and a step that was taken although something was missing.
    fn change_a_case(&mut self) {
        let about = self.of(Kind::ChangeRequest);
        let begun = submission(self.next(), None);
        self.part(about, None, Part::Submission(begun.clone()));
        let given = submission(begun.id, Some("2023-07-03"));
        self.part(about, Some(Part::Submission(begun)), Part::Submission(given));
        let milestone = self.of(Kind::Milestone);
        let planned = MilestoneMove { made: None, ..shift(self.next(), milestone) };
        self.part(about, None, Part::MilestoneMove(planned.clone()));
        let made = shift(planned.id, milestone);
        self.part(about, Some(Part::MilestoneMove(planned)), Part::MilestoneMove(made));
        let closed = round(self.next(), Vec::new());
        let open = Round { extensions: Vec::new(), closed: None, voided: None, ..closed.clone() };
        self.part(about, None, Part::Round(open.clone()));
        let mut answers = Vec::new();
        for at in 0..Position::ALL.len() {
            let response = response(self.next(), open.id, at);
            answers.push(response.id);
            self.part(about, None, Part::Response(Box::new(response)));
        }
        let first = response(answers[0], open.id, 0);
        let better = Response { comments: Some("In other words".into()), ..first.clone() };
        self.part(about, Some(Part::Response(Box::new(first))), Part::Response(Box::new(better)));
        let ended = round(open.id, answers);
        self.part(about, Some(Part::Round(open)), Part::Round(ended));
        let from = StatusEntry::plain(Status::first(Kind::ChangeRequest));
        let unmet = vec!["The consequence of not doing it is missing".to_owned()];
        let to = StatusEntry {
            status: Status::Validated,
            since: Some(day("2023-07-04")),
            why: Some("The DAG asked for it".into()),
            unmet,
        };
        self.append(Some(about), Fact::Moved { from, to });
    }

    fn part(&mut self, about: EventId, from: Option<Part>, to: Part) {
        self.append(Some(about), Fact::PartChanged { from: from.map(Box::new), to: Some(Box::new(to)) });
    }

    fn link(&mut self) {
        let (about, to) = (self.of(Kind::Risk), self.of(Kind::Milestone));
        for kind in LinkType::ALL {
            let link = Link { link: *kind, to, cited: Some("M001".into()), extra: Extra::new() };
            self.append(Some(about), Fact::Linked { link });
        }
        let link = Link { link: LinkType::RelatesTo, to, cited: Some("M001".into()), extra: Extra::new() };
        self.append(Some(about), Fact::Unlinked { link: link.clone() });
        self.append(Some(about), Fact::Linked { link });
    }

    /// Two copies that gave one reference, and two people who filled in one field, which a third settled.
    fn clash(&mut self) {
        let reference = || Some("R900".to_owned());
        for at in [1, 2] {
            let (kind, standing) = (Kind::Risk, StatusEntry::plain(Status::Open));
            self.append(None, Fact::Raised { kind, reference: reference(), standing, fields: filled(kind, false, at) });
        }
        let about = Some(self.of(Kind::Risk));
        let stood = filled(Kind::Risk, true, 0).value(Field::Area).cloned();
        let area = |typed| value(Field::Area, typed);
        self.append(about, Fact::Edited { field: Field::Area, from: stood.clone(), to: area("Testing") });
        let unseen = self.append(about, Fact::Edited { field: Field::Area, from: stood, to: area("Migration") });
        self.append(about, Fact::Edited { field: Field::Area, from: area("Migration"), to: area("Testing and Migration") });
        let settling = self.events.pop().expect("it was recorded");
        self.events.push(settling.settling(&[unseen]));
    }
}

fn day(written: &str) -> NaiveDate {
    read_day(written).expect("a literal day")
}

/// How many words the longest list of choices has among the fields of a kind.
fn longest_choice(kind: Kind) -> usize {
    let own = Field::ALL.iter().filter(|field| field.belongs_to(kind));
    own.map(|field| match field.shape() {
        Shape::Choice(words) => words.len(),
        Shape::Listed(list) => Scheme::default().words(list).len(),
        _ => 0,
    })
    .max()
    .unwrap_or_default()
}

/// Every field of a kind, or title and choices alone: of a choice the word at that place, or its last.
fn filled(kind: Kind, is_whole: bool, at: usize) -> Fields {
    let mut fields = Fields::default();
    for field in Field::ALL.iter().copied().filter(|field| field.belongs_to(kind)) {
        let filled = match field.shape() {
            Shape::Listed(_) if field == Field::Response && is_whole && at > 0 => value(field, "Accept"),
            Shape::Listed(list) => {
                let words = Scheme::default().words(list);
                value(field, &words[at.min(words.len() - 1)])
            }
            Shape::Choice(words) => value(field, words[at.min(words.len() - 1)]),
            _ if field != Field::Title && !is_whole => None,
            Shape::Line if matches!(field, Field::Group | Field::Forum) => value(field, "TMAG"),
            Shape::Line | Shape::Offered => value(field, &format!("{} {}: <b>=1+1</b> “ä”", field.label(), at + 1)),
            Shape::Text => value(field, &format!("{}\non two lines: <b>=1+1</b> “ä”", field.label())),
            Shape::Day => value(field, "2023-10-13"),
            Shape::Due => value(field, "ASAP"),
            Shape::List => value(field, "TMAG, DAG"),
            Shape::Owner => value(field, "Programme (PMO)"),
        };
        fields.put(field, filled);
    }
    fields
}

fn hidden_kind() -> KindSetup {
    let words = |words: &str| Some(words.to_owned());
    KindSetup { label: words("Paper"), plural: words("Papers"), prefix: words("PAP"), is_hidden: true, extra: Extra::new() }
}

fn scale_step() -> ScaleStep {
    let words = |words: &str| Some(words.to_owned());
    ScaleStep { name: words("Severe"), definition: words("More than £10 million\nor a year"), extra: Extra::new() }
}

fn custom_field() -> CustomField {
    let words = |words: &str| Some(words.to_owned());
    CustomField {
        label: words("Cost centre, or site"),
        holds: "choice".into(),
        kinds: vec!["risk".into()],
        choices: vec!["North".into(), "South".into()],
        unit: words("days"),
        hint: words("Ask the finance team"),
        required_at: vec!["Open".into()],
        order: Some(1),
        is_hidden: true,
        extra: Extra::new(),
    }
}

fn external() -> ExternalSeries {
    let words = |words: &str| Some(words.to_owned());
    ExternalSeries {
        code: "TICKET".into(),
        between: words("-"),
        written_out: words("Ticket"),
        is_body: true,
        link: words("https://tickets.example/{id}"),
        extra: Extra::new(),
    }
}

fn process() -> ProcessSetup {
    let words = |name: &str, words: &str| Some([(name.to_owned(), words.to_owned())].into());
    ProcessSetup {
        skipped_stages: vec!["review".into()],
        stage_labels: words("Approval", "Board"),
        status_labels: words("Raised", "Submitted"),
        waived_requirements: vec!["implementationPlan".into()],
        requirement_wording: words("papersOn", "Say when the papers go out"),
        authority: words("Chair", "Changes without cost"),
        extra: Extra::new(),
    }
}

fn scheme(division: Division, version: u32) -> Scheme {
    let group = Group {
        code: "DAG".into(),
        name: "Design Advisory Group".into(),
        parent: Some("PSG".into()),
        from: Some(day("2022-01-10")),
        until: Some(day("2027-05-07")),
        extra: Extra::new(),
    };
    let person = Person {
        role: "Change Manager".into(),
        name: Some("The post holder".into()),
        deputy: Some("Programme Manager".into()),
        from: Some(day("2023-01-09")),
        until: Some(day("2025-03-31")),
        extra: Extra::new(),
    };
    let closed = vec![OwnHoliday { date: day("2023-12-27"), name: "Between the years".into(), extra: Extra::new() }];
    Scheme {
        version,
        matrix: Matrix::default().resized(6, 6),
        scales: Some([("impact".to_owned(), [("6".to_owned(), scale_step())].into())].into()),
        appetite: Some(Band::Medium),
        groups: vec![group],
        people: vec![person],
        categories: vec!["Testing".into(), "Data".into()],
        calendar: Calendar { division, closed, open: vec![day("2023-12-30")], extra: Extra::new() },
        lists: Some(Extra::from_iter([("channels".to_owned(), serde_json::json!(["Mail"]))])),
        response_window: Some(5),
        field_labels: Some([("dins".to_owned(), "Change notices".to_owned())].into()),
        hidden_fields: vec!["inSitScope".into()],
        custom: Some([("Cost centre".to_owned(), custom_field())].into()),
        kinds: Some([("document".to_owned(), hidden_kind())].into()),
        external_references: Some(vec![external()]),
        process: Some(process()),
        preset: Some("General programme".into()),
        extra: Extra::new(),
    }
}

/// Likelihood, impact and level of that number, from the least on.
fn assessment(at: usize) -> Assessment {
    Assessment {
        likelihood: Some(Level::ALL[at + at / 4]),
        impact: Some(Level::ALL[5 - at]),
        level: Some(Band::ALL[at.min(3)]),
        scheme: 4,
        on: Some(day("2023-08-16")),
        by: Some("TMAG".into()),
        why: Some("One supplier fewer".into()),
        extra: Extra::new(),
    }
}

fn step(id: EventId, done: Done) -> Step {
    Step {
        id,
        text: "Publish the tranches".into(),
        owner: Some(Owner { role: "Programme".into(), name: Some("A. Role".into()), extra: Extra::new() }),
        due: Some(Due::On(day("2023-10-13"))),
        done: Some(done),
        extra: Extra::new(),
    }
}

fn submission(id: EventId, on: Option<&str>) -> Submission {
    let text = |name: &str, value: serde_json::Value| (name.to_owned(), value);
    let content = [text("title", "A change".into()), text("codesImpacted", vec!["BSC"].into())];
    Submission {
        id,
        version: "1.0".into(),
        on: on.map(day),
        by: Some("Change Raiser".into()),
        amendments: Some("Which flows".into()),
        content: content.into(),
        extra: Extra::new(),
    }
}

fn round(id: EventId, answers: Vec<EventId>) -> Round {
    let extension =
        Extension { to: day("2023-11-03"), why: "Half term".into(), on: Some(day("2023-10-25")), extra: Extra::new() };
    Round {
        id,
        number: 1,
        version: "1.0".into(),
        issued_on: day("2023-10-13"),
        window: 10,
        closes_on: day("2023-10-27"),
        closes_why: Some("The meeting is a day later".into()),
        counted: Some("Counted 10 working days".into()),
        extensions: vec![extension],
        channels: vec!["Collaboration base".into()],
        audience: vec!["DNO".into(), "Supplier".into()],
        closed: Some(Closed {
            on: Some(day("2023-11-06")),
            missing: vec!["Supplier".into()],
            answers: Some(answers.clone()),
            extra: Extra::new(),
        }),
        voided: Some(Voided {
            on: Some(day("2023-11-07")),
            why: "The text was amended".into(),
            answers: Some(answers),
            extra: Extra::new(),
        }),
        extra: Extra::new(),
    }
}

fn response(id: EventId, round: EventId, at: usize) -> Response {
    let size = |at: usize| Some(Size::ALL[at % Size::ALL.len()]);
    let effect = |at| Effect { size: size(at), words: Some("Three days".into()), extra: Extra::new() };
    Response {
        id,
        round,
        party: format!("Party {}", at + 1),
        constituency: "DNO".into(),
        on_behalf_of: Some("Another party".into()),
        received_on: day("2023-10-20"),
        position: Position::ALL[at],
        effects: Aspect::ALL.iter().copied().zip((0..).map(effect)).collect(),
        lead_time: Some(20),
        ready_on: Some(day("2024-01-15")),
        comments: Some("None".into()),
        confidential: true,
        take_up: Some(TakeUp::ALL[at % TakeUp::ALL.len()]),
        extra: Extra::new(),
    }
}

fn shift(id: EventId, milestone: EventId) -> MilestoneMove {
    MilestoneMove {
        id,
        milestone,
        cited: "M001".into(),
        from: Some(day("2023-10-01")),
        to: day("2024-01-15"),
        made: Some(day("2023-11-08")),
        extra: Extra::new(),
    }
}
