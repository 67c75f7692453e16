//! Lists that leave for a spreadsheet, read back as spreadsheets do.

mod desk;

use chrono::NaiveDate;
use desk::{Desk, titled};
use proptest::prelude::*;
use raid_register::export::spreadsheet;
use raid_register::query::{Column, Filter, Sort};
use raid_register::record::{Field, Kind, Slot, Value};
use raid_register::snapshot;
use raid_register::state::{Register, RowId};
use raid_register::workflow::{Command, NewRecord};

fn cells(csv: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(csv).expect("it is text").strip_prefix('\u{feff}').expect("the mark that spreadsheets know");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("it is CSV").iter().map(str::to_owned).collect()).collect()
}

fn of(register: &Register, kinds: &[Kind], columns: &[Column]) -> Vec<Vec<String>> {
    let today = NaiveDate::from_ymd_opt(2023, 10, 13).expect("a literal day");
    let filter = Filter { kinds: kinds.to_vec(), ..Filter::default() };
    let rows = register.view(&filter, Sort::default(), today).rows;
    cells(&spreadsheet(register, &rows, columns, kinds))
}

#[test]
fn the_programmes_change_requests_are_rows_under_the_headings_of_their_list() {
    let sample = snapshot::read(include_bytes!("../www/samples/mhhs.raid.json").to_vec()).expect("the sample opens");
    let table = of(&sample.register, &[Kind::ChangeRequest], Column::usual(&[Kind::ChangeRequest]));
    assert_eq!(table.len(), 15, "fourteen and a heading");
    let heading = ["Reference", "Title", "Status", "Decision body", "IA closes", "Target decision", "Release date", "DINs"];
    assert_eq!(table[0], heading);
    let title = "Change to Interface IF-165 P0210 TUoS Reporting";
    assert_eq!(table[14], ["CR032", title, "Amendments required", "DAG", "", "meeting DAG030", "", ""]);

    let milestones = of(&sample.register, &[Kind::Milestone], Column::usual(&[Kind::Milestone]));
    assert_eq!(milestones.len(), 91);
    let day = |row: &&Vec<String>| NaiveDate::parse_from_str(&row[6], "%Y-%m-%d").is_ok();
    assert!(milestones[1..].iter().filter(day).count() > 80, "a spreadsheet knows the days");
}

#[test]
fn every_column_says_what_the_record_says() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Late \"data\", and more");
    pmo.edit("R1", Field::Description, "One line,\nand another");
    pmo.edit("R1", Field::Owner, "DNO Representative");
    pmo.edit("R1", Field::Groups, "TMAG, DAG");
    pmo.edit("R1", Field::NextReview, "2023-10-16");
    pmo.assess("R1", Slot::Current, (4, 5), "as found");
    let columns: Vec<Column> = Column::ALL.into_iter().chain([Column::Field(Field::Description)]).collect();
    let table = of(pmo.session.register(), &[Kind::Risk], &columns);
    let said: Vec<(&str, &str)> = table[0].iter().map(String::as_str).zip(table[1].iter().map(String::as_str)).collect();
    let changed = pmo.record("R1").changed.date_naive().to_string();
    assert_eq!(
        said,
        [
            ("Reference", "R1"),
            ("Title", "Late \"data\", and more"),
            ("Kind", "Risk"),
            ("Status", "Open"),
            ("Level", "Critical"),
            ("Score", "20"),
            ("Owner", "DNO Representative"),
            ("Groups", "TMAG, DAG"),
            ("Next review", "2023-10-16"),
            ("Changed", changed.as_str()),
            ("Description", "One line,\nand another"),
        ]
    );
}

#[test]
fn a_column_with_nothing_in_it_still_has_its_rows() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Late data");
    let register = pmo.session.register();
    let csv = spreadsheet(register, &[RowId::at(0)], &[Column::Owner], &[Kind::Risk]);
    assert_eq!(csv, "\u{feff}\"Owner\"\r\n\"\"\r\n".as_bytes());
}

#[test]
fn a_colour_is_the_word_of_the_list() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Milestone, "M9");
    let reference = pmo.session.register().record(RowId::at(0)).expect("it was raised").shown_reference();
    pmo.edit(&reference, Field::RagLast, "Blue");
    let table = of(pmo.session.register(), &[Kind::Milestone], &[Column::Field(Field::RagLast)]);
    assert_eq!(table[1], ["Complete"]);
}

#[test]
fn nothing_is_a_formula() {
    let mut pmo = Desk::new();
    for title in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "1;=2", "<img onerror=alert(1)>"] {
        pmo.carry_out(Command::Raise(Box::new(NewRecord::of(Kind::Risk, titled(title)))));
    }
    let titles: Vec<String> = of(pmo.session.register(), &[Kind::Risk], &[Column::Title]).into_iter().flatten().collect();
    assert_eq!(titles, ["Title", "'=cmd|' /C calc'!A0", "'+1", "'-1", "'@SUM(1)", "1;'=2", "<img onerror=alert(1)>"]);
}

proptest! {
    #[test]
    fn every_text_comes_back(texts in prop::collection::vec("[a-z,;\"\n\t =+@é-]{1,12}", 1..6)) {
        let mut pmo = Desk::new();
        let mut given = Vec::new();
        for text in &texts {
            let mut fields = titled("Something");
            fields.put(Field::Description, Some(Value::Text(format!("x{text}"))));
            given.push(vec![format!("x{text}")]);
            pmo.carry_out(Command::Raise(Box::new(NewRecord::of(Kind::Risk, fields))));
        }
        let table = of(pmo.session.register(), &[Kind::Risk], &[Column::Field(Field::Description)]);
        // What would be a formula within a text is kept from being one; nothing else is added, and nothing is lost.
        let read: Vec<Vec<String>> = table[1..].iter().map(|row| vec![row[0].replace('\'', "")]).collect();
        prop_assert_eq!(read, given);
    }
}
