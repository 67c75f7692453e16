//! A state without a log becomes one: each record raised as it stands.

use chrono::DateTime;
use rustc_hash::FxHashMap;

use crate::log::{Event, Fact, Line, Log};
use crate::record::case::{Case, MilestoneMove, Part, Response, Submission};
use crate::record::{Assessment, CitedLink, Link, Record, Slot, elsewhere, fingerprint};
use crate::stamp::{EventId, Replica, Stamp};
use crate::state::{Register, RowId};

/// Who a baseline's events are by where the file names nobody.
const AUTHOR: &str = "Baseline";

/// Makes the events of a baseline and the register they give. Ids follow from the file's bytes, so that two people who
/// open the same file hold the same events and can merge later. Records of a part may link to what is not in it.
pub(super) fn make(found: &Register, is_part: bool, file: &[u8]) -> Result<(Register, Log), (RowId, &'static str, String)> {
    let replica = Replica(fingerprint(file));
    let mut maker = Maker { replica, tick: 0, lines: Vec::new(), register: Register::new(&found.title) };
    maker.register.extra = found.extra.clone();
    maker.open(found);
    let mut records = Vec::new();
    for row_id in found.records() {
        let record = Record::parse(found.bytes(row_id)).map_err(|what| (row_id, "", what))?;
        records.push(maker.raise(record));
    }
    for (row_id, at) in found.records().zip(0..) {
        let links = resolve(found, is_part, row_id, &records).map_err(|what| (row_id, ".links", what))?;
        maker.fill(&mut records[at], links);
    }
    Ok((maker.register, Log::of(maker.lines)))
}

fn resolve(found: &Register, is_part: bool, row_id: RowId, records: &[Record]) -> Result<Vec<Link>, String> {
    let original = Record::parse_links(found.bytes(row_id))?;
    original
        .into_iter()
        .map(|CitedLink { link, to, cited, extra }| {
            let by_id = to.and_then(|to| found.by_id(to));
            let target = by_id.or_else(|| cited.as_ref().and_then(|cited| found.by_reference(cited)));
            let wanted = cited.clone().or_else(|| to.map(|to| to.to_string())).unwrap_or_default();
            let Some(target) = target else {
                let elsewhere = to.or_else(|| Some(elsewhere(cited.as_ref()?))).filter(|_| is_part);
                let unknown = || format!("a link leads to “{wanted}”, and no record has that id or reference");
                return Ok(Link { link, to: elsewhere.ok_or_else(unknown)?, cited, extra });
            };
            let target = &records[target.index()];
            Ok(Link { link, to: target.id, cited: cited.or_else(|| Some(target.shown_reference())), extra })
        })
        .collect()
}

struct Maker {
    replica: Replica,
    tick: u64,
    lines: Vec<Line>,
    register: Register,
}

impl Maker {
    fn next(&mut self) -> EventId {
        self.tick += 1;
        EventId { tick: self.tick, replica: self.replica }
    }

    /// The register's own title and vocabulary are events too: whoever merges them gets the same.
    fn open(&mut self, found: &Register) {
        let nobody = Stamp { at: DateTime::default(), by: AUTHOR.into(), replica: self.replica };
        let begun = self.append(None, &nobody, Fact::RegisterOpened { title: found.title.clone() });
        self.register.id = found.id.or(Some(begun.id));
        if found.scheme != self.register.scheme {
            let from = Box::new(std::mem::replace(&mut self.register.scheme, found.scheme.clone()));
            self.append(None, &nobody, Fact::SchemeChanged { from, to: Box::new(found.scheme.clone()) });
        }
    }

    fn append(&mut self, about: Option<EventId>, stamp: &Stamp, fact: Fact) -> Event {
        let id = self.next();
        let event = Event::new(id, about.unwrap_or(id), stamp, fact);
        self.lines.push(Line::of(&event));
        event
    }

    fn event(&mut self, about: Option<EventId>, record: &Record, fact: Fact) -> Event {
        let by = author(&record.changed_by);
        let at = if record.changed == DateTime::<chrono::Utc>::default() { raised_at(record) } else { record.changed };
        self.append(about, &Stamp { at, by: by.into(), replica: self.replica }, fact)
    }

    fn raise(&mut self, found: Record) -> Record {
        let fact = Fact::Raised {
            kind: found.kind,
            reference: found.reference.clone(),
            standing: found.standing.clone(),
            fields: found.fields.clone(),
        };
        let event = self.event(None, &found, fact);
        let mut record =
            Record { id: event.id, last_event: event.id, changed: event.at, changed_by: event.by, links: Vec::new(), ..found };
        record.reference_clash = None;
        record
    }

