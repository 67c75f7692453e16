//! Which file of a crate uses which other, read from the text: an arrow leads from a file to the file that defines a name.
//!
//! Paths are followed through `pub use`: what a `mod.rs` passes on belongs to the file that defines it. Declaring a module and
//! passing a name on are no arrows. Methods are not seen, because a call does not say whose they are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Most steps from one `use` to the next, so that names that lead to each other end.
const MOST_STEPS: usize = 20;

/// A crate: the folder of its sources, its root among them, and its name in the others.
pub(crate) struct Crate {
    pub(crate) folder: &'static str,
    pub(crate) root: &'static str,
    pub(crate) name: &'static str,
}

/// The files, and what each takes from which other.
#[derive(Default)]
pub(crate) struct Arrows(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

/// Files that use each other, directly or around a corner.
pub(crate) type Circle = BTreeSet<String>;

/// One source file as a module.
struct Module {
    path: String,
    krate: usize,
    /// Its place in the crate: `["web", "store"]`.
    place: Vec<String>,
    /// What it defines itself.
    defines: HashSet<String>,
    /// Names that stand for something else: `use` and `pub use`.
    stands_for: HashMap<String, Vec<String>>,
    /// Modules whose every name it passes on.
    globs: Vec<Vec<String>>,
    /// Every path it uses itself.
    uses: Vec<Vec<String>>,
}

/// Where a path leads: to a module, or to a module with the name that it defines.
enum End {
    Module(usize),
    Name(usize, String),
}

impl Arrows {
    /// Reads files, each with its path and its text.
    pub(crate) fn read(crates: &[Crate], files: &[(&str, &str)]) -> Arrows {
        let modules: Vec<Module> = files.iter().filter_map(|(path, text)| Module::read(crates, path, text)).collect();
        let places = modules.iter().enumerate().map(|(at, module)| ((module.krate, module.place.clone()), at)).collect();
        let house = House { crates, modules, places };
        let mut arrows = Arrows::default();
        for module in &house.modules {
            let taken = arrows.0.entry(module.path.clone()).or_default();
            for path in &module.uses {
                if let Some(End::Name(other, name)) = house.follow(module, path, MOST_STEPS)
                    && house.modules[other].path != module.path
                {
                    taken.entry(house.modules[other].path.clone()).or_default().insert(name);
                }
            }
        }
        arrows
    }

    /// Every arrow, from and to.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(from, taken)| taken.keys().map(move |to| (from.as_str(), to.as_str())))
    }

    /// The circles, each as its files, in order.
    pub(crate) fn circles(&self) -> BTreeSet<Circle> {
        let reached: BTreeMap<&String, BTreeSet<&String>> = self.0.keys().map(|file| (file, self.reached_from(file))).collect();
        let circle = |file: &String| -> Circle {
            reached[file].iter().filter(|other| reached[**other].contains(file)).map(|other| (*other).clone()).collect()
        };
        self.0.keys().map(circle).filter(|circle| !circle.is_empty()).collect()
    }

    /// Every file that is reached over one arrow or more.
    fn reached_from<'a>(&'a self, file: &String) -> BTreeSet<&'a String> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&String> = self.0.get(file).into_iter().flat_map(BTreeMap::keys).collect();
        while let Some(next) = waiting.pop() {
            if reached.insert(next) {
                waiting.extend(self.0.get(next).into_iter().flat_map(BTreeMap::keys));
            }
        }
        reached
    }

    /// What ties a circle: a line for each arrow within it.
    pub(crate) fn ties(&self, circle: &Circle) -> Vec<String> {
        let within = |(from, taken): (&String, &BTreeMap<String, BTreeSet<String>>)| -> Vec<String> {
            let taken = taken.iter().filter(|(to, _)| circle.contains(*to));
            taken.map(|(to, names)| format!("  {from} -> {to}: {}", Vec::from_iter(names.iter().cloned()).join(", "))).collect()
        };
        self.0.iter().filter(|(from, _)| circle.contains(*from)).flat_map(within).collect()
    }
}

