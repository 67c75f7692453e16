//! What the golden files hold, held against what the code has: facts, members of structures, words of closed lists.

use std::collections::BTreeSet;
use std::fmt::Debug;

use raid_register::calendar::{Calendar, Division, Due, OwnHoliday};
use raid_register::log::{Event, Fact, FactName, UndoRef};
use raid_register::record::case::{
    Aspect, Case, Closed, Effect, Extension, MilestoneMove, Position, Response, Round, Size, Submission, TakeUp,
    TransitionRecord, Voided,
};
use raid_register::record::{
    Assessment, Done, Field, Kind, Link, LinkType, Note, Owner, Record, Shape, Slot, Status, StatusEntry, Step, Value,
};
use raid_register::scheme::{
    Band, CustomField, ExternalSeries, Group, KindSetup, Level, Person, ProcessSetup, ScaleStep, Scheme,
};
use raid_register::session::Session;
use serde::Serialize;
use serde_json::Value as Json;

/// All that the golden files hold.
#[derive(Default)]
pub(crate) struct Held {
    records: Vec<Record>,
    events: Vec<Event>,
    /// The names of the members of each record, as they stand in the file.
    keys: BTreeSet<String>,
}

impl Held {
    /// Adds what a file holds.
    pub(crate) fn add(&mut self, file: &[u8], session: &mut Session) {
        let register = session.register();
        self.records.extend(register.records().map(|record| register.record(record).expect("a record reads")));
        let json: Json = serde_json::from_slice(file).expect("a file is JSON");
        let records = raid_register::snapshot::SECTIONS.iter().filter_map(|section| json[section].as_array()).flatten();
        self.keys.extend(records.flat_map(|record| record.as_object().expect("a record").keys().cloned()));
        self.events.extend(session.events());
    }

    fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.events.iter().filter_map(Event::known)
    }

    fn parts<'h, T: Clone + 'h>(&'h self, of: impl Fn(&'h Record) -> &'h [T]) -> Vec<T> {
        self.records.iter().flat_map(|record| of(record).to_vec()).collect()
    }

    /// The facts of the code's own table that no file has.
    pub(crate) fn facts_that_lack(&self) -> Vec<&'static str> {
        let held: BTreeSet<&str> = self.facts().map(Fact::name).collect();
        FactName::ALL.iter().map(|name| name.word()).filter(|name| !held.contains(name)).collect()
    }

    /// Each structure of the code of which no file has every member, and each member that is read as a newer version's.
    pub(crate) fn members_that_lack(&self) -> Vec<String> {
        let schemes: Vec<Scheme> = self.facts().filter_map(scheme).cloned().collect();
        let calendars: Vec<Calendar> = schemes.iter().map(|scheme| scheme.calendar.clone()).collect();
        let groups: Vec<Group> = schemes.iter().flat_map(|scheme| scheme.groups.clone()).collect();
        let people: Vec<Person> = schemes.iter().flat_map(|scheme| scheme.people.clone()).collect();
        let kinds: Vec<KindSetup> =
            schemes.iter().flat_map(|scheme| scheme.kinds.clone().unwrap_or_default().into_values()).collect();
        let scales = schemes.iter().flat_map(|scheme| scheme.scales.clone().unwrap_or_default().into_values());
        let scale_steps: Vec<ScaleStep> = scales.flat_map(|scale| scale.into_values()).collect();
        let custom: Vec<CustomField> =
            schemes.iter().flat_map(|scheme| scheme.custom.clone().unwrap_or_default().into_values()).collect();
        let external: Vec<ExternalSeries> =
            schemes.iter().flat_map(|scheme| scheme.external_references.clone().unwrap_or_default()).collect();
        let processes: Vec<ProcessSetup> = schemes.iter().filter_map(|scheme| scheme.process.clone()).collect();
        let holidays: Vec<OwnHoliday> = calendars.iter().flat_map(|calendar| calendar.closed.clone()).collect();
        let assessments: Vec<Assessment> = self.records.iter().flat_map(|record| record.assessments.clone()).flatten().collect();
        let standings: Vec<StatusEntry> = self.facts().filter_map(standing).cloned().collect();
        let steps: Vec<Step> = self.parts(|record| &record.mitigation);
        let owners: Vec<Owner> = steps.iter().filter_map(|step| step.owner.clone()).collect();
        let submissions: Vec<Submission> = self.parts(|record| &record.case.submissions);
        let rounds: Vec<Round> = self.parts(|record| &record.case.rounds);
        let extensions: Vec<Extension> = rounds.iter().flat_map(|round| round.extensions.clone()).collect();
        let closed: Vec<Closed> = rounds.iter().filter_map(|round| round.closed.clone()).collect();
        let voided: Vec<Voided> = rounds.iter().filter_map(|round| round.voided.clone()).collect();
        let responses: Vec<Response> = self.parts(|record| &record.case.responses);
        let effects: Vec<Effect> = responses.iter().flat_map(|response| response.effects.values().cloned()).collect();
        let milestone_moves: Vec<MilestoneMove> = self.parts(|record| &record.case.milestone_moves);
        let taken: Vec<TransitionRecord> = self.parts(|record| &record.case.steps);
        let notes: Vec<Note> = self.parts(|record| &record.notes);
        let links: Vec<Link> = self.parts(|record| &record.links);
        let mut lack: Vec<String> = [
            missing("the scheme", &schemes),
            missing("the calendar", &calendars),
            missing("a group", &groups),
            missing("a role and who has it", &people),
            missing("what is different about a kind", &kinds),
            missing("a field of the programme's own", &custom),
            missing("a step of a scale", &scale_steps),
            missing("a series of external references", &external),
            missing("the change process", &processes),
            missing("a holiday of the register's own", &holidays),
            missing("an assessment", &assessments),
            missing("a standing", &standings),
            missing("a step", &steps),
            missing("an owner", &owners),
            missing("a submission", &submissions),
            missing("a round", &rounds),
            missing("an extension", &extensions),
            missing("how a round was closed", &closed),
            missing("why a round is void", &voided),
            missing("a response", &responses),
            missing("an effect", &effects),
            missing("a milestone move", &milestone_moves),
            missing("a step that was taken", &taken),
            missing("a note", &notes),
            missing("a link", &links),
        ]
        .into_iter()
        .flatten()
        .collect();
        lack.extend(FactName::ALL.iter().filter_map(|name| self.missing_of_fact(name.word())));
        lack.extend(self.missing_of_records());
        lack.extend(self.missing_of_events());
        lack
    }

    fn missing_of_fact(&self, name: &str) -> Option<String> {
        let known: Vec<&Fact> = self.facts().filter(|fact| fact.name() == name).collect();
        let keys: BTreeSet<String> = known.iter().flat_map(|fact| fact.payload().into_iter().map(|(key, _)| key)).collect();
        let members = match known.first()? {
            // Its members stand in the event itself.
            Fact::Linked { link } | Fact::Unlinked { link } => own_members(link),
            fact => own_members(*fact),
        };
        (members.len() != keys.len()).then(|| format!("{name} has the members {members:?}, and only {keys:?} are in a file"))
    }

    fn missing_of_records(&self) -> Vec<String> {
        let record = self.records.first().expect("a golden file has records");
        assert_eq!(members(&record.case).len(), of_member("case").len(), "of {:?}", members(&Case::default()));
        assert_eq!(members(&record.standing).len(), of_member("standing").len(), "of {:?}", members(&record.standing));
        let wanted = members(record).into_iter().flat_map(|member| match of_member(&member) {
            [] if !IN_NO_FILE.contains(&member.as_str()) => vec![member],
            keys => keys.iter().map(|key| (*key).to_owned()).collect(),
        });
        let fields = Field::ALL.iter().map(|field| field.name().to_owned());
        let lack = wanted.chain(fields).filter(|key| !self.keys.contains(key));
        let mut lack: Vec<String> = lack.map(|key| format!("no record has “{key}”")).collect();
        let newer = self.records.iter().flat_map(|record| record.extra.keys());
        lack.extend(newer.map(|key| format!("“{key}” of a record is read as a newer version's")));
        lack
    }

    fn missing_of_events(&self) -> Vec<String> {
        let turns: Vec<UndoRef> = self.events.iter().filter_map(|event| event.turn).collect();
        let has = [
            ("undoes", turns.iter().any(|turn| matches!(turn, UndoRef::Undoes(_)))),
            ("redoes", turns.iter().any(|turn| matches!(turn, UndoRef::Redoes(_)))),
            ("settles", self.events.iter().any(|event| !event.settles().is_empty())),
        ];
        has.into_iter().filter(|(_, has)| !has).map(|(key, _)| format!("no event has “{key}”")).collect()
    }

    /// The words of closed lists that no file has.
    pub(crate) fn words_that_lack(&self) -> Vec<String> {
        let mut lack = Vec::new();
        for kind in Kind::ALL {
            let raised: Vec<(Kind, Status, _)> = self
                .facts()
                .filter_map(|fact| match fact {
                    Fact::Raised { kind, standing, fields, .. } => Some((*kind, standing.status, fields)),
                    _ => None,
                })
                .filter(|(raised, ..)| *raised == kind)
                .collect();
            let statuses = raised.iter().map(|(_, status, _)| *status);
            lack.extend(absent(kind.name(), Status::of(kind), statuses));
            for field in Field::ALL.iter().copied().filter(|field| field.belongs_to(kind)) {
                let Shape::Choice(words) = field.shape() else { continue };
                lack.extend(absent(field.name(), words, raised.iter().filter_map(|(_, _, fields)| fields.text(field))));
            }
        }
        let responses: Vec<Response> = self.parts(|record| &record.case.responses);
        let effects = || responses.iter().flat_map(|response| &response.effects);
        let assessed =
            || self.facts().filter_map(|fact| if let Fact::Assessed { slot, to, .. } = fact { Some((slot, to)) } else { None });
        let assessments = || assessed().filter_map(|(_, to)| to.as_ref());
        lack.extend(absent("positions", Position::ALL, responses.iter().map(|response| response.position)));
        lack.extend(absent("take-up", TakeUp::ALL, responses.iter().filter_map(|response| response.take_up)));
        lack.extend(absent("aspects", Aspect::ALL, effects().map(|(aspect, _)| *aspect)));
        lack.extend(absent("sizes", Size::ALL, effects().filter_map(|(_, effect)| effect.size)));
        lack.extend(absent("links", LinkType::ALL, self.records.iter().flat_map(|record| &record.links).map(|link| link.link)));
        lack.extend(absent("levels", &Level::ALL, assessments().filter_map(|made| made.likelihood)));
        lack.extend(absent("bands", &Band::ALL, assessments().filter_map(|made| made.level)));
        lack.extend(absent("assessments", &Slot::ALL, assessed().map(|(slot, _)| *slot)));
        let divisions = self.facts().filter_map(scheme).map(|scheme| scheme.calendar.division);
        lack.extend(absent("divisions", &Division::ALL, divisions));
        let done = self.records.iter().flat_map(|record| &record.mitigation).filter_map(|step| step.done);
        let done = done.map(|done| matches!(done, Done::Undated));
        lack.extend(absent("undated steps", &[true, false], done));
        let edited =
            self.facts().filter_map(|fact| if let Fact::Edited { from, to, .. } = fact { Some([from, to]) } else { None });
        let edited = edited.flatten().flatten();
        let dues = edited.filter_map(|value| if let Value::Due(due) = value { Some(form(due)) } else { None });
        lack.extend(absent("due dates", &["a day", "ASAP", "a meeting", "tbc"], dues));
        lack
    }
}

