//! Working days against dates that were published, the bank holidays against the rules they follow, and calendar files
//! read back by a library.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use icalendar::{CalendarComponent, Component};
use proptest::prelude::*;
use raid_register::calendar::{
    BY_RULE, BadWindow, Calendar, Division, Entry, LONGEST, OwnHoliday, Rest, YEARS, calendar_file, holiday, read_day,
};

fn day(written: &str) -> NaiveDate {
    read_day(written).expect("a literal day")
}

fn in_england() -> Calendar {
    Calendar::default()
}

fn of(division: Division) -> Calendar {
    Calendar { division, ..Calendar::default() }
}

#[test]
fn windows_close_when_the_programme_said() {
    // DAG029, 11 October 2023: the consultation, and CR032 once amended.
    for (issued, closes) in [("11 October 2023", "25 October 2023"), ("13 October 2023", "27 October 2023")] {
        assert_eq!(in_england().add(day(issued), 10).map(|counted| counted.day), Ok(day(closes)), "{issued}");
    }
}

#[test]
fn windows_skip_holidays() {
    let closes = |division, issued, days| of(division).add(day(issued), days).map(|counted| counted.day.to_string());
    let cases = [
        // Christmas 2023, and the second of January in Scotland.
        (Division::EnglandAndWales, "2023-12-20", 10, "2024-01-08"),
        (Division::Scotland, "2023-12-20", 10, "2024-01-09"),
        // Easter 2024: Scotland works on Easter Monday, Northern Ireland had kept St Patrick's Day on the 18th.
        (Division::EnglandAndWales, "2024-03-15", 10, "2024-04-02"),
        (Division::Scotland, "2024-03-15", 10, "2024-04-01"),
        (Division::NorthernIreland, "2024-03-15", 10, "2024-04-03"),
        // The Platinum Jubilee and the State Funeral of 2022, the Coronation of 2023.
        (Division::EnglandAndWales, "2022-05-27", 5, "2022-06-07"),
        (Division::EnglandAndWales, "2022-09-16", 1, "2022-09-20"),
        (Division::EnglandAndWales, "2023-05-05", 1, "2023-05-09"),
        // The Boyne, on a Monday where it falls on a weekend.
        (Division::NorthernIreland, "2025-07-11", 1, "2025-07-15"),
        (Division::EnglandAndWales, "2025-07-11", 1, "2025-07-14"),
    ];
    for (division, issued, days, wanted) in cases {
        assert_eq!(closes(division, issued, days), Ok(wanted.to_owned()), "{division:?} {issued}");
    }
}

#[test]
fn the_count_explains_itself() {
    let said = |issued: &str, days| in_england().add(day(issued), days).map(|counted| counted.to_string());
    assert_eq!(
        said("2023-10-13", 10).as_deref(),
        Ok("Counted 16, 17, 18, 19, 20, 23, 24, 25, 26 and 27 October 2023. Skipped 2 weekends.")
    );
    assert_eq!(
        said("2023-12-20", 6).as_deref(),
        Ok("Counted 21, 22, 27, 28 and 29 December 2023 and 2 January 2024. \
            Skipped 2 weekends, Christmas Day (25 December 2023), Boxing Day (26 December 2023) and \
            New Year’s Day (1 January 2024).")
    );
    assert_eq!(said("2023-08-30", 3).as_deref(), Ok("Counted 31 August and 1 and 4 September 2023. Skipped 1 weekend."));
    assert_eq!(said("2023-10-16", 1).as_deref(), Ok("Counted 17 October 2023."));
    assert!(
        said("2028-12-20", 10)
            .is_ok_and(|said| said.ends_with("Bank holidays are published for 2019 to 2027: check those of other years."))
    );
}

