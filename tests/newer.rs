//! What a newer program wrote within a record, an answer or a step, say, is still there after this one has changed that record.

mod desk;

use desk::change::*;
use desk::{Desk, findings};
use raid_register::calendar::{Calendar, OwnHoliday};
use raid_register::export::public;
use raid_register::log::Event;
use raid_register::record::case::{Aspect, Effect, Position, Response, Size};
use raid_register::record::{Extra, Field, Kind, LinkType, Owner, Slot, Status, Value};
use raid_register::scheme::Scheme;
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::workflow::{CaseCommand, Command};
use serde_json::{Value as Json, json};

/// What the newer program writes into everything it knows more of.
const KEY: &str = "zNewer";

/// A risk with mitigation, a note, a link and two assessments; a change request with a version, a milestone it moves, and a
/// round that was extended, with an answer: all of it as a newer program would have written it.
fn from_a_newer_program() -> Desk {
    let mut pmo = Desk::new();
    let risk = pmo.raise_as(Kind::Risk, Some("R525"), "Suppliers in late tranches");
    let milestone = pmo.raise_as(Kind::Milestone, Some("M10"), "Central Systems ready");
    pmo.edit("M10", Field::Baseline, "1 October 2023");
    let owner = Owner::named("Programme", "A. Name");
    pmo.carry_out(Command::Edit { record: risk, field: Field::Owner, to: Some(Value::Owner(owner.clone())) });
    let mut step = desk::step("Publish the tranches");
    step.owner = Some(owner);
    pmo.carry_out(Command::AddStep { record: risk, step });
    pmo.assess("R525", Slot::Proposed, (3, 4), "As discussed");
    pmo.assess("R525", Slot::Current, (3, 5), "Agreed");
    pmo.carry_out(Command::Note { record: risk, text: "Raised at TMAG019".into() });
    pmo.carry_out(Command::Link { record: risk, link: LinkType::Threatens, to: milestone });
    pmo.at("CR032", Status::ReadyForIa, "Use the existing report");
    let request = pmo.id("CR032");
    pmo.carry_out(Command::Case {
        record: request,
        ask: CaseCommand::Submit { on: day("2023-10-02"), by: None, amendments: None },
    });
    let issue = CaseCommand::Issue(round("2023-10-13"));
    pmo.carry_out(Command::Case { record: request, ask: issue });
    let mut given = answer("NGESO", "National Grid ESO", "2023-10-20", Position::Support);
    given.effects.insert(Aspect::Cost, Effect { size: Some(Size::Low), words: None, extra: Extra::new() });
    pmo.carry_out(Command::Case { record: request, ask: CaseCommand::Respond(given) });

    let mut file: Json = serde_json::from_slice(&pmo.session.export()).expect("our own file is JSON");
    for section in ["items", "changeRequests", "milestones"] {
        for row_id in file[section].as_array_mut().expect("a section").iter_mut().filter_map(Json::as_object_mut) {
            row_id.values_mut().for_each(write_more);
        }
    }
    for event in file["log"].as_array_mut().expect("the log").iter_mut().filter_map(Json::as_object_mut) {
        match event["fact"].as_str() {
            Some("link.added") => drop(event.insert(KEY.into(), more())),
            Some("item.raised" | "status.changed") => {}
            _ => event.values_mut().for_each(write_more),
        }
    }
    pmo.session = Session::of(read(serde_json::to_vec(&file).expect("JSON")).expect("it opens"));
    assert_eq!(findings(&mut pmo.session), [], "state and log say the same");
    pmo
}

fn more() -> Json {
    json!({ "deep": [{ "wind": 3 }] })
}

