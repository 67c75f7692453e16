//! Conflicts: two people set one thing without knowing of each other. Both values are told until somebody settles it, and
//! that holds in every copy, in whatever order they are merged.

mod desk;

use desk::{Desk, findings, value};
use proptest::prelude::*;
use raid_register::calendar::Due;
use raid_register::fold::{Conflict, ConflictSide};
use raid_register::log::ConflictSubject;
use raid_register::query::{Filter, Sort};
use raid_register::record::{Field, Kind, Slot, Status, Step};
use raid_register::scheme::{Band, Level};
use raid_register::session::Session;
use raid_register::workflow::Command;

/// A register with R1, and two copies of it that were sent out.
fn copies() -> [Desk; 3] {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    pmo.edit("R1", Field::Area, "Design");
    pmo.step("R1", "Agree the plan");
    let (a, b) = (pmo.copy_for("Test Manager", 2), pmo.copy_for("Migration Lead", 3));
    [pmo, a, b]
}

/// Two of them have set the area of R1, and the office has merged both.
fn in_conflict() -> [Desk; 3] {
    let [mut pmo, mut a, mut b] = copies();
    a.edit("R1", Field::Area, "Testing");
    b.edit("R1", Field::Area, "Migration");
    pmo.merge(&mut a);
    pmo.merge(&mut b);
    [pmo, a, b]
}

fn open(desk: &mut Desk) -> Vec<Conflict> {
    let id = desk.id("R1");
    desk.session.conflicts(id)
}

/// "Area: Migration (Migration Lead) over Testing (Test Manager)".
fn told(desk: &mut Desk) -> Vec<String> {
    let side = |value: &str, by: &str| format!("{value} ({by})");
    let words = |conflict: Conflict| {
        let over: Vec<String> = conflict.overwritten.iter().map(|over| side(&over.value, &over.by)).collect();
        format!("{}: {} over {}", conflict.what, side(&conflict.standing.value, &conflict.standing.by), over.join(", "))
    };
    open(desk).into_iter().map(words).collect()
}

fn settle(desk: &mut Desk, takes: bool) {
    let (id, stamp) = (desk.id("R1"), desk.stamp());
    let conflict = open(desk).remove(0);
    let take = takes.then(|| conflict.overwritten[0].event);
    desk.session.settle_conflict(id, &conflict.subject, take, &stamp).expect("nothing speaks against it");
}

fn counted(desk: &Desk) -> usize {
    desk.session.register().in_conflict().len()
}

fn area(desk: &Desk) -> String {
    desk.record("R1").fields.text(Field::Area).unwrap_or_default().to_owned()
}

const BOTH: [&str; 1] = ["Area: Migration (Migration Lead) over Testing (Test Manager)"];

#[test]
fn both_values_are_told_with_their_names_until_somebody_settles_it() {
    let [mut pmo, ..] = in_conflict();
    assert_eq!(told(&mut pmo), BOTH);
    assert_eq!(counted(&pmo), 1);
    let filter = Filter { in_conflict: true, ..Filter::default() };
    let listed = |desk: &Desk| desk.session.register().view(&filter, Sort::default(), Default::default()).rows.len();
    assert_eq!(listed(&pmo), 1);
    settle(&mut pmo, false);
    assert_eq!((told(&mut pmo), counted(&pmo), listed(&pmo)), (vec![], 0, 0));
}

#[test]
fn it_outlives_the_file_and_is_found_when_the_log_is_read() {
    let [pmo, ..] = in_conflict();
    let mut again = pmo.reopened();
    assert_eq!(counted(&again), 0, "nobody has read the log yet");
    assert_eq!(findings(&mut again.session), [], "it is counted by itself");
    assert_eq!((counted(&again), told(&mut again)), (1, BOTH.map(String::from).to_vec()));
}

#[test]
fn it_is_settled_in_every_copy_whichever_value_is_chosen() {
    for (takes, stands) in [(false, "Migration"), (true, "Testing")] {
        let [mut pmo, mut a, mut b] = in_conflict();
        settle(&mut pmo, takes);
        assert_eq!(area(&pmo), stands);
        a.merge(&mut pmo);
        b.merge_file(&mut pmo);
        for desk in [&mut a, &mut b, &mut pmo.reopened()] {
            assert_eq!((told(desk), counted(desk), area(desk).as_str()), (vec![], 0, stands));
            assert_eq!(findings(&mut desk.session), []);
        }
    }
}

