//! The scoring of risks: how many steps the two scales have, what each is called and means, and which level follows from them.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::change_setup::change_setup_or_say;
use crate::kind::Rating;
use crate::record::Slot;
use crate::scheme::{Band, Level, Matrix, Scale, ScaleOf, ScaleStep, Scheme, resized};
use crate::state::{Rag, Register};
use crate::web::app::app_context::AppContext;
use crate::web::store::Store;
use crate::web::views::parts::{Dialog, FormState};

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct SchemeDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// What is typed and chosen.
#[derive(Clone, PartialEq, Debug)]
struct SchemeForm {
    matrix: Matrix,
    /// The steps of both scales, in the order of [`ScaleOf::ALL`].
    scales: [Vec<ScaleStep>; 2],
    appetite: Option<Band>,
}

type Form = UseReducerHandle<FormState<SchemeForm>>;

/// All of the scoring, kept together or not at all.
#[component]
pub fn SchemeDialog(props: &SchemeDialogProps) -> Html {
    let store = props.context.store.clone();
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let form = use_reducer(|| FormState(SchemeForm::of(&opening)));
    let error = use_state(String::new);
    let onsubmit = {
        let opening = Rc::clone(&opening);
        let (form, error, onclose, store) = (form.clone(), error.clone(), props.onclose.clone(), store.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match keep(&store, &opening, &form.0) {
                Ok(()) => onclose.emit(()),
                Err(why) => error.set(why),
            }
        })
    };
    let effect = store.session().read(|session| effect(session.register(), &form.0.matrix));
    html! {
        <Dialog title="Scoring of risks" class="dialog--wide" onclose={props.onclose.clone()}>
            <form {onsubmit}>
                <p>{ "Likelihood and impact give a level. What has been assessed before keeps the level it was given; only new assessments follow what is changed here." }</p>
                { for ScaleOf::ALL.into_iter().map(|scale| scale_fields(&form, scale)) }
                <h3 class="setup__title">{ "Which level follows" }</h3>
                <div class="scheme">{ table(&form) }</div>
                { appetite(&form) }
                if !effect.is_empty() {
                    <div class="setup__effect" role="status">
                        <h3 class="setup__title">{ "What this does" }</h3>
                        <ul>{ for effect.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                    </div>
                }
                <p class="field__error" role="alert">{ &*error }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Save the scoring" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// How many steps a scale has, and each step's name and meaning.
fn scale_fields(form: &Form, scale: ScaleOf) -> Html {
    let at = scale as usize;
    let dispatcher = form.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        let steps = event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or(5);
        dispatcher.dispatch(Box::new(move |form: &mut SchemeForm| form.resize(scale, steps)));
    });
    let steps = &form.0.scales[at];
    let id = format!("scheme-{}", scale.name());
    let option = |count: usize| html! { <option value={count.to_string()} selected={count == steps.len()}>{ count }</option> };
    html! {
        <fieldset class="setup__scale">
            <legend class="setup__title">{ scale.label() }</legend>
            <div class="field">
                <label class="field__label" for={id.clone()}>{ "Steps" }</label>
                <select {id} class="select setup__steps" {onchange}>{ for Matrix::STEPS.map(option) }</select>
            </div>
            <table class="setup__table">
                <thead><tr><th scope="col">{ "Step" }</th><th scope="col">{ "Name" }</th><th scope="col">{ "What it means" }</th></tr></thead>
                <tbody>{ for steps.iter().enumerate().rev().map(|(step, said)| step_row(form, scale, step, said)) }</tbody>
            </table>
        </fieldset>
    }
}

fn step_row(form: &Form, scale: ScaleOf, step: usize, said: &ScaleStep) -> Html {
    let at = scale as usize;
    let (named, defined) = (form.dispatcher(), form.dispatcher());
    let onname = Callback::from(move |event: InputEvent| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value();
        named.dispatch(Box::new(move |form: &mut SchemeForm| form.scales[at][step].name = Some(name)));
    });
    let ondefinition = Callback::from(move |event: InputEvent| {
        let words = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        defined.dispatch(Box::new(move |form: &mut SchemeForm| form.scales[at][step].definition = Some(words)));
    });
    let id = |what: &str| format!("scheme-{}-{}-{what}", scale.name(), step + 1);
    let label = |what: &str| format!("{what} of {} {}", scale.name(), step + 1);
    html! {
        <tr key={step}>
            <th scope="row" class="setup__number">{ step + 1 }</th>
            <td><input id={id("name")} class="input" dir="auto" value={said.name.clone().unwrap_or_default()} placeholder="Not named" oninput={onname} aria-label={label("Name")} /></td>
            <td><textarea id={id("definition")} class="input" rows="1" dir="auto" value={said.definition.clone().unwrap_or_default()}
                oninput={ondefinition} aria-label={label("Meaning")} /></td>
        </tr>
    }
}

