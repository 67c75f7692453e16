//! The change process: which stages and requirements it has, what they are called, and who may decide up to what.

use std::rc::Rc;

use std::collections::BTreeMap;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::change_setup::change_setup_or_say;
use crate::record::{Kind, Status};
use crate::scheme::{ProcessSetup, Scheme, WordList};
use crate::web::app::app_context::AppContext;
use crate::web::store::Store;
use crate::web::views::parts::{Dialog, FormState};
use crate::workflow::{LIFECYCLE, OptionalStage, Requirement, waivable_requirements};

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct ProcessDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// A line of words: what they are for, as the file has it, and what is typed. Nothing typed is as usual.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    words: String,
}

/// What is ticked and typed.
#[derive(Clone, PartialEq)]
struct ProcessForm {
    /// Whether each optional stage is used.
    stages: Vec<bool>,
    stage_labels: Vec<Line>,
    status_labels: Vec<Line>,
    /// Whether each requirement is asked for, in the order of [`requirements`].
    asked: Vec<bool>,
    wording: Vec<Line>,
    authority: Vec<Line>,
}

/// One of the lists of words in the form.
type Lines = fn(&mut ProcessForm) -> &mut Vec<Line>;

type Form = UseReducerHandle<FormState<ProcessForm>>;

/// The process, kept as a whole or not at all.
#[component]
pub fn ProcessDialog(props: &ProcessDialogProps) -> Html {
    let store = props.context.store.clone();
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let form = use_reducer(|| FormState(ProcessForm::of(&opening)));
    let wrong = use_state(String::new);
    let onsubmit = {
        let opening = Rc::clone(&opening);
        let (store, form, wrong, onclose) = (store.clone(), form.clone(), wrong.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match keep(&store, &opening, &form.0) {
                Ok(()) => onclose.emit(()),
                Err(why) => wrong.set(why),
            }
        })
    };
    let usual_name = |line: &Line| line.name.clone();
    let stages = lines(&form, "Name of the stage", |form| &mut form.stage_labels, &form.0.stage_labels, usual_name);
    let statuses = lines(&form, "Name of the status", |form| &mut form.status_labels, &form.0.status_labels, usual_name);
    let authority = lines(&form, "What may be decided by", |form| &mut form.authority, &form.0.authority, |_| String::new());
    html! {
        <Dialog title="Change process" class="dialog--wide" onclose={props.onclose.clone()}>
            <form {onsubmit}>
                <p>{ "How a change request goes here. Every step is recorded with who, when and why, whatever the process." }</p>
                <h3>{ "Stages" }</h3>
                { for OptionalStage::ALL.iter().enumerate().map(|(at, stage)| stage_choice(&form, at, *stage)) }
                <h3>{ "Names" }</h3>
                <p class="field__hint">{ "What is left empty has its usual name. A status that other kinds have too is called so there as well." }</p>
                <h4>{ "Names of stages" }</h4>
                <ul class="setup__fields">{ stages }</ul>
                <h4>{ "Names of statuses" }</h4>
                <ul class="setup__fields">{ statuses }</ul>
                <h3>{ "Requirements" }</h3>
                <p class="field__hint">{ "Ticked ones are asked for, in your words where you give some. What holds a record together is always asked for." }</p>
                { requirements_by_step(&store, &form) }
                <h3>{ "Who may decide up to what" }</h3>
                <p class="field__hint">{ "Shown where a decision is recorded; nobody is refused by it. The names are those of the list of decision makers." }</p>
                <ul class="setup__fields">{ authority }</ul>
                <p class="field__error" role="alert">{ &*wrong }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Save the change process" }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn stage_choice(form: &Form, at: usize, stage: OptionalStage) -> Html {
    let about = stage.definition();
    // What it serves is left out: so is it.
    let is_idle = about.serves.is_some_and(|other| !form.0.stages[other as usize]);
    let id = format!("process-{}", stage.word());
    let hint = format!("{id}-hint");
    let with = about.serves.map(|other| format!(" It goes with “{}”.", other.definition().label)).unwrap_or_default();
    html! {
        <div key={stage.word()}>
            <div class="choice">
                <input type="checkbox" id={id.clone()} checked={form.0.stages[at] && !is_idle} disabled={is_idle}
                    onchange={ticks(form, move |form, is_used| form.stages[at] = is_used)} aria-describedby={hint.clone()} />
                <label for={id}>{ about.label }</label>
            </div>
            <p id={hint} class="field__hint">{ about.about }{ with }</p>
        </div>
    }
}

