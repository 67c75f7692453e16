//! The programme's change requests as its papers tell them, as far as several tests need them.

use chrono::NaiveDate;
use raid_register::calendar::Due;
use raid_register::item::case::{Position, Response};
use raid_register::item::{Field, Fields, Kind, Owner, Status, Value};
use raid_register::log::Event;
use raid_register::register::change::{Ask, Condition, Deciding, NewRound, Outcome, Stage, unmet};
use raid_register::register::{Command, Refusal};
use raid_register::stamp::{EventId, Replica};

use super::{Desk, titled, value};

pub(crate) fn day(written: &str) -> NaiveDate {
    raid_register::calendar::read_day(written).expect("a literal day")
}

pub(crate) fn fields(filled: &[(Field, &str)]) -> Fields {
    let mut fields = Fields::default();
    for (field, typed) in filled {
        fields.put(*field, value(*field, typed));
    }
    fields
}

/// What only these stories need of a desk.
pub(crate) trait Change {
    fn draft(&mut self, reference: &str, title: &str);
    fn at(&mut self, reference: &str, status: Status, title: &str);
    fn fill(&mut self, reference: &str, filled: &[(Field, &str)]);
    fn go(&mut self, reference: &str, to: Status, on: &str, why: &str) -> Result<Vec<Event>, Refusal>;
    fn case(&mut self, reference: &str, ask: Ask) -> Result<Vec<Event>, Refusal>;
    fn status(&self, reference: &str) -> Status;
    fn meeting(&mut self, reference: &str, held: &str) -> EventId;
    fn missing(&self, reference: &str, to: Status) -> Vec<String>;
}

impl Change for Desk {
    fn draft(&mut self, reference: &str, title: &str) {
        self.at(reference, Status::Draft, title);
    }

    fn at(&mut self, reference: &str, status: Status, title: &str) {
        self.carry_out(Command::Raise {
            kind: Kind::ChangeRequest,
            reference: Some(reference.into()),
            within: None,
            status: Some(status),
            fields: titled(title),
        });
    }

    fn fill(&mut self, reference: &str, filled: &[(Field, &str)]) {
        for (field, typed) in filled {
            self.edit(reference, *field, typed);
        }
    }

    fn go(&mut self, reference: &str, to: Status, on: &str, why: &str) -> Result<Vec<Event>, Refusal> {
        let item = self.id(reference);
        self.try_to(Command::Move { item, to, on: Some(day(on)), why: (!why.is_empty()).then(|| why.into()) })
    }

    fn case(&mut self, reference: &str, ask: Ask) -> Result<Vec<Event>, Refusal> {
        let item = self.id(reference);
        self.try_to(Command::Case { item, ask })
    }

    fn status(&self, reference: &str) -> Status {
        self.item(reference).standing.status
    }

    fn meeting(&mut self, reference: &str, held: &str) -> EventId {
        let mut filled =
            fields(&[(Field::Group, reference.trim_end_matches(|c: char| c.is_ascii_digit())), (Field::HeldOn, held)]);
        filled.put(Field::Title, Some(Value::Text(format!("{reference}, {held}"))));
        let raise =
            Command::Raise { kind: Kind::Meeting, reference: Some(reference.into()), within: None, status: None, fields: filled };
        self.carry_out(raise)[0].id
    }

    fn missing(&self, reference: &str, to: Status) -> Vec<String> {
        let item = self.item(reference);
        unmet(self.session.register(), &item, to, None, None).into_iter().map(|missing| missing.what).collect()
    }
}

/// A decision of the DAG, as its minutes record one.
pub(crate) fn by_dag(subjects: Vec<EventId>, stage: Stage, outcome: Outcome, meeting: EventId) -> Deciding {
    let fields = fields(&[
        (Field::Maker, "Chair"),
        (Field::Capacity, "SRO, as delegated to the DAG Chair"),
        (Field::Mode, "In meeting"),
        (Field::ObjectionsInvited, "Yes"),
        (Field::Objections, "None received"),
    ]);
    Deciding { subjects, stage, outcome, reference: None, fields, conditions: Vec::new(), meeting: Some(meeting), anyway: None }
}

pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.expect_err("it should be refused").to_string()
}

pub(crate) fn done(result: Result<Vec<Event>, Refusal>) -> Vec<Event> {
    result.unwrap_or_else(|refusal| panic!("{refusal}"))
}