fn appetite(form: &Form) -> Html {
    let dispatcher = form.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        let band = Band::from_name(&event.target_unchecked_into::<HtmlSelectElement>().value());
        dispatcher.dispatch(Box::new(move |form: &mut SchemeForm| form.appetite = band));
    });
    let chosen = form.0.appetite;
    let option = |band: Band| html! { <option value={band.word()} selected={chosen == Some(band)}>{ band.word() }</option> };
    html! {
        <div class="field">
            <label class="field__label" for="scheme-appetite">{ "Appetite for risk" }</label>
            <select id="scheme-appetite" class="select" {onchange} aria-describedby="scheme-appetite-hint">
                <option value="" selected={chosen.is_none()}>{ "Not said" }</option>
                { for Band::ALL.into_iter().map(option) }
            </select>
            <span id="scheme-appetite-hint" class="field__hint">{ "The highest level that the programme accepts. The overview counts the open risks above it." }</span>
        </div>
    }
}

fn table(form: &Form) -> Html {
    let matrix = &form.0.matrix;
    let heading = |scale: ScaleOf, level: Level| {
        let name = form.0.scales[scale as usize].get(usize::from(level.number()) - 1).and_then(|step| step.name.clone());
        html! {
            <>
                <span class="scheme__word">{ format!("{} ", scale.label()) }</span>{ level.number() }
                <span class="scheme__name">{ " " }{ name.unwrap_or_default() }</span>
            </>
        }
    };
    let row = |likelihood: Level| {
        html! {
            <tr>
                <th scope="row">{ heading(ScaleOf::Likelihood, likelihood) }</th>
                { for matrix.impacts().iter().map(|impact| cell(form, likelihood, *impact)) }
            </tr>
        }
    };
    html! {
        <table class="scheme__table">
            <caption class="visually-hidden">{ "Level by likelihood and impact" }</caption>
            <thead>
                <tr>
                    <td></td>
                    { for matrix.impacts().iter().map(|impact| html! { <th scope="col">{ heading(ScaleOf::Impact, *impact) }</th> }) }
                </tr>
            </thead>
            <tbody>{ for matrix.likelihoods().iter().rev().copied().map(row) }</tbody>
        </table>
    }
}

fn cell(form: &Form, likelihood: Level, impact: Level) -> Html {
    let Some(band) = form.0.matrix.band(likelihood, impact) else { return Html::default() };
    let dispatcher = form.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        if let Some(band) = Band::from_name(&event.target_unchecked_into::<HtmlSelectElement>().value()) {
            dispatcher.dispatch(Box::new(move |form: &mut SchemeForm| form.matrix.set(likelihood, impact, band)));
        }
    });
    let option = |choice: Band| html! { <option value={choice.word()} selected={choice == band}>{ choice.word() }</option> };
    let (row, column) = (likelihood.number(), impact.number());
    html! {
        <td>
            <select id={format!("scheme-{row}-{column}")} class={classes!("select", "scheme__select", format!("scheme__select--{}", Rag::from(band).name()))}
                aria-label={format!("Level at likelihood {row}, impact {column}")} {onchange}>
                { for Band::ALL.into_iter().rev().map(option) }
            </select>
        </td>
    }
}

impl SchemeForm {
    fn of(scheme: &Scheme) -> SchemeForm {
        let steps = |scale: ScaleOf| {
            let step = |level: &Level| scheme.step(scale, *level).cloned().unwrap_or_default();
            scheme.steps(scale).iter().map(step).collect()
        };
        SchemeForm { matrix: scheme.matrix.clone(), scales: ScaleOf::ALL.map(steps), appetite: scheme.appetite }
    }

