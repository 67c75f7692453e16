//! The head of a record: way back, reference, title, status, actions.

use yew::prelude::*;

use super::record_dialog::RecordDialog;
use crate::record::Field;
use crate::web::platform::{clipboard, dates};
use crate::web::route::Route;
use crate::web::views::parts::{rag_tag, way_back};
use crate::web::views::record::fields::{InPlace, Layout, Subject};
use crate::web::views::record::record_context::RecordContext;
use crate::web::views::record::reference::reference_of;
use crate::workflow::{Command, NewRecord, Refusal, header_step};

/// The head of a record. `ask` opens a dialog, `onlink` the form that adds a link.
pub(super) fn header(context: &RecordContext, ask: &Callback<RecordDialog>, onlink: &Callback<()>) -> Html {
    let record = &context.record;
    let title = record.fields.value(Field::Title).cloned();
    html! {
        <header class="item__header">
            { way_back(context.store.route(), context.store.route().back()) }
            <p class="item__ids">
                <span class="item__ref">{ record.shown_reference() }</span>
                <span>{ context.store.session().kind_label(record.kind) }</span>
                { colour(context) }
                { overdue(context) }
                if let Some(group) = context.record.fields.text(Field::EscalatedTo).filter(|_| !context.record.kind.is_decision()) {
                    <span class="badge" dir="auto">{ format!("Escalated to {group}") }</span>
                }
            </p>
            <InPlace store={context.store.clone()} record={context.id()} subject={Subject::Field(Field::Title)} value={title}
                editable={context.editable} layout={Layout::Title}>{ record.title() }</InPlace>
            { standing(context, ask) }
            { newer_words(context) }
            { actions(context, ask, onlink) }
        </header>
    }
}

/// That its kind or its status is a word that this version does not know.
fn newer_words(context: &RecordContext) -> Html {
    let words = [context.record.kind.newer(), context.record.standing.status.newer()];
    let note = |word: &str| {
        html! { <p class="meta" dir="auto">{ format!("“{word}” comes from a newer version of this program. It is shown and kept as it is.") }</p> }
    };
    html! { { for words.into_iter().flatten().map(note) } }
}

fn colour(context: &RecordContext) -> Html {
    let rag = context
        .store
        .session()
        .read(|session| session.register().by_id(context.id()).map(|row_id| session.register().row(row_id).rag));
    rag.map_or_else(|| html! {}, |rag| html! { { rag_tag(rag, context.record.kind) } })
}

fn overdue(context: &RecordContext) -> Html {
    use chrono::{Datelike, NaiveDate};
    let today = context.store.session().today().num_days_from_ce();
    let since = context.store.session().read(|session| {
        let register = session.register();
        let row = register.row(register.by_id(context.id())?);
        NaiveDate::from_num_days_from_ce_opt(row.due).filter(|_| row.is_overdue(today))
    });
    match since {
        Some(since) => html! { <span class="badge item__overdue">{ format!("Overdue since {}", dates::long(since)) }</span> },
        None => html! {},
    }
}

fn standing(context: &RecordContext, ask: &Callback<RecordDialog>) -> Html {
    let standing = &context.record.standing;
    let word = context.store.session().status_label(standing.status);
    let onclick = ask.reform(|_: MouseEvent| RecordDialog::Status(None));
    html! {
        <p class="item__standing">
            if context.editable {
                <button type="button" class="item__status" aria-haspopup="dialog" {onclick}>
                    { word }<span class="visually-hidden">{ ": change status" }</span><span aria-hidden="true">{ " ▾" }</span>
                </button>
            } else {
                <span class="item__status">{ word }</span>
            }
            if let Some(since) = standing.since {
                <span class="meta">{ "since " }<time datetime={since.to_string()}>{ dates::long(since) }</time></span>
            }
            if let Some(why) = &standing.why {
                <span class="item__why" dir="auto">{ why }</span>
            }
        </p>
    }
}

