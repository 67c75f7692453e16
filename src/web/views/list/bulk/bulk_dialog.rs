//! Asks what to change in the rows that are selected, and changes it as one step.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::bulk_change::{self, Answer, BulkChange, needs_reason};
use crate::query::CustomName;
use crate::record::{Shape, Status};
use crate::scheme::Group;
use crate::state::RowId;
use crate::web::platform::task::spawn_local;
use crate::web::store::{AT_ONCE, Store};
use crate::web::views::list::choices::Choices;
use crate::workflow::Command;

use crate::web::views::parts::Dialog;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct BulkDialogProps {
    pub(crate) store: Store,
    pub(crate) bulk: BulkChange,
    pub(crate) records: Rc<Vec<RowId>>,
    pub(crate) choices: Rc<Choices>,
    pub(crate) onclose: Callback<()>,
}

pub(crate) enum Msg {
    Value(String),
    Why(String),
    Submit,
    /// It is done to many: so many per cent.
    Working(u8),
    Stop,
    Done(Result<usize, String>),
}

/// A dialog with one field; for a status, a second for the reason.
pub(crate) struct BulkDialog {
    value: String,
    why: String,
    refusal: Option<String>,
    first: NodeRef,
    /// How far it is, in per cent, while it is done to many.
    working: Option<u8>,
    going: Rc<Cell<bool>>,
    stop: NodeRef,
}

impl Component for BulkDialog {
    type Message = Msg;
    type Properties = BulkDialogProps;

    fn create(_: &Context<Self>) -> Self {
        BulkDialog {
            value: String::new(),
            why: String::new(),
            refusal: None,
            first: NodeRef::default(),
            working: None,
            going: Rc::default(),
            stop: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Value(value) => self.value = value,
            Msg::Why(why) => self.why = why,
            Msg::Submit => self.submit(ctx),
            Msg::Working(percent) => self.working = Some(percent),
            Msg::Stop => self.going.set(false),
            Msg::Done(done) => self.finish(ctx.props(), done),
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        // The button that was pressed has given way to the one that stops it.
        if self.working == Some(0)
            && let Some(stop) = self.stop.cast::<web_sys::HtmlElement>()
        {
            let _ = stop.focus();
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        if let Some(percent) = self.working {
            return self.progress(ctx, percent);
        }
        let submit = ctx.link().callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Submit
        });
        let (title, label, hint) = props.store.session().read(|session| {
            let register = session.register();
            let hint = props.bulk.hint(register, &props.records, &self.value);
            (props.bulk.title(&register.scheme), props.bulk.label(&register.scheme), hint)
        });
        html! {
            <Dialog title={format!("{title}: {}", records_words(props.records.len()))} onclose={props.onclose.clone()}>
                <form onsubmit={submit} novalidate=true>
                    <div class="field">
                        <label class="field__label" for="list-bulk">{ label }</label>
                        <p id="list-bulk-hint" class="field__hint">{ hint }</p>
                        <div role="alert">
                            if let Some(refusal) = &self.refusal {
                                <p id="list-bulk-error" class="field__error">{ refusal }</p>
                            }
                        </div>
                        { self.control(ctx) }
                    </div>
                    { self.reason(ctx) }
                    <div class="dialog__buttons">
                        <button type="reset" class="button">{ "Cancel" }</button>
                        <button type="submit" class="button button--primary">{ title }</button>
                    </div>
                </form>
            </Dialog>
        }
    }
}

impl BulkDialog {
    fn submit(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let answer = Answer { value: &self.value, why: &self.why, today: props.store.session().today() };
        match props.store.session().read(|session| props.bulk.commands(session.register(), &props.records, answer)) {
            Ok(commands) if commands.len() > AT_ONCE => self.begin(ctx, commands),
            Ok(commands) => {
                let done = props.store.session().carry_out_all(&commands);
                self.finish(props, done.map(|_| commands.len()).map_err(|refusal| refusal.to_string()));
            }
            Err(refusal) => self.finish(props, Err(refusal)),
        }
    }

