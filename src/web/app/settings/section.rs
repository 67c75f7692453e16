//! A section of the settings: what is set, line by line, and the ways to change it.

use yew::prelude::*;

/// One thing that is set.
pub(super) struct Setting {
    /// What it is.
    pub(super) label: String,
    /// As what it stands, each part by itself.
    pub(super) values: Vec<String>,
    /// Whether each part has a line of its own.
    pub(super) in_lines: bool,
    /// What it is for, or what would be said of it.
    pub(super) hint: String,
    /// Changes it alone, where it can be: the words on the button.
    pub(super) change: Option<SectionButton>,
}

impl Setting {
    /// What stands there, with nothing to explain it.
    pub(super) fn new(label: impl Into<String>, values: Vec<String>) -> Setting {
        Setting { label: label.into(), values, in_lines: false, hint: String::new(), change: None }
    }

    /// The same for a single value.
    pub(super) fn one(label: impl Into<String>, value: impl Into<String>) -> Setting {
        Setting::new(label, vec![value.into()])
    }

    fn says(&self, asked: &str) -> bool {
        let parts = self.values.iter().chain([&self.label, &self.hint]);
        parts.into_iter().any(|part| part.to_lowercase().contains(asked))
    }
}

/// A button of a section.
pub(super) type SectionButton = (&'static str, Callback<MouseEvent>);

/// Settings that belong together.
pub(super) struct Section {
    /// What it is called in the page.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What it is for.
    pub(super) about: String,
    /// What is set.
    pub(super) settings: Vec<Setting>,
    /// What stands there where nothing is set.
    pub(super) nothing: &'static str,
    /// What stands there beside.
    pub(super) more: Html,
    /// The words that find what stands there beside.
    pub(super) more_words: &'static str,
    /// The ways to change it.
    pub(super) buttons: Vec<SectionButton>,
}

impl Section {
    /// One in which nothing is set.
    pub(super) fn new(id: &'static str, title: &'static str, about: impl Into<String>) -> Section {
        Section {
            id,
            title,
            about: about.into(),
            settings: Vec::new(),
            nothing: "",
            more: Html::default(),
            more_words: "",
            buttons: Vec::new(),
        }
    }

    /// What of it says every one of these words, in small letters; `None` where nothing does. Words that the section itself says
    /// need not stand in what is set.
    pub(super) fn narrowed(mut self, asked: &[String]) -> Option<Section> {
        let own = format!("{} {} {}", self.title, self.about, self.more_words).to_lowercase();
        let left: Vec<&String> = asked.iter().filter(|word| !own.contains(word.as_str())).collect();
        if left.is_empty() {
            return Some(self);
        }
        self.settings.retain(|setting| left.iter().all(|word| setting.says(word)));
        (!self.settings.is_empty()).then_some(self)
    }

    /// The element that its heading names, and what the ways through the page lead to.
    pub(super) fn heading_id(&self) -> String {
        format!("settings-{}", self.id)
    }

    /// It as it stands on the page.
    pub(super) fn view(self) -> Html {
        let id = self.heading_id();
        let button =
            |(words, onclick): SectionButton| html! { <button type="button" class="button" {onclick}>{ words }</button> };
        let is_empty = self.settings.is_empty() && !self.nothing.is_empty();
        html! {
            <section class="panel settings__section" aria-labelledby={id.clone()} key={self.id}>
                <h2 {id} class="panel__title" tabindex="-1">{ self.title }</h2>
                if !self.about.is_empty() { <p class="settings__about" dir="auto">{ self.about }</p> }
                { self.more }
                if !self.settings.is_empty() { <dl class="settings__list">{ for self.settings.into_iter().map(line) }</dl> }
                if is_empty { <p class="meta">{ self.nothing }</p> }
                if !self.buttons.is_empty() { <div class="setup__adders">{ for self.buttons.into_iter().map(button) }</div> }
            </section>
        }
    }
}

/// So many parts are shown; of the others, how many.
const SHOWN: usize = 12;

fn line(setting: Setting) -> Html {
    let Setting { label, values, in_lines, hint, change } = setting;
    let more = values.len().saturating_sub(SHOWN);
    let last = values.len().min(SHOWN);
    let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let value = |(at, value): (usize, &String)| html! { <><bdi>{ value }</bdi>{ if at + 1 < last { ", " } else { "" } }</> };
    html! {
        <div class="settings__line" key={label.clone()}>
            <dt class="settings__label" dir="auto">{ &label }</dt>
            <dd class="settings__value">
                if values.is_empty() {
                    <span class="meta">{ "None" }</span>
                } else if in_lines {
                    <ul class="settings__words">{ for values.iter().map(|value| html! { <li dir="auto">{ value }</li> }) }</ul>
                } else {
                    <span>{ for values.iter().take(SHOWN).enumerate().map(value) }{ and_more }</span>
                }
                if !hint.is_empty() { <span class="field__hint" dir="auto">{ hint }</span> }
            </dd>
            if let Some((words, onclick)) = change {
                <dd class="settings__change">
                    <button type="button" class="button button--quiet button--small" aria-label={format!("{words} {label}")} {onclick}>{ format!("{words}…") }</button>
                </dd>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &str) -> Vec<String> {
        words.split_whitespace().map(str::to_lowercase).collect()
    }

    #[test]
    fn a_section_is_found_by_its_own_words_and_its_lines_by_theirs() {
        let section = || Section {
            settings: vec![
                Setting::new("Channels of notification", vec!["E-mail".into(), "The Clock".into()]),
                Setting::one("Categories", "Resource"),
            ],
            ..Section::new("words", "Lists of words", "What is offered where something is filled in")
        };
        let lines = |words: &str| section().narrowed(&asked(words)).map(|section| section.settings.len());
        assert_eq!(
            (lines(""), lines("lists OFFERED"), lines("clock"), lines("e-mail lists")),
            (Some(2), Some(2), Some(1), Some(1))
        );
        assert_eq!((lines("clock resource"), lines("matrix")), (None, None));
    }
}