fn actions(context: &RecordContext, ask: &Callback<RecordDialog>, onlink: &Callback<()>) -> Html {
    let from = context.record.standing.status;
    let step = header_step(&context.setup, context.record.kind, from);
    let onstrike = ask.reform(|_: MouseEvent| RecordDialog::Strike);
    let onlink = onlink.reform(|_: MouseEvent| ());
    html! {
        <div class="item__actions" role="group" aria-label="Actions">
            if context.editable {
                if let Some((row, words)) = step {
                    <button type="button" class="button button--small" onclick={asks(ask, row.to)}>{ words }</button>
                }
                <button type="button" class="button button--small" onclick={onlink}>{ "Link…" }</button>
                if context.record.kind.newer().is_none() {
                    <button type="button" class="button button--small" onclick={duplicates(context)}>{ "Duplicate" }</button>
                }
            }
            if item_is_struck(context) {
                <button type="button" class="button button--small" onclick={restores(context)}>{ "Bring back" }</button>
            }
            if context.store.route().is_addressed() {
                <button type="button" class="button button--small" onclick={copies(context)}>{ "Copy link" }</button>
            }
            if context.editable {
                <button type="button" class="button button--small button--danger" aria-haspopup="dialog" onclick={onstrike}>{ "Strike out…" }</button>
            }
        </div>
    }
}

fn asks(ask: &Callback<RecordDialog>, to: crate::record::Status) -> Callback<MouseEvent> {
    ask.reform(move |_: MouseEvent| RecordDialog::Status(Some(to)))
}

fn item_is_struck(context: &RecordContext) -> bool {
    context.record.removed.is_some() && !context.store.session().is_read_only()
}

fn restores(context: &RecordContext) -> Callback<MouseEvent> {
    let context = context.clone();
    Callback::from(move |_: MouseEvent| {
        context.act(Command::Restore { record: context.id() }, &format!("{} is back", context.record.shown_reference()));
    })
}

fn duplicates(context: &RecordContext) -> Callback<MouseEvent> {
    let context = context.clone();
    Callback::from(move |_: MouseEvent| match duplicate(&context) {
        Ok(reference) => {
            context.store.route().go(Route::Record(reference.clone()));
            context.store.notices().announce(format!("Duplicated as {reference}"));
        }
        Err(refusal) => context.store.notices().complain(refusal.to_string()),
    })
}

/// Raises a duplicate. Gives its reference.
fn duplicate(context: &RecordContext) -> Result<String, Refusal> {
    let session = context.store.session();
    let new = session.read(|open| NewRecord::duplicate(open.register(), &context.record, session.today()));
    let events = session.carry_out(Command::Raise(Box::new(new)))?;
    events.first().and_then(|event| reference_of(session, event.about)).ok_or(Refusal::NoSuchRecord)
}

fn copies(context: &RecordContext) -> Callback<MouseEvent> {
    let context = context.clone();
    Callback::from(move |_: MouseEvent| {
        let place = gloo::utils::window().location().href().unwrap_or_default();
        let page = place.split('#').next().unwrap_or_default();
        let link = format!("{page}#{}", Route::Record(context.record.shown_reference()).address());
        let store = context.store.clone();
        clipboard::copy(link, move |copied| match copied {
            Ok(()) => store.notices().announce("Link copied"),
            Err(link) => store.notices().complain(format!("This browser does not let the page copy. The link is {link}")),
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Fields, Value};
    use crate::web::store::Store;

    #[test]
    fn a_duplicate_is_one_step_for_undo_and_linked_to_the_original() {
        let store = Store::new("TMAG");
        let mut fields = Fields::default();
        fields.put(Field::Title, Some(Value::Text("Share the slides".into())));
        let raise = Command::Raise(Box::new(NewRecord::of(crate::record::Kind::Action, fields)));
        store.session().carry_out(raise).expect("nothing speaks against it");
        let context = RecordContext::open(&store, "ACT001").expect("just raised");
        assert_eq!(duplicate(&context), Ok("ACT002".into()));
        let copy = RecordContext::open(&store, "ACT002").expect("just raised");
        assert_eq!((copy.record.title(), copy.record.links[0].to), ("Copy of Share the slides", context.id()));
        store.session().undo().expect("nobody relies on it");
        assert_eq!(store.session().read(|session| session.can_undo()).as_deref(), Some("action raised"));
        assert!(RecordContext::open(&store, "ACT002").is_some_and(|copy| copy.record.removed.is_some()));
    }
}
