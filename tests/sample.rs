//! The sample register holds everything register-like of the five papers, checked against an independent transcript.

#[path = "sample/mod.rs"]
mod sample;

use raid_register::snapshot;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/samples/mhhs.raid.json");

#[test]
fn the_sample_file_is_what_the_story_tells() {
    let told = sample::register().export();
    if std::env::var_os("RAID_BLESS").is_some() {
        std::fs::write(FILE, &told).expect("the sample can be written");
    }
    let kept = std::fs::read(FILE).expect("the sample is there");
    assert!(told == kept, "www/samples/mhhs.raid.json is stale: run RAID_BLESS=1 cargo test --no-default-features --test sample");
}

#[test]
fn the_sample_opens_and_goes_out_byte_for_byte() {
    let kept = std::fs::read(FILE).expect("the sample is there");
    let opened = snapshot::read(kept.clone()).expect("the sample opens");
    let mut session = raid_register::session::Session::of(opened);
    let mut check = snapshot::Check::default();
    while !session.check(&mut check, 100) {}
    assert_eq!(check.findings, []);
    assert!(session.export() == kept);
}
