//! What people do with the register, told as stories.

mod desk;

use std::collections::BTreeSet;

use desk::{Desk, findings, level, titled, value};
use raid_register::log::struck_notes;
use raid_register::query::{Filter, Query, Sort, overview};
use raid_register::record::{Anomaly, Assessment, Done, Field, Kind, LinkType, Shape, Slot, Status, StatusEntry, provisional};
use raid_register::scheme::{Band, Matrix, Scheme};
use raid_register::session::{Batch, Session, Steps};
use raid_register::snapshot;
use raid_register::stamp::{EventId, Replica};
use raid_register::state::RowId;
use raid_register::workflow::{Command, NewRecord, Refusal};

fn refused(result: Result<Vec<raid_register::log::Event>, Refusal>) -> String {
    result.expect_err("it should be refused").to_string()
}

#[test]
fn a_risk_is_lowered_with_a_reason() {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Risk, Some("R525"), "Large portfolios in late tranches");
    pmo.assess("R525", Slot::Current, (3, 5), "as first seen");
    let why = "it does not prevent the majority of the market from migrating";
    let proposal = Assessment { by: Some("Elexon Qualification Lead".into()), ..desk::assessment((3, 4), why) };
    let record = pmo.id("R525");
    pmo.carry_out(Command::Assess { record, slot: Slot::Proposed, to: Some(proposal) });
    let risk = pmo.record("R525");
    let figures = |slot| risk.assessment(slot).map(|made| (made.impact.map(|level| level.number()), made.level));
    assert_eq!(figures(Slot::Current), Some((Some(5), Some(Band::High))), "what is proposed is not agreed");
    assert_eq!(figures(Slot::Proposed), Some((Some(4), Some(Band::Medium))));
    assert_eq!(overview(pmo.session.register(), "2023-08-16".parse().expect("a day")).proposed, 1);
    pmo.carry_out(Command::Agree { record });
    assert_eq!(pmo.record("R525").assessment(Slot::Current).and_then(|made| made.impact), Some(level(4)));
    assert_eq!(pmo.record("R525").assessment(Slot::Proposed), None);
    assert_eq!(pmo.refusal(Command::Agree { record }), "No assessment is proposed");
    let history = pmo.history("R525");
    assert_eq!(history[1], "likelihood 3, impact 5, level High: as first seen");
    assert_eq!(history[2], format!("likelihood 3, impact 4, level Medium, proposed by Elexon Qualification Lead: {why}"));
    assert_eq!(history[3], format!("impact 5 → 4, level High → Medium: {why}"));
    assert_eq!(history[4], "proposed assessment withdrawn");
}

#[test]
fn agreeing_on_other_figures_ends_the_proposal() {
    let mut pmo = Desk::new();
    let record = pmo.raise(Kind::Risk, "Late tranches");
    pmo.assess("R1", Slot::Current, (4, 5), "");
    pmo.carry_out(Command::Assess { record, slot: Slot::Proposed, to: Some(desk::assessment((4, 4), "")) });
    pmo.assess("R1", Slot::Current, (4, 3), "seen again");
    assert_eq!(pmo.record("R1").assessment(Slot::Proposed), None, "agreeing it now would raise the impact again");
    assert_eq!(overview(pmo.session.register(), "2023-08-16".parse().expect("a day")).proposed, 0);
    pmo.undo().expect("both in one step");
    let impact = |desk: &Desk, slot| desk.record("R1").assessment(slot).and_then(|made| made.impact);
    assert_eq!((impact(&pmo, Slot::Current), impact(&pmo, Slot::Proposed)), (Some(level(5)), Some(level(4))));
    assert_eq!(pmo.session.can_redo().as_deref(), Some("impact 5 → 3, level Critical → Medium: seen again and 1 more"));
}

#[test]
fn a_part_of_an_assessment_is_proposed_and_the_rest_stays() {
    let mut pmo = Desk::new();
    let record = pmo.raise(Kind::Risk, "Late tranches");
    pmo.assess("R1", Slot::Current, (4, 5), "");
    let only_impact = Assessment { impact: Some(level(4)), ..Assessment::default() };
    pmo.carry_out(Command::Assess { record, slot: Slot::Proposed, to: Some(only_impact) });
    pmo.carry_out(Command::Agree { record });
    let agreed = pmo.record("R1").assessment(Slot::Current).cloned().expect("it is assessed");
    assert_eq!((agreed.likelihood, agreed.impact, agreed.level), (Some(level(4)), Some(level(4)), Some(Band::High)));
}

#[test]
fn a_level_that_was_proposed_without_both_figures_is_what_is_agreed() {
    for likelihood in [None, Some(level(2))] {
        let mut pmo = Desk::new();
        let record = pmo.raise(Kind::Risk, "Late tranches");
        pmo.assess("R1", Slot::Current, (4, 4), "");
        let stated = Assessment { likelihood, level: Some(Band::Medium), ..Assessment::default() };
        pmo.carry_out(Command::Assess { record, slot: Slot::Proposed, to: Some(stated) });
        pmo.carry_out(Command::Agree { record });
        let risk = pmo.record("R1");
        let agreed = risk.assessment(Slot::Current).map(Assessment::figures);
        assert_eq!((agreed, risk.assessment(Slot::Proposed)), (Some((likelihood, None, Some(Band::Medium))), None));
    }
}