#[test]
fn saving_the_value_that_stands_settles_it_and_so_does_any_other() {
    for typed in ["Migration", "Testing", "Delivery"] {
        let [mut pmo, ..] = in_conflict();
        pmo.edit("R1", Field::Area, typed);
        assert_eq!((told(&mut pmo), counted(&pmo)), (vec![], 0), "{typed}");
        assert_eq!(area(&pmo), typed);
    }
    let [mut pmo, ..] = copies();
    let record = pmo.id("R1");
    assert_eq!(pmo.refusal(Command::Edit { record, field: Field::Area, to: value(Field::Area, "Design") }), "Nothing changed");
}

#[test]
fn who_goes_on_from_their_own_value_has_settled_nothing() {
    let [mut pmo, mut a, mut b] = copies();
    a.edit("R1", Field::Area, "Testing");
    for words in ["Migration", "Migration design", "Migration build"] {
        b.edit("R1", Field::Area, words);
    }
    let mut b = b.reopened();
    b.edit("R1", Field::Area, "Migration run");
    pmo.merge(&mut a);
    pmo.merge(&mut b);
    assert_eq!(told(&mut pmo), ["Area: Migration run (Migration Lead) over Testing (Test Manager)"]);
}

#[test]
fn undo_opens_it_again_and_redo_settles_it() {
    for takes in [false, true] {
        let [mut pmo, ..] = in_conflict();
        settle(&mut pmo, takes);
        pmo.undo().expect("nobody went on from it");
        assert_eq!(told(&mut pmo).len(), 1);
        pmo.redo().expect("nobody changed it since");
        assert_eq!(told(&mut pmo).len(), 0);
    }
}

#[test]
fn two_who_settle_it_in_two_ways_are_in_conflict_again() {
    for keeps_first in [true, false] {
        let [mut pmo, mut a, mut b] = in_conflict();
        a.merge(&mut pmo);
        b.merge(&mut pmo);
        settle(&mut a, !keeps_first);
        settle(&mut b, keeps_first);
        pmo.merge(&mut a);
        pmo.merge(&mut b);
        assert_eq!(told(&mut pmo).len(), 1, "{:?}", told(&mut pmo));
        settle(&mut pmo, false);
        a.merge(&mut pmo);
        assert_eq!((told(&mut a), told(&mut pmo)), (vec![], vec![]));
    }
    let [mut pmo, mut a, mut b] = in_conflict();
    a.merge(&mut pmo);
    b.merge(&mut pmo);
    settle(&mut a, true);
    settle(&mut b, true);
    pmo.merge(&mut a);
    pmo.merge(&mut b);
    assert_eq!(told(&mut pmo), [""; 0], "they agree");
}

