//! A dialog made of a list of questions: one place for labels, hints, errors and keys.

use crate::vec_map::VecMap;
use std::rc::Rc;

use chrono::NaiveDate;
use yew::prelude::*;

use super::control::Control;
use super::draft::Draft;
use super::focus::to_error;
use crate::calendar::Due;
use crate::record::{Owner, Shape, Value};
use crate::web::views::parts::Dialog;
use crate::workflow::Refusal;

/// One question.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Question {
    /// Its name, also part of the id of its control.
    pub(crate) key: String,
    /// Its label.
    pub(crate) label: String,
    /// What it asks for; a line unless said.
    pub(crate) shape: Option<Shape>,
    /// How to answer.
    pub(crate) hint: Option<AttrValue>,
    /// Whether it must be answered.
    pub(crate) required: bool,
    /// Whether the step needs it, unless it is taken all the same.
    pub(crate) needed: bool,
    /// The first answer.
    pub(crate) start: String,
    /// Words offered.
    pub(crate) offers: Vec<String>,
    /// The heading of the folded part it stands in; none stands open.
    pub(crate) folded: Option<&'static str>,
}

impl Question {
    /// A question for that.
    pub(crate) fn of(key: impl Into<String>, label: impl Into<String>, shape: Shape) -> Question {
        Question { key: key.into(), label: label.into(), shape: Some(shape), ..Question::default() }
    }

    /// Must be answered.
    pub(crate) fn required(self) -> Question {
        Question { required: true, ..self }
    }

    /// The step needs it, unless it is taken all the same.
    pub(crate) fn needed(self, needed: bool) -> Question {
        Question { needed, ..self }
    }

    /// Starts with that answer.
    pub(crate) fn start(self, start: impl Into<String>) -> Question {
        Question { start: start.into(), ..self }
    }

    /// Says how to answer.
    pub(crate) fn hint(self, hint: impl Into<AttrValue>) -> Question {
        Question { hint: Some(hint.into()), ..self }
    }

    /// Offers those words.
    pub(crate) fn offers(self, offers: Vec<String>) -> Question {
        Question { offers, ..self }
    }

    /// Stands folded away under that heading.
    pub(crate) fn folded(self, heading: &'static str) -> Question {
        Question { folded: Some(heading), ..self }
    }

    fn shape(&self) -> Shape {
        self.shape.unwrap_or(Shape::Line)
    }
}

/// Which answer is wrong, and why. No key is about the whole.
pub(crate) type Wrong = (String, String);

/// What was answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answers {
    questions: Rc<Vec<Question>>,
    drafts: VecMap<String, Draft>,
}

impl Answers {
    /// What was answered there, as a value.
    pub(crate) fn value(&self, key: &str) -> Result<Option<Value>, Wrong> {
        let Some(question) = self.questions.iter().find(|question| question.key == key) else { return Ok(None) };
        let draft = self.drafts.get(key).cloned().unwrap_or_else(|| Draft::of_text(question.start.clone()));
        let value = draft.read(question.shape()).map_err(|why| (key.to_owned(), format!("{}: {why}", question.label)))?;
        if question.required && value.is_none() {
            return Err((key.to_owned(), format!("{}: fill this in", question.label)));
        }
        Ok(value)
    }

    /// The words answered there.
    pub(crate) fn words(&self, key: &str) -> Result<Option<String>, Wrong> {
        Ok(self.value(key)?.map(|value| value.to_string()))
    }

    /// The parts of the list answered there.
    pub(crate) fn list(&self, key: &str) -> Result<Vec<String>, Wrong> {
        match self.value(key)? {
            Some(Value::List(parts)) => Ok(parts),
            _ => Ok(Vec::new()),
        }
    }

    /// The day answered there.
    pub(crate) fn day(&self, key: &str) -> Result<Option<NaiveDate>, Wrong> {
        match self.value(key)? {
            Some(Value::Day(day)) => Ok(Some(day)),
            _ => Ok(None),
        }
    }

    /// The day that has to be answered there.
    pub(crate) fn must_day(&self, key: &str) -> Result<NaiveDate, Wrong> {
        self.day(key)?.ok_or_else(|| (key.to_owned(), "Give the day".into()))
    }

    /// When it is due, as answered there.
    pub(crate) fn due(&self, key: &str) -> Result<Option<Due>, Wrong> {
        match self.value(key)? {
            Some(Value::Due(due)) => Ok(Some(due)),
            _ => Ok(None),
        }
    }

    /// Who, as answered there.
    pub(crate) fn owner(&self, key: &str) -> Result<Option<Owner>, Wrong> {
        match self.value(key)? {
            Some(Value::Owner(owner)) => Ok(Some(owner)),
            _ => Ok(None),
        }
    }

