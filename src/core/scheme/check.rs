//! Whether a set-up can be kept.

use chrono::NaiveDate;

use super::{CustomField, Group, Person, ScaleOf, Scheme, WordList};
use crate::calendar::short_date;
use crate::text::{self, check_line, excerpt};

/// More words than anybody reads in a list.
const MOST_WORDS: usize = 500;
/// More fields than anybody fills in.
const MOST_CUSTOM: usize = 200;
/// Letters of a prefix.
const LONGEST_PREFIX: usize = 8;
/// More working days than a year has.
const LONGEST_WINDOW: u16 = 250;

impl Scheme {
    /// Checks what is new in a set-up that takes the place of another. What stood there before may have come from elsewhere,
    /// and is nobody's mistake now.
    ///
    /// # Errors
    /// Which part of it cannot be kept, and why.
    pub fn check(&self, before: &Scheme) -> Result<(), (String, String)> {
        for list in WordList::ALL.iter().copied() {
            let words = self.words(list);
            if words != before.words(list) {
                check_words(&words).map_err(|why| (list.label().to_owned(), why))?;
            }
        }
        if self.groups != before.groups {
            self.check_groups().map_err(|why| ("Groups".to_owned(), why))?;
        }
        self.check_people(before).map_err(|why| ("People and roles".to_owned(), why))?;
        self.check_scales(before)?;
        self.check_kinds(before)?;
        self.check_fields(before)?;
        self.check_custom(before)?;
        self.check_external(before)?;
        self.check_process_words(before)?;
        let window = self.response_window();
        if window != before.response_window() && !(1..=LONGEST_WINDOW).contains(&window) {
            return Err(("Days to answer".into(), format!("Give a number of working days from 1 to {LONGEST_WINDOW}")));
        }
        Ok(())
    }

    fn check_groups(&self) -> Result<(), String> {
        check_group_lines(&self.groups)?;
        for group in &self.groups {
            check_term(&excerpt(&group.code), group.from, group.until)?;
            let Some(parent) = &group.parent else { continue };
            if !self.groups.iter().any(|other| other.code == *parent) {
                return Err(format!("“{}” reports to “{}”, which is no group here", excerpt(&group.code), excerpt(parent)));
            }
            if let Some(last) = self.circle(group) {
                let (code, last) = (excerpt(&group.code), excerpt(&last.code));
                return Err(format!("“{code}” would report to itself, by way of “{last}”"));
            }
        }
        Ok(())
    }

    fn check_people(&self, before: &Scheme) -> Result<(), String> {
        if self.people == before.people {
            return Ok(());
        }
        check_words(&self.people.iter().map(|person| person.role.clone()).collect::<Vec<_>>())?;
        for person in &self.people {
            let role = excerpt(&person.role);
            for line in [&person.name, &person.deputy].into_iter().flatten() {
                check_line(line).map_err(|why| format!("“{role}”: {why}"))?;
            }
            if let Some(deputy) = &person.deputy {
                match self.person(deputy) {
                    None => return Err(format!("“{role}”: “{}” stands in, which is no role here", excerpt(deputy))),
                    Some(deputy) if deputy.role == person.role => return Err(format!("“{role}” would stand in for itself")),
                    Some(_) => {}
                }
            }
            check_term(&role, person.from, person.until)?;
        }
        Ok(())
    }

    fn check_scales(&self, before: &Scheme) -> Result<(), (String, String)> {
        for scale in ScaleOf::ALL {
            let bad = |why: String| (format!("Scale of {}", scale.name()), why);
            let said = self.scales.as_ref().and_then(|scales| scales.get(scale.name()));
            if said == before.scales.as_ref().and_then(|scales| scales.get(scale.name())) && self.matrix == before.matrix {
                continue;
            }
            let steps = self.steps(scale);
            let is_step = |number: &String| steps.iter().any(|step| step.number().to_string() == *number);
            if let Some(number) = said.and_then(|said| said.keys().find(|number| !is_step(number))) {
                let most = steps.len();
                return Err(bad(format!("it has a step “{}”, and the matrix has 1 to {most}", excerpt(number))));
            }
            let names: Vec<String> = steps.iter().filter_map(|step| self.step(scale, *step)?.name.clone()).collect();
            check_words(&names).map_err(bad)?;
            for step in steps {
                let definition = self.step(scale, *step).and_then(|step| step.definition.as_deref()).unwrap_or("none");
                text::check(definition).map_err(|why| bad(format!("what step {} means: {why}", step.number())))?;
            }
        }
        Ok(())
    }

