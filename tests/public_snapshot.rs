//! Scenario 8: TMAG19-01 asks that R525 be public. It is in the public snapshot, and nothing internal is.

mod desk;

use desk::change::*;
use desk::{Desk, findings, level, step};
use raid_register::export::{public, published};
use raid_register::record::case::Position;
use raid_register::record::{Assessment, Field, Kind, LinkType, Owner, Shape, Slot, Status, Value};
use raid_register::scheme::WordList;
use raid_register::session::Session;
use raid_register::snapshot;
use raid_register::workflow::{CaseCommand, Command};

/// What must never leave. It stands everywhere but where the public reads.
const INTERNAL: &str = "CANARY";
const WORDING: &str = "There is a risk that Suppliers with large portfolios are placed in late qualification tranches";

fn canary(what: &str) -> String {
    format!("{INTERNAL} {what}")
}

/// R525 as the programme office keeps it, with something internal in every place there is.
fn register() -> Desk {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Risk, Some("R525"), &canary("first title"));
    pmo.edit("R525", Field::Title, &canary("working title"));
    let fields = [
        (Field::PublicTitle, "Large portfolios in late tranches"),
        (Field::PublicText, WORDING),
        (Field::Groups, "TMAG"),
        (Field::RaisedOn, "2023-05-31"),
    ];
    pmo.fill("R525", &fields);
    for field in [Field::Description, Field::ImpactStatement, Field::Contingency, Field::Trigger, Field::RaisedBy, Field::Tags] {
        pmo.edit("R525", field, &canary(field.label()));
    }
    pmo.edit("R525", Field::ExternalRefs, &canary("elsewhere"));
    pmo.note("R525", &canary("note"));
    let record = pmo.id("R525");
    pmo.carry_out(Command::EditCustom { record, name: canary("name"), to: Some(canary("custom")) });
    pmo.carry_out(Command::Alias { record, alias: canary("alias") });
    let why = Some(canary("rationale"));
    let agreed = Assessment {
        likelihood: Some(level(4)),
        impact: Some(level(5)),
        by: Some(canary("assessor")),
        why: why.clone(),
        ..Assessment::default()
    };
    pmo.carry_out(Command::Assess { record, slot: Slot::Current, to: Some(agreed.clone()) });
    pmo.carry_out(Command::Assess { record, slot: Slot::Proposed, to: Some(Assessment { impact: Some(level(4)), ..agreed }) });
    let mut mitigation = step(&canary("mitigation"));
    mitigation.owner = Some(Owner::named("Programme", &canary("person")));
    pmo.carry_out(Command::AddStep { record, step: mitigation });
    let owner = Owner::named("Programme (Qualification)", &canary("owner"));
    pmo.carry_out(Command::Edit { record, field: Field::Owner, to: Some(raid_register::record::Value::Owner(owner)) });
    pmo.raise_as(Kind::Risk, Some("R281"), &canary("unpublished"));
    pmo.raise_as(Kind::Milestone, Some("M14"), "Start of qualification");
    pmo.link("R525", LinkType::RelatesTo, "R281");
    pmo.link("R525", LinkType::Threatens, "M14");
    done(pmo.move_to("R525", Status::Treating, &canary("status reason")));
    // A change request whose answers are nobody else's business.
    pmo.bring("CR040", Status::InImpactAssessment);
    let mut response = answer("DNO Representative", "DNO", "2023-07-20", Position::Oppose);
    (response.comments, response.confidential) = (Some(canary("comments")), true);
    done(pmo.case("CR040", CaseCommand::Respond(response)));
    pmo.edit("CR040", Field::IaSummary, &canary("summary"));
    pmo
}

fn publish(desk: &mut Desk, reference: &str) {
    desk.fill(reference, &[(Field::Classification, "Public"), (Field::Publication, "Published")]);
}

fn file(desk: &Desk) -> String {
    String::from_utf8(public(desk.session.register())).expect("it is text")
}

