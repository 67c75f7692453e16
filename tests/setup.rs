//! The set-up of a programme as part of its register: what it lists, kept, merged and taken back.

mod desk;

use desk::{Desk, findings};
use raid_register::query::{Filter, Sort};
use raid_register::record::{Field, Kind, Status};
use raid_register::scheme::preset::{Preset, presets};
use raid_register::scheme::{Group, KindSetup, Scheme, WordList};
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::workflow::{Command, Refusal, unmet_requirements};

fn change(desk: &mut Desk, change: impl FnOnce(&mut Scheme)) {
    let mut to = desk.session.register().scheme.clone();
    change(&mut to);
    desk.carry_out(Command::ChangeScheme { to: Box::new(to) });
}

fn refused(desk: &mut Desk, change: impl FnOnce(&mut Scheme)) -> Refusal {
    let mut to = desk.session.register().scheme.clone();
    change(&mut to);
    let events = desk.session.events().len();
    let refusal = desk.try_to(Command::ChangeScheme { to: Box::new(to) }).expect_err("it is refused");
    assert_eq!(desk.session.events().len(), events, "nothing was recorded");
    refusal
}

fn words(desk: &Desk, list: WordList) -> Vec<String> {
    desk.session.register().scheme.words(list)
}

fn named(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).into()).collect()
}

#[test]
fn lists_are_kept_in_the_file_and_taken_back_in_one_step() {
    let mut office = Desk::new();
    let usual: Vec<Vec<String>> = WordList::ALL.iter().map(|list| words(&office, *list)).collect();
    assert!(usual.iter().all(|words| !words.is_empty()));
    change(&mut office, |scheme| {
        scheme.groups = vec![Group::new("BOARD", "Programme Board")];
        scheme.response_window = Some(5);
        WordList::ALL.iter().copied().for_each(|list| scheme.set_words(list, named(&[list.name(), "Other"])));
    });
    let said = office.session.can_undo().expect("it can be taken back");
    assert!(said.starts_with("set-up changed: days to answer 10 → 5, groups (added BOARD Programme Board; removed "), "{said}");
    let file = office.session.export();
    let mut again = Session::of(read(file.clone()).expect("it opens"));
    assert_eq!(again.register().scheme, office.session.register().scheme);
    assert_eq!(findings(&mut again), []);
    assert!(again.export() == file);
    office.undo().expect("nobody changed it since");
    assert_eq!(WordList::ALL.iter().map(|list| words(&office, *list)).collect::<Vec<_>>(), usual);
    assert_eq!(office.session.register().scheme.response_window(), 10);
}

#[test]
fn a_file_that_does_not_say_has_the_usual_lists() {
    let mut office = Desk::new();
    let file = String::from_utf8(office.session.export()).expect("text");
    for list in WordList::ALL.iter().copied().filter(|list| *list != WordList::Categories) {
        assert!(!file.contains(&format!("\"{}\"", list.name())), "{}", list.name());
    }
    let again = Session::of(read(file.into()).expect("it opens"));
    assert_eq!(again.register().scheme, Scheme::default());
}

#[test]
fn what_two_people_did_to_one_list_is_joined() {
    let mut office = Desk::new();
    let mut other = office.copy_for("Workstream lead", 2);
    let last = words(&office, WordList::Constituencies).pop().expect("there are some");
    change(&mut office, |scheme| {
        let mut fewer = scheme.words(WordList::Constituencies);
        fewer.pop();
        scheme.set_words(WordList::Constituencies, fewer);
    });
    change(&mut other, |scheme| {
        let mut more = scheme.words(WordList::Constituencies);
        more.push("Contractor A".into());
        scheme.set_words(WordList::Constituencies, more);
        scheme.set_words(WordList::Channels, named(&["Mail"]));
    });
    let mut there = other.copy_for("Workstream lead", 3);
    there.merge_file(&mut office.copy_for("PMO", 4));
    office.merge_file(&mut other);
    for desk in [&office, &there] {
        let joined = words(desk, WordList::Constituencies);
        assert!(joined.contains(&"Contractor A".into()) && !joined.contains(&last), "{joined:?}");
        assert_eq!(words(desk, WordList::Channels), ["Mail"]);
    }
    assert_eq!(office.session.register().scheme, there.session.register().scheme);
    assert_eq!(findings(&mut office.session), []);
}

