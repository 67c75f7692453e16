//! The short dialogs of a case: submit, issue, extend, move a milestone.

use std::rc::Rc;

use yew::prelude::*;

use super::super::desk::Desk;
use super::super::words::day_typed;
use super::ask_form::{Answers, AskForm, Question, Wrong, refused};
use super::case::FormProps;
use crate::calendar::read_day;
use crate::item::case::Shift;
use crate::item::{Field, Kind, Shape, Value};
use crate::register::Command;
use crate::register::change::{Ask, NewRound};
use crate::stamp::EventId;

/// Asks of the case, and reads out what was done.
pub(super) fn ask(desk: &Desk, ask: Ask, done: &str) -> Result<(), Wrong> {
    desk.store.carry_out(Command::Case { item: desk.id(), ask }).map_err(refused)?;
    desk.store.announce(done);
    Ok(())
}

fn today(desk: &Desk) -> String {
    day_typed(desk.store.today())
}

/// Submits the text as a version.
pub(super) fn submit_form(props: &FormProps) -> Html {
    let desk = &props.desk;
    let raiser = desk.item.fields.text(Field::ChangeRaiser).unwrap_or_default();
    let mut questions = vec![
        Question::of("by", "Submitted by", Shape::Line).start(raiser).hint("The Change Raiser").required(),
        Question::of("on", "Submitted on", Shape::Day).start(today(desk)).required(),
    ];
    if !desk.item.case.submissions.is_empty() {
        questions.push(Question::of("amendments", "What was amended", Shape::Text));
    }
    let onsubmit = Callback::from({
        let desk = desk.clone();
        move |answers: Answers| {
            let (on, by, amendments) = (answers.must_day("on")?, answers.words("by")?, answers.words("amendments")?);
            ask(&desk, Ask::Submit { on, by, amendments }, "Submitted")
        }
    });
    html! {
        <AskForm key="submit" title="Submit this version" questions={Rc::new(questions)} submit="Submit" {onsubmit} onclose={props.onclose.clone()}>
            <p class="meta">{ "The text as it stands is kept as a version of its own and never changes again." }</p>
        </AskForm>
    }
}

/// The constituencies of the programme, offered where a round is issued.
pub(super) const CONSTITUENCIES: [&str; 12] = [
    "Large Supplier",
    "Medium Supplier",
    "Small Supplier",
    "I&C Supplier",
    "Supplier Agent",
    "DNO",
    "iDNO",
    "DCC",
    "National Grid ESO",
    "Elexon",
    "RECCo",
    "Consumer",
];

/// A list, as it is typed.
fn typed(list: Vec<String>) -> String {
    Value::List(list).typed()
}

/// Issues a round; the closing day is counted while the answers are typed.
#[component]
pub(super) fn IssueForm(props: &FormProps) -> Html {
    let desk = &props.desk;
    let counted = use_state(|| count(desk, &today(desk), "10"));
    let all = CONSTITUENCIES.map(str::to_owned).to_vec();
    let audience = desk.item.case.rounds.last().map_or_else(|| all.clone(), |round| round.audience.clone());
    let channels = vec!["Principal Contacts".to_owned(), "The Clock".to_owned()];
    let questions = vec![
        Question::of("on", "Issued on", Shape::Day).start(today(desk)).hint("This day is not counted").required(),
        Question::of("window", "Working days to answer", Shape::Line).start("10").required(),
        Question::of("audience", "Who is asked", Shape::List).start(typed(audience)).offers(all).required(),
        Question::of("channels", "How they are told", Shape::List).start(typed(channels.clone())).offers(channels),
        Question::of("closes", "Closes on another day", Shape::Day).folded("Another closing day"),
        Question::of("why", "Why", Shape::Text).folded("Another closing day"),
    ];
    let onchange = Callback::from({
        let (desk, counted) = (desk.clone(), counted.clone());
        move |answers: Answers| {
            let words = |key: &str| answers.words(key).ok().flatten().unwrap_or_default();
            counted.set(count(&desk, &words("on"), &words("window")));
        }
    });
    let onsubmit = Callback::from({
        let desk = desk.clone();
        move |answers: Answers| {
            let closes =
                answers.day("closes")?.map(|day| Ok::<_, Wrong>((day, answers.words("why")?.unwrap_or_default()))).transpose()?;
            let round = NewRound {
                issued_on: answers.must_day("on")?,
                window: answers.number("window")?.unwrap_or_default(),
                closes,
                audience: answers.list("audience")?,
                channels: answers.list("channels")?,
            };
            ask(&desk, Ask::Issue(round), "Issued to impact assessment")
        }
    });
    html! {
        <AskForm title="Issue to impact assessment" questions={Rc::new(questions)} submit="Issue" {onsubmit} {onchange} onclose={props.onclose.clone()}>
            <div class="ask__counted" role="status">{ for counted.iter().map(|line| html! { <p>{ line }</p> }) }</div>
        </AskForm>
    }
}

