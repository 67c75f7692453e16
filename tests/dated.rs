//! The days that matter and a meeting's agenda, with CR032 of the programme's papers.

mod desk;

use chrono::NaiveDate;
use desk::change::*;
use desk::{Desk, value};
use raid_register::calendar::calendar_file;
use raid_register::planning::{About, Agenda, Dated, agenda, dated, entries, meetings, nearest};
use raid_register::query::{DueFilter, Filter, Sort};
use raid_register::record::case::Position;
use raid_register::record::{Field, Fields, Kind, Record, Status};
use raid_register::snapshot;
use raid_register::workflow::{CaseCommand, Command, NewRecord};

fn month(desk: &Desk, year: i32, month: u32) -> Vec<Dated> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a month");
    let last = first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt()).expect("a month");
    dated(desk.session.register(), first, last)
}

fn told(all: &[Dated], about: About) -> Vec<String> {
    let wanted = all.iter().filter(|dated| dated.about == about);
    wanted.map(|dated| format!("{} {}", dated.day, dated.reference)).collect()
}

fn of(desk: &Desk, meeting: &str) -> Agenda {
    agenda(desk.session.register(), &desk.record(meeting))
}

fn named(records: &[Record]) -> Vec<String> {
    records.iter().map(Record::shown_reference).collect()
}

fn action(desk: &mut Desk, reference: &str, due: &str, group: &str) {
    let mut filled: Fields = desk::titled("An action");
    filled.put(Field::Due, value(Field::Due, due));
    filled.put(Field::Groups, value(Field::Groups, group));
    let reference = Some(reference.to_owned());
    desk.carry_out(Command::Raise(Box::new(NewRecord { reference, ..NewRecord::of(Kind::Action, filled) })));
}

#[test]
fn a_month_holds_its_meetings_windows_closing_days_and_due_actions() {
    let mut pmo = cr032_issued();
    action(&mut pmo, "DAG28-05", "2023-10-16", "DAG");
    action(&mut pmo, "DAG28-06", "ASAP", "DAG");
    let october = month(&pmo, 2023, 10);
    assert_eq!(told(&october, About::Meeting), ["2023-10-11 DAG029"]);
    assert_eq!(told(&october, About::Closing), ["2023-10-27 CR032"]);
    let open = told(&october, About::Window);
    assert_eq!((open.len(), open[0].as_str(), open[9].as_str()), (10, "2023-10-13 CR032", "2023-10-26 CR032"));
    assert!(!open.contains(&"2023-10-14 CR032".to_owned()), "a Saturday is no day of the window");
    // DAG29-01 is closed, DAG28-06 has no day.
    assert_eq!(told(&october, About::Due), ["2023-10-16 DAG28-05"]);
    assert!(october.is_sorted_by_key(|dated| dated.day));
    assert_eq!(told(&month(&pmo, 2023, 11), About::Meeting), ["2023-11-08 DAG030"]);
}

#[test]
fn a_milestone_is_due_on_the_day_it_is_forecast_for_until_it_is_reached() {
    let mut pmo = cr032_issued();
    let mut filled: Fields = desk::titled("SIT begins");
    filled.put(Field::Forecast, value(Field::Forecast, "2024-03-04"));
    let reference = Some("M9".to_owned());
    pmo.carry_out(Command::Raise(Box::new(NewRecord { reference, ..NewRecord::of(Kind::Milestone, filled) })));
    assert_eq!(told(&month(&pmo, 2024, 3), About::Due), ["2024-03-04 M9"]);
    assert_eq!(nearest(pmo.session.register(), day("2024-04-01")), Some(day("2024-03-04")));
    assert_eq!(entries(&month(&pmo, 2024, 3))[0].title, "M9: due");
    done(pmo.move_to("M9", Status::Achieved, "It has begun"));
    assert_eq!(month(&pmo, 2024, 3), []);
}

