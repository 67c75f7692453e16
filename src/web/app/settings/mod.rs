//! The settings: a page with a section for each part of the set-up and for what holds for this copy alone, and a search.

mod personal;
mod section;
mod setup;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use self::personal::{UserName, appearance, numbering};
use self::section::Section;
use super::app_context::{AppContext, AppDialog};
use super::theme::Theme;
use crate::scheme::Scheme;
use crate::web::views::parts::{focus, way_back};

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct SettingsPageProps {
    /// What it can reach.
    pub context: AppContext,
    /// Grows with every change.
    pub revision: u64,
    /// The colours that are chosen.
    pub theme: Theme,
}

/// What is set, and the ways to change it.
#[component]
pub fn SettingsPage(props: &SettingsPageProps) -> Html {
    let context = &props.context;
    let search = use_state(String::new);
    let node = use_node_ref();
    let setup = context.store.session().setup();
    let oninput = {
        let search = search.setter();
        Callback::from(move |event: InputEvent| search.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let asked: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    // Counted once for each change, and not at each key of the search.
    let open = use_memo((setup.clone(), context.store.listeners().data_revision()), |(setup, _)| {
        let roles: Vec<String> = setup.people.iter().map(|person| person.role.clone()).collect();
        if roles.is_empty() { Vec::new() } else { context.store.session().read(|session| session.register().open_counts(&roles)) }
    });
    let sections = personal(props).into_iter().chain(setup::sections(context, &setup, &open));
    let sections: Vec<Section> = sections.filter_map(|section| section.narrowed(&asked)).collect();
    let told = match sections.len() {
        _ if asked.is_empty() => String::new(),
        0 => format!("Nothing in the settings says “{}”.", search.trim()),
        1 => "1 section".into(),
        count => format!("{count} sections"),
    };
    let clear = {
        let search = search.setter();
        Callback::from(move |_: MouseEvent| search.set(String::new()))
    };
    html! {
        <div class="settings" ref={node.clone()}>
            { way_back(context.store.route(), context.store.route().before_settings()) }
            <div class="settings__head">
                <h1>{ "Settings" }</h1>
                <div class="settings__search">
                    <input id="settings-search" type="search" class="input" placeholder="Search the settings" aria-label="Search the settings"
                        autocomplete="off" value={(*search).clone()} {oninput} />
                </div>
            </div>
            { mismatches(&setup) }
            <p class="meta" role="status">{ told }</p>
            if sections.is_empty() { <div><button type="button" class="button" onclick={clear}>{ "Show all settings" }</button></div> }
            <div class="settings__body">
                <nav class="settings__ways" aria-label="Sections of the settings">
                    <ul>{ for sections.iter().map(|section| section_link(&node, section)) }</ul>
                </nav>
                <div class="settings__sections">{ for sections.into_iter().map(Section::view) }</div>
            </div>
        </div>
    }
}

/// What holds for this person and this copy.
fn personal(props: &SettingsPageProps) -> Vec<Section> {
    let context = &props.context;
    let mut sections = Vec::new();
    if !context.store.session().is_read_only() {
        let rename = context.opens(AppDialog::Rename).reform(|_: MouseEvent| ());
        let title = context.store.session().read(|session| session.register().title.clone());
        sections.push(Section {
            more: html! { <UserName store={context.store.clone()} /> },
            more_words: "your name recorded on your changes user role who",
            ..Section::new("you", "You", "")
        });
        sections.push(Section {
            more: numbering(context),
            more_words: "reference numbers custodian title rename",
            settings: vec![section::Setting {
                change: Some(("Change", rename)),
                ..section::Setting::one("Name of the register", title)
            }],
            ..Section::new("register", "This register", "")
        });
    }
    sections.push(Section {
        more: appearance(context, props.theme),
        more_words: "light dark colours theme",
        ..Section::new("appearance", "Appearance", "")
    });
    sections
}

/// What two changes that met have left in the set-up.
fn mismatches(setup: &Scheme) -> Html {
    let told = setup.mismatches();
    if told.is_empty() {
        return Html::default();
    }
    html! {
        <div class="setup__effect" role="status">
            <p>{ "Two changes of the set-up do not go together:" }</p>
            <ul>{ for told.into_iter().map(|line| html! { <li dir="auto">{ line }</li> }) }</ul>
        </div>
    }
}

/// Brings a section in sight and puts the focus on its heading.
fn section_link(page: &NodeRef, section: &Section) -> Html {
    let (page, id) = (page.clone(), section.heading_id());
    let onclick = Callback::from(move |_: MouseEvent| {
        let heading = page.cast::<Element>().and_then(|page| page.query_selector(&format!("#{id}")).ok().flatten());
        if let Some(heading) = &heading {
            heading.scroll_into_view();
        }
        focus(heading.as_ref());
    });
    html! { <li key={section.id}><button type="button" class="settings__way" {onclick}>{ section.title }</button></li> }
}