/// The members of a record as it stands in the file, by the name they have in the code, where they are not the same.
fn of_member(name: &str) -> &'static [&'static str] {
    match name {
        "standing" => &["status", "since", "why", "unmet"],
        "assessments" => &["assessment", "proposed", "target", "inherent"],
        "case" => &["submissions", "rounds", "responses", "milestoneMoves", "steps"],
        "reference" => &["ref"],
        "reference_clash" => &["given"],
        "changed_by" => &["changedBy"],
        "last_event" => &["lastEvent"],
        _ => &[],
    }
}

/// The fields have names of their own, and what a newer version wrote has none that we know.
const IN_NO_FILE: [&str; 2] = ["fields", "extra"];

fn scheme(fact: &Fact) -> Option<&Scheme> {
    if let Fact::SchemeChanged { to, .. } = fact { Some(to) } else { None }
}

fn standing(fact: &Fact) -> Option<&StatusEntry> {
    if let Fact::Moved { to, .. } = fact { Some(to) } else { None }
}

fn form(due: &Due) -> &'static str {
    match due {
        Due::On(_) => "a day",
        Due::Asap => "ASAP",
        Due::Meeting(_) => "a meeting",
        Due::Tbc => "tbc",
    }
}

/// The names that the code has for the members of a value, those that are empty too. `Debug` tells them all.
fn members(value: &impl Debug) -> Vec<String> {
    let told = format!("{value:#?}");
    let top = told.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with([' ', '}', ']', ')']));
    top.filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect()
}

/// The same without what a newer version wrote.
fn own_members(value: &impl Debug) -> Vec<String> {
    members(value).into_iter().filter(|member| member != "extra").collect()
}

/// That the files lack members of such values, or that one is read as a newer version's. What is empty is not written.
fn missing<T: Debug + Serialize>(what: &str, values: &[T]) -> Option<String> {
    let Some(first) = values.first() else { return Some(format!("{what} is in no file")) };
    if values.iter().any(|value| format!("{value:#?}").lines().any(|line| line == "    extra: {")) {
        return Some(format!("{what} has a member that is read as a newer version's"));
    }
    let members = own_members(first);
    let written = |value: &T| match serde_json::to_value(value).expect("it can be written") {
        Json::Object(map) => map.into_iter().map(|(key, _)| key).collect(),
        _ => Vec::new(),
    };
    let keys: BTreeSet<String> = values.iter().flat_map(written).collect();
    (members.len() != keys.len()).then(|| format!("{what} has the members {members:?}, and only {keys:?} are in a file"))
}

fn absent<T: PartialEq + Debug>(what: &str, all: &[T], held: impl Iterator<Item = T>) -> Vec<String> {
    let held: Vec<T> = held.collect();
    all.iter().filter(|word| !held.contains(word)).map(|word| format!("{what}: {word:?} is in no file")).collect()
}