    /// A level that was stated stands; figures without one have the matrix's.
    fn rated(&self, assessment: &Assessment) -> Assessment {
        if assessment.level.is_some() { assessment.clone() } else { assessment.clone().rated(&self.register.scheme) }
    }

    /// The rest of a record, each part as the event that would have made it.
    fn fill(&mut self, record: &mut Record, links: Vec<Link>) {
        let mut whole = record.clone();
        whole.assessments = Default::default();
        (whole.mitigation, whole.notes, whole.aliases) = (Vec::new(), Vec::new(), Vec::new());
        whole.custom.clear();
        whole.case = Case::default();
        let mut facts = Vec::new();
        facts.extend(
            Slot::ALL
                .into_iter()
                .filter_map(|slot| Some(Fact::Assessed { slot, from: None, to: Some(self.rated(record.assessment(slot)?)) })),
        );
        facts.extend(record.aliases.iter().map(|alias| Fact::AliasChanged { from: None, to: Some(alias.clone()) }));
        facts.extend(record.custom.iter().map(|(name, to)| Fact::CustomEdited {
            name: name.clone(),
            from: None,
            to: Some(to.clone()),
        }));
        facts.extend(links.into_iter().map(|link| Fact::Linked { link }));
        facts.extend(record.removed.iter().map(|why| Fact::Removed { why: why.clone() }));
        let mut events = Vec::new();
        for step in record.mitigation.clone() {
            let id = EventId { tick: self.tick + 1, replica: self.replica };
            let event = self.event(
                Some(record.id),
                record,
                Fact::StepChanged { from: None, to: Some(crate::record::Step { id, ..step }) },
            );
            events.push(event);
        }
        for note in &record.notes {
            let stamp = Stamp { at: note.at, by: author(&note.by).into(), replica: self.replica };
            let event = self.append(Some(record.id), &stamp, Fact::Noted { text: note.text.clone() });
            events.push(event);
        }
        for part in parts(&record.case, EventId { tick: self.tick + 1, replica: self.replica }) {
            let event = self.event(Some(record.id), record, Fact::PartChanged { from: None, to: Some(Box::new(part)) });
            events.push(event);
        }
        for fact in facts {
            let event = self.event(Some(record.id), record, fact);
            events.push(event);
        }
        let notes = std::mem::take(&mut record.notes);
        *record = whole.with(&events, &mut Vec::new());
        // What a newer version wrote beside a note, no event says.
        record.notes.iter_mut().zip(notes).for_each(|(note, found)| note.extra = found.extra);
        self.register.settle(record.clone());
    }
}

/// The parts of a case, each with the identity of the event that adds it; the first has `next`. Answers go on to answer
/// their round.
fn parts(case: &Case, next: EventId) -> Vec<Part> {
    let milestone_moves = case.milestone_moves.iter().cloned().map(Part::MilestoneMove);
    let versions = case.submissions.iter().cloned().map(Part::Submission);
    let answers = case.responses.iter().cloned().map(|response| Part::Response(Box::new(response)));
    let all: Vec<Part> =
        milestone_moves.chain(versions).chain(case.rounds.iter().cloned().map(Part::Round)).chain(answers).collect();
    let mut old: FxHashMap<EventId, u32> = FxHashMap::default();
    for (part, at) in all.iter().zip(0..) {
        old.entry(part.id()).or_insert(at);
    }
    let nth = |at: usize| EventId { tick: next.tick + at as u64, replica: next.replica };
    let now = |id: EventId| old.get(&id).map_or(id, |at| nth(*at as usize));
    let known = |answers: &mut Option<Vec<EventId>>| answers.iter_mut().flatten().for_each(|id| *id = now(*id));
    let renewed = |(at, part): (usize, Part)| match part {
        Part::MilestoneMove(milestone_move) => Part::MilestoneMove(MilestoneMove { id: nth(at), ..milestone_move }),
        Part::Submission(version) => Part::Submission(Submission { id: nth(at), ..version }),
        Part::Round(mut round) => {
            round.id = nth(at);
            round.closed.iter_mut().for_each(|closed| known(&mut closed.answers));
            round.voided.iter_mut().for_each(|voided| known(&mut voided.answers));
            Part::Round(round)
        }
        Part::Response(response) => Part::Response(Box::new(Response { id: nth(at), round: now(response.round), ..*response })),
    };
    all.into_iter().enumerate().map(renewed).collect()
}

fn author(named: &str) -> &str {
    if named.trim().is_empty() { AUTHOR } else { named }
}

fn raised_at(record: &Record) -> DateTime<chrono::Utc> {
    let day = record.fields.day(crate::record::Field::RaisedOn);
    day.and_then(|day| day.and_hms_opt(0, 0, 0)).map(|at| at.and_utc()).unwrap_or_default()
}
