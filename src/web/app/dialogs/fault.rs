//! Why a file was not opened.

use yew::prelude::*;

use crate::web::app::reach::Reach;
use crate::web::views::parts::Dialog;

/// What the dialog says.
#[derive(Properties, PartialEq, Clone)]
pub struct FaultDialogProps {
    /// What it can reach.
    pub reach: Reach,
    /// Why, in words.
    pub why: AttrValue,
}

/// Why a file was not opened, and that nothing was changed.
#[component]
pub fn FaultDialog(props: &FaultDialogProps) -> Html {
    let files = props.reach.files.clone();
    let dismiss = Callback::from(move |()| files.dismiss());
    let close = dismiss.reform(|_: MouseEvent| ());
    let again = {
        let (dismiss, choose) = (dismiss.clone(), props.reach.choose_file.clone());
        Callback::from(move |_: MouseEvent| {
            choose.emit(());
            dismiss.emit(());
        })
    };
    html! {
        <Dialog title="The file was not opened" onclose={dismiss}>
            <p role="alert" dir="auto">{ format!("{}.", props.why.trim_end_matches('.')) }</p>
            <p class="meta">{ "Nothing was changed." }</p>
            <div class="dialog__buttons">
                <button type="button" class="button" onclick={close}>{ "Close" }</button>
                <button type="button" class="button button--primary" onclick={again}>{ "Choose another file…" }</button>
            </div>
        </Dialog>
    }
}
