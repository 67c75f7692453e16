//! The governance groups of a programme, and which reports to which.

use chrono::NaiveDate;

use rustc_hash::FxHashMap;

use super::Scheme;
use crate::calendar::short_date;
use crate::json::object;

object! {
    /// A governance group such as TMAG.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Group {
        /// Its code, as papers and references use it.
        pub code: String = "code",
        /// Its full name.
        pub name: String = "name",
        /// The code of the group that it reports to.
        pub parent: Option<String> = "parent",
        /// Its first day.
        pub from: Option<NaiveDate> = "from",
        /// Its last day.
        pub until: Option<NaiveDate> = "until",
    }
}

impl Group {
    /// A group of that code and name, which reports to nobody.
    #[must_use]
    pub fn new(code: &str, name: &str) -> Group {
        Group { code: code.into(), name: name.into(), parent: None, from: None, until: None, extra: serde_json::Map::new() }
    }

    /// Code, name and term.
    #[must_use]
    pub fn titled(&self) -> String {
        format!("{} {}{}", self.code, self.name, term(self.from, self.until))
    }

    /// Code, name and the group it reports to, as one line of a sentence.
    #[must_use]
    pub fn told(&self) -> String {
        let parent = self.parent.as_ref().map(|parent| format!(" under {parent}")).unwrap_or_default();
        format!("{} {}{parent}{}", self.code, self.name, term(self.from, self.until))
    }

    /// The groups of these lines, with the days between which those of the same code met before.
    #[must_use]
    pub fn changed_by_lines(before: &[Group], lines: &str) -> Vec<Group> {
        let mut groups = Group::of_lines_of(lines, |first| before.iter().any(|group| group.code == first));
        for group in &mut groups {
            if let Some(before) = before.iter().find(|before| before.code == group.code) {
                (group.from, group.until) = (before.from, before.until);
            }
        }
        groups
    }

    /// The groups of these lines: code and name, behind a space more than the group that they report to. One that is a code
    /// alone is called by it, and a name alone has its initials for one.
    #[must_use]
    pub fn of_lines(lines: &str) -> Vec<Group> {
        Group::of_lines_of(lines, |_| false)
    }

    /// The same, where the first word of a line may be a code that is known, whatever it looks like.
    fn of_lines_of(lines: &str, is_code: impl Fn(&str) -> bool) -> Vec<Group> {
        let mut above: Vec<(usize, String)> = Vec::new();
        let mut groups = Vec::new();
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            above.retain(|(other, _)| *other < indent);
            let line = line.trim();
            let (code, name) = match line.split_once(char::is_whitespace) {
                Some((first, _)) if is_word(first) && !is_code(first) => (initials(line), line),
                Some((code, name)) => (code.to_owned(), name),
                None => (line.to_owned(), line),
            };
            let parent = above.last().map(|(_, code)| code.clone());
            groups.push(Group { parent, ..Group::new(&code, name.trim()) });
            above.push((indent, code));
        }
        groups
    }
}

/// " from 1 Apr 2026 until 31 Mar 2027", as far as it is said.
pub(super) fn term(from: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
    let side = |word: &str, day: Option<NaiveDate>| day.map(|day| format!(" {word} {}", short_date(day))).unwrap_or_default();
    side("from", from) + &side("until", until)
}

/// Whether it begins a name and is no code: "Hall" of "Hall committee".
fn is_word(first: &str) -> bool {
    let mut letters = first.chars();
    letters.next().is_some_and(char::is_uppercase) && first.chars().count() > 1 && letters.all(char::is_lowercase)
}

/// The code of a group for which none was written: "HC" of "Hall committee".
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).flat_map(char::to_uppercase).collect()
}

/// What stands before the line of a group for each group above it.
const INDENT: &str = "    ";