#[test]
fn everything_that_two_people_can_set_is_told_and_settled() {
    type Change = fn(&mut Desk, bool);
    let changes: [(&str, Change); 5] = [
        ("custom", |desk, first| {
            let record = desk.id("R1");
            let to = Some(if first { "5" } else { "7" }.to_owned());
            desk.carry_out(Command::EditCustom { record, name: "Ranking".into(), to });
        }),
        ("status", |desk, first| {
            desk.move_to("R1", if first { Status::Treating } else { Status::Monitoring }, "").expect("a step that follows");
        }),
        ("assessment", |desk, first| desk.assess("R1", Slot::Current, if first { (3, 5) } else { (5, 3) }, "")),
        ("step", |desk, first| {
            let (record, old) = (desk.id("R1"), desk.record("R1").mitigation[0].clone());
            let due = Some(if first { Due::Tbc } else { Due::Asap });
            desk.carry_out(Command::ChangeStep { record, step: old.id, to: Some(Step { due, ..old }) });
        }),
        ("step taken away", |desk, first| {
            let (record, old) = (desk.id("R1"), desk.record("R1").mitigation[0].clone());
            let to = first.then(|| Step { text: "Agree the plan with the DCC".into(), ..old.clone() });
            desk.carry_out(Command::ChangeStep { record, step: old.id, to });
        }),
    ];
    for (name, change) in changes {
        for takes in [false, true] {
            let [mut pmo, mut a, mut b] = copies();
            change(&mut a, true);
            let wanted = a.record("R1");
            change(&mut b, false);
            pmo.merge(&mut a);
            pmo.merge(&mut b);
            assert_eq!(told(&mut pmo).len(), 1, "{name}: {:?}", told(&mut pmo));
            settle(&mut pmo, takes);
            assert_eq!((told(&mut pmo), counted(&pmo)), (vec![], 0), "{name}");
            let now = pmo.record("R1");
            let same = (now.custom, now.standing.status, now.assessments, now.mitigation)
                == (wanted.custom, wanted.standing.status, wanted.assessments, wanted.mitigation);
            assert_eq!(same, takes, "{name}");
            a.merge(&mut pmo);
            assert_eq!(told(&mut a), [""; 0], "{name}");
            assert_eq!(findings(&mut pmo.reopened().session), [], "{name}");
        }
    }
}

#[test]
fn a_status_is_taken_although_it_does_not_follow_what_the_other_made_of_it() {
    for a_closes in [true, false] {
        let [mut pmo, mut a, mut b] = copies();
        let (closer, other) = if a_closes { (&mut a, &mut b) } else { (&mut b, &mut a) };
        closer.move_to("R1", Status::Closed, "It cannot happen any more").expect("a step that follows");
        other.move_to("R1", Status::Treating, "").expect("a step that follows");
        pmo.merge(&mut a);
        pmo.merge(&mut b);
        let merged = pmo.record("R1").standing;
        assert_eq!(merged.status, if a_closes { Status::Treating } else { Status::Closed }, "what came last stands");
        settle(&mut pmo, true);
        assert_eq!(pmo.record("R1").standing, a.record("R1").standing, "as it was set");
        assert_eq!((told(&mut pmo), findings(&mut pmo.reopened().session)), (vec![], vec![]));
    }
}

#[test]
fn its_history_says_how_it_was_settled() {
    let [mut pmo, ..] = in_conflict();
    settle(&mut pmo, false);
    assert_eq!(pmo.history("R1").pop().as_deref(), Some("conflict settled: area stays as it stands"));
    let [mut pmo, ..] = in_conflict();
    settle(&mut pmo, true);
    assert_eq!(pmo.history("R1").pop().as_deref(), Some("conflict settled: area Migration → Testing"));
}

#[test]
fn a_settled_conflict_is_not_settled_twice_and_a_struck_record_holds_none() {
    let [mut pmo, ..] = in_conflict();
    let (record, stamp) = (pmo.id("R1"), pmo.stamp());
    settle(&mut pmo, false);
    let again = pmo.session.settle_conflict(record, &ConflictSubject::Field(Field::Area), None, &stamp);
    assert_eq!(again.expect_err("it is settled").to_string(), "There is no such open conflict");
    let [mut pmo, ..] = in_conflict();
    pmo.carry_out(Command::Remove { record, why: "Raised in error".into() });
    assert_eq!(counted(&pmo), 0);
    pmo.carry_out(Command::Restore { record });
    assert_eq!(counted(&pmo), 1);
}

/// The last step of both scales.
const MOST: Level = Level::ALL[4];

/// Two copies gave the register another title, and changed the same cell of its matrix.
fn heading_in_conflict() -> [Desk; 3] {
    let [mut pmo, mut a, mut b] = copies();
    for (desk, title, band) in [(&mut a, "TMAG register", Band::Low), (&mut b, "Testing register", Band::High)] {
        desk.carry_out(Command::Rename { title: title.into() });
        let mut to = Box::new(desk.session.register().scheme.clone());
        to.matrix.set(MOST, MOST, band);
        to.categories.push(title.into());
        desk.carry_out(Command::ChangeScheme { to });
    }
    pmo.merge(&mut a);
    pmo.merge(&mut b);
    [pmo, a, b]
}