/// When a window closes, and how that was counted.
fn count(desk: &Desk, on: &str, window: &str) -> Vec<String> {
    let (Ok(on), Ok(window)) = (read_day(on), window.trim().parse::<u16>()) else { return Vec::new() };
    desk.store.read(|session| session.register().scheme.calendar.window(on, window))
}

/// Gives parties longer.
pub(super) fn extend_form(props: &FormProps) -> Html {
    let questions = vec![
        Question::of("to", "New closing day", Shape::Day).required(),
        Question::of("why", "Why", Shape::Text).required(),
        Question::of("on", "Granted on", Shape::Day).start(today(&props.desk)),
    ];
    let onsubmit = Callback::from({
        let desk = props.desk.clone();
        move |answers: Answers| {
            let (to, why, on) = (answers.must_day("to")?, answers.words("why")?.unwrap_or_default(), answers.day("on")?);
            ask(&desk, Ask::Extend { to, why, on }, "Impact assessment extended")
        }
    });
    html! {
        <AskForm key="extend" title="Extend the impact assessment" questions={Rc::new(questions)} submit="Extend" {onsubmit} onclose={props.onclose.clone()} />
    }
}

/// Says that it moves a milestone, or where to.
pub(super) fn shift_form(props: &FormProps) -> Html {
    let desk = &props.desk;
    let have = props.part.and_then(|id| desk.item.case.shifts.iter().find(|shift| shift.id == id)).cloned();
    let mut questions = Vec::new();
    if have.is_none() {
        let offers = milestones(desk);
        questions.push(Question::of("milestone", "Milestone", Shape::Line).hint("Its reference").offers(offers).required());
    } else {
        let from = have.as_ref().and_then(|shift| shift.from).map(day_typed).unwrap_or_default();
        questions.push(Question::of("from", "Baseline it moves from", Shape::Day).start(from));
    }
    let to = have.as_ref().map(|shift| day_typed(shift.to)).unwrap_or_default();
    questions.push(Question::of("to", "New baseline", Shape::Day).start(to).required());
    let onsubmit = Callback::from({
        let (desk, have) = (desk.clone(), have.clone());
        move |answers: Answers| {
            let to = answers.must_day("to")?;
            match &have {
                Some(shift) => {
                    let to = Some(Shift { to, from: answers.day("from")?, ..shift.clone() });
                    ask(&desk, Ask::ChangeShift { shift: shift.id, to }, "Milestone move changed")
                }
                None => {
                    let milestone = found(&desk, &answers.words("milestone")?.unwrap_or_default());
                    let milestone =
                        milestone.ok_or(("milestone".to_owned(), "There is no milestone of that reference".to_owned()))?;
                    ask(&desk, Ask::AddShift { milestone, to }, "Milestone move added")
                }
            }
        }
    });
    let title = if have.is_some() { "Change a milestone it moves" } else { "Add a milestone it moves" };
    html! {
        <AskForm key="shift" {title} questions={Rc::new(questions)} submit="Save" {onsubmit} onclose={props.onclose.clone()}>
            <p class="meta">{ "The milestone itself is changed only when the change is approved, and only when you say so." }</p>
        </AskForm>
    }
}

fn milestones(desk: &Desk) -> Vec<String> {
    desk.store.read(|session| {
        let register = session.register();
        let all = register.records().filter(|record| register.row(*record).kind == Kind::Milestone);
        all.take(300).filter_map(|record| register.item(record)).map(|item| item.shown_reference()).collect()
    })
}

fn found(desk: &Desk, reference: &str) -> Option<EventId> {
    desk.store.read(|session| {
        let register = session.register();
        let record = register.by_reference(reference)?;
        (register.row(record).kind == Kind::Milestone).then(|| register.id(record))
    })
}
