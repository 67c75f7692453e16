//! The roles of a programme and its groups: who has which, until when, and what is handed over.

mod desk;

use chrono::NaiveDate;
use desk::{Desk, findings};
use raid_register::export::public;
use raid_register::record::{Done, Field, Kind, Owner, Slot, Step, Value};
use raid_register::scheme::preset::Preset;
use raid_register::scheme::{CustomField, Person, ProcessSetup, Scheme};
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::stamp::EventId;
use raid_register::workflow::{Command, Refusal};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a literal day")
}

fn person(role: &str) -> Person {
    Person { role: role.into(), ..Person::default() }
}

fn change(desk: &mut Desk, change: impl FnOnce(&mut Scheme)) -> Result<(), String> {
    let mut to = desk.session.register().scheme.clone();
    change(&mut to);
    match desk.try_to(Command::ChangeScheme { to: Box::new(to) }) {
        Ok(_) => Ok(()),
        Err(Refusal::BadSetup { what, why }) => Err(format!("{what}: {why}")),
        Err(refusal) => Err(refusal.to_string()),
    }
}

fn own(desk: &mut Desk, record: EventId, role: &str) {
    desk.carry_out(Command::Edit { record, field: Field::Owner, to: Some(Value::Owner(Owner::role(role))) });
}

#[test]
fn what_does_not_go_together_is_refused_with_the_role() {
    let mut office = Desk::new();
    let refused = [
        (vec![person("PMO"), person("pmo")], "“pmo” stands in lines 1 and 2"),
        (vec![Person { deputy: Some("Chair".into()), ..person("PMO") }], "“PMO”: “Chair” stands in, which is no role here"),
        (vec![Person { deputy: Some("pmo".into()), ..person("PMO") }], "“PMO” would stand in for itself"),
        (
            vec![Person { from: Some(day("2026-04-01")), until: Some(day("2026-03-31")), ..person("PMO") }],
            "“PMO” would end on 31 Mar 2026, before it begins on 1 Apr 2026",
        ),
    ];
    for (people, why) in refused {
        assert_eq!(change(&mut office, |scheme| scheme.people = people), Err(format!("People and roles: {why}")));
    }
    let turned = change(&mut office, |scheme| {
        (scheme.groups[0].from, scheme.groups[0].until) = (Some(day("2026-04-01")), Some(day("2026-03-31")));
    });
    assert!(turned.is_err_and(|why| why.contains("before it begins")));
}

#[test]
fn what_has_ended_is_not_offered_and_is_kept_by_records() {
    let mut office = Desk::new();
    let risk = office.raise(Kind::Risk, "Late data");
    office.carry_out(Command::Edit { record: risk, field: Field::Groups, to: Some(Value::List(vec!["TMAG".into()])) });
    change(&mut office, |scheme| {
        let last = Some(day("2026-03-31"));
        scheme.groups.iter_mut().filter(|group| group.code == "TMAG").for_each(|group| group.until = last);
        scheme.people = vec![Person { until: last, ..person("Change Manager") }, person("Chair")];
    })
    .expect("nothing speaks against it");
    let scheme = &office.session.register().scheme;
    let offered = |on: &str| (scheme.group_codes_on(day(on)).contains(&"TMAG".to_owned()), scheme.roles_on(day(on)).len());
    assert_eq!((offered("2026-03-31"), offered("2026-04-01")), ((true, 2), (false, 1)));
    assert_eq!(office.by_id(risk).fields.list(Field::Groups), ["TMAG"]);
    let mut again = Session::of(read(office.session.export()).expect("it opens"));
    assert_eq!(findings(&mut again), []);
    assert_eq!(again.register().scheme.people, office.session.register().scheme.people);
}

