//! What only a real browser can show: storage that survives, tabs that hear each other, dates in words.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use chrono::{Datelike, NaiveDate};
use gloo::timers::future::TimeoutFuture;
use raid_register::record::{Field, Fields, Kind, Value};
use raid_register::snapshot;
use raid_register::web::persistence::Persistence;
use raid_register::web::platform::storage::{Checkpoint, Storage};
use raid_register::web::platform::{blobs, dates};
use raid_register::web::reading;
use raid_register::web::store::{SaveState, Store};
use raid_register::workflow::{Command, NewRecord};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SAMPLE: &[u8] = include_bytes!("../www/samples/mhhs.raid.json");

fn raise(store: &Store, title: &str) {
    let mut fields = Fields::default();
    fields.put(Field::Title, Some(Value::Text(title.into())));
    let command = Command::Raise(Box::new(NewRecord::of(Kind::Risk, fields)));
    store.session().carry_out(command).expect("a titled risk can be raised");
}

async fn desk(name: &str) -> (Store, Rc<Persistence>, bool) {
    let store = Store::new("Test register");
    let keeper = Persistence::new(&store, name);
    let restored = keeper.restore().await.expect("what is kept can be read");
    (store, keeper, restored)
}

fn text(store: &Store) -> String {
    String::from_utf8(store.session().read_log(raid_register::session::Session::export)).expect("a snapshot is text")
}

fn whole(blob: &web_sys::Blob, generation: &str) -> Checkpoint {
    Checkpoint { blob: blob.clone(), generation: generation.into(), custodian: true, folds: 0.0, awaited: None }
}

#[wasm_bindgen_test]
async fn what_was_kept_comes_back_byte_for_byte() {
    let (store, keeper, restored) = desk("comes-back").await;
    assert!(!restored);
    raise(&store, "First");
    raise(&store, "Second");
    keeper.flush().await;
    assert_eq!(store.save_status().state(), SaveState::Saved);
    let (again, _keeper, restored) = desk("comes-back").await;
    assert!(restored);
    assert_eq!(text(&again), text(&store));
}

#[wasm_bindgen_test]
async fn a_long_tail_is_folded_and_nothing_is_lost() {
    let (store, keeper, _) = desk("long-tail").await;
    for number in 0..230 {
        raise(&store, &format!("Risk {number}"));
        keeper.flush().await;
    }
    let storage = Storage::open(|_| {}).await.expect("storage opens");
    let (checkpoint, tail) = storage.load("long-tail").await.expect("it can be looked at");
    assert!(checkpoint.is_some());
    assert!(tail.len() < 100, "{} changes are still single", tail.len());
    let (again, _keeper, _) = desk("long-tail").await;
    assert_eq!(text(&again), text(&store));
}

#[wasm_bindgen_test]
async fn two_tabs_hear_each_other_and_erase_nothing() {
    let (first, first_keeper, _) = desk("two-tabs").await;
    raise(&first, "From the first");
    first_keeper.flush().await;
    let (second, second_keeper, restored) = desk("two-tabs").await;
    assert!(restored);
    raise(&second, "From the second");
    raise(&first, "From the first again");
    first_keeper.flush().await;
    second_keeper.flush().await;
    TimeoutFuture::new(100).await;
    assert_eq!(text(&first), text(&second));
    let (third, _keeper, _) = desk("two-tabs").await;
    assert_eq!(text(&third), text(&first));
}

#[wasm_bindgen_test]
async fn another_register_becomes_current_and_the_old_one_a_backup() {
    let (store, keeper, _) = desk("replaced").await;
    raise(&store, "Before");
    keeper.flush().await;
    store.open(snapshot::read(SAMPLE.to_vec()).expect("the sample opens"), true);
    keeper.flush().await;
    let (again, _keeper, restored) = desk("replaced").await;
    assert!(restored);
    assert_eq!(text(&again).as_bytes(), SAMPLE);
}

fn one(line: &str) -> std::array::IntoIter<String, 1> {
    [line.to_owned()].into_iter()
}

