//! What a merge brought.

use yew::prelude::*;

use super::preview::records;
use crate::web::app::app_context::AppContext;
use crate::web::files::Report;
use crate::web::route::Route;
use crate::web::views::overview::conflicts_list;
use crate::web::views::parts::Dialog;

/// What a merge brought, and what needs a person.
pub fn report(context: &AppContext, report: &Report) -> Html {
    let files = context.files.clone();
    let dismiss = Callback::from(move |()| files.dismiss());
    let close = dismiss.reform(|_: MouseEvent| ());
    let amiss = report.amiss.iter().map(|(reference, what)| {
        let (dismiss, visit, to) = (dismiss.clone(), context.visit.clone(), reference.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            dismiss.emit(());
            visit.emit(Route::Record(to.clone()));
        });
        html! {
            <li>
                if !reference.is_empty() {
                    <button type="button" class="button button--small" {onclick}>{ reference }</button>{ " " }
                }
                <span dir="auto">{ format!("{what}.") }</span>
            </li>
        }
    });
    let conflicts = context.store.session().in_conflict();
    let to_list = {
        let (dismiss, visit) = (dismiss.clone(), context.visit.clone());
        Callback::from(move |_: MouseEvent| {
            dismiss.emit(());
            visit.emit(conflicts_list());
        })
    };
    html! {
        <Dialog title="What the merge brought" onclose={dismiss.clone()}>
            <div class="holds">
                <p class="meta" dir="auto">{ &report.name }</p>
                <p>{ brought(report) }</p>
                if report.numbered > 0 {
                    <p>{ format!("This copy gave reference numbers to {}.", records(report.numbered)) }</p>
                }
                if report.leaves_out {
                    <p>{ "What the file decides, approves or sets up was left out. Merge it again to take that in too." }</p>
                }
                if let Some(title) = &report.title {
                    <p dir="auto">{ format!("The register is called “{title}” now, as the file has it.") }</p>
                }
                if let Some(other) = &report.other {
                    <p dir="auto">{ format!("The file is of another register, “{other}”. This one keeps its own title, scoring and lists.") }</p>
                }
                if conflicts > 0 {
                    <p>
                        { open_in_words(conflicts) }{ " " }
                        <button type="button" class="button button--small" onclick={to_list}>{ "Look at them" }</button>
                    </p>
                }
                if report.amiss.is_empty() && conflicts == 0 {
                    <p>{ "Nothing needs your attention." }</p>
                } else if !report.amiss.is_empty() {
                    <h3>{ "What needs your attention" }</h3>
                    <ul class="banner__list">{ for amiss }</ul>
                }
            </div>
            <div class="dialog__buttons">
                <button type="button" class="button button--primary" onclick={close}>{ "Close" }</button>
            </div>
        </Dialog>
    }
}

/// What is open counts whether this merge brought it or one before.
fn open_in_words(count: usize) -> String {
    match count {
        1 => "In 1 record two people changed the same, and nobody has settled it yet.".into(),
        count => format!("In {count} records two people changed the same, and nobody has settled it yet."),
    }
}

fn brought(report: &Report) -> String {
    let changes = if report.events == 1 { "1 change".into() } else { format!("{} changes", report.events) };
    match (report.new, report.changed) {
        _ if report.events == 0 => "It held nothing that was not here already. Nothing was changed.".into(),
        (0, 0) => format!("It brought {changes}, none of them to a record."),
        (new, 0) => format!("It brought {changes}: {} new.", are(new)),
        (0, changed) => format!("It brought {changes}: {} changed.", are(changed)),
        (new, changed) => format!("It brought {changes}: {} new, and {} changed.", are(new), are(changed)),
    }
}

/// "1 record is", "3 records are".
fn are(count: usize) -> String {
    format!("{} {}", records(count), if count == 1 { "is" } else { "are" })
}