#[test]
fn another_matrix_never_rewrites_an_old_assessment() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Assessed before");
    pmo.assess("R1", Slot::Current, (4, 4), "");
    let mild = Scheme {
        matrix: Matrix::try_from(vec![vec![Band::Low; 5]; 5]).expect("five by five"),
        ..pmo.session.register().scheme.clone()
    };
    pmo.carry_out(Command::ChangeScheme { to: Box::new(mild) });
    pmo.raise(Kind::Risk, "Assessed after");
    pmo.assess("R2", Slot::Current, (4, 4), "");
    for mut desk in [pmo.reopened(), pmo] {
        let made =
            |desk: &Desk, reference| desk.record(reference).assessment(Slot::Current).map(|made| (made.level, made.scheme));
        assert_eq!(made(&desk, "R1"), Some((Some(Band::High), 1)));
        assert_eq!(made(&desk, "R2"), Some((Some(Band::Low), 2)));
        assert_eq!(findings(&mut desk.session), []);
    }
}

#[test]
fn what_was_done_can_be_undone_and_done_again() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Action, "Share the slides");
    pmo.edit("ACT001", Field::Due, "2023-06-21");
    pmo.edit("ACT001", Field::Due, "2023-08-16");
    let due = |desk: &Desk| desk.record("ACT001").fields.value(Field::Due).map(|due| due.to_string());
    assert_eq!(pmo.session.can_undo().as_deref(), Some("due 2023-06-21 → 2023-08-16"));
    pmo.undo().expect("it can be undone");
    assert_eq!(due(&pmo).as_deref(), Some("2023-06-21"));
    pmo.undo().expect("that too");
    assert_eq!(due(&pmo), None);
    pmo.redo().expect("and done again");
    pmo.redo().expect("twice");
    assert_eq!(due(&pmo).as_deref(), Some("2023-08-16"));
    assert_eq!(refused(pmo.redo()), "There is nothing to redo");
    pmo.undo().expect("once more");
    pmo.note("ACT001", "something new");
    assert_eq!(refused(pmo.redo()), "There is nothing to redo", "what is new ends redo");
    assert_eq!(
        pmo.history("ACT001")[1..],
        [
            "due: 2023-06-21",
            "due 2023-06-21 → 2023-08-16",
            "undone: due 2023-06-21 → 2023-08-16",
            "undone: due: 2023-06-21",
            "done again: due: 2023-06-21",
            "done again: due 2023-06-21 → 2023-08-16",
            "undone: due 2023-06-21 → 2023-08-16",
            "note: something new",
        ],
        "undoing is recorded, never erased, and told as what it is"
    );
}

#[test]
fn a_note_comes_back_as_it_was() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    pmo.note("R1", "Asked on Monday");
    let note = pmo.record("R1").notes[0].clone();
    pmo.undo().expect("the note is struck out");
    assert_eq!(pmo.record("R1").notes, []);
    pmo.who = "Somebody else";
    pmo.redo().expect("the note comes back");
    assert_eq!(pmo.record("R1").notes, [note], "with its own author and moment");
}

#[test]
fn undo_does_not_overwrite_what_somebody_did_since() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut other = pmo.copy_for("Test Manager", 2);
    pmo.edit("R1", Field::Area, "Testing");
    other.merge(&mut pmo);
    other.edit("R1", Field::Area, "Migration");
    pmo.merge(&mut other);
    assert_eq!(
        refused(pmo.undo()),
        "It was changed again since, so this would overwrite that: Area was changed from “Testing” to nothing by Programme (PMO), who did \
         not know that it stood at “Migration” by then"
    );
    assert_eq!(pmo.record("R1").fields.text(Field::Area), Some("Migration"));
}

#[test]
fn undo_does_not_take_away_a_step_that_somebody_finished() {
    let mut pmo = Desk::new();
    let record = pmo.raise(Kind::Risk, "Data cut");
    let step = pmo.step("R1", "Ask the suppliers");
    let mut other = pmo.copy_for("Test Manager", 2);
    let mut done = other.record("R1").mitigation[0].clone();
    done.done = Done::parse("2023-08-20").ok();
    other.carry_out(Command::ChangeStep { record, step, to: Some(done) });
    pmo.merge(&mut other);
    assert!(matches!(pmo.undo(), Err(Refusal::ChangedSince(_))));
    assert!(pmo.record("R1").mitigation[0].done.is_some());
}