#[test]
fn a_group_has_those_below_it_and_a_circle_that_two_changes_make_opens() {
    let mut office = Desk::new();
    change(&mut office, |scheme| scheme.groups = Group::of_lines("PB Board\n  CCB Change\n    DA Design\nAUDIT Audit"));
    for (title, group) in [("One", "CCB"), ("Two", "DA"), ("Three", "AUDIT")] {
        office.raise_as(Kind::Risk, Some(title), title);
        office.edit(title, Field::Groups, group);
    }
    let shown = |desk: &Desk, group: &str| {
        let filter = Filter { group: Some(group.into()), ..Filter::default() };
        desk.session.register().view(&filter, Sort::default(), "2023-09-01".parse().expect("a literal day")).rows.len()
    };
    assert_eq!([shown(&office, "PB"), shown(&office, "CCB"), shown(&office, "DA"), shown(&office, "AUDIT")], [2, 2, 1, 1]);
    let round = refused(&mut office, |scheme| scheme.groups[0].parent = Some("DA".into()));
    assert_eq!(round.to_string(), "Groups: “PB” would report to itself, by way of “CCB”");
    let nobody = refused(&mut office, |scheme| scheme.groups[0].parent = Some("X".into()));
    assert_eq!(nobody.to_string(), "Groups: “PB” reports to “X”, which is no group here");
    // Each of two changes is in order; together they are not, and the groups stand on top.
    let mut other = office.copy_for("Workstream lead", 2);
    change(&mut office, |scheme| scheme.groups = Group::of_lines("PB Board\nAUDIT Audit\n  CCB Change\n    DA Design"));
    change(&mut other, |scheme| scheme.groups[3].parent = Some("DA".into()));
    office.merge(&mut other);
    let again = Session::of(read(office.session.export()).expect("it opens"));
    let scheme = &again.register().scheme;
    assert_eq!(scheme.group_lines(), "PB Board\nAUDIT Audit\nCCB Change\nDA Design");
    let told = scheme.mismatches();
    assert_eq!((told.len(), told[0].as_str()), (3, "The group “AUDIT” reports to itself by way of “CCB”: it stands on top"));
    assert_eq!(Scheme::default().mismatches(), [""; 0]);
}

#[test]
fn what_cannot_be_kept_is_refused_and_says_where() {
    let mut office = Desk::new();
    let refusal = refused(&mut office, |scheme| scheme.set_words(WordList::Channels, named(&["Mail", "mail "])));
    assert_eq!(refusal.to_string(), "Channels of notification: “mail ” stands in lines 1 and 2");
    let refusal = refused(&mut office, |scheme| scheme.groups = vec![Group::new("A", "One"), Group::new("a", "Two")]);
    assert_eq!(refusal.to_string(), "Groups: “a” stands in lines 1 and 2");
    let refusal = refused(&mut office, |scheme| scheme.response_window = Some(0));
    assert_eq!(refusal.to_string(), "Days to answer: Give a number of working days from 1 to 250");
    let refusal = refused(&mut office, |scheme| scheme.set_words(WordList::Categories, vec!["x".into(); 501]));
    assert_eq!(refusal.to_string(), "Categories: It has 501 lines; 500 is the most");
}

fn begun(preset: &Preset) -> Desk {
    let mut office = Desk::new();
    let stamp = office.stamp();
    office.session = Session::begin_with("Another programme", preset.begun(), &stamp);
    office
}

