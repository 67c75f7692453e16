//! The programme's change requests as its papers tell them, as far as several tests need them.

use chrono::NaiveDate;
use raid_register::calendar::Due;
use raid_register::log::Event;
use raid_register::record::case::{Position, Response};
use raid_register::record::{Extra, Field, Fields, Kind, LinkType, Owner, Status, Value};
use raid_register::stamp::{EventId, Replica};
use raid_register::workflow::{
    CaseCommand, Command, Condition, Deciding, NewRecord, NewRound, Outcome, Refusal, Stage, unmet_requirements,
};

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
    fn case(&mut self, reference: &str, ask: CaseCommand) -> Result<Vec<Event>, Refusal>;
    fn status(&self, reference: &str) -> Status;
    fn meeting(&mut self, reference: &str, held: &str) -> EventId;
    fn missing(&self, reference: &str, to: Status) -> Vec<String>;
    fn decide(&mut self, reference: &str, stage: Stage, outcome: Outcome, meeting: &str, more: &[(Field, &str)]);
    fn bring(&mut self, reference: &str, to: Status);
    fn has(&self, reference: &str) -> bool;
}

impl Change for Desk {
    fn draft(&mut self, reference: &str, title: &str) {
        self.at(reference, Status::Draft, title);
    }

    fn at(&mut self, reference: &str, status: Status, title: &str) {
        self.carry_out(Command::Raise(Box::new(NewRecord {
            reference: Some(reference.into()),
            status: Some(status),
            ..NewRecord::of(Kind::ChangeRequest, titled(title))
        })));
    }

    fn fill(&mut self, reference: &str, filled: &[(Field, &str)]) {
        for (field, typed) in filled {
            self.edit(reference, *field, typed);
        }
    }

    fn go(&mut self, reference: &str, to: Status, on: &str, why: &str) -> Result<Vec<Event>, Refusal> {
        let record = self.id(reference);
        self.try_to(Command::Move { record, to, on: Some(day(on)), why: (!why.is_empty()).then(|| why.into()) })
    }

    fn case(&mut self, reference: &str, ask: CaseCommand) -> Result<Vec<Event>, Refusal> {
        let record = self.id(reference);
        self.try_to(Command::Case { record, ask })
    }

    fn status(&self, reference: &str) -> Status {
        self.record(reference).standing.status
    }

    fn meeting(&mut self, reference: &str, held: &str) -> EventId {
        let mut filled =
            fields(&[(Field::Group, reference.trim_end_matches(|c: char| c.is_ascii_digit())), (Field::HeldOn, held)]);
        filled.put(Field::Title, Some(Value::Text(format!("{reference}, {held}"))));
        let raise =
            Command::Raise(Box::new(NewRecord { reference: Some(reference.into()), ..NewRecord::of(Kind::Meeting, filled) }));
        self.carry_out(raise)[0].id
    }

    fn has(&self, reference: &str) -> bool {
        self.session.register().by_reference(reference).is_some()
    }

    /// A decision of the DAG on one request, with the step it leads to.
    fn decide(&mut self, reference: &str, stage: Stage, outcome: Outcome, meeting: &str, more: &[(Field, &str)]) {
        let mut asked = by_dag(vec![self.id(reference)], stage, outcome, self.id(meeting));
        for (field, typed) in more {
            asked.fields.put(*field, value(*field, typed));
        }
        done(self.try_to(Command::Decide(Box::new(asked))));
    }

