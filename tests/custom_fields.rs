//! The programme's own fields: what they hold, how they are kept, listed, merged and handed out.

mod desk;

use desk::{Desk, findings};
use raid_register::export::spreadsheet;
use raid_register::kind::{Column, CustomName};
use raid_register::query::{Filter, Sort};
use raid_register::record::{Kind, Status};
use raid_register::scheme::{CustomField, CustomShape, Scheme};
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::stamp::EventId;
use raid_register::state::RowId;
use raid_register::workflow::{Command, NewRecord, Refusal};

const TODAY: &str = "2023-09-01";

fn change(desk: &mut Desk, change: impl FnOnce(&mut Scheme)) {
    let mut to = desk.session.register().scheme.clone();
    change(&mut to);
    desk.carry_out(Command::ChangeScheme { to: Box::new(to) });
}

fn field(shape: CustomShape) -> CustomField {
    CustomField { holds: shape.name().into(), ..CustomField::default() }
}

fn add(desk: &mut Desk, name: &str, field: CustomField) {
    change(desk, |scheme| scheme.custom.get_or_insert_default().insert(name.into(), field));
}

fn fill(desk: &mut Desk, record: EventId, name: &str, text: &str) -> Result<(), Refusal> {
    desk.try_to(Command::EditCustom { record, name: name.into(), to: Some(text.into()) }).map(drop)
}

fn said(desk: &Desk, record: EventId, name: &str) -> Option<String> {
    desk.by_id(record).custom.get(name).cloned()
}

/// A bank's register: a cost and days on three risks, one of them without.
fn bank() -> (Desk, [EventId; 3]) {
    let mut office = Desk::new();
    add(&mut office, "Cost", field(CustomShape::Money));
    add(&mut office, "Delay", CustomField { unit: Some("days".into()), ..field(CustomShape::Number) });
    let risks = ["Late data", "No testers", "Power"].map(|title| office.raise(Kind::Risk, title));
    for (record, cost, delay) in [(risks[0], "£12,500", "9 days"), (risks[1], "1.5m", "10")] {
        fill(&mut office, record, "Cost", cost).expect("a sum");
        fill(&mut office, record, "Delay", delay).expect("a number");
    }
    (office, risks)
}

#[test]
fn what_is_typed_is_kept_in_one_form_and_told_in_the_words_of_the_field() {
    let (mut office, risks) = bank();
    assert_eq!([said(&office, risks[0], "Cost"), said(&office, risks[0], "Delay")], [Some("12500".into()), Some("9".into())]);
    let refused = fill(&mut office, risks[2], "Cost", "a lot").expect_err("no sum").to_string();
    assert_eq!(refused, "Cost: “a lot” is no number: write it like 1,250 or 12.5");
    assert_eq!(said(&office, risks[2], "Cost"), None, "nothing was recorded");
    change(&mut office, |scheme| {
        let fields = scheme.custom.get_or_insert_default();
        fields.get_mut("Cost").expect("it is there").label = Some("Cost if it happens".into());
    });
    let history = office.history("R1");
    assert!(history.iter().any(|line| line.contains("Cost if it happens") && line.contains("£12,500")), "{history:?}");
    let mut again = Session::of(read(office.session.export()).expect("it opens"));
    assert_eq!(findings(&mut again), []);
    assert_eq!(again.register().scheme, office.session.register().scheme);
}

#[test]
fn a_list_is_sorted_by_what_the_field_holds_and_handed_out_with_it() {
    let (mut office, risks) = bank();
    fill(&mut office, risks[2], "Delay", "100").expect("a number");
    let register = office.session.register();
    let today = TODAY.parse().expect("a literal day");
    let sorted = |name: &str, descending| {
        let column = Column::Custom(CustomName::of(name));
        let view = register.view(&Filter::default(), Sort { column, descending }, today);
        view.rows.iter().map(|row_id| register.id(*row_id)).collect::<Vec<_>>()
    };
    assert_eq!(sorted("Delay", false), [risks[0], risks[1], risks[2]], "9, 10, 100");
    assert_eq!(sorted("Cost", true), [risks[1], risks[0], risks[2]], "what says nothing stands last");
    let columns = [Column::Reference, Column::Custom(CustomName::of("Cost")), Column::Custom(CustomName::of("Delay"))];
    assert!(columns[1..].iter().all(|column| register.scheme.columns_offered(&[Kind::Risk]).contains(column)));
    let records: Vec<RowId> = register.records().collect();
    let file = String::from_utf8(spreadsheet(register, &records, &columns, &[Kind::Risk])).expect("text");
    assert_eq!(
        file.trim_start_matches('\u{feff}'),
        "\"Reference\",\"Cost\",\"Delay\"\r\n\"R1\",\"12500\",\"9\"\r\n\"R2\",\"1500000\",\"10\"\r\n\"R3\",\"\",\"100\"\r\n"
    );
    let filter = Filter { custom: vec![(CustomName::of("Delay"), "10".into())], ..Filter::default() };
    let shown = register.view(&filter, Sort::default(), today).rows;
    assert_eq!(shown.iter().map(|row_id| register.id(*row_id)).collect::<Vec<_>>(), [risks[1]], "it is filtered by");
    let filter = Filter { text: "1500000".into(), ..Filter::default() };
    assert_eq!(register.view(&filter, Sort::default(), today).rows.len(), 1, "it is searched");
}

