//! Why a file was not opened.

use yew::prelude::*;

use crate::web::app::app_context::AppContext;
use crate::web::views::parts::Dialog;

/// Why a file was not opened, and that nothing was changed.
pub fn fault_dialog(context: &AppContext, why: &str) -> Html {
    let files = context.files.clone();
    let dismiss = Callback::from(move |()| files.dismiss());
    let close = dismiss.reform(|_: MouseEvent| ());
    let again = {
        let (dismiss, choose) = (dismiss.clone(), context.choose_file.clone());
        Callback::from(move |_: MouseEvent| {
            choose.emit(());
            dismiss.emit(());
        })
    };
    html! {
        <Dialog key="fault" title="The file was not opened" onclose={dismiss}>
            <p role="alert" dir="auto">{ format!("{}.", why.trim_end_matches('.')) }</p>
            <p class="meta">{ "Nothing was changed." }</p>
            <div class="dialog__buttons">
                <button type="button" class="button" onclick={close}>{ "Close" }</button>
                <button type="button" class="button button--primary" onclick={again}>{ "Choose another file…" }</button>
            </div>
        </Dialog>
    }
}
