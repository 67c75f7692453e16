//! Raising and duplicating: one command, one step for undo, with all that a record begins with.

mod desk;

use std::collections::BTreeMap;

use desk::{Desk, assessment, level, step, titled, value};
use raid_register::calendar::Due;
use raid_register::log::Event;
use raid_register::record::{Done, Field, Kind, LinkType, Record, Slot, Status, Step};
use raid_register::scheme::Scheme;
use raid_register::session::Session;
use raid_register::snapshot;
use raid_register::stamp::EventId;
use raid_register::workflow::{Command, NewRecord, Refusal};

fn raise(new: NewRecord) -> Command {
    Command::Raise(Box::new(new))
}

/// A register with a meeting and a milestone.
fn desk_with_records() -> (Desk, EventId, EventId) {
    let mut pmo = Desk::new();
    let meeting = pmo.raise_as(Kind::Meeting, Some("TMAG019"), "TMAG #19");
    let milestone = pmo.raise_as(Kind::Milestone, Some("M5"), "SIT start");
    (pmo, meeting, milestone)
}

/// A risk with something of everything.
fn whole_risk(meeting: EventId, milestone: EventId) -> NewRecord {
    NewRecord {
        custom: vec![("Cost centre".to_owned(), "SIT".to_owned())],
        assessments: vec![(Slot::Current, assessment((3, 4), "As seen")), (Slot::Target, assessment((1, 2), ""))],
        steps: vec![step("Ask the suppliers"), step("Agree a second cut")],
        links: vec![(LinkType::RaisedAt, meeting), (LinkType::Threatens, milestone)],
        ..NewRecord::of(Kind::Risk, titled("Data cut arrives late"))
    }
}

/// All that can be seen of the records, but for when they were last touched and what they were once called.
fn seen(session: &Session) -> BTreeMap<EventId, Record> {
    let register = session.register();
    let records = register.records().filter_map(|row_id| register.record(row_id)).filter(|record| record.removed.is_none());
    let bare = |record: Record| Record {
        aliases: Vec::new(),
        changed: chrono::DateTime::default(),
        changed_by: String::new(),
        last_event: record.id,
        ..record
    };
    records.map(|record| (record.id, bare(record))).collect()
}

#[test]
fn a_record_is_raised_with_all_that_it_begins_with() {
    let (mut pmo, meeting, milestone) = desk_with_records();
    let events = pmo.carry_out(raise(whole_risk(meeting, milestone)));
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    assert!(ids.windows(2).all(|pair| pair[1].tick == pair[0].tick + 1), "{ids:?}");
    let risk = pmo.record("R1");
    assert_eq!(risk.id, ids[0]);
    assert_eq!(risk.custom.get("Cost centre").map(String::as_str), Some("SIT"));
    let current = risk.assessment(Slot::Current).expect("it was assessed");
    let band = Scheme::default().matrix.band(level(3), level(4));
    assert_eq!((current.level, current.why.as_deref()), (band, Some("As seen")), "the matrix gives the level");
    assert_eq!(risk.assessment(Slot::Target).and_then(|made| made.impact), Some(level(2)));
    let steps: Vec<(EventId, &str)> = risk.mitigation.iter().map(|step| (step.id, step.text.as_str())).collect();
    assert_eq!(steps, [(ids[4], "Ask the suppliers"), (ids[5], "Agree a second cut")], "each has the id of its event");
    let links: Vec<_> = risk.links.iter().map(|link| (link.link, link.to, link.cited.as_deref())).collect();
    assert_eq!(links, [(LinkType::RaisedAt, meeting, Some("TMAG019")), (LinkType::Threatens, milestone, Some("M5"))]);
    assert_eq!(pmo.reopened().record("R1"), risk, "and so it stands in the file");
}

#[test]
fn raising_is_one_step_for_undo_and_redo() {
    let (mut pmo, meeting, milestone) = desk_with_records();
    let before = seen(&pmo.session);
    let events = pmo.carry_out(raise(whole_risk(meeting, milestone)));
    let raised = seen(&pmo.session);
    assert_eq!(pmo.session.can_undo(), Some(format!("risk raised and {} more", events.len() - 1)));
    let undone = pmo.undo().expect("nobody relies on it");
    assert_eq!(undone.len(), events.len(), "each part is taken back");
    assert_eq!(seen(&pmo.session), before);
    let struck = pmo.by_id(events[0].id);
    assert!(struck.removed.is_some() && struck.links.is_empty() && struck.mitigation.is_empty() && struck.custom.is_empty());
    assert_eq!(struck.assessments, [None, None, None, None]);
    let stamp = pmo.stamp();
    pmo.session.redo(&stamp).expect("as it was");
    assert_eq!(seen(&pmo.session), raised);
    assert_eq!(pmo.session.can_redo(), None);
    pmo.undo().expect("and back again");
    assert_eq!(seen(&pmo.session), before);
    let again = pmo.reopened();
    assert_eq!(seen(&again.session), before, "the file says so too");
}