impl Scheme {
    /// The groups as [`Group::of_lines`] reads them: each under the one that it reports to.
    #[must_use]
    pub fn group_lines(&self) -> String {
        let line = |(group, depth): (&Group, usize)| format!("{}{} {}", INDENT.repeat(depth), group.code, group.name);
        self.groups_in_order().into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The groups, each behind the one that it reports to, with how many are above it. Those that report to each other in a
    /// circle, as two changes that met may have it, or to one that is not there, report to nobody.
    #[must_use]
    pub fn groups_in_order(&self) -> Vec<(&Group, usize)> {
        let above = self.above();
        let mut below = vec![Vec::new(); self.groups.len()];
        for (at, above) in above.iter().enumerate() {
            if let Some(above) = above {
                below[*above].push(at);
            }
        }
        let mut ordered = Vec::with_capacity(self.groups.len());
        for top in (0..self.groups.len()).filter(|at| above[*at].is_none()) {
            let mut next = vec![(top, 0)];
            while let Some((at, depth)) = next.pop() {
                ordered.push((&self.groups[at], depth));
                next.extend(below[at].iter().rev().map(|at| (*at, depth + 1)));
            }
        }
        ordered
    }

    /// The place of the group that each reports to, each group looked at once; none where those form a circle.
    fn above(&self) -> Vec<Option<usize>> {
        let mut places = FxHashMap::default();
        for (at, group) in self.groups.iter().enumerate() {
            places.entry(&*group.code).or_insert(at);
        }
        let parent = |group: &Group| places.get(group.parent.as_deref()?).copied();
        let parents: Vec<Option<usize>> = self.groups.iter().map(parent).collect();
        let mut above = parents.clone();
        // The walk in which a group was met first; one that is met again in the same walk is on a circle.
        let mut met = vec![usize::MAX; parents.len()];
        for start in 0..parents.len() {
            let mut at = Some(start);
            while let Some(here) = at.filter(|here| met[*here] == usize::MAX) {
                met[here] = start;
                at = parents[here];
            }
            let mut round = at.filter(|here| met[*here] == start && above[*here].is_some());
            while let Some(here) = round {
                above[here] = None;
                round = parents[here].filter(|next| above[*next].is_some());
            }
        }
        above
    }

    fn called(&self, code: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.code == code)
    }

    /// The group that closes a circle, where one reports to itself by way of others.
    pub(super) fn circle(&self, group: &Group) -> Option<&Group> {
        let mut above = self.called(group.parent.as_deref()?)?;
        for _ in 0..self.groups.len() {
            if above.parent.as_deref() == Some(&group.code) || above.code == group.code {
                return Some(above);
            }
            above = self.called(above.parent.as_deref()?)?;
        }
        None
    }

    /// The codes of a group and of all that report to it, directly or by way of others.
    #[must_use]
    pub fn group_and_below<'s>(&'s self, code: &'s str) -> Vec<&'s str> {
        let ordered = self.groups_in_order();
        let mut below = vec![code];
        if let Some(at) = ordered.iter().position(|(group, _)| group.code == code) {
            let depth = ordered[at].1;
            below.extend(ordered[at + 1..].iter().take_while(|(_, other)| *other > depth).map(|(group, _)| &*group.code));
        }
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(lines: &str) -> Scheme {
        Scheme { groups: Group::of_lines(lines), ..Scheme::default() }
    }

    #[test]
    fn a_line_that_stands_in_reports_to_the_one_above() {
        let lines = "PB Programme Board\n    CCB Change Control\n        DA Design\n    PDG Delivery\nAUDIT Audit";
        let bank = scheme(lines);
        let parents: Vec<Option<&str>> = bank.groups.iter().map(|group| group.parent.as_deref()).collect();
        assert_eq!(parents, [None, Some("PB"), Some("CCB"), Some("PB"), None]);
        assert_eq!(bank.group_lines(), lines);
        assert_eq!(bank.group_and_below("CCB"), ["CCB", "DA"]);
        assert_eq!(bank.group_and_below("PB").len(), 4);
        assert_eq!((bank.group_and_below("AUDIT"), bank.group_and_below("OTHER")), (vec!["AUDIT"], vec!["OTHER"]));
        assert_eq!(scheme(" A One\n  B\n").groups[1].told(), "B B under A");
        // What is shown reads back, also where a code looks like a word.
        let odd = vec![Group::new("Users", "Users"), Group::new("Board", "Programme Board"), Group::new("PB", "Hall committee")];
        let shown = Scheme { groups: odd.clone(), ..Scheme::default() }.group_lines();
        assert_eq!(Group::changed_by_lines(&odd, &shown), odd);
        let named = scheme("Hall committee\nPb Programme Board\nUsers");
        assert_eq!(named.group_lines(), "HC Hall committee\nPPB Pb Programme Board\nUsers Users");
    }

    #[test]
    fn groups_that_report_in_a_circle_or_to_nobody_stand_on_top() {
        let mut round = scheme("A One\n B Two\n  C Three\nD Four");
        round.groups[0].parent = Some("B".into());
        round.groups[3].parent = Some("GONE".into());
        let depths: Vec<(&str, usize)> =
            round.groups_in_order().into_iter().map(|(group, depth)| (&*group.code, depth)).collect();
        assert_eq!(depths, [("A", 0), ("B", 0), ("C", 1), ("D", 0)]);
        assert_eq!(round.circle(&round.groups[0]).map(|group| &*group.code), Some("B"));
        round.groups[1].parent = Some("B".into());
        assert!(round.circle(&round.groups[1]).is_some(), "one that reports to itself");
    }
}