#[test]
fn what_is_open_is_handed_over_in_one_step_and_what_was_done_stays() {
    let mut office = Desk::new();
    let (leaver, next) = ("Change Manager", "Programme Manager");
    let risks = ["Late data", "No testers", "Power"].map(|title| office.raise(Kind::Risk, title));
    own(&mut office, risks[0], leaver);
    own(&mut office, risks[1], leaver);
    own(&mut office, risks[2], next);
    let step = |text: &str, done| Step { owner: Some(Owner::role(leaver)), done, ..desk::step(text) };
    office.carry_out(Command::AddStep { record: risks[2], step: step("Ask for a generator", None) });
    office.carry_out(Command::AddStep { record: risks[2], step: step("Measure", Some(Done::Undated)) });
    office.carry_out(Command::Move {
        record: risks[1],
        to: raid_register::record::Status::Closed,
        on: None,
        why: Some("Found".into()),
    });
    let open_of = |desk: &Desk, role: &str| desk.session.register().open_counts(&[role.to_owned()]);
    assert_eq!(open_of(&office, leaver), [(1, 1)], "what is closed or done is not handed over");
    let commands = office.session.register().hand_over(leaver, next);
    let stamp = office.stamp();
    office.session.carry_out_all(&commands, &stamp).expect("nothing speaks against it");
    let owner = |desk: &Desk, record| desk.by_id(record).fields.owner().map(ToString::to_string);
    assert_eq!([owner(&office, risks[0]), owner(&office, risks[1])], [Some(next.into()), Some(leaver.into())]);
    let steps: Vec<String> =
        office.by_id(risks[2]).mitigation.iter().filter_map(|step| step.owner.as_ref().map(|owner| owner.role.clone())).collect();
    assert_eq!(steps, [next, leaver]);
    assert_eq!(open_of(&office, leaver), [(0, 0)]);
    office.undo().expect("nobody changed it since");
    assert_eq!(open_of(&office, leaver), [(1, 1)], "one step takes all of it back");
    assert_eq!(office.by_id(risks[0]).assessment(Slot::Current), None);
}

#[test]
fn two_people_change_two_roles() {
    let mut office = Desk::new();
    change(&mut office, |scheme| scheme.people = vec![person("PMO"), person("Chair")]).expect("two roles");
    let mut other = office.copy_for("Workstream lead", 2);
    change(&mut office, |scheme| scheme.people[0].name = Some("The post holder".into())).expect("a name");
    change(&mut other, |scheme| scheme.people[1].deputy = Some("PMO".into())).expect("a deputy");
    change(&mut other, |scheme| scheme.people.push(person("Tester"))).expect("a third role");
    let theirs = other.session.events();
    office.session.merge(theirs);
    let people = &office.session.register().scheme.people;
    let told: Vec<_> = people.iter().map(|person| (&*person.role, person.name.as_deref(), person.deputy.as_deref())).collect();
    assert_eq!(told, [("PMO", Some("The post holder"), None), ("Chair", None, Some("PMO")), ("Tester", None, None)]);
    let history: Vec<String> = office.session.register().scheme.mismatches();
    assert_eq!(history, Vec::<String>::new());
}

#[test]
fn what_somebody_else_changed_while_a_form_was_open_stays() {
    let opening = Scheme { people: vec![person("PMO")], ..Scheme::default() };
    let mut current = opening.clone();
    current.people.push(person("Chair"));
    current.categories.push("Another".into());
    let mut to = opening.clone();
    to.people.push(person("Tester"));
    let kept = to.rebased(&opening, &current);
    assert_eq!(kept.people.iter().map(|person| &*person.role).collect::<Vec<_>>(), ["PMO", "Chair", "Tester"]);
    assert_eq!(kept.categories, current.categories);
    assert_eq!(opening.rebased(&opening, &current), current);
}

#[test]
fn a_field_that_each_took_off_the_others_kind_is_not_one_for_all() {
    let mut office = Desk::new();
    let field = |kinds: &[&str]| CustomField {
        holds: "text".into(),
        kinds: kinds.iter().map(|kind| (*kind).into()).collect(),
        ..CustomField::default()
    };
    let set =
        |desk: &mut Desk, kinds: &[&str]| change(desk, |scheme| scheme.custom = Some([("Site".to_owned(), field(kinds))].into()));
    set(&mut office, &["risk", "issue"]).expect("a field");
    let mut other = office.copy_for("Workstream lead", 2);
    set(&mut office, &["risk"]).expect("for risks");
    set(&mut other, &["issue"]).expect("for issues");
    let theirs = other.session.events();
    office.session.merge(theirs);
    assert_eq!(office.session.register().scheme.custom_field("Site").expect("it is there").kinds, ["issue"]);
}

#[test]
fn who_they_are_goes_out_in_no_public_file_and_in_no_set_up() {
    let mut office = Desk::new();
    change(&mut office, |scheme| {
        scheme.people = vec![Person { name: Some("Secretperson".into()), ..person("PMO") }];
        let authority = Some([("Secretperson".to_owned(), "Everything".to_owned())].into());
        let requirement_wording = Some([("justification".to_owned(), "Ask Secretperson".to_owned())].into());
        scheme.process = Some(ProcessSetup { authority, requirement_wording, ..ProcessSetup::default() });
    })
    .expect("nothing speaks against it");
    let register = office.session.register();
    let outside = String::from_utf8(public(register)).expect("text");
    assert!(!outside.contains("Secretperson"), "{outside}");
    let preset = Preset::of("Ours", &register.scheme);
    assert_eq!(preset.setup.people, []);
}