#[test]
fn undo_does_not_rename_the_register_back_over_another_name() {
    let mut pmo = Desk::new();
    let mut other = pmo.copy_for("Test Manager", 2);
    pmo.carry_out(Command::Rename { title: "Ours".into() });
    other.merge(&mut pmo);
    other.carry_out(Command::Rename { title: "Theirs".into() });
    pmo.merge(&mut other);
    assert!(matches!(pmo.undo(), Err(Refusal::ChangedSince(_))));
    assert_eq!(pmo.session.register().title, "Theirs");
}

#[test]
fn what_is_done_in_parts_is_one_step_for_undo() {
    let mut pmo = Desk::new();
    for title in ["Data cut", "Migration", "Testing"] {
        pmo.raise(Kind::Risk, title);
    }
    let edit = |pmo: &Desk, reference: &str, to: &str| Command::Edit {
        record: pmo.id(reference),
        field: Field::Area,
        to: value(Field::Area, to),
    };
    let stamp = pmo.stamp();
    let two = [edit(&pmo, "R1", "Design"), edit(&pmo, "R2", "Design")];
    let third = [edit(&pmo, "R3", "Design")];
    let mut batch = Batch::default();
    assert_eq!(pmo.session.decide(&mut batch, &two, &stamp), Ok(()));
    assert_eq!(pmo.session.decide(&mut batch, &third, &stamp), Ok(()));
    assert_eq!(pmo.session.can_undo().as_deref(), Some("risk raised"), "nothing is recorded yet");
    let first = pmo.session.carry_on(&mut batch).expect("the first part is recorded");
    assert_eq!(first.len(), 2);
    assert_eq!(pmo.session.carry_on(&mut batch).map(|events| events.len()), Ok(1));
    let area = |pmo: &Desk, reference| pmo.record(reference).fields.text(Field::Area).map(str::to_owned);
    assert_eq!(area(&pmo, "R3"), Some("Design".into()));
    pmo.undo().expect("undone together");
    assert_eq!(["R1", "R2", "R3"].map(|reference| area(&pmo, reference)), [None, None, None]);
    let late = [edit(&pmo, "R1", "Too late")];
    let mut batch = Batch::after(batch.begun());
    assert_eq!(pmo.session.decide(&mut batch, &late, &stamp), Ok(()));
    assert_eq!(pmo.session.carry_on(&mut batch), Err(Refusal::Stopped), "it was taken back meanwhile");
    assert_eq!(area(&pmo, "R1"), None);
}

#[test]
fn a_merge_says_whether_another_register_came_with_it() {
    let mut pmo = Desk::new();
    let mut copy = pmo.copy_for("Test Manager", 2);
    copy.carry_out(Command::Rename { title: "The same register, renamed".into() });
    assert!(!pmo.merge_file(&mut copy).of_another, "a copy was not begun elsewhere");
    let mut other = Desk { replica: 7, ..Desk::new() };
    other.session = Session::begin("Another programme", &other.stamp());
    other.raise_as(Kind::Risk, Some("R900"), "Of another programme");
    assert!(pmo.merge_file(&mut other).of_another);
    other.carry_out(Command::Rename { title: "Another programme, renamed".into() });
    assert!(pmo.merge_file(&mut other).of_another, "it is another the second time too");
    assert_eq!(pmo.session.register().title, "The same register, renamed");
}

#[test]
fn what_follows_from_a_merge_is_no_step_of_the_person_s() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let scheme = Scheme { categories: vec!["Data".into()], ..pmo.session.register().scheme.clone() };
    pmo.carry_out(Command::ChangeScheme { to: Box::new(scheme) });
    let mut other = Desk { replica: 7, ..Desk::new() };
    other.session = Session::begin("Another programme", &other.stamp());
    other.session.set_custodian(false);
    for _ in 0..9 {
        other.carry_out(Command::Rename { title: "Another".into() });
        other.carry_out(Command::Rename { title: "Another programme".into() });
    }
    let scheme = Scheme { categories: vec!["Trade".into()], ..other.session.register().scheme.clone() };
    other.carry_out(Command::ChangeScheme { to: Box::new(scheme) });
    let theirs = other.raise(Kind::Risk, "Of another programme");
    let (title, scheme) = (pmo.session.register().title.clone(), pmo.session.register().scheme.clone());
    let (_, merged_at) = other.session.mark();

    let merged = pmo.merge_file(&mut other);
    assert!(merged.of_another && merged.anomalies.is_empty(), "{:?}", merged.anomalies);
    assert_eq!(merged.numbered, 1);
    assert_eq!((&pmo.session.register().title, &pmo.session.register().scheme), (&title, &scheme));
    let put_back = pmo.session.events().iter().filter(|event| event.by == pmo.who && event.id.tick > merged_at).count();
    assert_eq!(put_back, 3, "title, scheme and the number are this copy's own changes");

    // The first undo takes back what the PMO did last: its own change of the scheme.
    assert_eq!(
        pmo.session.can_undo().as_deref(),
        Some("set-up changed: categories (removed Testing, Migration, Design and 5 more)")
    );
    pmo.undo().expect("nobody changed it since");
    assert_eq!((&pmo.session.register().title, &pmo.session.register().scheme), (&title, &Scheme::default()));
    assert_eq!(pmo.by_id(theirs).reference.as_deref(), Some("R2"));
    pmo.undo().expect("then the risk it raised");
    assert_eq!(pmo.session.can_undo(), None);
}

