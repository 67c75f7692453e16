//! What fuzzing starts from besides the corpus: the golden file and the sample, in pieces small enough to be changed well.

use std::path::Path;

use raid_core::log::Event;
use raid_core::session::Session;
use raid_core::snapshot::read;
use raid_core::state::RowId;

use super::file_laws::NEXT_FILE;

const FILES: [&str; 2] = ["tests/golden/v1.raid.json", "www/samples/mhhs.raid.json"];
/// Records in one file of a seed.
const RECORDS: usize = 3;
/// Files of one register.
const MOST: usize = 40;

/// Writes the seeds of a target into a folder.
pub(crate) fn write(root: &Path, target: &str, folder: &Path) {
    for (number, file) in FILES.iter().enumerate() {
        let Ok(bytes) = std::fs::read(root.join(file)) else { continue };
        for (at, seed) in seeds(target, bytes).into_iter().enumerate() {
            // A seed that is not written is one fewer.
            drop(std::fs::write(folder.join(format!("seed-{number}-{at}")), seed));
        }
    }
}

fn seeds(target: &str, bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let Ok(opened) = read(bytes.clone()) else { return Vec::new() };
    let mut session = Session::of(opened);
    match target {
        "read" | "export_open" => registers(&mut session).into_iter().chain(parts(&mut session)).collect(),
        "merge" => registers(&mut session).chunks(3).map(|files| files.join(NEXT_FILE)).collect(),
        "log_line" => session.events().iter().map(Event::line).filter(|line| line.len() < 2_000).take(400).collect(),
        _ => Vec::new(),
    }
}

/// Some records as a file that says that it is not everything.
fn parts(session: &mut Session) -> Vec<Vec<u8>> {
    let records: Vec<RowId> = session.register().records().take(RECORDS * MOST).collect();
    records.chunks(RECORDS).map(|some| session.export_some(some)).collect()
}

/// Whole registers of the same beginning with a few records each.
fn registers(session: &mut Session) -> Vec<Vec<u8>> {
    let events = session.events();
    let register = session.register();
    let ids: Vec<_> = register.records().map(|record| register.id(record)).collect();
    let about_register = |event: &&Event| register.by_id(event.about).is_none();
    let chosen = ids.chunks(RECORDS).take(MOST).map(|some| {
        let wanted = events.iter().filter(|event| about_register(event) || some.contains(&event.about));
        let mut small = Session::default();
        small.merge(wanted.cloned().collect());
        small.export()
    });
    chosen.collect()
}
