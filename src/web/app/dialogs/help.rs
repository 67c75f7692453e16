//! The help sheet.

use yew::prelude::*;

use crate::web::app::shortcut::{IN_LISTS, sheet};
use crate::web::store::Store;
use crate::web::views::parts::Dialog;

/// How things are kept, and the keys.
pub fn help_dialog(store: &Store, onclose: &Callback<()>) -> Html {
    let keys = store.session().read(|session| sheet(&session.register().scheme));
    let close = onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog key="help" title="Help" class="dialog--wide" onclose={onclose.clone()}>
            <div class="help">
                <section>
                    <h3 class="panel__title">{ "Keys" }</h3>
                    <p class="meta">{ "While the focus is in this register. On a Mac, Ctrl is Command and Alt is Option." }</p>
                    <dl class="help__keys">
                        { for keys.iter().map(|(keys, what)| row(keys, what)) }
                        { for IN_LISTS.iter().map(|(keys, what)| row(keys, what)) }
                    </dl>
                </section>
                <section>
                    <h3 class="panel__title">{ "How it works" }</h3>
                    <ul class="help__words">{ for WORDS.iter().map(|words| html! { <li>{ *words }</li> }) }</ul>
                </section>
            </div>
            <div class="dialog__buttons"><button type="button" class="button button--primary" onclick={close}>{ "Close" }</button></div>
        </Dialog>
    }
}

const WORDS: [&str; 6] = [
    "Everything stays on this device. Nothing is sent anywhere; a register is passed on as a file that you export.",
    "Every change is recorded with who made it and when. Undo records a change back; nothing is ever erased.",
    "Open a file by the Files menu, by dropping it on the page, or by pasting it. You see what it holds before it replaces anything.",
    "One copy, the programme office’s, gives out reference numbers. Other copies show provisional ones, such as R-new-7f3a09c4.",
    "Each cell of the matrix, each count and each colour opens the list behind it.",
    "Print shows the page that is open, without the bars around it.",
];

fn row(keys: &str, what: &str) -> Html {
    let keys = keys.split(" or ").enumerate().map(|(at, keys)| {
        html! { <>if at > 0 { { " or " } }{ for keys.split(' ').map(|key| html! { <><kbd class="kbd">{ key.to_owned() }</kbd>{ " " }</> }) }</> }
    });
    html! { <div class="help__row"><dt>{ for keys }</dt><dd>{ what }</dd></div> }
}