#[test]
fn what_is_refused_in_a_later_part_leaves_everything_as_it_was() {
    let (mut pmo, meeting, milestone) = desk_with_records();
    let risk = whole_risk(meeting, milestone);
    let unknown = EventId { tick: 9_999, ..meeting };
    let twice = [(LinkType::Threatens, milestone), (LinkType::Threatens, milestone)];
    let blank = Step { text: " ".into(), ..step("") };
    let refused: Vec<(NewRecord, &str)> = vec![
        (
            NewRecord { links: vec![(LinkType::RaisedAt, meeting), (LinkType::Blocks, unknown)], ..risk.clone() },
            "a link to nothing",
        ),
        (NewRecord { links: twice.into(), ..risk.clone() }, "the same link twice"),
        (NewRecord { steps: vec![step("First"), blank], ..risk.clone() }, "a step without words"),
        (NewRecord { custom: vec![("Name".to_owned(), " ".to_owned())], ..risk.clone() }, "a field without words"),
        (NewRecord { assessments: vec![(Slot::Current, Default::default())], ..risk.clone() }, "no figures"),
        (NewRecord { kind: Kind::Issue, ..risk.clone() }, "an issue is not assessed"),
    ];
    pmo.carry_out(Command::Rename { title: "TMAG".into() });
    pmo.undo().expect("there is something to redo");
    let (file, lines, redo) = (pmo.session.export(), pmo.session.events().len(), pmo.session.can_redo());
    for (new, what) in refused {
        let done = pmo.try_to(raise(new));
        assert!(done.is_err(), "{what}");
        assert_eq!(pmo.session.events().len(), lines, "{what}");
        assert!(pmo.session.export() == file, "{what}");
        assert_eq!(pmo.session.can_redo(), redo, "{what}: what was undone can be done again");
    }
    let note = Command::Note { record: milestone, text: "Noted".into() };
    let wrong = Command::Note { record: unknown, text: "Too late".into() };
    let stamp = pmo.stamp();
    let done = pmo.session.carry_out_all(&[note, raise(risk), wrong], &stamp);
    assert_eq!(done, Err(Refusal::NoSuchRecord));
    assert!(pmo.session.export() == file);
}

#[test]
fn later_commands_of_a_step_see_what_it_raised() {
    let (mut pmo, meeting, _) = desk_with_records();
    let first = EventId { tick: pmo.session.mark().1 + 1, replica: raid_register::stamp::Replica(pmo.replica) };
    let stamp = pmo.stamp();
    let commands = [
        raise(NewRecord { within: Some("TMAG019".into()), ..NewRecord::of(Kind::Action, titled("Publish it")) }),
        raise(NewRecord { within: Some("TMAG019".into()), ..NewRecord::of(Kind::Action, titled("Circulate it")) }),
        Command::Number { record: first, to: "TMAG19-07".into() },
        raise(NewRecord { within: Some("TMAG019".into()), ..NewRecord::of(Kind::Action, titled("File it")) }),
        Command::Link { record: first, link: LinkType::RaisedAt, to: meeting },
        Command::AddStep { record: first, step: step("Print") },
        Command::Rename { title: "One".into() },
        Command::Rename { title: "Two".into() },
    ];
    pmo.session.carry_out_all(&commands, &stamp).expect("nothing speaks against it");
    let titles = ["TMAG19-07", "TMAG19-02", "TMAG19-08"].map(|reference| pmo.record(reference).title().to_owned());
    assert_eq!(titles, ["Publish it", "Circulate it", "File it"]);
    assert_eq!(pmo.record("TMAG19-01").id, first, "its first number still finds it");
    assert_eq!((pmo.record("TMAG19-07").links.len(), pmo.record("TMAG19-07").mitigation.len()), (1, 1));
    assert_eq!(pmo.session.register().title, "Two");
    let taken = raise(NewRecord { reference: Some("TMAG19-01".into()), ..NewRecord::of(Kind::Action, titled("Again")) });
    assert!(matches!(pmo.try_to(taken), Err(Refusal::ReferenceTaken { .. })));
    let unlink = Command::Unlink { record: first, link: LinkType::RaisedAt, to: meeting };
    let twice = pmo.session.carry_out_all(&[unlink.clone(), unlink], &stamp);
    assert_eq!(twice, Err(Refusal::NotThere("link")), "the second finds nothing to take away");
}