    /// Does it a few records at a time.
    fn begin(&mut self, ctx: &Context<Self>, commands: Vec<Command>) {
        self.working = Some(0);
        self.going.set(true);
        let (store, link, going) = (ctx.props().store.clone(), ctx.link().clone(), Rc::clone(&self.going));
        spawn_local(async move {
            let progress = |percent| {
                link.send_message(Msg::Working(percent));
                going.get()
            };
            let done = store.session().carry_out_many(&commands, progress).await;
            link.send_message(Msg::Done(done.map(|()| commands.len()).map_err(|refusal| refusal.to_string())));
        });
    }

    fn finish(&mut self, props: &BulkDialogProps, done: Result<usize, String>) {
        self.working = None;
        match done {
            Ok(count) => {
                props.store.notices().announce(format!("{} changed. Undo with Ctrl+Z", records_words(count)));
                props.onclose.emit(());
            }
            Err(refusal) => {
                self.refusal = Some(refusal);
                if let Some(first) = self.first.cast::<web_sys::HtmlElement>() {
                    let _ = first.focus();
                }
            }
        }
    }

    /// How far it is. Closing the dialog stops it.
    fn progress(&self, ctx: &Context<Self>, percent: u8) -> Html {
        let props = ctx.props();
        let stop = ctx.link().callback(|()| Msg::Stop);
        let title = props.store.session().read(|session| props.bulk.title(&session.register().scheme));
        html! {
            <Dialog title={format!("{title}: {}", records_words(props.records.len()))} onclose={stop.clone()}>
                <div class="list__working">
                    <label for="list-bulk-progress" role="status">{ "Changing them one after the other…" }</label>
                    <progress id="list-bulk-progress" class="reading__bar" max="100" value={percent.to_string()}>{ format!("{percent} %") }</progress>
                </div>
                <div class="dialog__buttons">
                    <button ref={self.stop.clone()} type="button" class="button" onclick={stop.reform(|_: MouseEvent| ())}>{ "Stop" }</button>
                </div>
            </Dialog>
        }
    }

    fn control(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        match props.bulk {
            BulkChange::Owner => self.line(ctx, &props.choices.owners),
            BulkChange::Group => self.choice(ctx, groups(props), Vec::new()),
            BulkChange::Status => {
                let [all, some] = statuses(props);
                self.choice(ctx, all, some)
            }
            BulkChange::Tag | BulkChange::Due => self.line(ctx, &[]),
            BulkChange::Note => self.text(ctx),
            BulkChange::Custom(name) => self.custom(ctx, name),
        }
    }

    /// What the set-up says that the field holds.
    fn custom(&self, ctx: &Context<Self>, name: CustomName) -> Html {
        let props = ctx.props();
        let field = props.store.session().read(|session| session.register().scheme.custom_field(name.name()).cloned());
        let field = field.unwrap_or_default();
        match field.control() {
            Shape::Offered => self.choice(ctx, field.words().into_iter().map(|word| (word.clone(), word)).collect(), Vec::new()),
            Shape::Text => self.text(ctx),
            _ => self.line(ctx, &field.words()),
        }
    }