#[test]
fn what_no_longer_holds_is_on_no_day() {
    let mut pmo = cr032_issued();
    done(pmo.move_to("DAG030", Status::Cancelled, "No business"));
    assert_eq!(month(&pmo, 2023, 11), []);
    let dag029 = pmo.id("DAG029");
    pmo.carry_out(Command::Remove { record: dag029, why: "Raised twice".into() });
    // Another version makes the open round void.
    pmo.edit("CR032", Field::ImpactedArtefacts, "MHHS-IF-165");
    done(pmo.case("CR032", CaseCommand::Submit { on: day("2023-10-17"), by: None, amendments: Some("Fewer artefacts".into()) }));
    assert_eq!(month(&pmo, 2023, 10), []);
}

#[test]
fn a_release_is_on_its_day_once_it_is_known() {
    let mut pmo = cr032_issued();
    assert_eq!(told(&month(&pmo, 2024, 2), About::Release), [""; 0]);
    pmo.edit("CR032", Field::ReleaseDate, "22 February 2024");
    assert_eq!(told(&month(&pmo, 2024, 2), About::Release), ["2024-02-22 CR032"]);
    assert_eq!(nearest(pmo.session.register(), day("2024-04-01")), Some(day("2024-02-22")));
    assert_eq!(nearest(Desk::new().session.register(), day("2024-04-01")), None);
}

#[test]
fn what_is_given_up_is_not_released() {
    for status in Status::of(Kind::ChangeRequest) {
        let mut pmo = cr032_issued();
        pmo.edit("CR032", Field::ReleaseDate, "22 February 2024");
        let (record, why) = (pmo.id("CR032"), "As the papers say".to_owned());
        if *status != Status::InImpactAssessment {
            done(pmo.try_to(Command::Override { record, to: *status, on: Some(day("2023-10-20")), why }));
        }
        let given_up = [Status::Rejected, Status::Withdrawn, Status::Merged, Status::Superseded].contains(status);
        let expected: &[&str] = if given_up { &[] } else { &["2024-02-22 CR032"] };
        assert_eq!(told(&month(&pmo, 2024, 2), About::Release), expected, "{status:?}");
    }
}

#[test]
fn a_calendar_file_names_each_thing_once_and_the_same_way_again() {
    let pmo = cr032_issued();
    let october = entries(&month(&pmo, 2023, 10));
    let mut titles: Vec<&str> = october.iter().map(|entry| entry.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["CR032: impact assessment closes", "DAG029: meeting"]);
    assert_eq!(october, entries(&month(&pmo.reopened(), 2023, 10)), "the same entries from a file");
    let file = calendar_file("October 2023", &october, chrono::DateTime::UNIX_EPOCH);
    let read: icalendar::Calendar = str::from_utf8(&file).expect("it is text").parse().expect("a calendar program reads it");
    assert_eq!(read.components.len(), 2);
}

#[test]
fn a_window_ends_on_the_day_its_round_was_closed() {
    let everybody = |desk: &mut Desk| {
        for party in ASKED {
            done(desk.case("CR032", CaseCommand::Respond(answer(party, party, "2023-10-19", Position::Support))));
        }
    };
    let mut early = cr032_issued();
    everybody(&mut early);
    done(early.go("CR032", Status::IaClosed, "2023-10-20", ""));
    let october = month(&early, 2023, 10);
    assert_eq!(told(&october, About::Closing), ["2023-10-20 CR032"]);
    assert_eq!(told(&october, About::Window).last().map(String::as_str), Some("2023-10-19 CR032"));
    let mut late = cr032_issued();
    done(late.go("CR032", Status::IaClosed, "2023-10-30", ""));
    assert_eq!(told(&month(&late, 2023, 10), About::Closing), ["2023-10-30 CR032"]);
}

