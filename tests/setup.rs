//! The set-up of a programme as part of its register: what it lists, kept, merged and taken back.

mod desk;

use desk::{Desk, findings};
use raid_register::scheme::{Group, Scheme, WordList};
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::workflow::{Command, Refusal};

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