    fn check_custom(&self, before: &Scheme) -> Result<(), (String, String)> {
        let bad = |why: String| ("Custom fields".to_owned(), why);
        let fields = self.custom_fields();
        if fields == before.custom_fields() {
            return Ok(());
        }
        if fields.len() > MOST_CUSTOM {
            return Err(bad(format!("there are {}; {MOST_CUSTOM} is the most", fields.len())));
        }
        let mut labels: Vec<String> = Vec::with_capacity(fields.len());
        for (name, field) in fields {
            let label = self.custom_label(name);
            for line in [name.as_str(), label].into_iter().chain(field.unit.as_deref()).chain(field.hint.as_deref()) {
                check_line(line).map_err(|why| bad(format!("“{}”: {why}", excerpt(label))))?;
            }
            if labels.iter().any(|other| is_same(other, label)) {
                return Err(bad(format!("two fields are called “{}”", excerpt(label))));
            }
            labels.push(label.to_owned());
            if before.custom_field(name) == Some(field) {
                continue;
            }
            check_words(&field.choices).map_err(|why| bad(format!("the choices of “{}”: {why}", excerpt(label))))?;
            if field.lacks_choices() {
                return Err(bad(format!("“{}” has nothing to choose: write each choice on a line", excerpt(label))));
            }
        }
        Ok(())
    }

    /// What of it does not go together, as two changes that met may have left it, and what holds then. A change that is made
    /// here cannot leave it so.
    #[must_use]
    pub fn mismatches(&self) -> Vec<String> {
        let of_group = |group: &Group| {
            let parent = group.parent.as_ref()?;
            let code = excerpt(&group.code);
            if !self.groups.iter().any(|other| other.code == *parent) {
                return Some(format!("The group “{code}” reports to “{}”, which is none: it stands on top", excerpt(parent)));
            }
            let last = self.circle(group)?;
            Some(format!("The group “{code}” reports to itself by way of “{}”: it stands on top", excerpt(&last.code)))
        };
        let of_field = |(name, field): (&String, &CustomField)| {
            let label = excerpt(self.custom_label(name));
            field.lacks_choices().then(|| format!("The field “{label}” has nothing to choose: it is a text"))
        };
        let of_scale = |scale: ScaleOf| {
            let said = self.scales.as_ref()?.get(scale.name())?;
            let steps = self.steps(scale);
            let beyond = said.keys().find(|number| !steps.iter().any(|step| step.number().to_string() == **number))?;
            Some(format!(
                "The scale of {} has a step “{}” that the matrix has not: it is not shown",
                scale.name(),
                excerpt(beyond)
            ))
        };
        let of_person = |person: &Person| {
            let deputy = person.deputy.as_ref().filter(|deputy| self.person(deputy).is_none())?;
            let (role, deputy) = (excerpt(&person.role), excerpt(deputy));
            Some(format!("“{deputy}” stands in for “{role}”, and is no role here: nobody stands in"))
        };
        let groups = self.groups.iter().filter_map(of_group);
        groups
            .chain(self.people.iter().filter_map(of_person))
            .chain(self.custom_fields().iter().filter_map(of_field))
            .chain(ScaleOf::ALL.into_iter().filter_map(of_scale))
            .collect()
    }