fn kind_setup(change: impl FnOnce(&mut KindSetup)) -> KindSetup {
    let mut own = KindSetup::default();
    change(&mut own);
    own
}

#[test]
fn a_register_is_begun_from_each_preset_and_its_file_follows_from_its_log() {
    let names: Vec<&str> = presets().map(|preset| preset.name.as_str()).collect();
    assert_eq!(names, ["General programme", "Small project", "MHHS"]);
    for preset in presets() {
        let mut office = begun(preset);
        assert!(office.session.can_undo().is_none(), "{}: beginning is no step", preset.name);
        assert!(preset.about.as_ref().is_some_and(|about| about.ends_with('.')), "{}", preset.name);
        office.raise(Kind::Risk, "The first");
        let file = office.session.export();
        let mut again = Session::of(read(file.clone()).expect("it opens"));
        assert_eq!(findings(&mut again), [], "{}", preset.name);
        let scheme = &again.register().scheme;
        assert_eq!(scheme.preset.as_deref(), Some(&*preset.name));
        // Whatever a later version means by what is not said, this register says all of it.
        for list in WordList::ALL.iter().filter(|list| **list != WordList::Categories) {
            assert!(scheme.lists.as_ref().is_some_and(|lists| lists.contains_key(list.name())), "{}: {list:?}", preset.name);
        }
        assert!(scheme.field_labels.is_some() && scheme.external_references.is_some(), "{}", preset.name);
        assert!(again.export() == file);
    }
}

#[test]
fn a_set_up_is_saved_as_a_file_and_read_from_it() {
    let mut office = Desk::new();
    change(&mut office, |scheme| {
        scheme.set_words(WordList::Channels, named(&["Mail"]));
        scheme.kinds = Some([("risk".to_owned(), kind_setup(|own| own.prefix = Some("RSK".into())))].into());
    });
    let scheme = &office.session.register().scheme;
    let file = Preset::of("Ours", scheme).file();
    let read = Preset::read(&file).expect("our own file");
    let mut other = begun(&read);
    assert_eq!(words(&other, WordList::Channels), ["Mail"]);
    assert_eq!(words(&other, WordList::Constituencies), words(&office, WordList::Constituencies));
    other.raise(Kind::Risk, "The first");
    assert!(other.session.register().by_reference("RSK1").is_some());
}

#[test]
fn a_file_that_is_no_set_up_is_refused_in_a_sentence() {
    let whole = String::from_utf8(Preset::of("Ours", &Scheme::default()).file()).expect("text");
    let cases = [
        (whole.replace("raid-register-setup", "other"), "This is no set-up: its format is “other”, not “raid-register-setup”."),
        (
            whole.replace("\"formatVersion\": 1", "\"formatVersion\": 2"),
            "A newer version of this page wrote this set-up (format 2; this page reads 1). Open it there.",
        ),
        (whole.replace("\"code\": \"DAG\"", "\"code\": \"PSG\""), "Groups: “PSG” stands in lines 1 and 2."),
        (whole.replace("\"name\": \"Ours\"", "\"name\": \"\""), "The name of this set-up: it is empty."),
        (whole.replacen("\"groups\"", "\"matrix\"", 1), "This set-up says one thing twice, in lines "),
    ];
    for (file, expected) in cases {
        let why = Preset::read(file.as_bytes()).expect_err(expected);
        assert!(why.starts_with(expected), "{why}\n{expected}");
    }
    for file in ["", "PK\u{3}\u{4}", "[]", "{}", "{\"format\":1}"] {
        assert!(
            Preset::read(file.as_bytes()).is_err_and(|why| why.starts_with("This is no set-up that can be read: ")),
            "{file}"
        );
    }
    assert!(Preset::read(&[0xff, 0xfe]).is_err());
}