#[test]
fn a_list_is_as_it_should_be_where_one_text_is_long() {
    let (mut office, risks) = bank();
    add(&mut office, "Remark", field(CustomShape::Text));
    let today = TODAY.parse().expect("a literal day");
    let sort = Sort { column: Column::Custom(CustomName::of("Remark")), descending: false };
    let narrow = Filter { custom: vec![(CustomName::of("Remark"), "Begun".into())], ..Filter::default() };
    let ids = |office: &Desk, filter: &Filter| {
        let register = office.session.register();
        register.view(filter, sort, today).rows.iter().map(|row_id| register.id(*row_id)).collect::<Vec<_>>()
    };
    fill(&mut office, risks[2], "Remark", "Begun").expect("a text");
    fill(&mut office, risks[0], "Remark", "Asked").expect("a text");
    let mut kept = office.session.register().view(&Filter::default(), sort, today);
    assert_eq!(ids(&office, &Filter::default()), [risks[0], risks[2], risks[1]]);
    assert_eq!(ids(&office, &narrow), [risks[2]]);
    fill(&mut office, risks[1], "Remark", &"Answered at length. ".repeat(50)).expect("a text");
    assert_eq!(ids(&office, &Filter::default()), [risks[1], risks[0], risks[2]]);
    assert_eq!(ids(&office, &narrow), [risks[2]]);
    office.session.register().update_view(&mut kept, &Filter::default(), sort, today);
    assert_eq!(kept, office.session.register().view(&Filter::default(), sort, today));
    // Taken out again, nothing is left of it.
    let emptied = office.try_to(Command::EditCustom { record: risks[0], name: "Remark".into(), to: None });
    assert!(emptied.is_ok());
    assert_eq!(ids(&office, &Filter::default()), [risks[1], risks[2], risks[0]]);
}

#[test]
fn a_field_that_holds_something_else_loses_no_text() {
    let mut office = Desk::new();
    let risk = office.raise(Kind::Risk, "Late data");
    fill(&mut office, risk, "Effort", "about a week").expect("a field of this record alone");
    add(&mut office, "Effort", field(CustomShape::Number));
    assert_eq!(said(&office, risk, "Effort").as_deref(), Some("about a week"));
    let scheme = office.session.register().scheme.clone();
    let effort = scheme.custom_field("Effort").expect("it was added");
    assert_eq!(effort.shown("about a week", |day| day.to_string()), "about a week");
    // A copy of the record has it too, although nobody could type it now.
    let record = office.by_id(risk);
    office.duplicate(&record, TODAY);
    assert_eq!(office.record("R2").custom.get("Effort").map(String::as_str), Some("about a week"));
    assert!(fill(&mut office, risk, "Effort", "a month").is_err());
    fill(&mut office, risk, "Effort", "5").expect("a number");
    office.undo().expect("nobody changed it since");
    assert_eq!(said(&office, risk, "Effort").as_deref(), Some("about a week"), "undo brings back what stood there");
    change(&mut office, |scheme| scheme.custom = Some([].into()));
    assert_eq!(
        said(&office, risk, "Effort").as_deref(),
        Some("about a week"),
        "a field that is removed is one of the record again"
    );
    assert_eq!(findings(&mut office.session), []);
}

