//! A file of a newer version, with words that this one does not know: it opens, shows them, and passes them on whatever happens to
//! its records here.

mod desk;

use desk::change::*;
use desk::{Desk, findings};
use raid_register::export::public;
use raid_register::log::{Event, Fact};
use raid_register::record::case::{Aspect, Effect, Position, Size, TakeUp};
use raid_register::record::{Extra, Field, Kind, LinkType, Status};
use raid_register::session::Session;
use raid_register::snapshot::{FORMAT_VERSION, read};
use raid_register::stamp::EventId;
use raid_register::workflow::{CaseCommand, Command, NewRecord, Refusal};

/// What this version writes, and what the newer one has in its place.
const WORDS: &[(&str, &str)] = &[
    ("\"assumption\"", "\"lesson\""),
    ("\"Monitoring\"", "\"Parked\""),
    ("\"threatens\"", "\"informs\""),
    ("\"Oppose\"", "\"Leans against\""),
    ("\"Consumers\":", "\"Security\":"),
    ("\"size\":\"High\"", "\"size\":\"Severe\""),
    ("\"takeUp\":\"Assessing\"", "\"takeUp\":\"Partly\""),
    ("\"Opportunity\"", "\"Neutral\""),
    ("\"area\"", "\"colour\""),
];

/// The new words, as a newer program would have written them into the state and into the log.
fn file() -> String {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Risk, Some("R525"), "Suppliers in late tranches");
    pmo.raise_as(Kind::Milestone, Some("M10"), "Central Systems ready");
    pmo.raise_as(Kind::Assumption, Some("A1"), "Both parties test on one environment");
    pmo.edit("A1", Field::Area, "Testing");
    pmo.edit("R525", Field::Nature, "Opportunity");
    pmo.edit("R525", Field::Area, "Data");
    pmo.link("R525", LinkType::Threatens, "M10");
    let on = Some(day("2023-10-01"));
    let status = Command::Override { record: pmo.id("R525"), to: Status::Monitoring, on, why: "Agreed at TMAG".into() };
    pmo.carry_out(status);
    pmo.at("CR032", Status::ReadyForIa, "Use the existing report");
    let request = pmo.id("CR032");
    for ask in
        [CaseCommand::Submit { on: day("2023-10-02"), by: None, amendments: None }, CaseCommand::Issue(round("2023-10-13"))]
    {
        pmo.carry_out(Command::Case { record: request, ask });
    }
    let mut given = answer("NGESO", "National Grid ESO", "2023-10-20", Position::Oppose);
    given.effects.insert(Aspect::Consumers, Effect { size: Some(Size::High), words: None, extra: Extra::new() });
    given.take_up = Some(TakeUp::Assessing);
    pmo.carry_out(Command::Case { record: request, ask: CaseCommand::Respond(given) });
    let file = String::from_utf8(pmo.session.export()).expect("text");
    let file = WORDS.iter().fold(file, |file, (ours, newer)| {
        assert!(file.contains(ours), "{ours}");
        file.replace(ours, newer)
    });
    // A record's fields stand in the order of this version's table, with those of a newer one at the end.
    file.replacen("\"formatVersion\": 1", "\"formatVersion\": 2", 1)
}

fn opened(file: &str) -> Desk {
    let mut pmo = Desk { session: Session::of(read(file.into()).expect("it opens")), ..Desk::new() };
    assert_eq!(findings(&mut pmo.session), [], "state and log say the same");
    pmo
}

/// How often each of the new words stands in what leaves.
fn kept(desk: &mut Desk) -> Vec<usize> {
    let file = String::from_utf8(desk.session.export()).expect("text");
    WORDS.iter().map(|(_, newer)| file.matches(newer).count()).collect()
}