#[test]
fn two_people_change_the_same_field_and_a_person_is_told() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut other = pmo.copy_for("Test Manager", 2);
    pmo.edit("R1", Field::Area, "Testing");
    other.edit("R1", Field::Area, "Migration");
    let merged = pmo.merge(&mut other);
    assert_eq!((merged.events, merged.records.len()), (1, 1));
    let (reference, anomaly) = &merged.anomalies[0];
    assert_eq!(reference, "R1");
    assert!(
        matches!(anomaly, Anomaly::Overwritten { what, expected, found, .. } if what == "Area" && expected.is_empty() && found == "Testing"),
        "{anomaly}"
    );
    other.merge(&mut pmo);
    assert_eq!(pmo.record("R1").fields.text(Field::Area), other.record("R1").fields.text(Field::Area), "both see the same");
}

#[test]
fn many_are_changed_in_one_step_or_none() {
    let mut pmo = Desk::new();
    let ids: Vec<_> = (1..=50).map(|number| pmo.raise(Kind::Action, &format!("Action {number}"))).collect();
    let close = |ids: &[_], why: Option<&str>| -> Vec<Command> {
        ids.iter()
            .map(|record| Command::Move { record: *record, to: Status::Closed, on: None, why: why.map(Into::into) })
            .collect()
    };
    let before = pmo.session.export();
    let stamp = pmo.stamp();
    assert_eq!(refused(pmo.session.carry_out_all(&close(&ids, None), &stamp)), "Say why: “Closed” needs a reason");
    assert!(pmo.session.export() == before, "nothing was done");
    let events = pmo.session.carry_out_all(&close(&ids, Some("done")), &stamp).expect("all are closed");
    assert_eq!(events.len(), 50);
    assert_eq!(pmo.session.can_undo().as_deref(), Some("status Open → Closed: done and 49 more"));
    pmo.undo().expect("one step back");
    assert!(ids.iter().all(|id| pmo.by_id(*id).standing.status == Status::Open));
}

#[test]
fn commands_of_one_step_see_each_other() {
    let mut pmo = Desk::new();
    let stamp = pmo.stamp();
    let raise = |reference: Option<&str>| {
        Command::Raise(Box::new(NewRecord {
            reference: reference.map(Into::into),
            ..NewRecord::of(Kind::Risk, titled("Imported"))
        }))
    };
    pmo.session.carry_out_all(&[raise(None), raise(None), raise(Some("R9"))], &stamp).expect("three are raised");
    let references: Vec<String> =
        pmo.session.register().records().filter_map(|row_id| pmo.session.register().record(row_id)?.reference).collect();
    assert_eq!(references, ["R1", "R2", "R9"], "each its own number");
    let before = pmo.session.export();
    let clash = pmo.session.carry_out_all(&[raise(Some("R77")), raise(Some("R 77"))], &stamp);
    assert_eq!(refused(clash), "R 77 is already the reference of “Imported”");
    assert!(pmo.session.export() == before, "neither was raised");
    let dependency = pmo.raise_as(Kind::Dependency, Some("D1"), "Agreed by both sides");
    for field in [Field::ProviderConfirmedBy, Field::ReceiverConfirmedBy] {
        pmo.edit("D1", field, "Elexon");
    }
    for field in [Field::ProviderConfirmedOn, Field::ReceiverConfirmedOn] {
        pmo.edit("D1", field, "2023-08-01");
    }
    let before = pmo.session.export();
    let unsay = Command::Edit { record: dependency, field: Field::ReceiverConfirmedBy, to: None };
    let agree = Command::Move { record: dependency, to: Status::Agreed, on: None, why: None };
    let clash = pmo.session.carry_out_all(&[unsay, agree], &stamp);
    assert_eq!(refused(clash), "D1 cannot go to “Agreed” yet. Say who confirmed it for the receiver.");
    assert!(pmo.session.export() == before, "and nothing was cleared");
    let record = pmo.id("R1");
    let edit = |to: &str| Command::Edit { record, field: Field::Area, to: value(Field::Area, to) };
    pmo.session.carry_out_all(&[edit("Testing"), edit("Migration")], &stamp).expect("the last counts");
    assert_eq!(pmo.session.anomalies(record), []);
}