    /// A change request, brought there step by step, each with what it needs: DAG026 of 12 July 2023 issues it, DAG027 of
    /// 9 August decides it. Nothing is overridden.
    fn bring(&mut self, reference: &str, to: Status) {
        use Status::*;
        for (meeting, held) in [("DAG026", "2023-07-12"), ("DAG027", "2023-08-09"), ("DAG028", "2023-09-13")] {
            if !self.has(meeting) {
                self.meeting(meeting, held);
            }
        }
        self.draft(reference, "A change of the design");
        self.fill(reference, CASE);
        self.fill(reference, OUTLOOK);
        for next in way(to) {
            match next {
                Raised => drop(done(self.go(reference, Raised, "2023-07-03", ""))),
                Returned => drop(done(self.go(reference, Returned, "2023-07-03", "The issue is not clear"))),
                Validated => drop(done(self.go(reference, Validated, "2023-07-04", ""))),
                ForIaDecision => {
                    self.fill(reference, &[(Field::TargetDecision, "meeting DAG026"), (Field::PapersOn, "2023-07-05")]);
                    done(self.go(reference, ForIaDecision, "2023-07-05", ""));
                }
                ReadyForIa => self.decide(reference, Stage::Issue, Outcome::Issue, "DAG026", &[]),
                AmendmentsRequired => {
                    let mut asked = by_dag(vec![self.id(reference)], Stage::Issue, Outcome::Issue, self.id("DAG026"));
                    asked.conditions.push(amendment("Say which flows", Vec::new()));
                    done(self.try_to(Command::Decide(Box::new(asked))));
                }
                InImpactAssessment => drop(done(self.case(reference, CaseCommand::Issue(round("2023-07-13"))))),
                IaClosed => drop(done(self.go(reference, IaClosed, "2023-07-28", ""))),
                ForApprovalDecision => {
                    self.fill(reference, ASSESSED);
                    self.edit(reference, Field::TargetDecision, "meeting DAG027");
                    done(self.go(reference, ForApprovalDecision, "2023-08-01", ""));
                }
                Deferred => {
                    let until = [(Field::DeferredTo, "meeting DAG028"), (Field::Pending, "The tests of the release")];
                    self.decide(reference, Stage::Approval, Outcome::Defer, "DAG027", &until);
                }
                Escalated => {
                    self.decide(reference, Stage::Escalation, Outcome::Escalate, "DAG027", &[(Field::EscalatedTo, "PSG")]);
                }
                Approved => self.decide(reference, Stage::Approval, Outcome::Approve, "DAG027", &[]),
                Rejected => self.decide(reference, Stage::Approval, Outcome::Reject, "DAG027", &[]),
                Scheduled => {
                    self.edit(reference, Field::InterimRelease, "IR5");
                    done(self.go(reference, Scheduled, "2023-08-16", ""));
                }
                Implemented => {
                    self.fill(reference, BUILT);
                    done(self.go(reference, Implemented, "2023-09-29", ""));
                }
                UnderReview => drop(done(self.go(reference, UnderReview, "2023-10-11", ""))),
                Closed => {
                    self.fill(reference, REVIEWED);
                    done(self.go(reference, Closed, "2023-11-08", "As approved"));
                }
                Withdrawn => drop(done(self.go(reference, Withdrawn, "2023-07-04", "By its Change Raiser"))),
                Merged | Superseded => {
                    let other = format!("{reference}9");
                    self.draft(&other, "Another change of the design");
                    match next {
                        Merged => self.link(reference, LinkType::Duplicates, &other),
                        _ => self.link(&other, LinkType::Supersedes, reference),
                    }
                    done(self.go(reference, next, "2023-07-04", "The other one covers it"));
                }
                other => panic!("a change request is never {other:?}"),
            }
        }
    }

    fn missing(&self, reference: &str, to: Status) -> Vec<String> {
        let record = self.record(reference);
        unmet_requirements(self.session.register(), &record, to, None, None).into_iter().map(|missing| missing.what).collect()
    }
}

/// The steps from draft to a status, in order.
fn way(to: Status) -> Vec<Status> {
    use Status::*;
    const MAIN: [Status; 11] = [
        Raised,
        Validated,
        ForIaDecision,
        ReadyForIa,
        InImpactAssessment,
        IaClosed,
        ForApprovalDecision,
        Approved,
        Scheduled,
        Implemented,
        UnderReview,
    ];
    let up_to = |last: Status| MAIN.iter().copied().take_while(move |status| *status != last).chain([last]);
    match to {
        Draft => Vec::new(),
        Returned => vec![Raised, Returned],
        Withdrawn | Merged | Superseded => vec![Raised, to],
        AmendmentsRequired => up_to(ForIaDecision).chain([to]).collect(),
        Deferred | Escalated | Rejected => up_to(ForApprovalDecision).chain([to]).collect(),
        Closed => up_to(UnderReview).chain([to]).collect(),
        on_the_way => up_to(on_the_way).collect(),
    }
}

pub(crate) fn amendment(text: &str, of: Vec<EventId>) -> Condition {
    let owner = Some(Owner::role("Change Raiser"));
    Condition { text: text.into(), owner, due: Some(Due::Asap), reference: None, of }
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

/// What the second decision wants to know.
pub(crate) const ASSESSED: &[(Field, &str)] = &[
    (Field::IaSummary, "Nobody opposed it"),
    (Field::Recommendation, "Approve"),
    (Field::ImplementationPlan, "Interim Release 5, with system integration testing"),
];

pub(crate) const BUILT: &[(Field, &str)] =
    &[(Field::ImplementedIn, "IR5"), (Field::ImplementedOn, "2023-09-29"), (Field::ArtefactVersions, "DES138 v1.4")];

pub(crate) const REVIEWED: &[(Field, &str)] =
    &[(Field::ReviewOn, "2023-11-08"), (Field::ReviewBy, "Programme"), (Field::ScopeAsApproved, "Yes")];

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
        extra: Extra::new(),
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
    done(
        pmo.case("CR032", CaseCommand::Submit { on: day("2023-10-03"), by: None, amendments: Some("The type was added".into()) }),
    );
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
    done(pmo.case("CR032", CaseCommand::Submit { on: day("2023-10-13"), by: Some("NGESO".into()), amendments }));
    done(pmo.move_to("DAG29-01", Status::Closed, "Received on 13 October 2023"));
    done(pmo.go("CR032", Status::ReadyForIa, "2023-10-13", "The amendments are those that DAG029 asked for"));
    done(pmo.case("CR032", CaseCommand::Issue(round("2023-10-13"))));
    pmo
}