#[test]
fn it_opens_and_shows_the_words_as_they_are() {
    let pmo = opened(&file());
    let (risk, lesson, request) = (pmo.record("R525"), pmo.record("A1"), pmo.record("CR032"));
    assert_eq!((lesson.kind.newer(), lesson.kind.label()), (Some("lesson"), "lesson"));
    assert_eq!((risk.standing.status.newer(), risk.standing.status.word()), (Some("Parked"), "Parked"));
    assert_eq!(risk.links[0].link.label(), "informs");
    assert_eq!(risk.fields.text(Field::Nature), Some("Neutral"));
    assert_eq!(risk.extra.get("colour").and_then(|colour| colour.as_str()), Some("Data"));
    let answer = &request.case.responses[0];
    assert_eq!((answer.position.word(), answer.take_up.map(TakeUp::word)), ("Leans against", Some("Partly")));
    let (aspect, effect) = answer.effects.first_key_value().expect("an effect");
    assert_eq!((aspect.word(), effect.size.map(Size::word)), ("Security", Some("Severe")));
    // All three count, and the one whose end nobody here knows is open.
    assert_eq!(pmo.session.register().len(), 4);
    let row = pmo.session.register().row(pmo.session.register().by_reference("R525").expect("it is here"));
    assert!(row.is_open());
}

#[test]
fn nothing_of_it_is_lost_when_its_records_are_edited_here() {
    let mut pmo = opened(&file());
    let before = kept(&mut pmo);
    assert!(before.iter().all(|count| *count > 0), "{before:?}");
    for reference in ["R525", "A1", "CR032"] {
        pmo.edit(reference, Field::Description, "More words");
        pmo.note(reference, "Seen");
    }
    pmo.link("A1", LinkType::RelatesTo, "M10");
    assert_eq!(kept(&mut pmo), before);
    assert_eq!(findings(&mut pmo.session), []);
    // What leaves comes back, here and where somebody has it laid out anew.
    let file = pmo.session.export();
    let again = opened(std::str::from_utf8(&file).expect("text")).session.export();
    assert!(again == file);
    let pretty: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(kept(&mut opened(&serde_json::to_string_pretty(&pretty).expect("JSON"))).len(), before.len());
    while pmo.session.can_undo().is_some() {
        pmo.undo().expect("it can be undone");
    }
    assert_eq!(findings(&mut pmo.session), []);
}

#[test]
fn a_merge_takes_all_of_it_from_the_log() {
    let mut pmo = opened(&file());
    let mut other = Desk { session: Session::default(), ..Desk::new() };
    other.session.merge(pmo.session.events());
    assert!(other.session.export() == pmo.session.export(), "the log alone makes the same file");
    // And the file of a copy, where both have gone on.
    let mut third = pmo.copy_for("TMAG secretariat", 2);
    third.edit("A1", Field::Description, "Theirs");
    pmo.edit("A1", Field::Owner, "Ours");
    third.merge_file(&mut pmo);
    pmo.merge_file(&mut third);
    for reference in ["R525", "A1", "CR032"] {
        assert_eq!(third.record(reference).bytes(), pmo.record(reference).bytes(), "{reference}");
    }
    let file = third.session.export();
    assert!(opened(std::str::from_utf8(&file).expect("text")).session.export() == file);
}

#[test]
fn a_field_that_was_cleared_there_stays_cleared_and_one_that_holds_nothing_stays() {
    let mut newer = opened(&file());
    let mut behind = newer.copy_for("TMAG secretariat", 2);
    // What the newer program writes when the field of R525 is cleared, with a key of its own that holds nothing.
    let id = newer.id("R525");
    let (tick, stamp) = (newer.session.events().last().map_or(1, |last| last.id.tick + 1), newer.stamp());
    let fact = Fact::Edited { field: Field::Area, from: desk::value(Field::Area, "Data"), to: None };
    let event = Event::new(EventId { tick, replica: stamp.replica }, id, &stamp, fact);
    let line = String::from_utf8(event.line()).expect("text").replace("\"area\"", "\"colour\"");
    let event = Event::parse(line.as_bytes()).expect("an event");
    newer.session.merge(vec![event]);
    let file = String::from_utf8(newer.session.export()).expect("text");
    assert!(!file.contains("\"colour\": \"Data\""), "{file}");
    let with_nothing = file.replacen("\"nature\": \"Neutral\",", "\"nature\": \"Neutral\",\n      \"shade\": null,", 1);
    let mut newer = opened(&with_nothing);
    newer.edit("R525", Field::Description, "More words");
    behind.edit("R525", Field::Category, "Testing");
    behind.merge_file(&mut newer);
    newer.merge_file(&mut behind);
    for desk in [&mut newer, &mut behind] {
        let risk = desk.record("R525");
        assert_eq!((risk.extra.get("colour"), risk.extra.get("shade")), (None, Some(&serde_json::Value::Null)));
        assert_eq!(findings(&mut desk.session), []);
    }
    assert!(newer.session.export() == behind.session.export());
}

