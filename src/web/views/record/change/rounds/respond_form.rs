//! Records what a party answered, or corrects it.

use std::rc::Rc;

use yew::prelude::*;

use crate::record::case::{Aspect, Effect, Position, Response, Size, TakeUp};
use crate::record::{Extra, Shape};
use crate::scheme::WordList;
use crate::stamp::{EventId, Replica};
use crate::web::views::phrases::day_typed;
use crate::web::views::record::change::{CaseFormProps, ask};
use crate::web::views::record::form::{Answers, AskForm, Question, Wrong};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::CaseCommand;

const POSITIONS: Shape = Shape::Choice(Position::WORDS);
const SIZES: Shape = Shape::Choice(Size::WORDS);
const TAKE_UP: Shape = Shape::Choice(TakeUp::WORDS);
const YES: Shape = Shape::Choice(&["Yes", "No"]);

/// Records what a party answered.
pub(crate) fn respond_form(props: &CaseFormProps) -> Html {
    let context = &props.context;
    let have = props.part.and_then(|id| context.record.case.responses.iter().find(|have| have.id == id)).cloned();
    let asked = context.record.case.open_round().map(|round| round.audience.clone()).unwrap_or_default();
    let asked = if asked.is_empty() { constituencies(context) } else { asked };
    let questions = questions(have.as_ref(), asked, day_typed(context.store.session().today()));
    let onsubmit = Callback::from({
        let (context, have) = (context.clone(), have.clone());
        move |answers: Answers| {
            let response = Box::new(read(&answers, have.as_ref())?);
            let done = format!("Response of {} recorded", response.party);
            let asked = match &have {
                Some(have) => CaseCommand::ChangeResponse { response: have.id, to: Some(response) },
                None => CaseCommand::Respond(response),
            };
            ask(&context, asked, &done)
        }
    });
    let title = if have.is_some() { "Change a response" } else { "Add a response" };
    html! { <AskForm key="respond" {title} questions={Rc::new(questions)} submit="Save response" {onsubmit} onclose={props.onclose.clone()} /> }
}

fn constituencies(context: &RecordContext) -> Vec<String> {
    context.setup.words(WordList::Constituencies)
}

fn questions(have: Option<&Response>, asked: Vec<String>, today: String) -> Vec<Question> {
    let words = |of: fn(&Response) -> String| have.map(of).unwrap_or_default();
    let received = have.map_or(today, |have| day_typed(have.received_on));
    let mut all = vec![
        Question::of("party", "Party", Shape::Line)
            .start(words(|have| have.party.clone()))
            .hint("The organisation or representative that answers")
            .required(),
        Question::of("constituency", "Constituency", Shape::Line)
            .start(words(|have| have.constituency.clone()))
            .offers(asked)
            .required(),
        Question::of("position", "Position", POSITIONS).start(words(|have| have.position.word().into())).required(),
        Question::of("received", "Received on", Shape::Day).start(received).required(),
        Question::of("comments", "Comments", Shape::Text).start(words(|have| have.comments.clone().unwrap_or_default())),
    ];
    for aspect in Aspect::ALL {
        let effect = have.and_then(|have| have.effects.get(aspect));
        let size = effect.and_then(|effect| effect.size).map_or("", Size::word);
        let in_words = effect.and_then(|effect| effect.words.clone()).unwrap_or_default();
        let label = format!("Effect on {}", aspect.word().to_lowercase());
        all.push(Question::of(format!("size-{}", aspect.word()), label.clone(), SIZES).start(size).folded("Effects"));
        let key = format!("words-{}", aspect.word());
        all.push(Question::of(key, format!("{label}, in words"), Shape::Line).start(in_words).folded("Effects"));
    }
    let more = "Lead time, take-up and confidentiality";
    all.extend([
        Question::of("lead", "Lead time in working days", Shape::Line)
            .start(words(|have| have.lead_time.map(|days| days.to_string()).unwrap_or_default()))
            .folded(more),
        Question::of("ready", "Ready on", Shape::Day)
            .start(words(|have| have.ready_on.map(day_typed).unwrap_or_default()))
            .folded(more),
        Question::of("takeup", "Will use it", TAKE_UP)
            .start(words(|have| have.take_up.map_or("", TakeUp::word).into()))
            .folded(more),
        Question::of("behalf", "On behalf of", Shape::Line)
            .start(words(|have| have.on_behalf_of.clone().unwrap_or_default()))
            .folded(more),
        Question::of("confidential", "Confidential", YES)
            .start(words(|have| if have.confidential { "Yes".into() } else { String::new() }))
            .hint("Marked as confidential wherever it is shown")
            .folded(more),
    ]);
    all
}

/// What was answered. A word that only a newer version knows stays where it stood.
fn read(answers: &Answers, have: Option<&Response>) -> Result<Response, Wrong> {
    let nobody = EventId { tick: 1, replica: Replica(0) };
    let line = |key: &str| answers.words(key).map(Option::unwrap_or_default);
    let had = have.map(|have| have.effects.clone()).unwrap_or_default();
    let mut effects: std::collections::BTreeMap<Aspect, Effect> =
        had.iter().filter(|(aspect, _)| aspect.newer().is_some()).map(|(aspect, effect)| (*aspect, effect.clone())).collect();
    for aspect in Aspect::ALL {
        let size = answers.words(&format!("size-{}", aspect.word()))?;
        let stood = had.get(aspect).and_then(|effect| effect.size);
        let size = size.and_then(|size| Size::from_name(&size).or(stood.filter(|stood| stood.word() == size)));
        let words = answers.words(&format!("words-{}", aspect.word()))?;
        if size.is_some() || words.is_some() {
            effects.insert(*aspect, Effect { size, words, extra: Extra::new() });
        }
    }
    let (position, take_up) = (line("position")?, answers.words("takeup")?);
    Ok(Response {
        id: nobody,
        round: nobody,
        party: line("party")?,
        constituency: line("constituency")?,
        on_behalf_of: answers.words("behalf")?,
        received_on: answers.must_day("received")?,
        position: Position::from_name(&position)
            .or_else(|| have.map(|have| have.position).filter(|stood| stood.word() == position))
            .unwrap_or(Position::NoResponse),
        effects,
        lead_time: answers.number("lead")?,
        ready_on: answers.day("ready")?,
        comments: answers.words("comments")?,
        confidential: answers.words("confidential")?.as_deref() == Some("Yes"),
        take_up: take_up.and_then(|words| TakeUp::from_name(&words).or(have?.take_up.filter(|stood| stood.word() == words))),
        extra: Extra::new(),
    })
}
