//! The keys, and what they do. Each needs Ctrl, Alt or a function key, so that none gets in the way of typing.

use crate::record::Kind;
use crate::scheme::Scheme;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Go to the search box.
    Search,
    /// Open the list of what can be raised.
    Raise,
    /// Go to the overview.
    Overview,
    /// Go to all records.
    AllRecords,
    /// Go to the records of a kind.
    Records(Kind),
    /// Choose a file.
    OpenFile,
    /// Say where things are kept; export where that is the only way to keep them.
    Save,
    /// Export everything.
    Export,
    /// Show the keys.
    Help,
}

/// A key as it was pressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Press {
    /// What it types.
    pub key: String,
    /// Where it is on the keyboard: what Alt makes of a key differs from place to place.
    pub code: String,
    /// Ctrl, or Command.
    pub control: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option.
    pub alt: bool,
    /// Whether it goes into a field with its own undo.
    pub typing: bool,
}

impl Press {
    /// What it asks for, if anything.
    #[must_use]
    pub fn shortcut(&self) -> Option<Shortcut> {
        match (self.control, self.alt) {
            (true, false) => self.with_control(),
            (false, true) => self.with_alt(),
            (false, false) if self.key == "F1" => Some(Shortcut::Help),
            (false, false) | (true, true) => None,
        }
    }

    fn with_control(&self) -> Option<Shortcut> {
        match (self.key.to_ascii_lowercase().as_str(), self.shift) {
            ("z" | "y", _) if self.typing => None,
            ("z", false) => Some(Shortcut::Undo),
            ("z", true) | ("y", false) => Some(Shortcut::Redo),
            ("k", false) => Some(Shortcut::Search),
            ("o", false) => Some(Shortcut::OpenFile),
            ("s", false) => Some(Shortcut::Save),
            ("s", true) => Some(Shortcut::Export),
            ("/", _) => Some(Shortcut::Help),
            _ => None,
        }
    }

    fn with_alt(&self) -> Option<Shortcut> {
        match (self.code.as_str(), self.shift) {
            ("KeyN", true) => Some(Shortcut::Raise),
            ("KeyA", true) => Some(Shortcut::AllRecords),
            (code, false) => place(code.strip_prefix("Digit")?.parse().ok()?),
            _ => None,
        }
    }
}

fn place(digit: usize) -> Option<Shortcut> {
    match digit {
        0 => Some(Shortcut::Overview),
        digit => Kind::ALL.get(digit - 1).copied().map(Shortcut::Records),
    }
}

/// What keys do in a list, which hears them itself.
pub const IN_LISTS: [(&str, &str); 4] = [
    ("Enter", "On a row of a list: open the record. In a cell: keep what was typed"),
    ("F2", "On a row of a list: change its title there, and with Tab the cells beside it"),
    ("Tab or Shift Tab", "In a cell: keep it, and go to the next or to the one before"),
    ("Escape", "In a cell: leave it as it was"),
];

/// The help sheet: the keys that are heard everywhere, and what they do.
#[must_use]
pub fn sheet(scheme: &Scheme) -> Vec<(String, String)> {
    let rows = [
        ("Ctrl K", "Search; Enter on a reference opens the record"),
        ("Alt Shift N", "Raise a record"),
        ("Ctrl Z", "Undo, outside a text field"),
        ("Ctrl Shift Z or Ctrl Y", "Redo, outside a text field"),
        ("Alt 0", "Overview"),
        ("Alt Shift A", "All records"),
    ];
    let kinds = Kind::ALL.iter().zip(1..=9).map(|(kind, digit)| (format!("Alt {digit}"), scheme.kind_plural(*kind).to_owned()));
    let files = [
        ("Ctrl O", "Open a file"),
        ("Ctrl S", "Say where the register is saved"),
        ("Ctrl Shift S", "Export everything"),
        ("F1 or Ctrl /", "This sheet"),
    ];
    let owned = |(keys, what): (&str, &str)| (keys.to_owned(), what.to_owned());
    rows.map(owned).into_iter().chain(kinds).chain(files.map(owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> Press {
        let has = |word: &str| keys.split(' ').any(|key| key == word);
        let key = keys.rsplit(' ').next().unwrap_or_default().to_owned();
        let code = match key.chars().next() {
            Some(digit) if digit.is_ascii_digit() => format!("Digit{key}"),
            _ => format!("Key{}", key.to_ascii_uppercase()),
        };
        Press { key, code, control: has("Ctrl"), shift: has("Shift"), alt: has("Alt"), typing: false }
    }

    #[test]
    fn every_key_of_the_sheet_does_something() {
        for (keys, what) in sheet(&Scheme::default()) {
            for keys in keys.split(" or ") {
                assert!(press(keys).shortcut().is_some(), "{keys}: {what}");
            }
        }
    }

    #[test]
    fn a_key_alone_only_types() {
        for key in ["z", "k", "n", "1", "/", "?"] {
            assert_eq!(press(key).shortcut(), None, "{key}");
        }
        assert_eq!(press("Ctrl Alt 1").shortcut(), None, "AltGr types letters on many keyboards");
    }

    #[test]
    fn a_text_field_keeps_its_own_undo() {
        assert_eq!(Press { typing: true, ..press("Ctrl z") }.shortcut(), None);
        assert_eq!(press("Ctrl z").shortcut(), Some(Shortcut::Undo));
    }
}