fn heading_told(desk: &Desk) -> Vec<String> {
    let side = |side: &ConflictSide| format!("{} ({})", side.value, side.by);
    let words = |conflict: &Conflict| {
        let over: Vec<String> = conflict.overwritten.iter().map(side).collect();
        format!("{}: {} over {}", conflict.what, side(&conflict.standing), over.join(", "))
    };
    desk.session.register().heading_conflicts.iter().map(words).collect()
}

fn settle_heading(desk: &mut Desk, subject: &ConflictSubject, takes: bool) {
    let stamp = desk.stamp();
    let open = desk.session.register().heading_conflicts.iter().find(|conflict| conflict.subject == *subject).cloned();
    let conflict = open.expect("it is open");
    let take = takes.then(|| conflict.overwritten[0].event);
    desk.session.settle_conflict(conflict.standing.event, subject, take, &stamp).expect("nothing speaks against it");
}

const HEADING: [&str; 2] = [
    "Title: Testing register (Migration Lead) over TMAG register (Test Manager)",
    "Scheme, matrix 5 5: High (Migration Lead) over Low (Test Manager)",
];

#[test]
fn title_and_scheme_are_told_and_settled_in_every_copy() {
    for takes in [false, true] {
        let [mut pmo, mut a, mut b] = heading_in_conflict();
        assert_eq!(heading_told(&pmo), HEADING);
        let mut again = pmo.reopened();
        assert_eq!((heading_told(&again).len(), findings(&mut again.session)), (0, vec![]), "nobody has read the log yet");
        assert_eq!(heading_told(&again), HEADING);
        settle_heading(&mut pmo, &ConflictSubject::Title, takes);
        assert_eq!(heading_told(&pmo), HEADING[1..]);
        settle_heading(&mut pmo, &ConflictSubject::Scheme, takes);
        for desk in [&mut a, &mut b] {
            let told = desk.session.merge(pmo.session.events());
            assert_eq!(told.anomalies, []);
        }
        let stands = if takes { ("TMAG register", Band::Low) } else { ("Testing register", Band::High) };
        for desk in [&mut pmo.reopened(), &mut pmo, &mut a, &mut b] {
            assert_eq!(findings(&mut desk.session), []);
            let register = desk.session.register();
            assert_eq!((register.title.as_str(), register.scheme.matrix.band(MOST, MOST).expect("five by five")), stands);
            assert!(
                ["TMAG register", "Testing register"].iter().all(|name| register.scheme.categories.contains(&(*name).into()))
            );
            assert_eq!(heading_told(desk), [""; 0]);
        }
        pmo.undo().expect("nobody went on from it");
        assert_eq!(heading_told(&pmo).len(), 1, "the scheme is open again");
        pmo.redo().expect("nobody changed it since");
        assert_eq!(heading_told(&pmo), [""; 0]);
        let stamp = pmo.stamp();
        let again = pmo.session.settle_conflict(pmo.id("R1"), &ConflictSubject::Title, None, &stamp);
        assert_eq!(again.expect_err("it is settled").to_string(), "There is no such open conflict");
    }
}

#[test]
fn any_other_title_settles_it_and_two_who_settle_it_in_two_ways_are_in_conflict_again() {
    let [mut pmo, ..] = heading_in_conflict();
    pmo.carry_out(Command::Rename { title: "Programme testing".into() });
    assert_eq!(heading_told(&pmo), HEADING[1..]);
    let [mut pmo, mut a, mut b] = heading_in_conflict();
    for (desk, takes) in [(&mut a, true), (&mut b, false)] {
        desk.session.merge(pmo.session.events());
        settle_heading(desk, &ConflictSubject::Title, takes);
    }
    pmo.merge(&mut a);
    assert_eq!(heading_told(&pmo), HEADING[1..]);
    pmo.merge(&mut b);
    a.merge(&mut b);
    assert_eq!((heading_told(&pmo).len(), heading_told(&pmo)), (2, heading_told(&a)));
    settle_heading(&mut pmo, &ConflictSubject::Title, false);
    assert_eq!(heading_told(&pmo), HEADING[1..]);
}