#[test]
fn the_custodian_gives_the_numbers() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "The PMO's");
    let mut other = pmo.copy_for("Test Manager", 2);
    let id = other.raise(Kind::Risk, "Raised on the train");
    let provisional = other.by_id(id).shown_reference();
    assert!(provisional.starts_with("R-new-") && provisional.len() == 14, "{provisional}");
    assert_eq!(other.id(&provisional.to_lowercase()), id, "it can be looked up");
    pmo.raise(Kind::Risk, "Meanwhile");
    pmo.merge(&mut other);
    let numbering = pmo.session.number_all();
    let stamp = pmo.stamp();
    pmo.session.carry_out_all(&numbering, &stamp).expect("it is numbered");
    assert_eq!(pmo.by_id(id).shown_reference(), "R3");
    assert_eq!(pmo.id(&provisional), id, "a citation never breaks");
    assert_eq!(pmo.id(&provisional[..10]), id, "nor one of an earlier time, with the first four of its digits");
    assert_eq!(pmo.session.number_all(), []);
    other.merge(&mut pmo);
    assert_eq!(other.by_id(id).shown_reference(), "R3");
    assert_eq!(other.reopened().id(&provisional), id);
}

#[test]
fn two_custodians_gave_the_same_number() {
    let mut here = Desk::new();
    here.raise_as(Kind::Risk, Some("R525"), "Known to both");
    let mut there = here.copy_for("Second PMO", 2);
    there.session.set_custodian(true);
    let (earlier, later) = (here.raise(Kind::Risk, "The earlier"), there.raise(Kind::Risk, "The later"));
    assert_eq!((here.by_id(earlier).shown_reference(), there.by_id(later).shown_reference()), ("R526".into(), "R526".into()));
    here.merge(&mut there);
    there.merge(&mut here);
    assert!(here.session.export() == there.session.export());
    for desk in [&mut here, &mut there] {
        let mut reopened = desk.reopened();
        assert_eq!(findings(&mut reopened.session), []);
        for desk in [&reopened, &*desk] {
            assert_eq!(desk.by_id(earlier).shown_reference(), "R526");
            assert_eq!(desk.by_id(later).shown_reference(), "R526b");
            assert_eq!((desk.id("R526"), desk.id("R526b")), (earlier, later));
        }
    }
    there.carry_out(Command::Number { record: later, to: "R527".into() });
    here.merge(&mut there);
    for desk in [&here, &there, &here.reopened()] {
        assert_eq!((desk.by_id(earlier).shown_reference(), desk.by_id(later).shown_reference()), ("R526".into(), "R527".into()));
        assert_eq!((desk.id("R526"), desk.id("R527")), (earlier, later));
        assert!(desk.by_id(earlier).reference_clash.is_none() && desk.by_id(later).reference_clash.is_none());
    }
}

#[test]
fn a_part_without_the_first_of_two_is_as_nobody_touched_it() {
    let mut here = Desk::new();
    let mut there = here.copy_for("Second PMO", 2);
    there.session.set_custodian(true);
    here.raise_as(Kind::Risk, Some("R526"), "The earlier");
    let later = there.raise_as(Kind::Risk, Some("R526"), "The later");
    here.merge(&mut there);
    let row_id = here.session.register().by_id(later).expect("it is there");
    let part = here.session.export_some(&[row_id]);
    let mut session = Session::of(snapshot::read(part.clone()).expect("it opens"));
    assert_eq!(findings(&mut session), []);
    assert_eq!(session.register().record(RowId::at(0)).map(|record| record.shown_reference()), Some("R526b".into()));
    assert!(session.export() == part);
    let mut desk = Desk { session, replica: 3, ..Desk::new() };
    desk.edit("R526b", Field::Category, "Data");
    assert_eq!((desk.by_id(later).shown_reference(), findings(&mut desk.session)), ("R526b".into(), vec![]));
    desk.carry_out(Command::Number { record: later, to: "R530".into() });
    assert_eq!(desk.by_id(later).shown_reference(), "R530");
    // In the whole the letter follows from the log, whatever the file shows.
    let file = String::from_utf8(here.session.export()).expect("it is text");
    let file = file.replace("\"ref\": \"R526b\",\n      \"given\": \"R526\"", "\"ref\": \"R526c\",\n      \"given\": \"R526\"");
    let mut whole = Session::of(snapshot::read(file.into_bytes()).expect("it opens"));
    assert_eq!(findings(&mut whole), []);
    assert!(whole.export() == here.session.export());
}

#[test]
fn a_reference_leads_to_the_record_that_shows_it() {
    let mut here = Desk::new();
    let mut there = here.copy_for("Second PMO", 2);
    there.session.set_custodian(true);
    let earlier = here.raise_as(Kind::Risk, Some("R526"), "The earlier");
    let later = there.raise_as(Kind::Risk, Some("R526"), "The later");
    here.merge(&mut there);
    here.carry_out(Command::Number { record: earlier, to: "R530".into() });
    for desk in [&here, &here.reopened()] {
        assert_eq!((desk.by_id(earlier).shown_reference(), desk.by_id(later).shown_reference()), ("R530".into(), "R526".into()));
        assert_eq!((desk.id("R530"), desk.id("R526")), (earlier, later));
    }
    // It was the earlier's once, and is the other's now.
    let taken = "R526 is already the reference of “The later”";
    assert_eq!(here.refusal(Command::Number { record: earlier, to: "R526".into() }), taken);
    assert_eq!(here.refusal(Command::Alias { record: earlier, alias: "R526".into() }), taken);
    assert_eq!(here.refusal(Command::Number { record: later, to: "R526".into() }), Refusal::NoChange.to_string());
}