#[test]
fn scenario_8_r525_is_public_in_its_public_wording_and_nothing_internal_is() {
    let mut pmo = register();
    assert!(!file(&pmo).contains("R525"), "not before it is published");
    for reference in ["R525", "M14", "CR040"] {
        publish(&mut pmo, reference);
    }
    let text = file(&pmo);
    assert!(!text.contains(INTERNAL), "{text}");
    assert!(!text.contains("R281") && !text.contains("Programme (PMO)") && !text.contains("DNO Representative"), "{text}");
    assert!(!text.contains("\"log\"") && !text.contains("\"steps\"") && !text.contains("\"notes\""), "{text}");

    let opened = snapshot::read(text.clone().into_bytes()).expect("anybody can open it");
    assert!(opened.baseline && opened.filtered, "it has no history and says that it is not everything");
    let mut session = Session::of(opened);
    let register = session.register();
    let r525 = register.record(register.by_reference("R525").expect("it is there")).expect("it reads");
    assert_eq!((r525.title(), r525.fields.text(Field::Description)), ("Large portfolios in late tranches", Some(WORDING)));
    let agreed = r525.assessment(Slot::Current).expect("its level is public").clone();
    assert_eq!(agreed.figures(), (Some(level(4)), Some(level(5)), agreed.level));
    assert_eq!(r525.standing.status, Status::Treating);
    assert_eq!(r525.fields.owner(), Some(&Owner::role("Programme (Qualification)")));
    let linked: Vec<_> = r525.links.iter().map(|link| (link.link, link.cited.clone())).collect();
    assert_eq!(linked, [(LinkType::Threatens, Some("M14".to_owned()))], "no link leads out of what is public");
    let cr040 = register.record(register.by_reference("CR040").expect("it is there")).expect("it reads");
    assert_eq!(cr040.case, Default::default());
    assert_eq!(findings(&mut session), []);
    assert_eq!(file(&pmo.reopened()), text, "equal registers give equal bytes");
}

#[test]
fn what_is_withdrawn_struck_out_or_classified_for_some_stays() {
    let mut pmo = register();
    publish(&mut pmo, "R525");
    assert_eq!(published(pmo.session.register()).len(), 1);
    for (field, typed) in
        [(Field::Publication, "Withdrawn"), (Field::Classification, "Internal"), (Field::Classification, "Restricted")]
    {
        let mut copy = pmo.reopened();
        copy.edit("R525", field, typed);
        assert!(!file(&copy).contains("R525"), "{typed}");
    }
    let record = pmo.id("R525");
    pmo.carry_out(Command::Remove { record, why: "Raised in error".into() });
    assert!(!file(&pmo).contains("R525"));
}

#[test]
fn without_public_wording_the_description_leaves_and_only_that() {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Risk, Some("R1"), "A title");
    pmo.fill("R1", &[(Field::Description, "There is a risk"), (Field::ImpactStatement, "This may lead to delay")]);
    pmo.note("R1", &canary("note"));
    publish(&mut pmo, "R1");
    let text = file(&pmo);
    assert!(text.contains("There is a risk") && text.contains("This may lead to delay") && !text.contains(INTERNAL), "{text}");
}

