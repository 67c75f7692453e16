//! The bar at the top: title, search, raise, undo, files, settings, help, save state.

use yew::prelude::*;

use super::reach::{Open, Reach};
use super::save_pill::SavePill;
use super::search_box::SearchBox;
use super::undo_buttons::UndoButtons;
use crate::item::Kind;
use crate::web::route::Route;
use crate::web::store::SaveState;
use crate::web::views::parts::{Choice, Icon, Menu, Picture};

/// What the bar is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct HeaderProps {
    /// What it can reach.
    pub(super) reach: Reach,
    /// Grows with every change.
    pub(super) revision: u64,
    /// The search box, for the key that goes there.
    pub(super) search: NodeRef,
}

/// The bar at the top.
#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let (reach, revision) = (props.reach.clone(), props.revision);
    let read_only = reach.store.is_read_only();
    html! {
        <div class="header">
            { title(&reach, read_only) }
            <SearchBox reach={reach.clone()} {revision} field={props.search.clone()} />
            <div class="header__tools">
                if read_only {
                    <span class="badge">{ "Read only" }</span>
                } else {
                    { raise(&reach) }
                    <UndoButtons reach={reach.clone()} {revision} />
                }
                { files(&reach, read_only) }
                { tool("Settings", Picture::Settings, reach.opens(Open::Settings)) }
                { tool("Help", Picture::Help, reach.opens(Open::Help)) }
                <SavePill state={reach.store.save_state()} by_host={reach.store.is_kept_by_host()} />
            </div>
        </div>
    }
}

fn title(reach: &Reach, read_only: bool) -> Html {
    let title = reach.store.read(|session| session.register().title.clone());
    if read_only {
        return html! { <p class="header__title" dir="auto">{ title }</p> };
    }
    let onclick = reach.opens(Open::Rename).reform(|_: MouseEvent| ());
    html! {
        <p class="header__title">
            <button type="button" class="header__rename" title="Rename this register" {onclick}>
                <span dir="auto">{ title }</span><span class="visually-hidden">{ ", rename" }</span>
            </button>
        </p>
    }
}

fn raise(reach: &Reach) -> Html {
    let choices: Vec<Choice> =
        Kind::ALL.into_iter().map(|kind| Choice::new(kind.label(), reach.opens(Open::Raise(kind)))).collect();
    let label = html! { <><Icon picture={Picture::Plus} />{ "Raise" }</> };
    html! { <Menu id="raise" class="button--primary" {label} {choices} /> }
}

fn files(reach: &Reach, read_only: bool) -> Html {
    let mut choices = Vec::new();
    if !read_only {
        choices.push(Choice::new("Open a file…", reach.choose_file.clone()).hinting("Ctrl O"));
    }
    choices.push(Choice::new("Export everything", reach.export.reform(|()| None)).hinting("Ctrl Shift S"));
    choices.push(Choice::new("Export the public snapshot", reach.publish.clone()));
    if matches!(reach.store.route(), Route::List(_)) {
        let list = reach.clone();
        choices.push(Choice::new("Export this list", Callback::from(move |()| list.export_list())));
    }
    if !read_only {
        choices.push(Choice::new("Open the sample register", reach.sample.clone()));
        choices.push(Choice::new("Begin an empty register…", reach.opens(Open::Begin)));
        let is_kept_here = !matches!(reach.store.save_state(), SaveState::Memory(_)) && !reach.store.is_kept_by_host();
        if is_kept_here {
            choices.push(Choice::new("Earlier registers…", reach.earlier.clone()));
        }
    }
    if reach.store.read(|session| session.register().has_struck()) {
        choices.push(Choice::new("Struck-out records…", reach.opens(Open::Struck)));
    }
    let label = html! { <><Icon picture={Picture::File} />{ "Files" }<Icon picture={Picture::Down} /></> };
    html! { <Menu id="files" {label} {choices} /> }
}

fn tool(name: &'static str, picture: Picture, onpick: Callback<()>) -> Html {
    let onclick = onpick.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="button button--quiet" aria-label={name} title={name} {onclick}><Icon {picture} /></button>
    }
}