    fn described(&self) -> &'static str {
        if self.refusal.is_some() { "list-bulk-hint list-bulk-error" } else { "list-bulk-hint" }
    }

    fn line(&self, ctx: &Context<Self>, offered: &[String]) -> Html {
        let oninput = ctx.link().batch_callback(|event: InputEvent| {
            event.target_dyn_into::<HtmlInputElement>().map(|input| Msg::Value(input.value()))
        });
        html! {
            <>
                <input ref={self.first.clone()} id="list-bulk" class="input" type="text" autocomplete="off" autofocus=true dir="auto" list="list-bulk-offered"
                    aria-describedby={self.described()} aria-invalid={self.refusal.is_some().to_string()} value={self.value.clone()} {oninput} />
                <datalist id="list-bulk-offered">{ for offered.iter().map(|words| html! { <option value={words.clone()} /> }) }</datalist>
            </>
        }
    }

    fn text(&self, ctx: &Context<Self>) -> Html {
        let oninput = ctx.link().batch_callback(|event: InputEvent| {
            event.target_dyn_into::<HtmlTextAreaElement>().map(|area| Msg::Value(area.value()))
        });
        html! {
            <textarea ref={self.first.clone()} id="list-bulk" class="textarea" rows="4" autofocus=true dir="auto"
                aria-describedby={self.described()} aria-invalid={self.refusal.is_some().to_string()} value={self.value.clone()} {oninput} />
        }
    }

    /// What can be chosen for all of them, and what only for some.
    fn choice(&self, ctx: &Context<Self>, all: Vec<(String, String)>, some: Vec<(String, String)>) -> Html {
        let onchange = ctx
            .link()
            .batch_callback(|event: Event| event.target_dyn_into::<HtmlSelectElement>().map(|select| Msg::Value(select.value())));
        let option = |(value, words): (String, String)| html! { <option selected={value == self.value} value={value.clone()}>{ words }</option> };
        html! {
            <select ref={self.first.clone()} id="list-bulk" class="select" autofocus=true aria-describedby={self.described()}
                aria-invalid={self.refusal.is_some().to_string()} {onchange}>
                <option value="">{ "Choose…" }</option>
                { for all.into_iter().map(option) }
                if !some.is_empty() { <optgroup label="Not for all of them">{ for some.into_iter().map(option) }</optgroup> }
            </select>
        }
    }

    fn reason(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let status = Status::from_name(&self.value).filter(|_| props.bulk == BulkChange::Status);
        if !status.is_some_and(|to| props.store.session().read(|session| needs_reason(session.register(), &props.records, to))) {
            return html! {};
        }
        let oninput = ctx.link().batch_callback(|event: InputEvent| {
            event.target_dyn_into::<HtmlTextAreaElement>().map(|area| Msg::Why(area.value()))
        });
        html! {
            <div class="field">
                <label class="field__label" for="list-bulk-why">{ "Reason" }</label>
                <p id="list-bulk-why-hint" class="field__hint">{ "Kept in the history of each record." }</p>
                <textarea id="list-bulk-why" class="textarea" rows="3" required=true dir="auto" aria-describedby="list-bulk-why-hint"
                    value={self.why.clone()} {oninput} />
            </div>
        }
    }
}

fn records_words(count: usize) -> String {
    if count == 1 { "1 record".into() } else { format!("{count} records") }
}

fn groups(props: &BulkDialogProps) -> Vec<(String, String)> {
    let named = |(group, depth): (&Group, usize)| {
        (group.code.clone(), format!("{}{}, {}", "\u{2003}".repeat(depth), group.code, group.name))
    };
    let setup = props.store.session().setup();
    let meeting = setup.group_codes_on(props.store.session().today());
    let is_on = |(group, _): &(&Group, usize)| meeting.contains(&group.code);
    let mut groups: Vec<(String, String)> = setup.groups_in_order().into_iter().filter(is_on).map(named).collect();
    let is_known = |code: &String| setup.groups.iter().any(|group| group.code == *code);
    let others = props.choices.groups.iter().filter(|code| !is_known(code));
    let others: Vec<(String, String)> = others.map(|code| (code.clone(), code.clone())).collect();
    groups.extend(others);
    groups
}

fn statuses(props: &BulkDialogProps) -> [Vec<(String, String)>; 2] {
    props.store.session().read(|session| {
        let register = session.register();
        let words = |status: Status| (status.word().into(), register.scheme.status_label(status).into());
        bulk_change::statuses(register, &props.records).map(|all| all.into_iter().map(words).collect())
    })
}