    /// The whole number answered there.
    pub(crate) fn number(&self, key: &str) -> Result<Option<u16>, Wrong> {
        let Some(words) = self.words(key)? else { return Ok(None) };
        words.parse().map(Some).map_err(|_| (key.to_owned(), format!("“{}” is not a whole number", crate::text::excerpt(&words))))
    }
}

/// Why the whole was refused.
pub(crate) fn refused(refusal: Refusal) -> Wrong {
    (String::new(), refusal.to_string())
}

/// What the dialog asks.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct AskFormProps {
    /// Its heading.
    pub(crate) title: AttrValue,
    /// The questions, in order.
    pub(crate) questions: Rc<Vec<Question>>,
    /// The words on the button.
    pub(crate) submit: AttrValue,
    /// Does it, or says which answer is wrong.
    pub(crate) onsubmit: Callback<Answers, Result<(), Wrong>>,
    /// Closes the dialog.
    pub(crate) onclose: Callback<()>,
    /// Told of every answer while it is typed.
    #[prop_or_default]
    pub(crate) onchange: Callback<Answers>,
    /// What stands above the buttons.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A dialog made of a list of questions.
#[component]
pub(crate) fn AskForm(props: &AskFormProps) -> Html {
    let drafts = use_state(VecMap::<String, Draft>::default);
    let wrong = use_state(|| None::<Wrong>);
    let form = use_node_ref();
    let onsubmit = Callback::from({
        let (props, drafts, wrong, form) = (props.clone(), drafts.clone(), wrong.clone(), form.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let answers = Answers { questions: props.questions.clone(), drafts: (*drafts).clone() };
            let checked = props.questions.iter().try_for_each(|question| answers.value(&question.key).map(drop));
            match checked.and_then(|()| props.onsubmit.emit(answers)) {
                Ok(()) => props.onclose.emit(()),
                Err(why) => {
                    wrong.set(Some(why));
                    to_error(&form);
                }
            }
        }
    });
    let open = props.questions.iter().filter(|question| question.folded.is_none());
    let mut headings: Vec<&'static str> = props.questions.iter().filter_map(|question| question.folded).collect();
    headings.dedup();
    let one = |question: &Question| control(question, props, &drafts, wrong.as_ref());
    let folded = |heading: &'static str| {
        let inside = || props.questions.iter().filter(move |question| question.folded == Some(heading));
        let unfold = inside().any(|question| wrong.as_ref().is_some_and(|(key, _)| *key == question.key));
        html! {
            <details class="ask__more" open={unfold}>
                <summary class="button button--small">{ heading }</summary>
                <div class="ask__folded">{ for inside().map(one) }</div>
            </details>
        }
    };
    let whole = wrong.as_ref().filter(|(key, _)| key.is_empty()).map(|(_, why)| why.clone());
    html! {
        <Dialog title={props.title.clone()} class="dialog--wide" onclose={props.onclose.clone()}>
            <form ref={form} class="item__form" {onsubmit} novalidate=true>
                if let Some(why) = whole { <p class="field__error" role="alert" tabindex="-1" dir="auto">{ why }</p> }
                { for open.map(one) }
                { for headings.into_iter().map(folded) }
                { props.children.clone() }
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ &props.submit }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn control(
    question: &Question,
    props: &AskFormProps,
    drafts: &UseStateHandle<VecMap<String, Draft>>,
    wrong: Option<&Wrong>,
) -> Html {
    let first = Draft::of_text(question.start.clone());
    let draft = drafts.get(&question.key).unwrap_or(&first);
    let change = |set: fn(&mut Draft, String)| {
        let (drafts, key, first, props) = (drafts.clone(), question.key.clone(), first.clone(), props.clone());
        Callback::from(move |typed: String| {
            let mut next = (*drafts).clone();
            let mut draft = next.get(&key).unwrap_or(&first).clone();
            set(&mut draft, typed);
            next.insert(key.clone(), draft);
            props.onchange.emit(Answers { questions: props.questions.clone(), drafts: next.clone() });
            drafts.set(next);
        })
    };
    let id = format!("ask-{}", question.key);
    Control {
        id: &id,
        label: &question.label,
        shape: question.shape(),
        draft,
        hint: question.hint.as_deref(),
        error: wrong.filter(|(key, _)| *key == question.key).map(|(_, why)| why.as_str()),
        required: question.required || question.needed,
        offers: &question.offers,
        node: NodeRef::default(),
        ontext: change(|draft, text| draft.text = text),
        onname: change(|draft, name| draft.name = name),
    }
    .field()
}