    fn check_kinds(&self, before: &Scheme) -> Result<(), (String, String)> {
        for (name, own) in self.kinds.iter().flatten() {
            if before.kinds.as_ref().and_then(|kinds| kinds.get(name)) == Some(own) {
                continue;
            }
            let bad = |why: String| ("Kinds".to_owned(), why);
            for label in [&own.label, &own.plural].into_iter().flatten() {
                check_line(label).map_err(|why| bad(format!("what “{name}” is called: {why}")))?;
            }
            let is_prefix = |prefix: &&String| {
                (1..=LONGEST_PREFIX).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
            };
            if let Some(prefix) = own.prefix.as_ref().filter(|prefix| !is_prefix(prefix)) {
                return Err(bad(format!("“{}” is no prefix: give 1 to {LONGEST_PREFIX} capital letters", excerpt(prefix))));
            }
        }
        Ok(())
    }

    fn check_fields(&self, before: &Scheme) -> Result<(), (String, String)> {
        let bad = |why: String| ("Fields".to_owned(), why);
        for (name, label) in self.field_labels.iter().flatten() {
            if before.field_labels().get(name) != Some(label) {
                check_line(label).map_err(|why| bad(format!("what “{}” is called: {why}", excerpt(name))))?;
            }
        }
        if self.hidden_fields.iter().any(|name| name == "title") {
            return Err(bad("a record needs its title".into()));
        }
        Ok(())
    }

    fn check_process_words(&self, before: &Scheme) -> Result<(), (String, String)> {
        let Some(process) = self.process.as_ref().filter(|_| self.process != before.process) else { return Ok(()) };
        let lists = [&process.stage_labels, &process.status_labels, &process.requirement_wording, &process.authority];
        for (name, words) in lists.into_iter().flatten().flatten() {
            let checked = check_line(name).and(check_line(words));
            checked.map_err(|why| ("Change process".to_owned(), format!("what stands for “{}”: {why}", excerpt(name))))?;
        }
        Ok(())
    }

    fn check_external(&self, before: &Scheme) -> Result<(), (String, String)> {
        let listed = self.external_references.iter().flatten().enumerate();
        for (at, series) in listed.filter(|(_, series)| !before.external_series().contains(series)) {
            let bad = |why: String| ("External references".to_owned(), format!("line {}: {why}", at + 1));
            check_line(&series.code).map_err(|why| bad(why.to_string()))?;
            if let Some(link) = series.link.as_ref().filter(|_| series.web_link().is_none()) {
                return Err(bad(format!("“{}” is no link with {{id}} in it: begin it with https://", excerpt(link))));
            }
        }
        Ok(())
    }
}

fn check_words(words: &[String]) -> Result<(), String> {
    if words.len() > MOST_WORDS {
        return Err(format!("It has {} lines; {MOST_WORDS} is the most", words.len()));
    }
    for (at, word) in words.iter().enumerate() {
        check_line(word).map_err(|bad| format!("line {}: {bad}", at + 1))?;
        if let Some(first) = words[..at].iter().position(|other| is_same(other, word)) {
            return Err(format!("“{}” stands in lines {} and {}", excerpt(word), first + 1, at + 1));
        }
    }
    Ok(())
}

fn check_group_lines(groups: &[Group]) -> Result<(), String> {
    check_words(&groups.iter().map(|group| group.code.clone()).collect::<Vec<_>>())?;
    for (at, group) in groups.iter().enumerate() {
        check_line(&group.name).map_err(|bad| format!("line {}: {bad}", at + 1))?;
        if group.code.contains(char::is_whitespace) {
            return Err(format!(
                "line {}: a code is one word, such as “{}”",
                at + 1,
                group.code.replace(char::is_whitespace, "")
            ));
        }
    }
    Ok(())
}

fn check_term(who: &str, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<(), String> {
    match from.zip(until) {
        Some((from, until)) if until < from => {
            Err(format!("“{who}” would end on {}, before it begins on {}", short_date(until), short_date(from)))
        }
        _ => Ok(()),
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