#[wasm_bindgen_test]
async fn what_a_late_tab_put_down_stands_with_the_register_it_was_made_in() {
    let storage = Storage::open(|_| {}).await.expect("storage opens");
    let blob = blobs::make(SAMPLE).expect("a blob");
    storage.replace("late", &whole(&blob, "00000001"), "2026-01-01T00:00:00Z").await.expect("it is kept");
    storage.replace("late", &whole(&blob, "00000002"), "2026-01-02T00:00:00Z").await.expect("it is kept");
    storage.append("late", "00000001", &mut one("made before the tab had heard of it")).await.expect("it is kept");
    storage.append("late", "00000002", &mut one("made in the second")).await.expect("it is kept");
    storage.replace("late", &whole(&blob, "00000003"), "2026-01-03T00:00:00Z").await.expect("it is kept");
    let earlier = storage.earlier("late").await.expect("it can be looked at");
    let lines: Vec<&[String]> = earlier.iter().map(|kept| &kept.lines[..]).collect();
    assert_eq!(lines, [&["made in the second".to_owned()][..], &["made before the tab had heard of it".to_owned()][..]]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_set_aside_and_never_overwritten() {
    let storage = Storage::open(|_| {}).await.expect("storage opens");
    let blob = blobs::make(b"{\"format\": \"raid-register\", \"items\": [").expect("a blob");
    storage.replace("unreadable", &whole(&blob, "0badc0de"), "2026-01-01T00:00:00Z").await.expect("it is kept");
    let (store, _keeper, restored) = desk("unreadable").await;
    assert!(!restored);
    assert!(store.notices().last().text.contains("set aside"), "{}", store.notices().last().text);
    let (checkpoint, tail) = storage.load("unreadable").await.expect("it can be looked at");
    assert!(checkpoint.is_none() && tail.is_empty());
}

/// A file that is larger by so many bytes, and laid out as we write it.
fn padded(file: &str, bytes: usize) -> String {
    file.replacen("      \"status\": \"", &format!("      \"newer\": \"{}\",\n      \"status\": \"", "x".repeat(bytes)), 1)
}

#[wasm_bindgen_test]
async fn what_git_could_not_join_is_named_however_deep_it_stands_in_a_large_file() {
    let sample = String::from_utf8(SAMPLE.to_vec()).expect("the sample is text");
    let mark = |file: &str| {
        let log = file.find("\n  \"log\": [\n").expect("a log");
        log + 12 + file[log + 12..].find(",\n").expect("a line") + 1
    };
    // Also where a mark begins in one piece that is read and ends in the next.
    for before_end in [-1000, -1, 0, 1, 5, 9, 10, 11, 1000] {
        let bytes = (1 << 20) - before_end - mark(&padded(&sample, 0)) as i32;
        let file = padded(&sample, bytes as usize);
        let at = mark(&file);
        let conflict = format!("{}\n<<<<<<< HEAD\n=======\n>>>>>>> branch{}", &file[..at], &file[at..]);
        let blob = blobs::make(conflict.as_bytes()).expect("a blob");
        let read = reading::read(&blob, true, |_| {}).await;
        let fault = read.err().unwrap_or_else(|| panic!("{before_end}: it was opened")).to_string();
        assert!(fault.contains("git could not join: <<<<<<< HEAD … >>>>>>> branch"), "{before_end}: {fault}");
        // One that a browser keeps was opened once, and opens; so does one without marks.
        for may_stay in [true, false] {
            let kept = reading::read_kept(&blob, may_stay).await.unwrap_or_else(|why| panic!("{before_end}: {why}"));
            assert_eq!(kept.lines.is_some(), may_stay);
        }
        let found = reading::read(&blobs::make(file.as_bytes()).expect("a blob"), true, |_| {}).await.expect("it opens");
        assert!(found.lines.is_some(), "its log stays in it");
    }
}

#[wasm_bindgen_test]
async fn what_an_earlier_version_let_in_is_mended_and_told_and_opens() {
    let storage = Storage::open(|_| {}).await.expect("storage opens");
    let sample = String::from_utf8(SAMPLE.to_vec()).expect("the sample is text");
    let kept = sample.replacen("\"title\": \"", "\"title\": \"As it was\",\n      \"title\": \"", 1);
    // Also where its log would stay in it.
    let long =
        format!("      \"description\": \"{}\",\n      \"title\": \"As it was\",\n      \"title\": \"", "x".repeat(99_999));
    for (name, kept) in [("mended", kept), ("mended-large", sample.replacen("      \"title\": \"", &long, 12))] {
        let blob = blobs::make(kept.as_bytes()).expect("a blob");
        storage.replace(name, &whole(&blob, "00000001"), "2026-01-01T00:00:00Z").await.expect("it is kept");
        let (store, keeper, restored) = desk(name).await;
        assert!(restored);
        let said = store.notices().last().text;
        assert!(said.contains("items[0].title: \"As it was\", and then \""), "{said}");
        assert!(name == "mended-large" || text(&store) == sample);
        raise(&store, "Since");
        keeper.flush().await;
        let (again, _keeper, _) = desk(name).await;
        assert_eq!(text(&again), text(&store));
        assert!(storage.earlier(name).await.expect("it can be looked at").is_empty(), "nothing was set aside");
    }
}

#[wasm_bindgen_test]
async fn bytes_are_read_in_pieces_and_whole() {
    let bytes: Vec<u8> = (0..20_000_000_u32).map(|number| number as u8).collect();
    let blob = blobs::make(&bytes).expect("a blob");
    let mut told = Vec::new();
    let read = blobs::read(&blob, &mut |percent| told.push(percent)).await.expect("it can be read");
    assert!(read == bytes);
    assert!(told.len() > 1 && told.is_sorted() && told.last() == Some(&100), "{told:?}");
}

#[wasm_bindgen_test]
fn days_are_in_english() {
    let day = NaiveDate::from_ymd_opt(2023, 10, 13).expect("a Friday");
    assert_eq!(dates::long(day), "13 October 2023");
    assert_eq!(dates::short(day), "13 Oct 2023");
    let options = js_sys::Object::new();
    for (key, value) in [("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")] {
        js_sys::Reflect::set(&options, &key.into(), &value.into()).expect("a plain object");
    }
    let intl = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::of1(&"en-GB".into()), &options);
    for month in 1..=12 {
        let day = NaiveDate::from_ymd_opt(2023, month, 3).expect("a day");
        let at = js_sys::Date::new(&(f64::from(day.num_days_from_ce() - 719_163) * 86_400_000.0).into());
        let words = intl.format().call1(&intl, &at).ok().and_then(|words| words.as_string());
        assert_eq!(words.as_deref(), Some(&dates::short(day)[..]));
    }
}