/// What each step asks for. What speaks of a stage that is left out, or of a field that is not used, is asked for nowhere.
fn requirements_by_step(store: &Store, form: &Form) -> Html {
    let scheme = store.session().read(|session| session.register().scheme.clone());
    let is_live = |requirement: &Requirement| {
        let stage_is_used = requirement.stage().is_none_or(|stage| form.0.stages[stage as usize]);
        stage_is_used && requirement.field().is_none_or(|field| scheme.asks(field))
    };
    let mut before = 0;
    let steps = waivable_requirements(Kind::ChangeRequest).into_iter().map(|(to, all)| {
        let first = before;
        before += all.len();
        let live = all.into_iter().enumerate().filter(|(_, requirement)| is_live(requirement));
        html! {
            <div key={to.word()}>
                <h4>{ format!("To be “{}”", scheme.status_label(to)) }</h4>
                <ul class="setup__fields">{ for live.map(|(at, requirement)| requirement_line(form, &scheme, first + at, requirement)) }</ul>
            </div>
        }
    });
    html! { { for steps } }
}

fn requirement_line(form: &Form, scheme: &Scheme, at: usize, requirement: &'static Requirement) -> Html {
    let Line { name, words } = &form.0.wording[at];
    let says = requirement.field().map_or_else(|| requirement.says(), |field| scheme.field_label(field)).to_owned();
    let id = format!("process-ask-{name}");
    let onchange = ticks(form, move |form, is_asked| form.asked[at] = is_asked);
    html! {
        <li class="field" key={name.clone()}>
            <div class="choice">
                <input type="checkbox" id={id.clone()} checked={form.0.asked[at]} {onchange} />
                <label for={id} dir="auto">{ &says }</label>
            </div>
            <input id={format!("process-wording-{name}")} class="input" dir="auto" value={words.clone()} placeholder={requirement.sentence()}
                oninput={types(form, |form| &mut form.wording, at)} aria-label={format!("Wording of: {says}")} />
        </li>
    }
}

/// A field for each line, under its name; `what` it is said before that, for who does not see what stands above.
fn lines(form: &Form, what: &'static str, of: Lines, all: &[Line], placeholder: fn(&Line) -> String) -> Html {
    let line = |(at, line): (usize, &Line)| {
        let id = format!("process-{}-{at}", what.replace(' ', "-").to_lowercase());
        html! {
            <li class="field" key={line.name.clone()}>
                <label class="field__label" for={id.clone()} dir="auto">{ &line.name }</label>
                <input {id} class="input" dir="auto" value={line.words.clone()} placeholder={placeholder(line)} oninput={types(form, of, at)}
                    aria-label={format!("{what} {}", line.name)} />
            </li>
        }
    };
    html! { { for all.iter().enumerate().map(line) } }
}

fn ticks(form: &Form, put: impl Fn(&mut ProcessForm, bool) + Copy + 'static) -> Callback<Event> {
    let form = form.dispatcher();
    Callback::from(move |event: Event| {
        let is_ticked = event.target_unchecked_into::<HtmlInputElement>().checked();
        form.dispatch(Box::new(move |form: &mut ProcessForm| put(form, is_ticked)));
    })
}

fn types(form: &Form, of: Lines, at: usize) -> Callback<InputEvent> {
    let form = form.dispatcher();
    Callback::from(move |event: InputEvent| {
        let words = event.target_unchecked_into::<HtmlInputElement>().value();
        form.dispatch(Box::new(move |form: &mut ProcessForm| of(form)[at].words = words));
    })
}

/// What can be left out or worded otherwise, by its name in the file.
fn requirements() -> impl Iterator<Item = &'static str> {
    let steps = waivable_requirements(Kind::ChangeRequest).into_iter();
    steps.flat_map(|(_, all)| all).filter_map(Requirement::id)
}

type Words = Option<BTreeMap<String, String>>;