#[test]
fn a_window_says_what_to_check() {
    let said = in_england().window(day("2023-10-14"), 10);
    assert_eq!(said[0], "Closes on Friday 27 October 2023.");
    assert_eq!(said[2], "Saturday 14 October 2023 is at a weekend: check the day of issue.");
    assert_eq!(in_england().window(day("2023-12-25"), 1)[2], "Monday 25 December 2023 is Christmas Day: check the day of issue.");
    let beyond = in_england().window(day("2027-12-20"), 10);
    let warns = "Bank holidays are published for 2019 to 2027: check those of other years.";
    assert_eq!(beyond.iter().map(|said| said.matches(warns).count()).sum::<usize>(), 1, "{beyond:?}");
    assert_eq!(in_england().window(day("2023-10-13"), 0), ["Give a window of 1 to 250 working days."]);
    assert_eq!(in_england().add(day("2023-10-13"), LONGEST + 1), Err(BadWindow::Length));
    assert_eq!(in_england().add(NaiveDate::MAX, 1), Err(BadWindow::Beyond));
}

#[test]
fn the_register_may_say_otherwise() {
    let closed = vec![OwnHoliday { date: day("2023-10-20"), name: "Programme closed".into(), extra: Default::default() }];
    let calendar = Calendar { closed, open: vec![day("2023-10-21"), day("2023-12-26")], ..Calendar::default() };
    assert_eq!(calendar.rest(day("2023-10-20")), Some(Rest::Holiday("Programme closed".into())));
    assert!(calendar.is_working(day("2023-10-21")) && calendar.is_working(day("2023-12-26")));
    assert_eq!(calendar.rest(day("2023-10-22")), Some(Rest::Weekend));
    let kept = serde_json::to_string(&calendar).expect("it can be written");
    assert_eq!(serde_json::from_str::<Calendar>(&kept).ok(), Some(calendar));
    assert_eq!(serde_json::to_string(&in_england()).ok().as_deref(), Some("{\"division\":\"england-and-wales\"}"));
}

/// Easter Sunday (the anonymous Gregorian computus).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31).unsigned_abs(), (n % 31 + 1).unsigned_abs()).expect("Easter is a day")
}

/// The Mondays of a month.
fn mondays(year: i32, month: u32) -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a first");
    first.iter_days().take_while(|day| day.month() == month).filter(|day| day.weekday() == Weekday::Mon).collect()
}

/// The bank holidays of a year by the rules, one-offs by hand.
fn by_rule(division: Division, year: i32) -> BTreeSet<NaiveDate> {
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a literal day");
    let mut days = BTreeSet::new();
    // Those that fall on a weekend, or on a day that is one already, move to the next weekday that is free.
    let fixed = |days: &mut BTreeSet<NaiveDate>, all: &[NaiveDate]| {
        for wanted in all {
            let free = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !days.contains(day);
            let at = wanted.iter_days().find(free).expect("there is a next weekday");
            days.insert(at);
        }
    };
    let good_friday = easter(year) - Days::new(2);
    days.insert(good_friday);
    if division != Division::Scotland {
        days.insert(easter(year) + Days::new(1));
    }
    // Early May moved for VE day, Spring for the Jubilee.
    days.insert(if year == 2020 { on(5, 8) } else { mondays(year, 5)[0] });
    days.insert(if year == 2022 { on(6, 2) } else { *mondays(year, 5).last().expect("May has Mondays") });
    let august = mondays(year, 8);
    days.insert(if division == Division::Scotland { august[0] } else { *august.last().expect("August has Mondays") });
    match division {
        Division::EnglandAndWales => {}
        Division::Scotland => fixed(&mut days, &[on(11, 30)]),
        Division::NorthernIreland => fixed(&mut days, &[on(3, 17), on(7, 12)]),
    }
    match division {
        Division::Scotland => fixed(&mut days, &[on(1, 1), on(1, 2)]),
        _ => fixed(&mut days, &[on(1, 1)]),
    }
    // A Christmas Day at a weekend goes behind Boxing Day where that is a Monday.
    let christmas = if on(12, 25).weekday() == Weekday::Sun { [on(12, 26), on(12, 25)] } else { [on(12, 25), on(12, 26)] };
    fixed(&mut days, &christmas);
    match year {
        2022 => days.extend([on(6, 3), on(9, 19)]),
        2023 => days.extend([on(5, 8)]),
        2026 if division == Division::Scotland => days.extend([on(6, 15)]),
        _ => {}
    }
    days
}