#[test]
fn a_duplicate_takes_along_what_the_record_is_about() {
    let (mut pmo, meeting, milestone) = desk_with_records();
    pmo.carry_out(raise(whole_risk(meeting, milestone)));
    pmo.edit("R1", Field::Area, "Migration");
    let record = pmo.id("R1");
    let done = Step { done: Done::parse("2023-08-10").ok(), due: Some(Due::Asap), ..pmo.record("R1").mitigation[0].clone() };
    pmo.carry_out(Command::ChangeStep { record, step: done.id, to: Some(done) });
    pmo.carry_out(Command::Assess { record, slot: Slot::Proposed, to: Some(assessment((2, 2), "Suggested")) });
    pmo.note("R1", "Seen at TMAG019");
    let original = pmo.record("R1");
    let before = seen(&pmo.session);
    let events = pmo.duplicate(&original, "2023-08-16");
    let copy = pmo.record("R2");
    assert_eq!((copy.title(), copy.fields.text(Field::Area)), ("Copy of Data cut arrives late", Some("Migration")));
    assert_eq!(copy.custom, original.custom);
    for slot in Slot::ALL {
        let expected = original.assessment(slot).filter(|_| slot != Slot::Proposed);
        assert_eq!(copy.assessment(slot), expected, "{slot:?}");
    }
    let steps: Vec<_> = copy.mitigation.iter().map(|step| (step.text.as_str(), step.due.clone(), step.done)).collect();
    assert_eq!(steps, [("Ask the suppliers", Some(Due::Asap), None), ("Agree a second cut", None, None)], "to be done again");
    assert!(copy.mitigation.iter().all(|step| original.mitigation.iter().all(|have| have.id != step.id)));
    let links: Vec<_> = copy.links.iter().map(|link| (link.link, link.to)).collect();
    assert_eq!(links, [(LinkType::Threatens, milestone), (LinkType::RelatesTo, record)], "it was raised at no meeting");
    assert!(copy.notes.is_empty());
    assert_eq!(pmo.undo().map(|undone| undone.len()), Ok(events.len()), "one step");
    assert_eq!(seen(&pmo.session), before);
}

#[test]
fn a_duplicate_leaves_links_to_what_is_gone() {
    let (mut pmo, meeting, milestone) = desk_with_records();
    pmo.carry_out(raise(whole_risk(meeting, milestone)));
    pmo.carry_out(Command::Remove { record: milestone, why: "Raised in error".into() });
    let original = pmo.record("R1");
    pmo.duplicate(&original, "2023-08-16");
    assert_eq!(pmo.record("R2").links.iter().map(|link| link.link).collect::<Vec<_>>(), [LinkType::RelatesTo]);
    pmo.carry_out(Command::Remove { record: original.id, why: "The copy is better".into() });
    pmo.duplicate(&pmo.by_id(original.id), "2023-08-16");
    assert!(pmo.record("R3").links.is_empty());
}

#[test]
fn a_duplicate_of_what_a_file_of_another_hand_holds_is_raised_all_the_same() {
    let file = r#"{"format": "raid-register", "formatVersion": 1, "items": [{"kind": "issue", "ref": "I1", "title": "Late",
        "status": "Open", "custom": {"Empty": "", "Kept": "so"}, "current": {"level": "Low", "scheme": 1}}]}"#;
    let session = Session::of(snapshot::read(file.as_bytes().to_vec()).expect("it opens"));
    let mut desk = Desk { session, ..Desk::new() };
    desk.session.set_custodian(true);
    desk.duplicate(&desk.record("I1"), "2023-08-16");
    let copy = desk.record("I2");
    assert_eq!(copy.custom.keys().map(String::as_str).collect::<Vec<_>>(), ["Kept"]);
    assert_eq!(copy.assessments, [None, None, None, None]);
}

#[test]
fn a_change_in_a_step_settles_a_conflict_once() {
    let mut pmo = Desk::new();
    let record = pmo.raise(Kind::Risk, "Data cut");
    let mut other = pmo.copy_for("Test Manager", 2);
    pmo.edit("R1", Field::Area, "Testing");
    other.edit("R1", Field::Area, "Migration");
    pmo.merge(&mut other);
    assert_eq!(pmo.session.conflicts(record).len(), 1);
    let stamp = pmo.stamp();
    let edit = |to: &str| Command::Edit { record, field: Field::Area, to: value(Field::Area, to) };
    let events = pmo.session.carry_out_all(&[edit("Migration"), edit("Design"), edit("Design")], &stamp).expect("done");
    let settles: Vec<usize> = events.iter().map(|event: &Event| event.settles().len()).collect();
    assert_eq!(settles, [1, 0], "the first confirms, the second changes, the third is without effect");
    assert_eq!(pmo.session.conflicts(record), []);
    assert!(!pmo.session.register().is_in_conflict(record));
}