#[test]
fn who_stands_in_a_text_leaves_as_a_role_or_not_at_all() {
    let mut pmo = Desk::new();
    pmo.bring("CR040", Status::Draft);
    pmo.raise_as(Kind::Dependency, Some("D1"), "A file");
    pmo.raise_as(Kind::Milestone, Some("M1"), "A day");
    pmo.raise_as(Kind::Decision, Some("DEC-1"), "A choice");
    let cases: &[(&str, Field, &str, Option<&str>)] = &[
        // Where, which field, what is written, and what of it the public reads.
        ("CR040", Field::ChangeRaiser, "Jane Canary", None),
        ("CR040", Field::ChangeRaiser, "NGESO (Jane Canary)", Some("NGESO")),
        ("CR040", Field::ChangeRaiser, "Jane Canary, DNO Representative", Some("DNO Representative")),
        ("CR040", Field::ChangeRaiser, "NGESO", Some("NGESO")),
        ("CR040", Field::Owner, "Jane Canary", None),
        ("CR040", Field::Owner, "Programme (PMO), Jane Canary", Some("Programme PMO")),
        ("CR040", Field::Owner, "Programme (Test Architect)", Some("Programme (Test Architect)")),
        ("CR040", Field::DecisionBody, "DAG, Jane Canary in the chair", Some("DAG chair")),
        ("CR040", Field::TargetDecision, "meeting Jane Canary", None),
        ("CR040", Field::TargetDecision, "meeting DAG030", Some("meeting DAG030")),
        ("D1", Field::Provider, "Jane Canary", None),
        ("D1", Field::Receiver, "Jane Canary (DCC)", Some("DCC")),
        ("D1", Field::Groups, "TMAG, Jane Canary", Some("TMAG")),
        ("M1", Field::GovernedBy, "Jane Canary", None),
        ("DEC-1", Field::Forum, "Jane Canary", None),
        ("DEC-1", Field::Forum, "XYZ", Some("XYZ")),
    ];
    for reference in ["CR040", "D1", "M1", "DEC-1"] {
        publish(&mut pmo, reference);
    }
    for (reference, field, written, expected) in cases {
        pmo.edit(reference, *field, written);
        let text = file(&pmo);
        assert!(!text.contains("Canary") && !text.contains("Jane"), "{field:?} {written}: {text}");
        let outside = snapshot::read(text.into_bytes()).expect("anybody can open it").register;
        let record = outside.by_reference(reference).and_then(|row_id| outside.record(row_id)).expect("it is there");
        assert_eq!(record.fields.value(*field).map(Value::to_string).as_deref(), *expected, "{field:?} {written}");
    }
}

/// Every text of a published record says who, as a stranger may write it: whatever may leave of it is on a list.
/// A word that was on a list when it was chosen, and is not any more.
fn offered_then_not(field: Field, list: WordList) {
    let kind = Kind::ALL.into_iter().find(|kind| field.belongs_to(*kind)).expect("a field of some kind");
    let mut pmo = Desk::new();
    let before = pmo.session.register().scheme.clone();
    let mut with = before.clone();
    with.set_words(list, [vec!["Jane Canary".to_owned()], before.words(list)].concat());
    pmo.carry_out(Command::ChangeScheme { to: Box::new(with) });
    pmo.raise_as(kind, Some("X1"), "A title");
    publish(&mut pmo, "X1");
    pmo.edit("X1", field, "Jane Canary");
    pmo.carry_out(Command::ChangeScheme { to: Box::new(before) });
    assert!(!file(&pmo).contains("Canary"), "{field:?}");
}

#[test]
fn no_field_but_the_wording_and_what_it_is_about_lets_a_name_out() {
    let prose = [
        // What the programme writes for the public, or says of the matter itself.
        Field::Title,
        Field::Description,
        Field::ImpactStatement,
        Field::PublicTitle,
        Field::PublicText,
        Field::Area,
        Field::Category,
        Field::Deliverable,
        Field::ImpactedArtefacts,
        Field::CodesImpacted,
        Field::InterimRelease,
        Field::Dins,
        Field::ImplementedIn,
        Field::Tier,
        Field::Level1,
        Field::PlanSection,
        Field::Number,
        Field::Time,
    ];
    let mut tried = 0;
    for field in Field::ALL.iter().copied().filter(|field| !prose.contains(field)) {
        // Of the words of a list only those leave that the set-up has: a file may hold others.
        let Ok(Some(written)) = Value::parse(field.shape(), "Jane Canary") else { continue };
        if let Shape::Listed(list) = field.shape() {
            offered_then_not(field, list);
            continue;
        }
        let kind = Kind::ALL.into_iter().find(|kind| field.belongs_to(*kind)).expect("a field of some kind");
        let mut pmo = Desk::new();
        pmo.raise_as(kind, Some("X1"), "A title");
        publish(&mut pmo, "X1");
        let record = pmo.id("X1");
        pmo.carry_out(Command::Edit { record, field, to: Some(written) });
        assert!(!file(&pmo).contains("Canary"), "{field:?}");
        tried += 1;
    }
    assert!(tried > 50, "{tried} fields hold a name");
}