#[test]
fn the_bank_holidays_follow_their_rules() {
    for division in Division::ALL {
        for year in YEARS.0..=BY_RULE {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a first");
            let known: BTreeSet<NaiveDate> =
                first.iter_days().take_while(|day| day.year() == year).filter(|day| holiday(division, *day).is_some()).collect();
            assert_eq!(known, by_rule(division, year), "{division:?} {year}");
        }
        assert_eq!(holiday(division, day("2018-12-25")), None, "nothing is said of years that are not known");
    }
    assert_eq!(holiday(Division::Scotland, day("2026-06-15")), Some("World Cup bank holiday"));
    assert_eq!(holiday(Division::EnglandAndWales, day("2026-06-15")), None);
    assert_eq!(holiday(Division::Scotland, day("2024-12-02")), Some("St Andrew’s Day (substitute day)"));
}

#[test]
fn a_calendar_file_reads_back() {
    let entries = [
        Entry {
            uid: "cr032-round-1@raid-register".into(),
            day: day("2023-10-27"),
            title: "CR032 impact assessment closes".into(),
            about:
                "Issued 13 October 2023; ten working days, the day of issue not counted.\nChannels: Principal Contacts, The Clock"
                    .into(),
        },
        Entry {
            uid: "x".into(),
            day: day("2023-12-31"),
            title: "END:VEVENT\r\nBEGIN:VEVENT; \\ \u{7} naïve — 🧪".repeat(4),
            about: String::new(),
        },
    ];
    let made = "2023-10-13T09:00:00Z".parse().expect("a literal moment");
    let file = String::from_utf8(calendar_file("DAG, TMAG", &entries, made)).expect("it is text");
    assert!(file.lines().all(|line| line.len() <= 75), "lines are folded");
    assert_eq!(file.matches("\r\n").count(), file.matches('\n').count());
    let read: icalendar::Calendar = file.parse().expect("a calendar program can read it");
    assert_eq!(read.get_name(), Some("DAG, TMAG"));
    let events: Vec<&icalendar::Event> = read
        .components
        .iter()
        .map(|component| match component {
            CalendarComponent::Event(event) => event,
            other => panic!("{other:?} is no event"),
        })
        .collect();
    assert_eq!(events.len(), 2, "no text can add an event of its own");
    let starts = |event: &icalendar::Event| event.get_start().map(|start| start.date_naive());
    let ends = |event: &icalendar::Event| event.get_end().map(|end| end.date_naive());
    assert_eq!((starts(events[0]), ends(events[0])), (Some(day("2023-10-27")), Some(day("2023-10-28"))));
    assert_eq!(ends(events[1]), Some(day("2024-01-01")));
    assert_eq!(events[0].get_summary(), Some("CR032 impact assessment closes"));
    assert_eq!(events[0].get_uid(), Some("cr032-round-1@raid-register"));
    assert_eq!(events[0].get_description(), Some(entries[0].about.as_str()));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..3600_u64).prop_map(|n| day("2019-01-01") + Days::new(n))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_and_adding_agree(from in any_day(), days in 1..60_u32, division in prop::sample::select(Division::ALL.to_vec())) {
        let calendar = of(division);
        let counted = calendar.add(from, days).expect("it is within bounds");
        prop_assert!(calendar.is_working(counted.day));
        prop_assert_eq!(calendar.count(from, counted.day), days as usize);
        prop_assert_eq!(counted.days.len() + counted.skipped.len(), (counted.day - from).num_days() as usize, "every day is told of");
        let longer = calendar.add(from, days + 1).expect("it is within bounds");
        prop_assert!(longer.day > counted.day);
        prop_assert_eq!(calendar.on_or_after(counted.day), counted.day);
    }

    #[test]
    fn any_text_survives_a_calendar_file(title in "\\PC{1,200}", about in "\\PC{0,300}") {
        let entries = [Entry { uid: "one".into(), day: day("2023-10-27"), title: title.clone(), about }];
        let file = calendar_file("x", &entries, "2023-10-13T09:00:00Z".parse().expect("a literal moment"));
        let read: icalendar::Calendar = String::from_utf8(file).expect("it is text").parse().expect("it reads");
        let CalendarComponent::Event(event) = &read.components[0] else { panic!("it is an event") };
        prop_assert_eq!(event.get_summary(), Some(title.as_str()));
        prop_assert_eq!(read.components.len(), 1);
    }
}