#[test]
fn kinds_are_named_and_numbered_as_the_set_up_says() {
    let mut office = Desk::new();
    office.raise(Kind::Risk, "Before");
    change(&mut office, |scheme| {
        let risk = kind_setup(|own| {
            (own.label, own.plural, own.prefix) = (Some("Threat".into()), Some("Threats".into()), Some("T".into()));
        });
        scheme.kinds = Some([("risk".to_owned(), risk), ("document".to_owned(), kind_setup(|own| own.is_hidden = true))].into());
    });
    office.raise(Kind::Risk, "After");
    let register = office.session.register();
    assert!(register.by_reference("R1").is_some() && register.by_reference("T1").is_some(), "what has a number keeps it");
    assert_eq!(register.scheme.one(Kind::Risk), "a threat");
    assert!(!register.scheme.is_offered(Kind::Document));
    assert_eq!(office.history("T1"), ["threat raised"]);
    let refusal = refused(&mut office, |scheme| {
        scheme.kinds = Some([("issue".to_owned(), kind_setup(|own| own.prefix = Some("R".into())))].into());
    });
    assert_eq!(refusal.to_string(), "Kinds: risks and issues would both be numbered R1, R2 …");
    let refusal = refused(&mut office, |scheme| {
        scheme.kinds = Some([("issue".to_owned(), kind_setup(|own| own.prefix = Some("I-".into())))].into());
    });
    assert_eq!(refusal.to_string(), "Kinds: “I-” is no prefix: give 1 to 8 capital letters");
    let refusal = refused(&mut office, |scheme| scheme.hidden_fields = vec!["title".into()]);
    assert_eq!(refusal.to_string(), "Fields: a record needs its title");
}

#[test]
fn a_word_that_is_taken_off_a_list_stands_where_it_was_recorded_and_is_not_given_anew() {
    let mut office = Desk::new();
    let record = office.raise(Kind::Risk, "Soon");
    let near = words(&office, WordList::Proximities)[0].clone();
    office.edit("R1", Field::Proximity, &near);
    change(&mut office, |scheme| scheme.set_words(WordList::Proximities, named(&["Now", "Later"])));
    let file = office.session.export();
    let again = Session::of(read(file).expect("a file with that word opens"));
    let row_id = again.register().by_id(record).expect("the risk");
    let kept = again.register().record(row_id).expect("the risk");
    assert_eq!(kept.fields.text(Field::Proximity), Some(&*near));
    let other = office.raise(Kind::Risk, "Another");
    let to = raid_register::record::Value::parse(Field::Proximity.shape(), &near).expect("a line");
    let refusal = office.refusal(Command::Edit { record: other, field: Field::Proximity, to });
    assert_eq!(refusal, format!("Proximity: “{near}” is not one of Now, Later"));
    office.edit("R2", Field::Proximity, "Now");
    // A duplicate has what its original has.
    let original = office.by_id(record);
    let copy = office.duplicate(&original, "2023-08-16")[0].id;
    assert_eq!(office.by_id(copy).fields.text(Field::Proximity), Some(&*near));
}

#[test]
fn what_the_set_up_does_not_ask_for_no_step_asks_for() {
    let general = presets().next().expect("the general one");
    let mut office = begun(general);
    assert!(!office.session.register().scheme.asks(Field::InSitScope));
    let request = office.raise(Kind::ChangeRequest, "A change");
    let missing = |office: &Desk, to: Status| {
        let register = office.session.register();
        let record = register.record(register.by_id(request).expect("raised")).expect("raised");
        let missing = unmet_requirements(register, &record, to, None, None);
        missing.into_iter().map(|missing| missing.what).collect::<Vec<_>>()
    };
    let asked = missing(&office, Status::Validated);
    assert!(
        asked.iter().any(|what| what.contains("release type")) && !asked.iter().any(|what| what.contains("testing")),
        "{asked:?}"
    );
    let carried = missing(&office, Status::Scheduled);
    assert!(carried.contains(&"Say what carries it: fill in “Interim release”".to_owned()), "{carried:?}");
}
