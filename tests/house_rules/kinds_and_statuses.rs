//! What differs by kind or status is said where they are declared and in the table of transitions: nothing else compares one
//! or matches on one. Making one, such as the kind of a record that is raised, is no comparison.

use super::{Source, none, sources};
use crate::arrows::{without_tests, words};

/// Where kinds, statuses and transitions are declared.
const DECLARED: [&str; 2] = ["src/core/kind/", "src/core/workflow/"];

fn is_judged(word: &str) -> bool {
    matches!(word, "Kind" | "Status")
}

/// A source as words and signs, and where a kind or a status is named in it.
struct Code(Vec<String>);

impl Code {
    fn word(&self, at: usize) -> &str {
        self.0.get(at).map_or("", String::as_str)
    }

    fn is(&self, at: usize, signs: &[&str]) -> bool {
        signs.iter().enumerate().all(|(after, sign)| self.word(at + after) == *sign)
    }

    /// Whether `Kind::Risk` or `Status::Open` begins here. `Kind::ALL` and `Status::of` name no single one.
    fn names_one(&self, at: usize) -> bool {
        let variant = self.word(at + 2);
        let is_variant = variant.starts_with(char::is_uppercase) && variant.contains(char::is_lowercase);
        is_judged(self.word(at)) && self.word(at + 1) == "::" && is_variant
    }

    /// The sign that closes what is opened here.
    fn close(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for at in open..self.0.len() {
            match self.word(at) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" if depth == 1 => return at,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
        }
        self.0.len()
    }