/// What one of three people does: edits a field, or merges what another has.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Edit(usize, u8),
    Merge(usize, usize),
    Settle(usize, bool),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let who = || 0..3_usize;
    let deed = prop_oneof![
        3 => (who(), 0..4_u8).prop_map(|(who, word)| Deed::Edit(who, word)),
        2 => (who(), who()).prop_map(|(to, from)| Deed::Merge(to, from)),
        1 => (who(), any::<bool>()).prop_map(|(who, takes)| Deed::Settle(who, takes)),
    ];
    proptest::collection::vec(deed, 1..24)
}

fn merge(desks: &mut [Desk; 3], to: usize, from: usize) {
    if to != from {
        let events = desks[from].session.events();
        desks[to].session.merge(events);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same of the register's title.
    #[test]
    fn every_copy_tells_the_same_of_the_title(deeds in deeds(), order in Just([(0, 1), (1, 2), (2, 0)]).prop_shuffle()) {
        let mut desks = copies();
        let is_open = |desk: &Desk| !desk.session.register().heading_conflicts.is_empty();
        for deed in deeds {
            match deed {
                Deed::Edit(who, word) => {
                    let title = ["Testing", "Migration", "Design", "Delivery"][usize::from(word)].into();
                    let _ = desks[who].try_to(Command::Rename { title });
                }
                Deed::Merge(to, from) => merge(&mut desks, to, from),
                Deed::Settle(who, takes) if is_open(&desks[who]) => settle_heading(&mut desks[who], &ConflictSubject::Title, takes),
                Deed::Settle(..) => {}
            }
        }
        for _ in 0..2 {
            for (to, from) in order {
                merge(&mut desks, to, from);
            }
        }
        let [mut first, mut second, third] = desks;
        let mut file = third.reopened();
        prop_assert!(findings(&mut file.session).is_empty());
        for desk in [&second, &third, &file] {
            prop_assert_eq!(heading_told(&first), heading_told(desk));
        }
        if is_open(&second) {
            settle_heading(&mut second, &ConflictSubject::Title, true);
            first.merge(&mut second);
            prop_assert_eq!((heading_told(&first), heading_told(&second)), (vec![], vec![]));
            prop_assert_eq!(&first.session.register().title, &second.session.register().title);
        }
    }

    /// Whatever three people do and merge: all copies tell the same conflicts, the count is what the log says, and what one
    /// of them settles at the end is settled in all.
    #[test]
    fn every_copy_tells_the_same_conflicts_and_they_end(deeds in deeds(), order in Just([(0, 1), (1, 2), (2, 0)]).prop_shuffle()) {
        let mut desks = copies();
        for deed in deeds {
            match deed {
                Deed::Edit(who, word) => {
                    let record = desks[who].id("R1");
                    let to = value(Field::Area, ["Testing", "Migration", "Design", "Delivery"][usize::from(word)]);
                    let _ = desks[who].try_to(Command::Edit { record, field: Field::Area, to });
                }
                Deed::Merge(to, from) => merge(&mut desks, to, from),
                Deed::Settle(who, takes) if !open(&mut desks[who]).is_empty() => settle(&mut desks[who], takes),
                Deed::Settle(..) => {}
            }
        }
        for _ in 0..2 {
            for (to, from) in order {
                merge(&mut desks, to, from);
            }
        }
        let [mut first, mut second, mut third] = desks;
        prop_assert_eq!(told(&mut first), told(&mut second));
        prop_assert_eq!(told(&mut second), told(&mut third));
        let found = usize::from(!open(&mut first).is_empty());
        prop_assert_eq!([counted(&first), counted(&second), counted(&third)], [found; 3]);
        let mut file = Session::of(raid_register::snapshot::read(third.session.export()).expect("our own file opens"));
        prop_assert!(findings(&mut file).is_empty());
        prop_assert_eq!(file.register().in_conflict().len(), found);
        for _ in 0..open(&mut second).len() {
            settle(&mut second, false);
        }
        for desk in [&mut first, &mut third] {
            desk.merge(&mut second);
            prop_assert_eq!((told(desk), counted(desk)), (Vec::<String>::new(), 0));
        }
    }
}