struct House<'a> {
    crates: &'a [Crate],
    modules: Vec<Module>,
    places: HashMap<(usize, Vec<String>), usize>,
}

impl House<'_> {
    /// Where a path leads that stands in that module. None outside the crates, and for types and names of its own.
    fn follow(&self, from: &Module, path: &[String], steps: usize) -> Option<End> {
        let steps = steps.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let krate = |name: &str| self.crates.iter().position(|one| one.name == name);
        match first.as_str() {
            "crate" => self.walk(self.at(from.krate, &[])?, rest, steps),
            "self" => self.walk(self.at(from.krate, &from.place)?, rest, steps),
            "super" => {
                let above = path.iter().take_while(|part| *part == "super").count();
                let place = &from.place[..from.place.len().checked_sub(above)?];
                self.walk(self.at(from.krate, place)?, &path[above..], steps)
            }
            name if from.stands_for.contains_key(name) || self.child(from, name).is_some() || from.defines.contains(name) => {
                self.walk(self.at(from.krate, &from.place)?, path, steps)
            }
            name => self.walk(self.at(krate(name)?, &[])?, rest, steps),
        }
    }

    /// Goes on from a module by the rest of a path. A name and a module may be called the same: what is not the last part of
    /// the path is the module.
    fn walk(&self, at: usize, rest: &[String], steps: usize) -> Option<End> {
        let module = &self.modules[at];
        let Some((name, after)) = rest.split_first() else { return Some(End::Module(at)) };
        let child = self.child(module, name);
        if let Some(child) = child.filter(|_| !after.is_empty()) {
            return self.walk(child, after, steps);
        }
        if module.defines.contains(name) {
            return Some(End::Name(at, name.clone()));
        }
        if let Some(target) = module.stands_for.get(name) {
            let on: Vec<String> = target.iter().chain(after).cloned().collect();
            return self.follow(module, &on, steps);
        }
        if let Some(child) = child {
            return Some(End::Module(child));
        }
        let passed_on = module.globs.iter().find_map(|glob| {
            let Some(End::Module(other)) = self.follow(module, glob, steps) else { return None };
            let has = |name: &String| {
                let other = &self.modules[other];
                other.defines.contains(name) || other.stands_for.contains_key(name)
            };
            has(name).then(|| self.walk(other, rest, steps.checked_sub(1)?)).flatten()
        });
        // What a macro makes is not seen: it belongs to the module that is asked.
        passed_on.or_else(|| Some(End::Name(at, name.clone())))
    }

    fn child(&self, module: &Module, name: &str) -> Option<usize> {
        let place: Vec<String> = module.place.iter().map(String::as_str).chain([name]).map(str::to_owned).collect();
        self.at(module.krate, &place)
    }

    fn at(&self, krate: usize, place: &[String]) -> Option<usize> {
        self.places.get(&(krate, place.to_vec())).copied()
    }
}

impl Module {
    /// None of what belongs to no crate.
    fn read(crates: &[Crate], path: &str, text: &str) -> Option<Module> {
        let holds = |krate: &&Crate| path.strip_prefix(krate.folder).is_some_and(|inner| inner.starts_with('/'));
        let inmost = crates.iter().filter(holds).max_by_key(|krate| krate.folder.len())?;
        let krate = crates.iter().position(|one| one.name == inmost.name)?;
        let inner = path.strip_prefix(inmost.folder)?.strip_prefix('/')?;
        let mut place: Vec<String> = inner.strip_suffix(".rs")?.split('/').map(str::to_owned).collect();
        if inner == inmost.root || place.last().is_some_and(|name| name == "mod") {
            place.pop();
        }
        let mut module = Module {
            path: path.to_owned(),
            krate,
            place,
            defines: HashSet::new(),
            stands_for: HashMap::new(),
            globs: Vec::new(),
            uses: Vec::new(),
        };
        module.take(&without_tests(words(text)));
        Some(module)
    }

