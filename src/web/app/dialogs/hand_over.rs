//! What somebody has to do goes to somebody else.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::web::app::app_context::AppContext;
use crate::web::views::parts::Dialog;

/// What the dialog is about.
#[derive(Properties, PartialEq, Clone)]
pub struct HandOverDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// The place of the role among those of the set-up.
    pub person: usize,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// Gives the open records and steps of a role to another, in one step.
#[component]
pub fn HandOverDialog(props: &HandOverDialogProps) -> Html {
    let store = props.context.store.clone();
    let to = use_state(String::new);
    let wrong = use_state(String::new);
    let setup = store.session().setup();
    // The role that was chosen, whatever becomes of the list meanwhile.
    let role = use_memo((), |()| setup.people.get(props.person).map(|person| person.role.clone()).unwrap_or_default());
    let told = use_memo(store.listeners().data_revision(), |_| {
        let counts = store.session().read(|session| session.register().open_counts(&[(*role).clone()]));
        counts.into_iter().next().map_or_else(String::new, |(records, steps)| told(records, steps))
    });
    let oninput = {
        let to = to.clone();
        Callback::from(move |event: InputEvent| to.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onsubmit = {
        let (store, to, wrong, onclose) = (store.clone(), to.clone(), wrong.clone(), props.onclose.clone());
        let (role, told) = (Rc::clone(&role), Rc::clone(&told));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let to = to.trim();
            if to.is_empty() || to == *role {
                return wrong.set("Name the role that takes it over".into());
            }
            // As it is now: what was done or given away meanwhile stays so.
            let commands = store.session().read(|session| session.register().hand_over(&role, to));
            match store.session().carry_out_all(&commands) {
                Ok(_) => {
                    store.notices().announce(format!("{told} of {role} handed over to {to}"));
                    onclose.emit(());
                }
                Err(refusal) => wrong.set(refusal.to_string()),
            }
        })
    };
    let others = setup.roles_on(store.session().today()).into_iter().filter(|other| *other != *role);
    let invalid = (!wrong.is_empty()).then_some("true");
    html! {
        <Dialog title={format!("Hand over from {role}")} onclose={props.onclose.clone()} about={(*role).clone()}>
            <form {onsubmit}>
                <p dir="auto">{ format!("{role} has {}. What was done stays with who did it. Undo takes all of it back.", told.to_lowercase()) }</p>
                <div class="field">
                    <label class="field__label" for="hand-over-to">{ "To" }</label>
                    <input id="hand-over-to" class="input" dir="auto" autocomplete="off" list="hand-over-roles" value={(*to).clone()} {oninput}
                        aria-invalid={invalid} aria-describedby="hand-over-error" />
                    <datalist id="hand-over-roles">{ for others.map(|role| html! { <option value={role}></option> }) }</datalist>
                    <span id="hand-over-error" class="field__error" role="alert">{ &*wrong }</span>
                </div>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Hand over" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// "3 open records and 1 step".
#[must_use]
pub fn told(records: usize, steps: usize) -> String {
    let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match (records, steps) {
        (0, 0) => "Nothing open".into(),
        (records, 0) => counted(records, "open record"),
        (0, steps) => counted(steps, "open step"),
        (records, steps) => format!("{} and {}", counted(records, "open record"), counted(steps, "open step")),
    }
}
