//! Set-ups to begin from: the files of `www/presets`, and files that a register's set-up was saved as.

use std::sync::OnceLock;

use super::Scheme;
use crate::calendar::Calendar;
use crate::json::{self, object};
use crate::text::{check_line, excerpt};

/// What the `format` of such a file says.
pub const FORMAT: &str = "raid-register-setup";
/// The newest version of it that is read here.
const VERSION: u32 = 1;

/// The general one first: a register that is begun without another has it. The last is what a set-up means by what it does
/// not say: files were written before there was more to say.
const FILES: [&str; 3] = [
    include_str!("../../../www/presets/general.json"),
    include_str!("../../../www/presets/small.json"),
    include_str!("../../../www/presets/mhhs.json"),
];

object! {
    /// A set-up with what it is for.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Preset {
        /// Which format: [`FORMAT`].
        pub format: String = "format" always,
        /// Which version of it.
        pub format_version: u32 = "formatVersion" always,
        /// Its name.
        pub name: String = "name" always,
        /// What it is for, in a sentence or two.
        pub about: Option<String> = "about",
        /// The set-up.
        pub setup: Scheme = "setup" always,
    }
}

impl Preset {
    /// Parses the file of a set-up.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it, and where.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Preset, String> {
        let text = json::text(bytes).map_err(|why| format!("This is no set-up that can be read: {why}."))?;
        if let Some(twice) = json::duplicate_key(text) {
            return Err(format!(
                "This set-up says one thing twice, in lines {} and {}.",
                json::line_at(bytes, twice.first),
                json::line_at(bytes, twice.again)
            ));
        }
        let header: PresetHeader = json::parse(bytes).map_err(|why| format!("This is no set-up that can be read: {why}."))?;
        if header.format != FORMAT {
            return Err(format!("This is no set-up: its format is “{}”, not “{FORMAT}”.", excerpt(&header.format)));
        }
        if header.format_version > VERSION {
            return Err(format!(
                "A newer version of this page wrote this set-up (format {}; this page reads {VERSION}). Open it there.",
                header.format_version
            ));
        }
        let preset: Preset = json::parse(bytes).map_err(|why| format!("This set-up cannot be read: {why}."))?;
        check_line(&preset.name).map_err(|why| format!("The name of this set-up: {why}."))?;
        Ok(preset)
    }

    /// The set-up of a register as a file of its own.
    #[must_use]
    pub fn of(name: &str, scheme: &Scheme) -> Preset {
        let mut setup = scheme.clone();
        (setup.version, setup.preset) = (1, None);
        // Who they are is this programme's.
        setup.people.clear();
        setup.say_all();
        let format = FORMAT.to_owned();
        Preset { format, format_version: VERSION, name: name.into(), about: None, setup, extra: serde_json::Map::new() }
    }

    /// It as a file.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        let mut file = serde_json::to_vec_pretty(self).unwrap_or_default();
        file.push(b'\n');
        file
    }

    /// Its set-up, for a register that begins.
    #[must_use]
    pub fn begun(&self) -> Scheme {
        Scheme { preset: Some(self.name.clone()), ..self.setup.clone() }
    }
}

/// What is looked at first.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct PresetHeader {
    format: String,
    format_version: u32,
}

/// The set-up of a register that was begun and never said another.
impl Default for Scheme {
    fn default() -> Self {
        let unsaid = unsaid();
        Scheme {
            version: 1,
            matrix: unsaid.matrix.clone(),
            scales: None,
            appetite: None,
            groups: unsaid.groups.clone(),
            people: Vec::new(),
            categories: unsaid.categories.clone(),
            calendar: Calendar::default(),
            lists: None,
            response_window: None,
            field_labels: None,
            hidden_fields: Vec::new(),
            custom: None,
            kinds: None,
            external_references: None,
            process: None,
            preset: None,
            extra: serde_json::Map::new(),
        }
    }
}

/// One of the files, each read once and not before it is asked for: a first view needs two of them.
fn preset(at: usize) -> &'static Preset {
    static READ: [OnceLock<Preset>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    READ[at].get_or_init(|| serde_json::from_str(FILES[at]).expect("a preset that the tests read"))
}

/// Those that come with the program, in the order in which they are offered.
pub fn presets() -> impl Iterator<Item = &'static Preset> {
    (0..FILES.len()).map(preset)
}

/// The set-up of a register for which nobody chose one.
#[must_use]
pub fn general() -> Scheme {
    preset(0).begun()
}

/// The set-up that says what another leaves unsaid.
pub(super) fn unsaid() -> &'static Scheme {
    &preset(FILES.len() - 1).setup
}
