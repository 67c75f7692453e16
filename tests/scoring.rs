//! The scales and the matrix of a register: another size, names and definitions, and what stands of what was assessed before.

mod desk;

use desk::{Desk, findings};
use raid_register::query::{Filter, Sort, overview};
use raid_register::record::{Assessment, Kind, Slot};
use raid_register::scheme::{Band, Level, ScaleOf, ScaleStep, Scheme};
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::stamp::EventId;
use raid_register::workflow::{Command, Refusal};

const TODAY: &str = "2023-09-01";

fn change(desk: &mut Desk, change: impl FnOnce(&mut Scheme)) {
    let mut to = desk.session.register().scheme.clone();
    change(&mut to);
    desk.carry_out(Command::ChangeScheme { to: Box::new(to) });
}

fn level(number: i64) -> Level {
    Level::try_from(number).expect("a literal level")
}

fn assessed(likelihood: i64, impact: i64) -> Assessment {
    Assessment { likelihood: Some(level(likelihood)), impact: Some(level(impact)), ..Assessment::default() }
}

fn risk(desk: &mut Desk, title: &str) -> EventId {
    desk.raise(Kind::Risk, title)
}

fn assess(desk: &mut Desk, record: EventId, likelihood: i64, impact: i64) -> Result<(), Refusal> {
    let to = Some(assessed(likelihood, impact));
    desk.try_to(Command::Assess { record, slot: Slot::Current, to }).map(drop)
}

fn step(name: &str, definition: &str) -> ScaleStep {
    let words = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    ScaleStep { name: words(name), definition: words(definition), ..ScaleStep::default() }
}

#[test]
fn four_by_four_is_scored_filtered_and_kept_and_what_stood_before_keeps_its_level() {
    let mut office = Desk::new();
    let (old, new) = (risk(&mut office, "Before"), risk(&mut office, "After"));
    assess(&mut office, old, 5, 5).expect("it has five steps");
    change(&mut office, |scheme| {
        scheme.matrix = scheme.matrix.resized(4, 4);
        scheme.matrix.set(level(4), level(3), Band::Critical);
        scheme.appetite = Some(Band::Low);
    });
    let said = office.session.can_undo().expect("it can be taken back");
    assert_eq!(said, "set-up changed: scoring matrix 5 × 5 → 4 × 4, appetite for risk not said → Low");
    assert_eq!(
        assess(&mut office, new, 5, 2).expect_err("there is no fifth step").to_string(),
        "Likelihood goes from 1 to 4 here: choose one of these"
    );
    assess(&mut office, new, 4, 3).expect("it has four steps");
    let file = office.session.export();
    let mut again = Session::of(read(file).expect("it opens"));
    assert_eq!(findings(&mut again), []);
    let register = again.register();
    let level_of = |id: EventId| {
        let record = register.by_id(id).and_then(|row_id| register.record(row_id)).expect("it was raised");
        record.assessment(Slot::Current).and_then(|made| made.level)
    };
    assert_eq!((level_of(old), level_of(new)), (Some(Band::Critical), Some(Band::Critical)));
    let page = overview(register, TODAY.parse().expect("a literal day"));
    assert_eq!((page.unplaced, page.matrix[3][2]), (1, 1), "the one that was assessed as 5 has no cell");
    let shown = |cell: (u8, u8)| {
        let filter = Filter { cell: Some(cell), ..Filter::default() };
        let view = register.view(&filter, Sort::default(), TODAY.parse().expect("a literal day"));
        view.rows.iter().map(|row_id| register.id(*row_id)).collect::<Vec<_>>()
    };
    assert_eq!((shown((4, 3)), shown((0, 0)), shown((5, 5))), (vec![new], vec![old], vec![]));
    // What else is said of a step that is gone can be changed without the step.
    let why = Some("As seen".to_owned());
    let to = Some(Assessment { why, ..assessed(5, 4) });
    office.carry_out(Command::Assess { record: old, slot: Slot::Current, to });
    assert_eq!(findings(&mut office.session), []);
}

#[test]
fn a_step_has_a_name_and_a_meaning_and_two_people_name_two_steps() {
    let mut office = Desk::new();
    let mut other = office.copy_for("Workstream lead", 2);
    let name = |scheme: &mut Scheme, number: &str, said: ScaleStep| {
        let scales = scheme.scales.get_or_insert_default();
        scales.at("likelihood".into()).insert(number.into(), said);
    };
    change(&mut office, |scheme| name(scheme, "1", step("Rare", "Less than once in ten years")));
    change(&mut other, |scheme| {
        name(scheme, "1", step("Rare", ""));
        name(scheme, "5", step("Certain", ""));
    });
    office.merge(&mut other);
    let scheme = &office.session.register().scheme;
    assert_eq!(scheme.step_label(ScaleOf::Likelihood, level(5)), "5 Certain");
    assert_eq!(scheme.step_label(ScaleOf::Likelihood, level(4)), "4");
    let first = scheme.step(ScaleOf::Likelihood, level(1)).expect("both said it");
    assert_eq!(*first, step("Rare", "Less than once in ten years"));
    assert_eq!(findings(&mut office.session), []);
}

#[test]
fn two_sizes_that_two_people_gave_the_matrix_are_one_of_them() {
    let mut office = Desk::new();
    let mut other = office.copy_for("Workstream lead", 2);
    change(&mut office, |scheme| scheme.matrix = scheme.matrix.resized(5, 4));
    change(&mut other, |scheme| {
        scheme.matrix.set(level(5), level(5), Band::Low);
        scheme.scales.get_or_insert_default().at("impact".into()).insert("5".into(), step("Severe", ""));
    });
    let mut mirrored = other.copy_for("Mirror", 3);
    mirrored.merge(&mut office);
    office.merge(&mut other);
    for desk in [&mut office, &mut mirrored] {
        let matrix = &desk.session.register().scheme.matrix;
        assert_eq!((matrix.likelihoods().len(), matrix.impacts().len()), (5, 5), "the later stands whole");
        assert_eq!(matrix.band(level(5), level(5)), Some(Band::Low));
        assert_eq!(desk.session.register().heading_conflicts.len(), 1, "the other is told");
        assert_eq!(findings(&mut desk.session), []);
    }
    let mut small = office.session.register().scheme.clone();
    small.matrix = small.matrix.resized(4, 4);
    assert_eq!(small.mismatches(), ["The scale of impact has a step “5” that the matrix has not: it is not shown"]);
}

#[test]
fn a_scale_that_does_not_fit_is_refused_with_its_step() {
    let mut office = Desk::new();
    let mut refused = |said: &[(&str, ScaleStep)]| {
        let mut to = office.session.register().scheme.clone();
        let steps = said.iter().map(|(number, step)| ((*number).to_owned(), step.clone())).collect();
        to.scales = Some([("impact".to_owned(), steps)].into());
        office.try_to(Command::ChangeScheme { to: Box::new(to) }).expect_err("it is refused").to_string()
    };
    let gap = refused(&[("9", step("Severe", ""))]);
    assert_eq!(gap, "Scale of impact: it has a step “9”, and the matrix has 1 to 5");
    let twice = refused(&[("1", step("Severe", "")), ("2", step("severe", ""))]);
    assert_eq!(twice, "Scale of impact: “severe” stands in lines 1 and 2");
    let control = refused(&[("3", step("Severe", "\u{1b}[31m"))]);
    assert!(control.starts_with("Scale of impact: what step 3 means: it holds the control character"), "{control}");
}