#[test]
fn what_six_people_raise_at_once_has_references_of_its_own() {
    for register in 0..2000_u32 {
        let of = |person: u32| Replica((register * 6 + person).wrapping_mul(0x85eb_ca6b) ^ 0x5bd1_e995);
        let ids = (0..6).flat_map(|person| (900..910).map(move |tick| EventId { tick, replica: of(person) }));
        let shown: BTreeSet<String> = ids.map(|id| provisional(Kind::Risk, id)).collect();
        assert_eq!(shown.len(), 60);
    }
}

#[test]
fn a_file_with_a_provisional_reference_of_four_digits_opens_as_it_is() {
    let mut pmo = Desk::new();
    pmo.session.set_custodian(false);
    let record = pmo.raise(Kind::Risk, "Raised on the train");
    let shown = pmo.by_id(record).shown_reference();
    pmo.carry_out(Command::Number { record, to: "R1".into() });
    let file = String::from_utf8(pmo.session.export()).expect("it is text");
    let earlier = &shown[..shown.len() - 4];
    let file = file.replace(&format!("\"aliases\": [\"{shown}\"]"), &format!("\"aliases\": [\"{earlier}\"]"));
    assert!(!file.contains(&shown));
    let mut session = Session::of(snapshot::read(file.clone().into_bytes()).expect("it opens"));
    assert_eq!(findings(&mut session), []);
    assert!(session.export() == file.into_bytes());
    assert_eq!(session.register().by_reference(earlier), session.register().by_reference("R1"));
}

#[test]
fn a_number_that_looks_like_a_twin_harms_nobody() {
    let mut here = Desk::new();
    let mut there = here.copy_for("Second PMO", 2);
    there.session.set_custodian(true);
    here.raise_as(Kind::Risk, Some("R526"), "One");
    here.raise_as(Kind::Risk, Some("R526b"), "A number that ends in a letter");
    there.raise_as(Kind::Risk, Some("R526"), "Two");
    here.merge(&mut there);
    let file = here.session.export();
    let mut again = Session::of(snapshot::read(file.clone()).expect("our own file opens"));
    assert_eq!(findings(&mut again), []);
    assert!(again.export() == file);
}

#[test]
fn thirty_copies_gave_the_same_number() {
    let mut here = Desk::new();
    for replica in 2..32 {
        let mut other =
            Desk { session: Session::of(snapshot::read(here.session.export()).expect("it opens")), replica, ..Desk::new() };
        other.session = Session::begin("Another", &other.stamp());
        other.raise_as(Kind::Risk, Some("R1"), "The same");
        here.merge(&mut other);
    }
    assert_eq!(here.session.register().len(), 30);
    assert_eq!(here.reopened().session.register().len(), 30);
}

#[test]
fn a_duplicate_starts_afresh() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Action, "Share the slides");
    pmo.edit("ACT001", Field::Update, "Sent");
    pmo.edit("ACT001", Field::Owner, "Programme (PMO)");
    pmo.edit("ACT001", Field::RaisedOn, "2023-06-01");
    let id = pmo.duplicate(&pmo.record("ACT001"), "2023-08-16")[0].id;
    let copy = pmo.by_id(id);
    assert_eq!(
        (copy.shown_reference().as_str(), copy.title(), copy.standing.status),
        ("ACT002", "Copy of Share the slides", Status::Open)
    );
    assert_eq!(copy.fields.text(Field::Update), None);
    assert_eq!(copy.fields.owner(), pmo.record("ACT001").fields.owner());
    assert_eq!(copy.fields.value(Field::RaisedOn), value(Field::RaisedOn, "2023-08-16").as_ref());
}

#[test]
fn a_duplicate_tells_nothing_of_what_became_of_the_original() {
    let theirs = [
        (Kind::ChangeRequest, "CR001", "targetDecision implementedOn iaSummary dins scopeAsApproved"),
        (Kind::Dependency, "D1", "agreedOn deliveredOn providerConfirmedBy ragCurrent"),
        (Kind::Issue, "I1", "resolution escalatedTo"),
        (Kind::Milestone, "M1", "actual milestoneChange"),
        (Kind::Decision, "DEC001", "decidedOn outcome objections"),
        (Kind::Meeting, "MTG001", "papersOn headlineOn issuedOn"),
    ];
    for (kind, reference, outcomes) in theirs {
        let mut pmo = Desk::new();
        let record = pmo.raise_as(kind, Some(reference), "The original");
        let to = *Status::of(kind).last().expect("a status");
        let on = "2023-08-15".parse().ok();
        pmo.carry_out(Command::Override { record, to, on, why: "As found".into() });
        for field in Field::ALL.iter().copied().filter(|field| field.belongs_to(kind) && *field != Field::Title) {
            let offered = pmo.session.register().scheme.words_for(field);
            let typed = match field.shape() {
                Shape::Listed(_) => &offered[0],
                Shape::Day | Shape::Due => "2023-08-01",
                Shape::Choice(words) => words[0],
                Shape::Line | Shape::Text | Shape::List | Shape::Owner | Shape::Offered => "Something",
            };
            pmo.edit(reference, field, typed);
        }
        let original = pmo.by_id(record);
        let copy = pmo.duplicate(&original, "2023-08-16")[0].id;
        let copy = pmo.by_id(copy);
        assert_eq!(copy.standing, StatusEntry::plain(Status::begins(kind)));
        let of_its_own = [Field::Title, Field::RaisedOn];
        for (field, value) in original.fields.iter().filter(|(field, _)| !of_its_own.contains(field)) {
            let expected = Some(value).filter(|_| !field.is_outcome());
            assert_eq!(copy.fields.value(field), expected, "{kind:?} {field:?}");
        }
        let told: Vec<Field> = outcomes.split(' ').filter_map(Field::from_name).collect();
        assert_eq!(told.len(), outcomes.split(' ').count());
        assert!(told.iter().all(|field| original.fields.value(*field).is_some() && copy.fields.value(*field).is_none()));
    }
}

