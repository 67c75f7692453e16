//! The bar at the top: title, search, raise, undo, files, settings, help, save state.

use yew::prelude::*;

use super::app_context::{AppContext, AppDialog};
use super::save_pill::Followed;
use super::search_box::search_box;
use super::undo_buttons::undo_buttons;
use crate::record::Kind;
use crate::web::route::Route;
use crate::web::store::SaveState;
use crate::web::views::parts::{Choice, Menu, Picture, icon};

/// The bar at the top. `search` is the search box, for the key that goes there.
pub(super) fn header(context: &AppContext, has_struck: bool, search: &NodeRef) -> Html {
    let read_only = context.store.session().is_read_only();
    let in_list = matches!(context.store.route().get(), Route::List(_));
    let kept_here =
        !matches!(context.store.save_status().state(), SaveState::Memory(_)) && !context.store.save_status().is_kept_by_host();
    html! {
        <div class="header">
            { title(context, read_only) }
            { search_box(context, search) }
            <div class="header__tools">
                if read_only {
                    <span class="badge">{ "Read only" }</span>
                } else {
                    <RaiseMenu context={context.clone()} kinds={offered(context)} />
                    { undo_buttons(&context.store) }
                }
                <FilesMenu context={context.clone()} {read_only} {in_list} {kept_here} {has_struck} />
                { tool("Settings", Picture::Settings, context.visit.reform(|()| Route::Settings)) }
                { tool("Help", Picture::Help, context.opens(AppDialog::Help)) }
                <Followed status={context.store.save_status().clone()} />
            </div>
        </div>
    }
}

fn title(context: &AppContext, read_only: bool) -> Html {
    let title = context.store.session().read(|session| session.register().title.clone());
    if read_only {
        return html! { <p class="header__title" dir="auto">{ title }</p> };
    }
    let onclick = context.opens(AppDialog::Rename).reform(|_: MouseEvent| ());
    html! {
        <p class="header__title">
            <button type="button" class="header__rename" title="Rename this register" {onclick}>
                <span dir="auto">{ title }</span><span class="visually-hidden">{ ", rename" }</span>
            </button>
        </p>
    }
}

/// What a menu is made of. It is drawn anew only when it offers something else.
#[derive(Properties, PartialEq, Clone)]
struct MenuOf {
    context: AppContext,
    #[prop_or_default]
    read_only: bool,
    #[prop_or_default]
    in_list: bool,
    #[prop_or_default]
    kept_here: bool,
    #[prop_or_default]
    has_struck: bool,
}

/// The kinds that can be raised, and what they are called here.
fn offered(context: &AppContext) -> Vec<(Kind, String)> {
    let session = context.store.session();
    session.offered_kinds().into_iter().map(|kind| (kind, session.kind_label(kind))).collect()
}

#[derive(Properties, PartialEq, Clone)]
struct RaiseMenuProps {
    context: AppContext,
    kinds: Vec<(Kind, String)>,
}

#[component]
fn RaiseMenu(props: &RaiseMenuProps) -> Html {
    let choice = |(kind, label): &(Kind, String)| Choice::new(label.clone(), props.context.opens(AppDialog::Raise(*kind)));
    let choices: Vec<Choice> = props.kinds.iter().map(choice).collect();
    let label = html! { <>{ icon(Picture::Plus) }{ "Raise" }</> };
    html! { <Menu id="raise" class="button--primary" {label} {choices} /> }
}

#[component]
fn FilesMenu(props: &MenuOf) -> Html {
    let MenuOf { context, read_only, in_list, kept_here, has_struck } = props.clone();
    let mut choices = Vec::new();
    if !read_only {
        choices.push(Choice::new("Open a file…", context.choose_file.clone()).hinting("Ctrl O"));
    }
    choices.push(Choice::new("Export everything", context.export.reform(|()| None)).hinting("Ctrl Shift S"));
    choices.push(Choice::new("Export the public snapshot", context.publish.clone()));
    if in_list {
        let list = context.clone();
        choices.push(Choice::new("Export this list", Callback::from(move |()| list.export_list())));
        let list = context.clone();
        choices
            .push(Choice::new("Export this list for a spreadsheet (CSV)", Callback::from(move |()| list.export_spreadsheet())));
    }
    if !read_only {
        choices.push(Choice::new("Open the sample register", context.sample.clone()));
        choices.push(Choice::new("Begin a register…", context.opens(AppDialog::Begin)));
        if kept_here {
            choices.push(Choice::new("Earlier registers…", context.earlier.clone()));
        }
    }
    if has_struck {
        choices.push(Choice::new("Struck-out records…", context.opens(AppDialog::Struck)));
    }
    let label = html! { <>{ icon(Picture::File) }{ "Files" }{ icon(Picture::Down) }</> };
    html! { <Menu id="files" {label} {choices} /> }
}

fn tool(name: &'static str, picture: Picture, onpick: Callback<()>) -> Html {
    let onclick = onpick.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="button button--quiet" aria-label={name} title={name} {onclick}>{ icon(picture) }</button>
    }
}