impl ProcessForm {
    fn of(scheme: &Scheme) -> ProcessForm {
        let usual = ProcessSetup::default();
        let process = scheme.process.as_ref().unwrap_or(&usual);
        let line = |name: &str, said: &Words| {
            let words = said.as_ref().and_then(|said| said.get(name)).cloned().unwrap_or_default();
            Line { name: name.to_owned(), words }
        };
        let mut makers = scheme.words(WordList::DecisionMakers);
        makers.extend(
            scheme.authority().into_iter().map(|(who, _)| who.to_owned()).filter(|who| !makers.contains(who)).collect::<Vec<_>>(),
        );
        ProcessForm {
            stages: OptionalStage::ALL.iter().map(|stage| !scheme.skips_stage(stage.word())).collect(),
            stage_labels: LIFECYCLE.iter().map(|stage| line(stage.name, &process.stage_labels)).collect(),
            status_labels: Status::of(Kind::ChangeRequest)
                .iter()
                .map(|status| line(status.word(), &process.status_labels))
                .collect(),
            asked: requirements().map(|id| !scheme.waives(id)).collect(),
            wording: requirements().map(|id| line(id, &process.requirement_wording)).collect(),
            authority: makers.iter().map(|who| line(who, &process.authority)).collect(),
        }
    }

    /// The set-up with what is ticked and typed. What was not touched stays as it is said there.
    fn to_scheme(&self, before: &Scheme) -> Scheme {
        let was = ProcessForm::of(before);
        let mut process = before.process.clone().unwrap_or_default();
        let stages = OptionalStage::ALL.iter().map(|stage| stage.word());
        put_names(&mut process.skipped_stages, stages, &self.stages, &was.stages);
        put_names(&mut process.waived_requirements, requirements(), &self.asked, &was.asked);
        put_words(&mut process.stage_labels, &self.stage_labels, &was.stage_labels);
        put_words(&mut process.status_labels, &self.status_labels, &was.status_labels);
        put_words(&mut process.requirement_wording, &self.wording, &was.wording);
        put_words(&mut process.authority, &self.authority, &was.authority);
        Scheme { process: process.tidied(), ..before.clone() }
    }
}

/// Puts the names on the list of what is left out whose box was cleared, and takes those off whose box was ticked.
fn put_names<'n>(left_out: &mut Vec<String>, names: impl Iterator<Item = &'n str>, is_used: &[bool], was: &[bool]) {
    for (name, (is_used, _)) in names.zip(is_used.iter().zip(was)).filter(|(_, (is_used, was))| is_used != was) {
        left_out.retain(|have| have != name);
        left_out.extend((!is_used).then(|| name.to_owned()));
    }
}

fn put_words(said: &mut Words, typed: &[Line], was: &[Line]) {
    for (line, _) in typed.iter().zip(was).filter(|(line, was)| line != was) {
        let said = said.get_or_insert_default();
        match line.words.trim() {
            "" => drop(said.remove(&line.name)),
            words => drop(said.insert(line.name.clone(), words.to_owned())),
        }
    }
}

fn keep(store: &Store, opening: &Scheme, form: &ProcessForm) -> Result<(), String> {
    change_setup_or_say(store, opening, &form.to_scheme(opening), "Change process saved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_touched_stays_unsaid_and_what_was_is_said() {
        let before = Scheme::default();
        let form = ProcessForm::of(&before);
        assert_eq!(form.to_scheme(&before), before);
        let mut changed = form.clone();
        changed.stages[OptionalStage::ImpactAssessment as usize] = false;
        let raised = changed.status_labels.iter_mut().find(|line| line.name == "Raised").expect("a status");
        raised.words = " Submitted ".into();
        let plan = requirements().position(|id| id == "implementationPlan").expect("a requirement");
        (changed.asked[plan], changed.wording[plan].words) = (false, "Attach the plan".into());
        changed.authority[0].words = "All changes".into();
        let to = changed.to_scheme(&before);
        let process = to.process.as_ref().expect("it says something");
        assert_eq!(
            (&*process.skipped_stages, &*process.waived_requirements),
            (&["impactAssessment".into()][..], &["implementationPlan".into()][..])
        );
        assert_eq!(to.status_label(Status::Raised), "Submitted");
        assert_eq!(to.requirement_wording("implementationPlan"), Some("Attach the plan"));
        assert_eq!(to.authority(), [(&*form.authority[0].name, "All changes")]);
        assert!(ProcessForm::of(&to) != form && form.to_scheme(&to) == before, "taken back, nothing is left of it");
    }
}