/// The statuses in which the day of each kind is still waited for.
const AWAITED: &[(Kind, &[Status])] = {
    use Status::*;
    &[
        (Kind::Risk, &[Open, Draft, Proposed, Treating, Monitoring, Accepted, RecommendClosed]),
        (Kind::Assumption, &[Open, Draft, UnderValidation]),
        (Kind::Issue, &[Open, Draft, InProgress, Postponed, RecommendClosed]),
        (Kind::Dependency, &[Proposed, Draft, Agreed]),
        (
            Kind::ChangeRequest,
            &[
                Raised,
                Draft,
                Returned,
                Validated,
                ForIaDecision,
                AmendmentsRequired,
                ReadyForIa,
                InImpactAssessment,
                IaClosed,
                ForApprovalDecision,
                Deferred,
                Escalated,
            ],
        ),
        (Kind::Action, &[Open, Ongoing, RecommendClosed]),
        (Kind::Decision, &[]),
        (Kind::Milestone, &[Planned]),
        (Kind::Meeting, &[]),
    ]
};

/// How many records are overdue on one day and due within a week of another.
fn awaited(filled: &str, kind: Kind, status: Status) -> (u32, usize) {
    let record = format!(r#"{{"kind": "{}", "title": "Something", "status": "{}", {filled}}}"#, kind.name(), status.word());
    let file = format!(r#"{{"format": "raid-register", "items": [{record}]}}"#);
    let opened = snapshot::read(file.into_bytes()).unwrap_or_else(|fault| panic!("{fault}"));
    let within = Filter { due: DueFilter::Within(7), ..Filter::default() };
    let view = |filter: &Filter, today: &str| opened.register.view(filter, Sort::default(), day(today));
    (view(&Filter::default(), "2023-10-12").overdue, view(&within, "2023-10-10").rows.len())
}

#[test]
fn only_what_is_still_waited_for_is_overdue() {
    for (kind, waiting) in AWAITED {
        let due = format!(r#""{}": "2023-10-11""#, Field::due_of(*kind).name());
        for status in Status::of(*kind) {
            // People meet or decide on a day: it is ahead, and never late.
            let is_ahead = matches!(kind, Kind::Meeting | Kind::Decision) && !status.is_settled_for(*kind);
            let expected = if waiting.contains(status) { (1, 1) } else { (0, usize::from(is_ahead)) };
            assert_eq!(awaited(&due, *kind, *status), expected, "{kind:?} {status:?}");
        }
    }
    let reached = r#""forecast": "2023-10-11", "actual": "2023-10-11""#;
    assert_eq!(awaited(reached, Kind::Milestone, Status::Planned), (0, 0));
}

/// The actions that are overdue on a day.
fn late(desk: &Desk, on: &str) -> u32 {
    desk.session.register().view(&Filter::default(), Sort::default(), day(on)).overdue
}

#[test]
fn what_is_due_at_a_meeting_has_the_day_of_that_meeting() {
    let mut pmo = Desk::new();
    action(&mut pmo, "DAG28-07", "meeting DAG029", "DAG");
    assert_eq!((late(&pmo, "2024-01-01"), month(&pmo, 2023, 10)), (0, Vec::new()), "no such meeting is known");
    pmo.meeting("DAG029", "2023-10-11");
    assert_eq!(told(&month(&pmo, 2023, 10), About::Due), ["2023-10-11 DAG28-07"]);
    assert_eq!((late(&pmo, "2023-10-11"), late(&pmo, "2023-10-12")), (0, 1));
    assert_eq!(late(&pmo.reopened(), "2023-10-12"), 1, "from a file too");

    pmo.edit("DAG029", Field::HeldOn, "2023-10-18");
    assert_eq!((late(&pmo, "2023-10-18"), late(&pmo, "2023-10-19")), (0, 1), "the meeting moved, and the day with it");
    pmo.meeting("DAG030", "2023-11-08");
    pmo.edit("DAG28-07", Field::Due, "meeting DAG 30");
    assert_eq!((late(&pmo, "2023-10-19"), late(&pmo, "2023-11-09")), (0, 1));
    pmo.undo().expect("it can be undone");
    assert_eq!(late(&pmo, "2023-10-19"), 1);

    done(pmo.go("DAG029", Status::Cancelled, "2023-10-17", "Not quorate"));
    assert_eq!(late(&pmo, "2023-10-19"), 0, "nobody can have missed a meeting that did not take place");
}

#[test]
fn what_was_due_at_a_meeting_and_is_not_done_is_before_the_next() {
    let mut pmo = Desk::new();
    pmo.meeting("DAG029", "2023-10-11");
    pmo.meeting("DAG030", "2023-11-08");
    action(&mut pmo, "DAG28-07", "meeting DAG029", "DAG");
    action(&mut pmo, "TMAG21-02", "meeting DAG029", "TMAG");
    action(&mut pmo, "DAG28-08", "meeting DAG031", "DAG");
    assert_eq!(named(&of(&pmo, "DAG029").actions), ["DAG28-07", "TMAG21-02"]);
    assert_eq!(named(&of(&pmo, "DAG030").actions), ["DAG28-07"], "and no other group’s, nor what is due at a meeting to come");
    pmo.edit("DAG28-07", Field::Groups, "");
    assert_eq!(named(&of(&pmo, "DAG030").actions), ["DAG28-07"], "of no group, it is of that of its meeting");
    done(pmo.go("DAG029", Status::Cancelled, "2023-10-10", "Not quorate"));
    assert_eq!(named(&of(&pmo, "DAG030").actions), ["DAG28-07"]);
}

#[test]
fn reviews_and_days_that_others_wait_for_are_on_their_days() {
    let mut pmo = Desk::new();
    let dated = [
        (Kind::Risk, Field::NextReview),
        (Kind::Assumption, Field::ValidateBy),
        (Kind::Issue, Field::TargetResolution),
        (Kind::Dependency, Field::NeedBy),
    ];
    for (kind, field) in dated {
        let mut fields = desk::titled("Something");
        fields.put(field, value(field, "2023-10-16"));
        pmo.carry_out(Command::Raise(Box::new(NewRecord::of(kind, fields))));
    }
    let october = month(&pmo, 2023, 10);
    assert_eq!(told(&october, About::Review), ["2023-10-16 R1"]);
    assert_eq!(told(&october, About::Due), ["2023-10-16 A1", "2023-10-16 D1", "2023-10-16 I1"]);
    assert_eq!(entries(&october).iter().filter(|entry| entry.title == "R1: review due").count(), 1);
    done(pmo.go("I1", Status::Closed, "2023-10-13", "Solved"));
    assert_eq!(told(&month(&pmo, 2023, 10), About::Due), ["2023-10-16 A1", "2023-10-16 D1"]);
}

#[test]
fn a_decision_that_is_awaited_on_a_day_is_on_that_day() {
    let mut pmo = Desk::new();
    pmo.at("CR005", Status::ForApprovalDecision, "Decided at PSG");
    pmo.fill("CR005", &[(Field::TargetDecision, "2022-05-04"), (Field::DecisionBody, "PSG")]);
    let may = month(&pmo, 2022, 5);
    assert_eq!(told(&may, About::Decision), ["2022-05-04 CR005"]);
    assert_eq!(entries(&may)[0].title, "CR005: decision due");
    let record = pmo.id("CR005");
    let why = "As the papers say".to_owned();
    done(pmo.try_to(Command::Override { record, to: Status::Approved, on: Some(day("2022-05-04")), why }));
    assert_eq!(month(&pmo, 2022, 5), [], "it is awaited no longer");
}

#[test]
fn an_agenda_has_the_actions_due_at_once_and_those_due_at_the_meeting() {
    let mut pmo = Desk::new();
    pmo.meeting("DAG029", "2023-10-11");
    action(&mut pmo, "DAG28-06", "ASAP", "DAG");
    action(&mut pmo, "DAG28-07", "meeting DAG029", "TMAG");
    action(&mut pmo, "DAG28-08", "meeting DAG030", "DAG");
    action(&mut pmo, "DAG28-09", "tbc", "DAG");
    action(&mut pmo, "TMAG21-02", "ASAP", "TMAG");
    action(&mut pmo, "DAG29-07", "ASAP", "DAG");
    pmo.edit("DAG29-07", Field::RaisedOn, "2023-10-12");
    assert_eq!(named(&of(&pmo, "DAG029").actions), ["DAG28-06", "DAG28-07"], "but none that was raised after it");
}

#[test]
fn two_rounds_of_one_request_are_two_entries() {
    let mut pmo = cr032_issued();
    done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
    done(pmo.go("CR032", Status::ReadyForIa, "2023-10-30", "A second round is needed"));
    done(pmo.case("CR032", CaseCommand::Issue(round("2023-10-30"))));
    let days = |month: &[Dated]| entries(month).into_iter().map(|entry| entry.uid).collect::<Vec<_>>();
    let (first, second) = (days(&month(&pmo, 2023, 10)), days(&month(&pmo, 2023, 11)));
    assert!(!first.is_empty() && !second.is_empty(), "{first:?} {second:?}");
    assert!(first.iter().all(|uid| !second.contains(uid)), "{first:?} {second:?}");
}

#[test]
fn an_agenda_follows_a_request_from_issue_to_decision() {
    let (mut pmo, dag029) = cr032_at_dag029();
    action(&mut pmo, "DAG28-05", "2023-10-11", "DAG");
    action(&mut pmo, "DAG28-06", "2023-10-12", "DAG");
    action(&mut pmo, "TMAG21-02", "2023-10-04", "TMAG");
    let october = of(&pmo, "DAG029");
    assert_eq!(named(&october.for_issue), ["CR032"]);
    assert_eq!(named(&october.actions), ["DAG28-05"], "those of its group, due by then");
    assert!(october.for_decision.is_empty() && october.decisions.is_empty());

    let decision = dec76(&pmo, dag029);
    done(pmo.try_to(Command::Decide(Box::new(decision))));
    assert_eq!(named(&of(&pmo, "DAG029").decisions), ["DAG-DEC76"]);

    let pmo = cr032_issued();
    let november = of(&pmo, "DAG030");
    assert_eq!(named(&november.on_the_way), ["CR032"], "its window closes before the meeting");
    assert!(november.for_decision.is_empty());
}

#[test]
fn a_request_put_to_a_meeting_for_approval_is_for_decision_there_and_nowhere_else() {
    let mut pmo = Desk::new();
    pmo.meeting("DAG030", "2023-11-08");
    pmo.meeting("DAG031", "2023-12-13");
    pmo.at("CR023", Status::ForApprovalDecision, "A change of the design");
    pmo.at("CR027", Status::Deferred, "Another");
    pmo.fill("CR023", &[(Field::TargetDecision, "meeting DAG030")]);
    pmo.fill("CR027", &[(Field::TargetDecision, "2023-12-13"), (Field::DecisionBody, "DAG")]);
    assert_eq!(named(&of(&pmo, "DAG030").for_decision), ["CR023"]);
    assert_eq!(named(&of(&pmo, "DAG031").for_decision), ["CR027"], "by the day, when no meeting is named");
}

#[test]
fn meetings_come_by_day_and_those_without_one_last() {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Meeting, Some("DAG099"), "Some day");
    pmo.meeting("DAG030", "2023-11-08");
    pmo.meeting("DAG029", "2023-10-11");
    pmo.meeting("DAG028", "2023-09-13");
    done(pmo.move_to("DAG028", Status::Cancelled, "No business"));
    assert_eq!(named(&meetings(pmo.session.register())), ["DAG029", "DAG030", "DAG099"]);
}

#[test]
fn a_meetings_entry_of_the_calendar_file_has_its_agenda_items() {
    let mut pmo = cr032_issued();
    pmo.edit("DAG029", Field::AgendaItems, "1. Minutes\n2. CR032");
    let told = |desk: &Desk, month_of: u32, reference: &str| {
        let all = entries(&month(desk, 2023, month_of));
        all.into_iter().find(|entry| entry.title == format!("{reference}: meeting")).map(|entry| entry.about)
    };
    let title = |desk: &Desk, reference: &str| desk.record(reference).title().to_owned();
    assert_eq!(told(&pmo, 10, "DAG029"), Some(format!("{}\n\n1. Minutes\n2. CR032", title(&pmo, "DAG029"))));
    assert_eq!(told(&pmo, 11, "DAG030"), Some(title(&pmo, "DAG030")));
}