#[test]
fn a_requirement_is_looked_for_in_what_the_step_did_before() {
    let mut pmo = Desk::new();
    let dependency = pmo.raise_as(Kind::Dependency, Some("D1"), "Agreed by both sides");
    let edit = |field: Field, typed: &str| Command::Edit { record: dependency, field, to: value(field, typed) };
    let confirm = [
        edit(Field::ProviderConfirmedBy, "Elexon"),
        edit(Field::ProviderConfirmedOn, "2023-08-01"),
        edit(Field::ReceiverConfirmedBy, "DNO"),
        edit(Field::ReceiverConfirmedOn, "2023-08-01"),
    ];
    let agree = Command::Move { record: dependency, to: Status::Agreed, on: "2023-08-01".parse().ok(), why: None };
    let stamp = pmo.stamp();
    let first = pmo.session.carry_out_all(&[std::slice::from_ref(&agree), &confirm].concat(), &stamp);
    assert!(matches!(first, Err(Refusal::Unmet { .. })), "{first:?}");
    pmo.session.carry_out_all(&[&confirm[..], &[agree]].concat(), &stamp).expect("both have confirmed by then");
    assert_eq!(pmo.record("D1").standing.status, Status::Agreed);
}

/// Does several things as one step, and one after another beside it: the same is recorded.
fn together(pmo: &mut Desk, commands: &[Command]) -> Vec<Event> {
    let stamp = pmo.stamp();
    let mut beside = pmo.session.clone();
    let one_by_one = commands.iter().flat_map(|command| beside.carry_out(command, &stamp).expect("nothing speaks against it"));
    let one_by_one: Vec<Event> = one_by_one.collect();
    let events = pmo.session.carry_out_all(commands, &stamp).expect("nothing speaks against it");
    assert_eq!(events, one_by_one);
    assert!(pmo.session.export() == beside.export());
    events
}

#[test]
fn a_number_that_was_given_up_in_a_step_is_not_counted_from() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let record = pmo.raise_as(Kind::Risk, Some("R900"), "Numbered by mistake");
    let new = |title: &str| raise(NewRecord::of(Kind::Risk, titled(title)));
    together(&mut pmo, &[new("Before"), Command::Number { record, to: "R2".into() }, new("After"), new("And one more")]);
    let titles = ["R901", "R2", "R902", "R903"].map(|reference| pmo.record(reference).title().to_owned());
    assert_eq!(titles, ["Before", "Numbered by mistake", "After", "And one more"]);
    let mut pmo = Desk::new();
    let record = pmo.raise_as(Kind::Risk, Some("R900"), "Numbered by mistake");
    together(&mut pmo, &[Command::Number { record, to: "R1".into() }, new("After")]);
    assert_eq!(pmo.record("R2").title(), "After");
}

#[test]
fn a_letter_goes_within_a_step_when_the_other_gives_the_number_up() {
    let mut pmo = Desk::new();
    let mut other = pmo.copy_for("Test Manager", 2);
    other.session.set_custodian(true);
    let ours = pmo.raise(Kind::Risk, "Ours");
    let theirs = other.raise(Kind::Risk, "Theirs");
    pmo.merge(&mut other);
    assert_eq!((pmo.by_id(ours).shown_reference(), pmo.by_id(theirs).shown_reference()), ("R1".into(), "R1b".into()));
    let number = |record: EventId, to: &str| Command::Number { record, to: to.into() };
    let mut both = Desk { session: pmo.session.clone(), ..Desk::new() };
    assert_eq!(together(&mut both, &[number(ours, "R5"), number(theirs, "R6")]).len(), 2, "it shows no letter by then");
    assert_eq!(together(&mut pmo, &[number(theirs, "R6"), number(ours, "R5")]).len(), 3, "R1b stays known");
    assert_eq!(pmo.id("R1b"), theirs);
}

#[test]
fn a_link_of_the_same_step_is_one_that_a_requirement_finds() {
    let mut pmo = Desk::new();
    let old = pmo.raise(Kind::ChangeRequest, "The first text");
    let new = pmo.raise(Kind::ChangeRequest, "The second text");
    let on = "2023-08-16".parse().ok();
    let moved = Command::Move { record: old, to: Status::Superseded, on, why: Some("Written anew".into()) };
    assert!(matches!(pmo.try_to(moved.clone()), Err(Refusal::Unmet { .. })));
    let link = Command::Link { record: new, link: LinkType::Supersedes, to: old };
    together(&mut pmo, &[link.clone(), moved.clone()]);
    assert_eq!(pmo.by_id(old).standing.status, Status::Superseded);
    pmo.undo().expect("both are taken back");
    let unlink = Command::Unlink { record: new, link: LinkType::Supersedes, to: old };
    let stamp = pmo.stamp();
    let done = pmo.session.carry_out_all(&[link, unlink, moved], &stamp);
    assert!(matches!(done, Err(Refusal::Unmet { .. })), "{done:?}");
}