pub(crate) const CASE: &[(Field, &str)] = &[
    (Field::ChangeRaiser, "NGESO"),
    (Field::IssueStatement, "The proposed MHHS-IF-165 duplicates an existing report"),
    (Field::Description, "Use the existing P0210 report rather than MHHS-IF-165 / ELEX-REP-080"),
    (Field::Justification, "NGESO are the sole recipient of this file"),
    (Field::ImpactedArtefacts, "MHHS-IF-165, ELEX-REP-080, P0210"),
];

pub(crate) const OUTLOOK: &[(Field, &str)] = &[
    (Field::ChangeType, "Design"),
    (Field::DecisionBody, "DAG"),
    (Field::ReleaseType, "Minor"),
    (Field::InSitScope, "tbc"),
    (Field::ReleaseDate, "tbc"),
    (Field::OutlookOwner, "Programme"),
];

pub(crate) const ASKED: &[&str] = &["National Grid ESO", "Elexon", "DNO", "Supplier Agent"];

pub(crate) fn round(issued: &str) -> NewRound {
    NewRound {
        issued_on: day(issued),
        window: 10,
        closes: None,
        audience: ASKED.iter().map(|asked| (*asked).to_owned()).collect(),
        channels: vec!["Principal Contacts".into(), "The Clock".into()],
    }
}

pub(crate) fn answer(party: &str, constituency: &str, on: &str, position: Position) -> Box<Response> {
    let nobody = EventId { tick: 1, replica: Replica(0) };
    Box::new(Response {
        id: nobody,
        round: nobody,
        party: party.into(),
        constituency: constituency.into(),
        on_behalf_of: None,
        received_on: day(on),
        position,
        effects: Default::default(),
        lead_time: None,
        ready_on: None,
        comments: None,
        confidential: false,
        take_up: None,
    })
}

/// CR032, as far as DAG029: submitted, validated, put to the meeting.
pub(crate) fn cr032_at_dag029() -> (Desk, EventId) {
    let mut pmo = Desk::new();
    let dag029 = pmo.meeting("DAG029", "2023-10-11");
    pmo.meeting("DAG030", "2023-11-08");
    pmo.draft("CR032", "Change to Interface IF-165 P0210 TUoS Reporting");
    pmo.fill("CR032", CASE);
    done(pmo.go("CR032", Status::Raised, "2023-10-02", ""));
    pmo.fill("CR032", OUTLOOK);
    done(pmo.case("CR032", Ask::Submit { on: day("2023-10-03"), by: None, amendments: Some("The type was added".into()) }));
    done(pmo.go("CR032", Status::Validated, "2023-10-03", ""));
    pmo.fill("CR032", &[(Field::TargetDecision, "meeting DAG029"), (Field::PapersOn, "2023-10-04")]);
    done(pmo.go("CR032", Status::ForIaDecision, "2023-10-04", ""));
    (pmo, dag029)
}

pub(crate) fn dec76(pmo: &Desk, meeting: EventId) -> Deciding {
    let condition = Condition {
        text: "NGESO to amend CR032 and resubmit to the Programme for issuance to Impact Assessment".into(),
        owner: Some(Owner::role("NGESO Representative")),
        due: Some(Due::On(day("Fri 13/10/23"))),
        reference: None,
        of: Vec::new(),
    };
    Deciding {
        reference: Some("DAG-DEC76".into()),
        conditions: vec![condition],
        ..by_dag(vec![pmo.id("CR032")], Stage::Issue, Outcome::Issue, meeting)
    }
}

/// CR032, issued to impact assessment on 13 October 2023.
pub(crate) fn cr032_issued() -> Desk {
    let (mut pmo, dag029) = cr032_at_dag029();
    let decision = dec76(&pmo, dag029);
    done(pmo.try_to(Command::Decide(Box::new(decision))));
    pmo.edit("CR032", Field::ImpactedArtefacts, "MHHS-IF-165, ELEX-REP-080, P0210, ECS reporting catalogue");
    let amendments = Some("What changes to MHHS Design Artefacts may be required".into());
    done(pmo.case("CR032", Ask::Submit { on: day("2023-10-13"), by: Some("NGESO".into()), amendments }));
    done(pmo.move_to("DAG29-01", Status::Closed, "Received on 13 October 2023"));
    done(pmo.go("CR032", Status::ReadyForIa, "2023-10-13", "The amendments are those that DAG029 asked for"));
    done(pmo.case("CR032", Ask::Issue(round("2023-10-13"))));
    pmo
}