#[test]
fn a_record_raised_in_error_is_struck_out_and_can_come_back() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Milestone, "SIT start");
    let record = pmo.raise(Kind::Risk, "Raised twice");
    pmo.link("R1", LinkType::Threatens, "M1");
    pmo.carry_out(Command::Remove { record, why: "the same as R9".into() });
    let count = |desk: &Desk| {
        desk.session.register().view(&Filter::default(), Sort::default(), "2023-08-16".parse().expect("a day")).rows.len()
    };
    assert_eq!((count(&pmo), count(&pmo.reopened())), (1, 1));
    assert_eq!(pmo.refusal(Command::Note { record, text: "x".into() }), "That record is not in this register any more");
    assert_eq!(pmo.by_id(record).removed.as_deref(), Some("the same as R9"));
    pmo.undo().expect("it comes back");
    assert_eq!((count(&pmo), count(&pmo.reopened())), (2, 2));
    assert_eq!(pmo.history("R1").last().map(String::as_str), Some("undone: struck out: the same as R9"));
}

#[test]
fn a_filtered_export_opens_is_known_as_one_and_comes_home() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Milestone, "SIT start");
    pmo.raise(Kind::Risk, "Data cut");
    pmo.raise(Kind::Action, "Not for them");
    pmo.link("R1", LinkType::Threatens, "M1");
    let risk = pmo.session.register().by_reference("R1").expect("it is there");
    let part = pmo.session.export_some(&[risk]);
    assert!(!String::from_utf8_lossy(&part).contains("Not for them"), "nothing else leaves the house");
    let opened = snapshot::read(part).expect("a part opens, though its link leads elsewhere");
    assert!(opened.filtered);
    let mut other = Desk { session: Session::of(opened), replica: 9, ..Desk::new() };
    assert_eq!(findings(&mut other.session), []);
    let out = other.session.export();
    assert!(snapshot::read(out.clone()).expect("what goes out opens again").filtered, "and still says that it is a part");
    other.note("R1", "seen");
    assert_eq!(pmo.merge(&mut other).events, 1);
    assert_eq!(pmo.record("R1").notes.len(), 1);
    assert!(!snapshot::read(pmo.session.export()).expect("it opens").filtered, "home is still whole");
}

#[test]
fn search_finds_words_in_any_order_and_phrases_as_they_stand() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut arrives late for SIT");
    pmo.raise(Kind::Risk, "Late data, early cut");
    let hits = |desk: &Desk, typed: &str| {
        let filter = Filter { text: typed.into(), ..Filter::default() };
        desk.session.register().view(&filter, Sort::default(), "2023-08-16".parse().expect("a day")).rows.len()
    };
    assert_eq!(hits(&pmo, "late CUT data"), 2);
    assert_eq!(hits(&pmo, "\"data cut\""), 1);
    assert_eq!(hits(&pmo, "nowhere"), 0);
    assert!(Query::parse("  \"\" ").is_empty());
    pmo.edit("R2", Field::Title, "Renamed");
    assert_eq!((hits(&pmo, "early"), hits(&pmo, "renamed")), (0, 1));
}

#[test]
fn a_record_is_found_by_the_words_of_its_kind_and_status() {
    let mut desk = Desk::new();
    desk.raise_as(Kind::Action, Some("DAG29-01"), "Issue the minutes");
    desk.raise(Kind::Risk, "Data arrives late");
    desk.move_to("DAG29-01", Status::RecommendClosed, "Done").expect("moved");
    let found = |desk: &Desk, typed: &str| desk.session.register().suggest(typed, None, 9).len();
    assert_eq!(found(&desk, "recommend closed"), 1);
    assert_eq!(found(&desk, "risk open"), 1);
    assert_eq!(found(&desk, "recommend risk"), 0);
}

