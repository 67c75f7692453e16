//! Asks for one step of a mitigation.

use yew::prelude::*;

use crate::record::{Done, Extra, Field, Shape, Step, Value};
use crate::stamp::{EventId, Replica};
use crate::state::Register;
use crate::web::views::phrases::day_typed;
use crate::web::views::record::fields::offers;
use crate::web::views::record::form::{Control, Draft, cancels, escapes, use_begun, use_filling, use_first_control};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which step.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct StepFormProps {
    /// The record.
    pub(super) context: RecordContext,
    /// The step that is changed; none adds one.
    #[prop_or_default]
    pub(super) step: Option<Step>,
    /// Closes the form.
    pub(super) onclose: Callback<()>,
}

/// The four parts of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Text,
    Owner,
    Due,
    Done,
}

impl Part {
    const ALL: [Part; 4] = [Part::Text, Part::Owner, Part::Due, Part::Done];

    fn words(self) -> (&'static str, &'static str, Shape) {
        match self {
            Part::Text => ("item-step-text", "Step", Shape::Text),
            Part::Owner => ("item-step-owner", "Step owner", Shape::Owner),
            Part::Due => ("item-step-due", "Due", Shape::Due),
            Part::Done => ("item-step-done", "Done on", Shape::Line),
        }
    }
}

/// What is typed into each part, in the order of [`Part::ALL`].
type Drafts = Vec<Draft>;

/// Asks for one step of a mitigation.
#[component]
pub(super) fn StepForm(props: &StepFormProps) -> Html {
    let place = props.step.as_ref().map_or_else(|| "step".into(), |step| format!("step-{}", step.id));
    let begun = use_begun(&props.context, &place, begin(props.step.as_ref()));
    let drafts = begun.draft.clone();
    let filling = use_filling(&props.context, &place, "Step", begun.left());
    let error = use_state(|| None::<(Part, String)>);
    let form = use_node_ref();
    use_first_control(form.clone());
    let onsubmit = Callback::from({
        let (props, filling, error, form) = (props.clone(), filling.clone(), error.clone(), form.clone());
        let drafts = drafts.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            filling.finish(save(&props, &drafts), &event, &form, &error, &props.onclose);
        }
    });
    let onclose = props.onclose.reform(move |()| filling.put_aside());
    let offers = offers(props.context.store.session(), Field::Owner);
    let control = |part: Part| {
        let why = (*error).as_ref().filter(|(at, _)| *at == part).map(|(_, why)| why.as_str());
        view(part, &drafts, why, if part == Part::Owner { &offers } else { &[] })
    };
    html! {
        <form ref={form} class="item__form" {onsubmit} onkeydown={escapes(&onclose)} aria-label={if props.step.is_some() { "Edit step" } else { "Add a step" }}>
            { begun.state() }
            { for Part::ALL.into_iter().map(control) }
            <div class="item__buttons">
                <button type="submit" class="button button--primary button--small">{ "Save step" }</button>
                <button type="button" class="button button--quiet button--small" onclick={cancels(&onclose)}>{ "Cancel" }</button>
            </div>
        </form>
    }
}

fn view(part: Part, drafts: &UseStateHandle<Drafts>, error: Option<&str>, offers: &[String]) -> Html {
    let (id, label, shape) = part.words();
    let draft = &drafts[part as usize];
    let node = NodeRef::default();
    let ontext = changes(drafts, part, |draft, text| draft.text = text);
    let onname = changes(drafts, part, |draft, name| draft.name = name);
    let hint = (part == Part::Done).then_some("A day, or “undated” where it is done and nobody knows since when");
    Control { id, label, shape, draft, hint, error, required: part == Part::Text, offers, node, ontext, onname }.field()
}

fn changes(drafts: &UseStateHandle<Drafts>, part: Part, change: fn(&mut Draft, String)) -> Callback<String> {
    let drafts = drafts.clone();
    Callback::from(move |typed: String| {
        let mut next = (*drafts).clone();
        change(&mut next[part as usize], typed);
        drafts.set(next);
    })
}

fn begin(step: Option<&Step>) -> Drafts {
    let Some(step) = step else { return vec![Draft::default(); Part::ALL.len()] };
    let draft = |value: Option<Value>| Draft::of(value.as_ref());
    vec![
        Draft::of_text(step.text.clone()),
        draft(step.owner.clone().map(Value::Owner)),
        draft(step.due.clone().map(Value::Due)),
        Draft::of_text(step.done.map(done_typed).unwrap_or_default()),
    ]
}

fn done_typed(done: Done) -> String {
    done.day().map_or_else(|| done.to_string(), day_typed)
}

/// The step as typed, or which part does not fit and why. Its id is given when it is recorded.
fn read(register: &Register, drafts: &[Draft]) -> Result<Step, (Part, String)> {
    let value = |part: Part| drafts[part as usize].read_in(register, part.words().2).map_err(|why| (part, why.to_string()));
    let text = value(Part::Text)?.map(|text| text.to_string()).ok_or((Part::Text, "Say what is to be done".to_owned()))?;
    let owner = match value(Part::Owner)? {
        Some(Value::Owner(owner)) => Some(owner),
        _ => None,
    };
    let due = match value(Part::Due)? {
        Some(Value::Due(due)) => Some(due),
        _ => None,
    };
    let done = match Some(drafts[Part::Done as usize].text.trim()).filter(|typed| !typed.is_empty()) {
        Some(typed) => Some(Done::parse(typed).map_err(|why| (Part::Done, why.to_string()))?),
        None => None,
    };
    Ok(Step { id: EventId { tick: 1, replica: Replica(0) }, text, owner, due, done, extra: Extra::new() })
}

fn save(props: &StepFormProps, drafts: &[Draft]) -> Result<(), (Part, String)> {
    let step = props.context.store.session().read(|session| read(session.register(), drafts))?;
    let record = props.context.id();
    let (command, done) = match &props.step {
        Some(old) => (Command::ChangeStep { record, step: old.id, to: Some(step) }, "Step changed"),
        None => (Command::AddStep { record, step }, "Step added"),
    };
    match props.context.store.session().carry_out(command) {
        Ok(_) => props.context.store.notices().announce(done),
        Err(crate::workflow::Refusal::NoChange) => {}
        Err(refusal) => return Err((Part::Text, refusal.to_string())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_reads_back_and_says_what_is_wrong() {
        let mut drafts = begin(None);
        drafts[Part::Text as usize] = Draft::of_text("Data Sharing Agreements");
        drafts[Part::Due as usize] = Draft::of_text("28/08/2023");
        let step = read(&Register::default(), &drafts).expect("nothing is wrong with it");
        assert_eq!(begin(Some(&step))[Part::Due as usize].text, "28 August 2023");
        drafts[Part::Done as usize] = Draft::of_text("Undated");
        let undated = read(&Register::default(), &drafts).expect("done is known without its day");
        assert_eq!(undated.done, Some(Done::Undated));
        assert_eq!(begin(Some(&undated))[Part::Done as usize].text, "undated");
        drafts[Part::Done as usize] = Draft::of_text("soon");
        assert_eq!(read(&Register::default(), &drafts).map_err(|(part, _)| part), Err(Part::Done));
        assert_eq!(read(&Register::default(), &begin(None)).map_err(|(part, _)| part), Err(Part::Text));
    }
}