#[test]
fn two_people_change_two_fields_and_two_parts_of_one() {
    let (mut office, _) = bank();
    let mut other = office.copy_for("Workstream lead", 2);
    change(&mut office, |scheme| {
        let fields = scheme.custom.get_or_insert_default();
        fields.get_mut("Cost").expect("it is there").hint = Some("Without VAT".into());
    });
    change(&mut other, |scheme| {
        let fields = scheme.custom.get_or_insert_default();
        fields.get_mut("Cost").expect("it is there").unit = Some("€".into());
        fields.insert("Site".into(), CustomField { choices: vec!["North".into()], ..field(CustomShape::Choice) });
    });
    office.merge(&mut other);
    let scheme = &office.session.register().scheme;
    let cost = scheme.custom_field("Cost").expect("nobody removed it");
    assert_eq!((cost.hint.as_deref(), cost.unit.as_deref()), (Some("Without VAT"), Some("€")));
    assert!(scheme.custom_field("Site").is_some());
    assert!(office.session.register().heading_conflicts.is_empty());
    // One took the choices away while the other made it a choice: it is a text then.
    change(&mut office, |scheme| {
        let fields = scheme.custom.get_or_insert_default();
        fields.get_mut("Site").expect("it is there").choices.clear();
        fields.get_mut("Site").expect("it is there").holds = CustomShape::Line.name().into();
    });
    let site = office.session.register().scheme.custom_field("Site").cloned().expect("it is there");
    let met = CustomField { holds: "choice".into(), ..site };
    assert_eq!(met.shape(), CustomShape::Line);
    let met = Scheme { custom: Some([("Site".to_owned(), met)].into()), ..Scheme::default() };
    assert_eq!(met.mismatches(), ["The field “Site” has nothing to choose: it is a text"]);
    assert_eq!(findings(&mut office.session), []);
}

#[test]
fn what_cannot_be_kept_is_refused_and_says_which_field() {
    let (mut office, _) = bank();
    let mut refused = |fields: Vec<(String, CustomField)>| {
        let mut to = office.session.register().scheme.clone();
        to.custom = Some(fields.into_iter().collect());
        office.try_to(Command::ChangeScheme { to: Box::new(to) }).expect_err("it is refused").to_string()
    };
    let named = |name: &str, field: CustomField| (name.to_owned(), field);
    assert_eq!(
        refused(vec![named("Size", field(CustomShape::Choice))]),
        "Custom fields: “Size” has nothing to choose: write each choice on a line"
    );
    let again = CustomField { label: Some("COST".into()), ..field(CustomShape::Line) };
    assert_eq!(
        refused(vec![named("Cost", field(CustomShape::Money)), named("Price", again)]),
        "Custom fields: two fields are called “COST”"
    );
    let many = (0..10_000).map(|n| named(&format!("Field {n}"), field(CustomShape::Line))).collect();
    assert_eq!(refused(many), "Custom fields: there are 10000; 200 is the most");
    let choices = vec!["North".into(), "north".into()];
    assert_eq!(
        refused(vec![named("Site", CustomField { choices, ..field(CustomShape::Choice) })]),
        "Custom fields: the choices of “Site”: “north” stands in lines 1 and 2"
    );
}

#[test]
fn a_field_is_asked_for_before_a_status_and_not_of_what_stands_there() {
    let (mut office, risks) = bank();
    change(&mut office, |scheme| {
        let cost = scheme.custom.get_or_insert_default().get_mut("Cost").expect("it is there");
        cost.required_at = vec!["Open".into(), "Closed".into()];
    });
    assert_eq!(findings(&mut office.session), [], "what stands there without it is nobody's mistake");
    let refused = office.move_to("R3", Status::Closed, "Over").expect_err("it has no cost").to_string();
    assert!(refused.contains("Fill in “Cost”"), "{refused}");
    let new = NewRecord { status: Some(Status::Open), ..NewRecord::of(Kind::Risk, office.by_id(risks[0]).fields) };
    let refused = office.try_to(Command::Raise(Box::new(new.clone()))).expect_err("nor has this").to_string();
    assert!(refused.contains("Fill in “Cost”"), "{refused}");
    office.carry_out(Command::Raise(Box::new(NewRecord { custom: vec![("Cost".into(), "£5".into())], ..new })));
    fill(&mut office, risks[2], "Cost", "0").expect("a sum");
    office.move_to("R3", Status::Closed, "Over").expect("nothing is missing");
}

#[test]
fn a_record_is_raised_with_them() {
    let (mut office, _) = bank();
    let mut new = NewRecord::of(Kind::Risk, office.by_id(office.id("R1")).fields);
    new.custom = vec![("Cost".into(), "£3k".into())];
    let raised = office.carry_out(Command::Raise(Box::new(new)))[0].id;
    assert_eq!(said(&office, raised, "Cost").as_deref(), Some("3000"));
}