#[test]
fn a_meeting_in_the_register_is_a_due_date_by_its_reference() {
    let mut desk = Desk::new();
    desk.raise_as(Kind::Meeting, Some("DAG030"), "The next meeting");
    let register = desk.session.register();
    assert_eq!(register.as_due(Shape::Due, " dag030 "), "meeting DAG030");
    assert_eq!(register.as_due(Shape::Line, "DAG030"), "DAG030");
    assert_eq!(register.as_due(Shape::Due, "DAG031"), "DAG031", "nobody knows that one");
    assert_eq!(register.as_due(Shape::Due, "ASAP"), "ASAP");
}

#[test]
fn a_reference_that_nobody_has_offers_only_what_is_near() {
    let mut desk = Desk::new();
    desk.raise(Kind::Risk, "Data arrives late");
    desk.raise(Kind::Assumption, "Data can be cleansed");
    let register = desk.session.register();
    assert!(register.near("R9999", 8).is_empty());
    assert!(register.near("nothing", 8).is_empty());
    assert_eq!(register.near("R11", 8).len(), 1, "R1, with a letter too many");
}

#[test]
fn what_was_struck_out_is_brought_back_long_after() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Raised twice, it seemed");
    pmo.note("R1", "By e-mail");
    pmo.note("R1", "By telephone");
    let record = pmo.id("R1");
    assert_eq!(pmo.refusal(Command::Restore { record }), "Nothing changed");
    let note = pmo.record("R1").notes[0].clone();
    pmo.carry_out(Command::StrikeNote { record, note: note.id });
    assert_eq!(pmo.refusal(Command::StrikeNote { record, note: note.id }), "There is no such note");
    pmo.carry_out(Command::Remove { record, why: "Raised twice".into() });
    assert_eq!(pmo.refusal(Command::Note { record, text: "Too late".into() }), "That record is not in this register any more");

    // Another day, another desk: nothing is there to undo.
    let mut later = pmo.reopened();
    assert_eq!(later.session.can_undo(), None);
    assert_eq!(
        later.session.register().struck(9).iter().map(|record| record.title()).collect::<Vec<_>>(),
        ["Raised twice, it seemed"]
    );
    later.carry_out(Command::Restore { record });
    assert_eq!((later.session.register().struck(9).len(), later.record("R1").removed), (0, None));
    let struck = struck_notes(&later.session.history(record));
    assert_eq!(struck, std::slice::from_ref(&note));
    later.carry_out(Command::RestoreNote { record, note: note.clone() });
    assert_eq!(later.record("R1").notes[0], note, "as it was, in its old place");
    assert_eq!(struck_notes(&later.session.history(record)), []);
    assert_eq!(later.refusal(Command::RestoreNote { record, note: note.clone() }), "Nothing changed");
    let told = later.history("R1");
    assert_eq!(
        told[3..],
        ["note struck out: By e-mail", "struck out: Raised twice", "brought back", "note brought back: By e-mail"]
    );

    later.undo().expect("bringing back is undone like anything else");
    assert_eq!(struck_notes(&later.session.history(record)), [note]);
    assert_eq!(findings(&mut later.session), []);
    later.note("R1", "Written and taken back at once");
    later.undo().expect("the note");
    assert_eq!(struck_notes(&later.session.history(record)).len(), 1, "what was never meant is not offered");
}

#[test]
fn undo_goes_on_after_the_page_was_loaded_anew() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut arrives late");
    pmo.edit("R1", Field::Category, "Data");
    pmo.edit("R1", Field::Title, "Data cut arrives very late");
    pmo.undo().expect("the title");
    let steps_of = |desk: &Desk| {
        let (done, undone) = desk.session.steps();
        Steps { done: done.to_vec(), undone: undone.to_vec() }
    };
    let steps = steps_of(&pmo);
    let mut again = pmo.reopened();
    assert_eq!((again.session.can_undo(), again.session.can_redo()), (None, None));
    again.session.resume(steps.clone());
    assert_eq!(again.session.can_undo().as_deref(), Some("category: Data"));
    assert_eq!(again.session.can_redo().as_deref(), Some("title Data cut arrives late → Data cut arrives very late"));
    again.redo().expect("the title");
    again.undo().and_then(|_| again.undo()).expect("both");
    assert_eq!(again.history("R1").last().map(String::as_str), Some("undone: category: Data"));
    assert_eq!(findings(&mut again.session), []);

    // Somebody else changed the same thing since: it is not overwritten.
    let mut third = pmo.reopened();
    third.edit("R1", Field::Category, "Design");
    third.session.resume(steps.clone());
    assert!(refused(third.undo()).contains("changed again since"));

    // Another register knows none of it, and neither does an older copy.
    let mut other = Desk::new();
    other.raise(Kind::Risk, "Another");
    other.session.resume(steps.clone());
    assert_eq!(other.session.can_undo(), None);
    pmo.edit("R1", Field::Area, "Testing");
    let newer = steps_of(&pmo);
    let mut older = third.reopened();
    older.session.resume(newer);
    assert_eq!(older.session.can_undo(), None, "the newest step is not in it, so that nothing before it is offered");
}