    fn take(&mut self, words: &[String]) {
        let (mut at, mut depth, mut is_public) = (0, 0_usize, false);
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        while at < words.len() {
            let was_public = std::mem::take(&mut is_public);
            match word(at) {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                "pub" => {
                    is_public = true;
                    // `pub(in crate::web)` names no module that is used.
                    if word(at + 1) == "(" && matches!(word(at + 2), "crate" | "super" | "self" | "in") {
                        at += words[at..].iter().position(|word| word == ")").unwrap_or(0);
                    }
                }
                "use" => {
                    let end = at + words[at..].iter().position(|word| word == ";").unwrap_or(0);
                    self.take_use(&words[at + 1..end.max(at + 1)], was_public);
                    at = end.max(at);
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "union" | "static" if depth == 0 => self.define(word(at + 1)),
                "const" if depth == 0 && !matches!(word(at + 1), "fn" | "unsafe" | "async") => self.define(word(at + 1)),
                "macro_rules" if depth == 0 => self.define(word(at + 2)),
                first if is_name(first) && word(at + 1) == "::" && !matches!(word(at.wrapping_sub(1)), "::" | ".") => {
                    let mut path = vec![first.to_owned()];
                    while word(at + 1) == "::" && is_name(word(at + 2)) {
                        path.push(word(at + 2).to_owned());
                        at += 2;
                    }
                    self.uses.push(path);
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn define(&mut self, name: &str) {
        self.defines.insert(name.to_owned());
    }

    /// A tree of names: `super::{form::{OpenError, Form}, summary as said}`.
    fn take_use(&mut self, words: &[String], is_public: bool) {
        let mut before: Vec<Vec<String>> = Vec::new();
        let mut path: Vec<String> = Vec::new();
        let mut alias = None;
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            match word.as_str() {
                "{" => before.push(path.clone()),
                "}" | "," => {
                    self.stand_for(std::mem::take(&mut path), alias.take(), is_public);
                    if word == "}" {
                        before.pop();
                    }
                    // Behind a list of names nothing more is named.
                    path = if words.peek().is_some_and(|next| *next == "}" || *next == ",") {
                        Vec::new()
                    } else {
                        before.last().cloned().unwrap_or_default()
                    };
                }
                "::" => {}
                "as" => alias = words.next().cloned(),
                part => path.push(part.to_owned()),
            }
        }
        self.stand_for(path, alias, is_public);
    }

    fn stand_for(&mut self, mut path: Vec<String>, alias: Option<String>, is_public: bool) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let Some(last) = path.last().cloned() else { return };
        if last == "*" {
            path.pop();
            return self.globs.push(path);
        }
        if !is_public {
            self.uses.push(path.clone());
        }
        self.stands_for.insert(alias.unwrap_or(last), path);
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// The words and signs of a source, without comments, literals and lifetimes.
pub(crate) fn words(text: &str) -> Vec<String> {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(raw) = raw_text(rest) {
            raw
        } else if first == '"' {
            1 + text_length(&rest[1..])
        } else if let Some(letter) = rest.strip_prefix('\'') {
            letter_length(letter).map_or(1, |length| 1 + length)
        } else if part(first) {
            let end = rest.find(|letter| !part(letter)).unwrap_or(rest.len());
            found.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            found.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                found.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

/// The texts of a source, each with the line that it begins on and as it is written between its quotes.
pub(crate) fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let at = source.len() - rest.len();
        let line = || source[..at].matches('\n').count() + 1;
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(raw) = raw_text(rest) {
            found.push((line(), rest[..raw].trim_matches(['b', 'r', '#', '"']).to_owned()));
            raw
        } else if first == '"' {
            let length = 1 + text_length(&rest[1..]);
            found.push((line(), rest[1..length].trim_end_matches('"').to_owned()));
            length
        } else if let Some(letter) = rest.strip_prefix('\'') {
            letter_length(letter).map_or(1, |length| 1 + length)
        } else {
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
            if is_part(first) { rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()) } else { first.len_utf8() }
        };
        rest = &rest[length..];
    }
    found
}

/// The length of a raw string that begins here.
fn raw_text(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(rest.len() - body.len() + body.find(&end).map_or(body.len(), |at| at + end.len()))
}

/// The length of a string from behind its first sign to behind its last.
fn text_length(rest: &str) -> usize {
    let mut letters = rest.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a letter from behind its first sign to behind its last; none of a lifetime.
fn letter_length(rest: &str) -> Option<usize> {
    if rest.starts_with('\\') {
        return rest[2..].find('\'').map(|end| end + 3);
    }
    let first = rest.chars().next()?.len_utf8();
    rest[first..].starts_with('\'').then_some(first + 1)
}

/// Without what is compiled for tests only.
pub(crate) fn without_tests(words: Vec<String>) -> Vec<String> {
    let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if words[at..].iter().map(String::as_str).take(attribute.len()).eq(attribute) {
            at += item_length(&words[at + attribute.len()..]) + attribute.len();
        } else {
            kept.push(words[at].clone());
            at += 1;
        }
    }
    kept
}

/// The length of the item that begins here: to its end, or to the end of its block.
fn item_length(words: &[String]) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: [Crate; 1] = [Crate { folder: "src", root: "lib.rs", name: "one" }];

    fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let arrows = Arrows::read(&ONE, files);
        arrows.circles().into_iter().map(Vec::from_iter).collect()
    }

    #[test]
    fn what_a_folder_passes_on_belongs_to_the_file_that_defines_it() {
        let files = [
            ("src/lib.rs", "mod room;"),
            ("src/room/mod.rs", "mod door;\nmod wall;\npub use door::{Door, Handle};\npub use wall::*;"),
            ("src/room/door.rs", "use super::Wall;\npub struct Door;\npub struct Handle;"),
            ("src/room/wall.rs", "use super::{Door as Opening, Handle};\npub struct Wall;"),
        ];
        assert_eq!(circles(&files), [["src/room/door.rs", "src/room/wall.rs"]]);
        let arrows = Arrows::read(&ONE, &files);
        let ties = arrows.ties(arrows.circles().first().expect("there is one"));
        assert_eq!(
            ties,
            ["  src/room/door.rs -> src/room/wall.rs: Wall", "  src/room/wall.rs -> src/room/door.rs: Door, Handle"]
        );
    }

    #[test]
    fn paths_count_wherever_they_stand_and_around_a_corner() {
        let files = [
            ("src/lib.rs", "mod a; mod b; mod c;"),
            ("src/a.rs", "use crate::b;\npub fn first() { b::second() }"),
            ("src/b.rs", "pub fn second() { super::c::third() }"),
            ("src/c.rs", "pub fn third() { use crate::a::first; first() }"),
        ];
        assert_eq!(circles(&files), [["src/a.rs", "src/b.rs", "src/c.rs"]]);
    }

    #[test]
    fn declarations_comments_words_tests_and_visibility_are_no_arrows() {
        let below = "pub(in crate::room) struct A; /// [`crate::room::Room`]\nfn a<'a>(x: &'a str) -> char { '\"' } // crate::room::Room\n\
                     const S: &str = \"crate::room::Room\"; const R: &str = r#\"crate::room::Room\"#;\n\
                     #[cfg(test)]\nmod tests { use crate::room::Room; }";
        let files = [
            ("src/lib.rs", "mod room;"),
            ("src/room.rs", "mod below;\npub use below::A;\npub struct Room(below::A);"),
            ("src/room/below.rs", below),
        ];
        assert!(circles(&files).is_empty());
    }

    #[test]
    fn a_part_and_its_whole_are_a_circle_and_a_module_and_a_function_of_one_name_are_two() {
        let whole = "mod part;\npub use part::part;\npub struct Whole(part::Part);";
        let files = [
            ("src/lib.rs", "mod whole; mod user;"),
            ("src/whole.rs", whole),
            ("src/whole/part.rs", "pub struct Part(super::Whole); pub fn part() {}"),
            ("src/user.rs", "fn f() { crate::whole::part(); }"),
        ];
        assert_eq!(circles(&files), [["src/whole.rs", "src/whole/part.rs"]]);
        let arrows = Arrows::read(&ONE, &files);
        assert!(arrows.0["src/user.rs"].contains_key("src/whole/part.rs"));
    }
}