    fn resize(&mut self, scale: ScaleOf, steps: usize) {
        let at = scale as usize;
        self.scales[at] = resized(&self.scales[at], steps);
        self.matrix = self.matrix.resized(self.scales[0].len(), self.scales[1].len());
    }

    /// What is chosen, in the set-up that it was begun with. What was not touched stays as it is said there.
    fn to_scheme(&self, before: &Scheme) -> Scheme {
        let mut to = Scheme { matrix: self.matrix.clone(), appetite: self.appetite, ..before.clone() };
        if self.scales == SchemeForm::of(before).scales {
            return to;
        }
        let said = |words: &Option<String>| words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned);
        for (scale, steps) in ScaleOf::ALL.into_iter().zip(&self.scales) {
            let trimmed = steps.iter().map(|step| ScaleStep {
                name: said(&step.name),
                definition: said(&step.definition),
                extra: step.extra.clone(),
            });
            let numbered = trimmed.enumerate().filter(|(_, step)| !step.is_empty());
            let steps: Scale = numbered.map(|(at, step)| ((at + 1).to_string(), step)).collect();
            let scales = to.scales.get_or_insert_default();
            if steps.is_empty() {
                scales.remove(scale.name());
            } else {
                scales.insert(scale.name().to_owned(), steps);
            }
        }
        to.scales = to.scales.filter(|scales| !scales.is_empty());
        to
    }
}

/// What another matrix would make of the open risks if they were assessed again: how many of each level before and after,
/// and how many stand on a step that it has not. Nothing where it is the one that stands.
fn effect(register: &Register, matrix: &Matrix) -> Vec<String> {
    if *matrix == register.scheme.matrix {
        return Vec::new();
    }
    let mut levels = [(0, 0); Band::ALL.len()];
    let mut off = 0;
    for row_id in register.records() {
        let row = register.row(row_id);
        if row.kind.definition().rating != Rating::Matrix || !row.is_open() {
            continue;
        }
        let Some(record) = register.record(row_id) else { continue };
        let Some(assessment) = record.assessment(Slot::Current) else { continue };
        let (Some(likelihood), Some(impact), Some(level)) = assessment.figures() else { continue };
        levels[level as usize].0 += 1;
        match matrix.band(likelihood, impact) {
            Some(level) => levels[level as usize].1 += 1,
            None => off += 1,
        }
    }
    let told = Band::ALL.into_iter().zip(levels).rev().filter(|(_, (before, after))| before != after);
    let mut lines: Vec<String> = told
        .map(|(band, (before, after))| format!("{}: {before} now, {after} when they are assessed again", band.word()))
        .collect();
    match off {
        0 => {}
        1 => lines.push("1 open risk stands on a step that is gone. It keeps its level, and the matrix does not show it, until it is assessed again".into()),
        _ => lines.push(format!("{off} open risks stand on a step that is gone. They keep their level, and the matrix does not show them, until they are assessed again")),
    }
    if lines.is_empty() {
        lines.push("No open risk would have another level if it were assessed again".into());
    }
    lines
}

fn keep(store: &Store, opening: &Scheme, form: &SchemeForm) -> Result<(), String> {
    change_setup_or_say(store, opening, &form.to_scheme(opening), "Scoring saved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_touched_stays_unsaid_and_an_empty_step_is_none() {
        let before = Scheme::default();
        let mut form = SchemeForm::of(&before);
        assert_eq!(form.to_scheme(&before), before);
        form.resize(ScaleOf::Likelihood, 4);
        form.scales[0][3] = ScaleStep { name: Some(" Certain ".into()), definition: Some("  ".into()), ..ScaleStep::default() };
        let to = form.to_scheme(&before);
        assert_eq!((to.steps(ScaleOf::Likelihood).len(), to.steps(ScaleOf::Impact).len()), (4, 5));
        let last = *to.steps(ScaleOf::Likelihood).last().expect("four steps");
        assert_eq!(to.step_label(ScaleOf::Likelihood, last), "4 Certain");
        assert_eq!(to.scales.as_ref().map(|scales| scales.len()), Some(1));
        assert_eq!(to.step(ScaleOf::Likelihood, last).and_then(|step| step.definition.as_deref()), None);
    }
}