    /// The sign that opens what is closed here.
    fn open(&self, close: usize) -> usize {
        let mut depth = 0_usize;
        for at in (0..=close).rev() {
            match self.word(at) {
                ")" | "]" | "}" => depth += 1,
                "(" | "[" | "{" if depth == 1 => return at,
                "(" | "[" | "{" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        0
    }

    /// Where the path begins that ends here: `crate::record::Kind`.
    fn path(&self, mut at: usize) -> usize {
        while at >= 2 && self.word(at - 1) == "::" {
            at -= 2;
        }
        at
    }

    /// `x == Kind::Risk` and `Kind::Risk != x`, with signs of reference between.
    fn is_compared(&self, at: usize) -> bool {
        let mut before = self.path(at);
        while before > 0 && matches!(self.word(before - 1), "&" | "*" | "(") {
            before -= 1;
        }
        // `Some(Kind::Risk)` in a comparison.
        if before > 0 && self.word(before) == "(" && self.word(before - 1) == "Some" {
            before -= 1;
        }
        let compares = |at: usize| self.is(at, &["=", "="]) || self.is(at, &["!", "="]);
        let after = (at + 3..self.0.len()).find(|at| self.word(*at) != ")").unwrap_or(self.0.len());
        compares(before.saturating_sub(2)) || compares(after)
    }

    /// A pattern that begins behind `let` or the first comma of `matches!`, or that ends at `=>`.
    fn patterns(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for at in 0..self.0.len() {
            if self.word(at) == "let" {
                let end = (at..self.0.len()).find(|end| matches!(self.word(*end), "=" | ";")).unwrap_or(self.0.len());
                found.push((at, end));
            } else if self.is(at, &["matches", "!", "("]) {
                let close = self.close(at + 2);
                found.push((self.comma(at + 3, close), self.guard(at + 3, close)));
            } else if self.is(at, &["=", ">"]) {
                found.push(self.arm(at));
            }
        }
        found
    }

    /// The first comma on this level.
    fn comma(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to && self.word(at) != "," {
            at = if matches!(self.word(at), "(" | "[" | "{") { self.close(at) + 1 } else { at + 1 };
        }
        at
    }

    /// The guard of a pattern, or its end.
    fn guard(&self, from: usize, to: usize) -> usize {
        (from..to).find(|at| self.word(*at) == "if").unwrap_or(to)
    }

    /// The pattern before the arrow of an arm. A block that ends before it belongs to the arm above, unless it is part of a
    /// pattern or a guard.
    fn arm(&self, arrow: usize) -> (usize, usize) {
        let mut at = arrow;
        while at > 0 {
            match self.word(at - 1) {
                "{" | "," | ";" | "(" | "[" => break,
                "}" if at != arrow && !matches!(self.word(at), "|" | "if" | ")" | "]" | ",") => break,
                ")" | "]" | "}" => at = self.open(at - 1),
                _ => at -= 1,
            }
        }
        (at, self.guard(at, arrow))
    }

    /// `[Kind::Risk].contains(…)` and `kinds.contains(&Kind::Risk)`.
    fn is_sought(&self, at: usize) -> bool {
        let open = (0..at).rev().find(|open| matches!(self.word(*open), "(" | "[" | ";" | "{")).unwrap_or(0);
        match self.word(open) {
            "(" => open > 0 && matches!(self.word(open - 1), "contains" | "eq" | "ne"),
            "[" => self.is(self.close(open) + 1, &[".", "contains"]),
            _ => false,
        }
    }

    /// `use Status::*` and `use Kind::Risk` hide what is compared.
    fn is_brought_in(&self, at: usize) -> bool {
        let brought = is_judged(self.word(at)) && self.word(at + 1) == "::";
        brought && self.path(at) > 0 && self.word(self.path(at) - 1) == "use"
    }

    fn broken(&self) -> Vec<String> {
        let patterns = self.patterns();
        let within = |at: usize| patterns.iter().any(|(from, to)| (*from..*to).contains(&at));
        let judged = (0..self.0.len()).filter(|at| {
            let named = self.names_one(*at) && (self.is_compared(*at) || self.is_sought(*at) || within(*at));
            named || self.is_brought_in(*at)
        });
        judged.map(|at| self.0[at..(at + 3).min(self.0.len())].concat()).collect()
    }
}

fn broken(source: &Source) -> Vec<String> {
    let code = Code(without_tests(words(&source.text)));
    code.broken().into_iter().map(|one| format!("{} judges by {one}", source.path)).collect()
}

#[test]
fn kinds_and_statuses_are_judged_where_they_are_declared() {
    let others = sources("src").into_iter().filter(|source| !DECLARED.iter().any(|room| source.path.starts_with(room)));
    none(others.flat_map(|source| broken(&source)).collect());
}

#[test]
fn every_way_of_judging_is_found_and_making_one_is_none() {
    let found = |text: &str| broken(&Source { path: "src/some.rs".into(), text: text.into() }).len();
    assert_eq!(found("fn f() -> bool { row.kind == Kind::Risk && Status::Open != *status }"), 2);
    assert_eq!(found("let is = item.kind == crate::record::Kind::Risk;"), 1);
    assert_eq!(found("if kind == Some(Kind::Risk) {}"), 1);
    assert_eq!(found("matches!(row.status, Status::Held | Status::Made)"), 2);
    assert_eq!(found("match kind { Kind::Risk | Kind::Issue => 1, Kind::Action if x => { 2 } _ => 3 }"), 3);
    assert_eq!(
        found("match (a, b) { (_, Status::IaClosed) => {} (Status::Made, _) => {} Row { kind: Kind::Risk, .. } => {} }"),
        3
    );
    assert_eq!(found("if let Some(Kind::Risk) = kind {} let Kind::Issue = kind else { return };"), 2);
    assert_eq!(found("[Status::Held, Status::Made].contains(&status) || kinds.contains(&Kind::Risk)"), 3);
    assert_eq!(found("use crate::record::Status::*; use Kind::{Issue, Risk};"), 2);
    assert_eq!(found("match x { Some(y) if y == Kind::Risk => y, None => z }"), 1);
    let making = "let new = New { kind: Kind::Risk, status: Status::Open }; let kind = Kind::Issue; raise(Kind::Risk, x == y);
        let all = Kind::ALL; let kind = kind.unwrap_or(Kind::Action); let kinds = [Kind::Risk, Kind::Issue];
        match stage { Stage::Issue => Status::ForIaDecision, Stage::Approval => Status::Approved }
        fn f(&self) -> Status { if a == b { Status::Open } else { Status::Made } }
        #[cfg(test)] mod tests { fn f() { assert!(kind == Kind::Risk); } }";
    assert_eq!(broken(&Source { path: "src/some.rs".into(), text: making.into() }), Vec::<String>::new());
}
