//! The registers that this browser kept before.

use yew::prelude::*;

use crate::web::app::app_context::AppContext;
use crate::web::files::Listed;
use crate::web::platform::task::spawn_local;
use crate::web::views::parts::Dialog;

/// Lists what was kept before, to be opened again or saved as a file.
pub fn earlier(context: &AppContext, listed: &[Listed]) -> Html {
    let files = context.files.clone();
    let dismiss = Callback::from(move |()| files.dismiss());
    let close = dismiss.reform(|_: MouseEvent| ());
    html! {
        <Dialog title="Earlier registers" onclose={dismiss}>
            if listed.is_empty() {
                <p>{ "This browser keeps no earlier register yet." }</p>
            }
            <p class="meta">
                { "When another register takes the place of the one that is open, this browser keeps the one before. It keeps the last ten, those that you pin, and whatever it could not read." }
            </p>
            <ul class="earlier">{ for listed.iter().enumerate().map(|(number, one)| row(context, number, one)) }</ul>
            <div class="dialog__buttons">
                <button type="button" class="button" onclick={close}>{ "Close" }</button>
            </div>
        </Dialog>
    }
}

fn row(context: &AppContext, number: usize, one: &Listed) -> Html {
    let title = one.title.clone().unwrap_or_else(|| "A register whose title cannot be told".into());
    let which = format!(": {title}, in use until {}", one.until);
    let open = {
        let files = context.files.clone();
        Callback::from(move |_: MouseEvent| {
            let files = files.clone();
            spawn_local(async move { files.open_earlier(number).await });
        })
    };
    let save = {
        let files = context.files.clone();
        Callback::from(move |_: MouseEvent| {
            let files = files.clone();
            spawn_local(async move { files.save_earlier(number).await });
        })
    };
    html! {
        <li class="holds">
            <p class="holds__title" dir="auto">{ title }</p>
            <p class="meta">{ what(one) }</p>
            if one.is_next_out {
                <p>{ "The next register that is opened here pushes this one out. Pin it, or save it as a file, to keep it." }</p>
            }
            if let Some(why) = &one.why {
                <p dir="auto">{ format!("Set aside because it could not be read: {}.", why.trim_end_matches('.')) }</p>
            }
            <div class="earlier__buttons">
                if one.size.is_some() {
                    <button type="button" class="button button--small" onclick={open}>
                        { "Open…" }<span class="visually-hidden">{ &which }</span>
                    </button>
                }
                <button type="button" class="button button--small" onclick={save}>
                    { "Save as a file" }<span class="visually-hidden">{ &which }</span>
                </button>
                if let Some(pinned) = one.is_pinned {
                    <button type="button" class="button button--small" aria-pressed={pinned.to_string()} onclick={pin(context, number, !pinned)}>
                        { if pinned { "Pinned" } else { "Pin" } }<span class="visually-hidden">{ &which }</span>
                    </button>
                }
            </div>
        </li>
    }
}

fn pin(context: &AppContext, number: usize, pinned: bool) -> Callback<MouseEvent> {
    let files = context.files.clone();
    Callback::from(move |_: MouseEvent| files.pin_earlier(number, pinned))
}

/// "In use until 24 November 2026, 10:40. 1.2 MB and 3 changes."
fn what(one: &Listed) -> String {
    let changes = match one.changes {
        1 => "1 change".into(),
        count => format!("{count} changes"),
    };
    let holds = match one.size {
        None => format!("Only {changes} left"),
        Some(size) if one.changes == 0 => bytes(size),
        Some(size) => format!("{} and {changes}", bytes(size)),
    };
    format!("In use until {}. {holds}.", one.until)
}

fn bytes(size: u64) -> String {
    if size >= 1_000_000 { format!("{:.1} MB", size as f64 / 1e6) } else { format!("{} kB", size.div_ceil(1000)) }
}
