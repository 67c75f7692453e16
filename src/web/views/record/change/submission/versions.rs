//! The versions of a change request's text, and what each changed, word by word.

use yew::prelude::*;

use crate::record::Field;
use crate::record::case::{Change, Piece, Submission, changes};
use crate::web::platform::dates;
use crate::web::views::record::change::{CaseContext, CaseDialog};
use crate::web::views::record::fields::prose;

/// The versions, newest first.
pub(crate) fn versions(shared: &CaseContext) -> Html {
    let context = &shared.context;
    let all = &context.record.case.submissions;
    if all.is_empty() {
        return html! {};
    }
    let written = all.last().is_some_and(|latest| latest.on.is_none());
    let rows = all.iter().enumerate().rev();
    html! {
        <section class="panel" aria-labelledby="change-versions-title">
            <h2 id="change-versions-title" class="panel__title" tabindex="-1">{ "Versions" }</h2>
            <ol class="change__versions">
                { for rows.map(|(at, version)| view(version, at.checked_sub(1).and_then(|before| all.get(before)))) }
            </ol>
            if context.editable && written {
                <button type="button" class="button button--small" aria-haspopup="dialog" onclick={shared.onopen.reform(|_: MouseEvent| CaseDialog::Submit)}>{ "Submit this version…" }</button>
            }
        </section>
    }
}

/// The id of the line that a version begins with.
pub(crate) fn version_place(version: &Submission) -> String {
    format!("change-version-{}", version.id)
}

fn view(version: &Submission, before: Option<&Submission>) -> Html {
    let by = version.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let said = match version.on {
        Some(on) => format!("Submitted {}{by}", dates::long(on)),
        None => "Being written; not submitted yet".into(),
    };
    let changed = before.map(|before| changes(before, version)).unwrap_or_default();
    html! {
        <li class="change__version" key={version.id.to_string()}>
            <p id={version_place(version)} tabindex="-1"><strong>{ version.to_string() }</strong><span class="meta" dir="auto">{ format!(" · {said}") }</span></p>
            if let Some(what) = &version.amendments { <p class="change__line" dir="auto">{ what }</p> }
            if let Some(before) = before {
                if changed.is_empty() {
                    <p class="meta">{ format!("The same words as version {}", before.version) }</p>
                } else {
                    <details>
                        <summary>{ format!("What changed since version {}", before.version) }</summary>
                        { for changed.iter().map(difference) }
                    </details>
                }
            }
            { text(version) }
        </li>
    }
}

/// The whole text of a version, as it was submitted.
fn text(version: &Submission) -> Html {
    let known = Field::ALL.iter().map(|field| (field.name(), field.label())).chain([("milestoneMoves", "Milestones moved")]);
    let filled: Vec<(&str, String)> =
        known.map(|(name, label)| (label, version.text(name))).filter(|(_, words)| !words.is_empty()).collect();
    if filled.is_empty() {
        return html! {};
    }
    html! {
        <details>
            <summary>{ format!("Read version {}", version.version) }</summary>
            { for filled.into_iter().map(|(label, words)| html! {
                <div class="change__diff"><h4 class="item__way">{ label }</h4>{ prose(&words) }</div>
            }) }
        </details>
    }
}

fn difference(change: &Change) -> Html {
    html! {
        <div class="change__diff">
            <h4 class="item__way">{ &change.label }</h4>
            <p class="item__prose" dir="auto">{ for change.pieces.iter().map(piece) }</p>
        </div>
    }
}

fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Same(words) => html! { words.clone() },
        Piece::Added(words) => html! { <ins><span class="visually-hidden">{ " added: " }</span>{ words }</ins> },
        Piece::Removed(words) => html! { <del><span class="visually-hidden">{ " removed: " }</span>{ words }</del> },
    }
}