/// Into every object, and not into lists of names that an object happens to hold.
fn write_more(value: &mut Json) {
    match value {
        Json::Array(parts) => parts.iter_mut().for_each(write_more),
        Json::Object(object) => {
            for (key, value) in object.iter_mut() {
                match key.as_str() {
                    "content" => {}
                    "effects" => value.as_object_mut().expect("effects").values_mut().for_each(write_more),
                    _ => write_more(value),
                }
            }
            object.insert(KEY.into(), more());
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// How often it stands in a record.
fn kept(desk: &Desk, reference: &str) -> usize {
    String::from_utf8(desk.record(reference).bytes()).expect("text").matches(KEY).count()
}

/// The state is what the log makes, here and for whoever gets the log alone.
fn holds(desk: &mut Desk) {
    assert_eq!(findings(&mut desk.session), []);
    let mut other = Session::default();
    other.merge(desk.session.events());
    let told = |session: &Session, reference: &str| {
        let register = session.register();
        let mut record = register.record(register.by_reference(reference).expect("it is here")).expect("it reads");
        // No event says these.
        record.notes.iter_mut().for_each(|note| note.extra.clear());
        record.case.steps.iter_mut().for_each(|step| step.extra.clear());
        String::from_utf8(record.bytes()).expect("text")
    };
    for reference in ["R525", "CR032"] {
        assert_eq!(told(&desk.session, reference), told(&other, reference), "{reference} from the log alone");
    }
}

#[test]
fn it_is_there_whatever_else_of_the_record_changes() {
    let mut pmo = from_a_newer_program();
    // Agreed assessment, owner, step and its owner, note, link; version, round, answer and its effect, and the step it took.
    let (risk, request) = (kept(&pmo, "R525"), kept(&pmo, "CR032"));
    assert_eq!(risk, 6, "{}", String::from_utf8(pmo.record("R525").bytes()).expect("text"));
    assert!(request >= 4, "{}", String::from_utf8(pmo.record("CR032").bytes()).expect("text"));
    pmo.edit("R525", Field::Area, "Testing");
    pmo.carry_out(Command::Note { record: pmo.id("R525"), text: "Another".into() });
    pmo.edit("CR032", Field::Area, "Design");
    assert_eq!((kept(&pmo, "R525"), kept(&pmo, "CR032")), (risk, request));
    holds(&mut pmo);
}

#[test]
fn it_is_there_when_the_very_part_is_changed_and_when_that_is_taken_back() {
    let mut pmo = from_a_newer_program();
    let (risk, request) = (kept(&pmo, "R525"), kept(&pmo, "CR032"));
    let (at_risk, at_request) = (pmo.id("R525"), pmo.id("CR032"));

    // A form knows nothing of it: what it gives has only what this program understands.
    let step = pmo.record("R525").mitigation[0].clone();
    let mut changed = desk::step("Publish the tranches early");
    changed.owner = step.owner.clone().map(|owner| Owner { extra: Extra::new(), ..owner });
    let command = Command::ChangeStep { record: at_risk, step: step.id, to: Some(changed) };
    pmo.carry_out(command);
    let had = pmo.record("CR032").case.responses[0].clone();
    let mut effects = had.effects.clone();
    effects.values_mut().for_each(|effect| effect.extra = Extra::new());
    let to = Response { comments: Some("None".into()), extra: Extra::new(), effects, ..had.clone() };
    let change = CaseCommand::ChangeResponse { response: had.id, to: Some(Box::new(to)) };
    pmo.carry_out(Command::Case { record: at_request, ask: change });
    let extend = CaseCommand::Extend { to: day("2023-11-03"), why: "Half term".into(), on: None };
    pmo.carry_out(Command::Case { record: at_request, ask: extend });
    assert_eq!((kept(&pmo, "R525"), kept(&pmo, "CR032")), (risk, request));
    holds(&mut pmo);

    // Saving the owner as it stood is no change.
    let same = Owner::named("Programme", "A. Name");
    let unchanged = Command::Edit { record: at_risk, field: Field::Owner, to: Some(Value::Owner(same)) };
    pmo.refusal(unchanged);

    while pmo.session.can_undo().is_some() {
        let stamp = pmo.stamp();
        pmo.session.undo(&stamp).expect("it can be undone");
    }
    assert_eq!((kept(&pmo, "R525"), kept(&pmo, "CR032")), (risk, request));
    holds(&mut pmo);
}

#[test]
fn it_outlives_a_merge_that_makes_the_record_anew() {
    let mut pmo = from_a_newer_program();
    let mut other = pmo.copy_for("TMAG secretariat", 2);
    other.edit("R525", Field::Area, "Testing");
    other.edit("CR032", Field::Area, "Design");
    let (risk, request) = (kept(&pmo, "R525"), kept(&pmo, "CR032"));
    for reference in ["R525", "CR032"] {
        pmo.edit(reference, Field::Description, "Nothing new");
        pmo.edit(reference, Field::Description, "Still nothing new");
    }
    pmo.session.merge(other.session.events());
    assert_eq!(pmo.record("R525").fields.text(Field::Area), Some("Testing"));
    assert_eq!((kept(&pmo, "R525"), kept(&pmo, "CR032")), (risk, request));
    holds(&mut pmo);
}

#[test]
fn a_link_that_is_taken_away_and_brought_back_has_it() {
    let mut pmo = from_a_newer_program();
    let risk = kept(&pmo, "R525");
    let (record, to) = (pmo.id("R525"), pmo.id("M10"));
    pmo.carry_out(Command::Unlink { record, link: LinkType::Threatens, to });
    assert_eq!(kept(&pmo, "R525"), risk - 1);
    let stamp = pmo.stamp();
    pmo.session.undo(&stamp).expect("it can be undone");
    assert_eq!(kept(&pmo, "R525"), risk);
    holds(&mut pmo);
}

#[test]
fn a_file_without_a_log_brings_it() {
    let mut pmo = from_a_newer_program();
    let (risk, request) = (kept(&pmo, "R525"), kept(&pmo, "CR032"));
    let mut file: Json = serde_json::from_slice(&pmo.session.export()).expect("our own file is JSON");
    file.as_object_mut().expect("an object").remove("log");
    let mut opened = Session::of(read(serde_json::to_vec(&file).expect("JSON")).expect("it opens"));
    assert_eq!(findings(&mut opened), []);
    pmo.session = opened;
    // The steps a request took begin with the file: the one that had it is not among them.
    assert_eq!((kept(&pmo, "R525"), kept(&pmo, "CR032")), (risk, request - 1));
    holds(&mut pmo);
}

#[test]
fn it_is_there_in_every_part_of_the_scheme_when_that_is_changed() {
    let mut pmo = Desk::new();
    let closed = vec![OwnHoliday { date: day("2023-12-27"), name: "Between the years".into(), extra: Extra::new() }];
    let with_closed = |closed| Box::new(Scheme { calendar: Calendar { closed, ..Calendar::default() }, ..Scheme::default() });
    pmo.carry_out(Command::ChangeScheme { to: with_closed(closed.clone()) });
    let mut file: Json = serde_json::from_slice(&pmo.session.export()).expect("JSON");
    let mut places = vec![file["scheme"].take(), file["log"][1]["to"].take()];
    for scheme in &mut places {
        for part in ["", "/groups/0", "/calendar", "/calendar/closed/0"] {
            let part = scheme.pointer_mut(part).and_then(Json::as_object_mut).expect("a part of the scheme");
            part.insert(KEY.into(), more());
        }
    }
    (file["log"][1]["to"], file["scheme"]) = (places.remove(1), places.remove(0));
    let session = Session::of(read(serde_json::to_vec(&file).expect("JSON")).expect("it opens"));
    let mut pmo = Desk { session, ..pmo };
    let held = |desk: &mut Desk| {
        let file: Json = serde_json::from_slice(&desk.session.export()).expect("JSON");
        file["scheme"].to_string().matches(KEY).count()
    };
    assert_eq!((held(&mut pmo), findings(&mut pmo.session)), (4, vec![]));
    // What a form gives has only what this program understands.
    let more_closed = OwnHoliday { date: day("2023-12-28"), ..closed[0].clone() };
    pmo.carry_out(Command::ChangeScheme { to: with_closed(vec![closed[0].clone(), more_closed]) });
    let mut other = Desk { session: Session::default(), ..Desk::new() };
    other.session.merge(pmo.session.events());
    for desk in [&mut pmo, &mut other] {
        assert_eq!((held(desk), findings(&mut desk.session)), (4, vec![]));
        assert_eq!(desk.session.register().scheme.calendar.closed.len(), 2);
    }
}

#[test]
fn none_of_it_leaves_in_a_public_snapshot() {
    let mut pmo = from_a_newer_program();
    pmo.edit("R525", Field::Publication, "Published");
    pmo.edit("R525", Field::Classification, "Public");
    let mut file: Json = serde_json::from_slice(&pmo.session.export()).expect("JSON");
    for part in ["/scheme", "/scheme/groups/0"] {
        file.pointer_mut(part).and_then(Json::as_object_mut).expect("a part of the scheme").insert(KEY.into(), more());
    }
    let session = Session::of(read(serde_json::to_vec(&file).expect("JSON")).expect("it opens"));
    let told = String::from_utf8(public(session.register())).expect("text");
    assert!(told.contains("R525") && !told.contains(KEY), "{told}");
}

#[test]
fn a_null_of_an_event_goes_out_as_it_came() {
    for fact in [
        r#""reference.given","from":null,"to":"R7""#,
        r#""custom.edited","from":null,"name":"Region","to":"North""#,
        r#""assessment.recorded","from":null,"slot":"current","to":{"scheme":1}"#,
        r#""item.raised","fields":{"title":"Late data"},"kind":"risk","ref":null,"standing":{"status":"Open"}"#,
    ] {
        let line = format!(r#"{{"id":"3-00000001","about":"2-00000001","at":"2023-06-01T09:00:00Z","by":"PMO","fact":{fact}}}"#);
        let event = Event::parse(line.as_bytes()).expect("an event");
        assert!(event.known().is_some(), "{fact}");
        assert_eq!(String::from_utf8(event.line()).expect("text"), line);
    }
}