#[test]
fn a_record_without_a_reference_stays_without_one_and_none_is_raised_here() {
    let mut pmo = opened(&file());
    let kind = pmo.record("A1").kind;
    let raise = Command::Raise(Box::new(NewRecord::of(kind, desk::titled("Another lesson"))));
    assert!(matches!(pmo.try_to(raise), Err(Refusal::NewerKind("lesson"))));
    // A known record can come back to a status that is known, with a reason, and not go to one that is not.
    let (risk, parked) = (pmo.id("R525"), pmo.record("R525").standing.status);
    let on = Some(day("2023-11-01"));
    let open = Command::Override { record: risk, to: Status::Open, on, why: "Nobody here knows “Parked”".into() };
    pmo.carry_out(open);
    let back = Command::Override { record: risk, to: parked, on, why: "As it was".into() };
    assert!(matches!(pmo.try_to(back), Err(Refusal::NotAStep { to, .. }) if to == "Parked"));
    pmo.undo().expect("it can be undone");
    assert_eq!(pmo.record("R525").standing.status, parked);
    assert!(pmo.session.number_all().is_empty());
}

#[test]
fn where_no_newer_version_is_said_such_a_word_is_a_mistake() {
    let ours = file().replacen("\"formatVersion\": 2", "\"formatVersion\": 1", 1);
    let told = read(ours.into_bytes()).expect_err("it is refused").to_string();
    assert!(told.contains("items[0].status: “Parked” is not a status"), "{told}");
    assert_eq!(FORMAT_VERSION, 1, "then this test has to say another version");
}

#[test]
fn none_of_it_is_in_a_public_snapshot_that_is_not_published() {
    let mut pmo = opened(&file());
    let told = |desk: &Desk| String::from_utf8(public(desk.session.register())).expect("text");
    assert!(!told(&pmo).contains("A1"));
    pmo.edit("A1", Field::Publication, "Published");
    pmo.edit("A1", Field::Classification, "Public");
    assert!(!told(&pmo).contains("colour"), "{}", told(&pmo));
}

/// A copy in which a newer version did to a risk what this one has no fact for: the log says so in its words, the state shows
/// what came of it.
fn with_a_newer_fact(pmo: &mut Desk) -> Desk {
    let mut newer = pmo.copy_for("TMAG secretariat", 2);
    newer.edit("R525", Field::Area, "Data");
    newer.note("R525", "Seen");
    let file = String::from_utf8(newer.session.export()).expect("text");
    let file = file.replace("\"item.edited\"", "\"field.dictated\"");
    let file = file.replace("\"note.added\"", "\"note.dictated\"").replacen("\"formatVersion\": 1", "\"formatVersion\": 2", 1);
    assert!(file.contains("field.dictated") && file.contains("note.dictated"));
    let opened = Session::of(read(file.into()).expect("it opens"));
    Desk { session: opened, ..newer }
}

#[test]
fn what_an_unknown_fact_did_is_shown_after_a_merge_whichever_comes_first() {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Risk, Some("R525"), "Suppliers in late tranches");
    let mut newer = with_a_newer_fact(&mut pmo);
    pmo.edit("R525", Field::Owner, "Programme");
    let (mut here, mut there) = (pmo.copy_for("PMO", 3), newer.copy_for("TMAG secretariat", 4));
    here.merge_file(&mut newer.copy_for("TMAG secretariat", 4));
    there.merge_file(&mut pmo.copy_for("PMO", 3));
    for desk in [&here, &there] {
        let risk = desk.record("R525");
        assert_eq!(risk.fields.text(Field::Area), Some("Data"));
        assert_eq!(risk.notes.iter().map(|note| &*note.text).collect::<Vec<_>>(), ["Seen"]);
    }
    assert_eq!(here.record("R525").bytes(), there.record("R525").bytes());
    // What somebody here puts in its place stands, also when the same file comes again.
    here.edit("R525", Field::Area, "Testing");
    here.merge_file(&mut newer.copy_for("TMAG secretariat", 4));
    assert_eq!(here.record("R525").fields.text(Field::Area), Some("Testing"));
    there.merge_file(&mut here.copy_for("PMO", 3));
    assert_eq!(there.record("R525").fields.text(Field::Area), Some("Testing"));
}
