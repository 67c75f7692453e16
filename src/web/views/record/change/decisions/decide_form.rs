//! Records a decision on this request, and on others decided with it.

use std::rc::Rc;

use yew::prelude::*;

use crate::calendar::Due;
use crate::record::case::MilestoneMove;
use crate::record::{Field, Fields, Kind, Shape, Value};
use crate::scheme::{Scheme, WordList};
use crate::session::Session;
use crate::stamp::EventId;
use crate::state::{Register, RowId};
use crate::web::views::phrases::day_typed;
use crate::web::views::record::change::CaseFormProps;
use crate::web::views::record::form::{Answers, AskForm, Question, Wrong, refused};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::{Command, Condition, Deciding, Outcome, Refusal, Stage, awaits, decisions};

/// The fields of the decision that are asked as they are, with the part they are folded into.
const PLAIN: [(Field, Option<&str>); 11] = [
    (Field::Forum, None),
    (Field::Maker, None),
    (Field::Capacity, None),
    (Field::Mode, None),
    (Field::DecidedOn, None),
    (Field::ObjectionsInvited, None),
    (Field::Objections, None),
    (Field::DeferredTo, Some(PUT_OFF)),
    (Field::Pending, Some(PUT_OFF)),
    (Field::EscalatedTo, Some(PUT_OFF)),
    (Field::Delegation, Some(MORE)),
];

/// Who decided, when, and what follows from that is asked for whatever fields are used.
const FIXED: [Field; 5] = [Field::Maker, Field::DecidedOn, Field::DeferredTo, Field::Pending, Field::EscalatedTo];

/// What every decision needs, though it can be recorded without.
const NEEDED: [Field; 3] = [Field::Maker, Field::Capacity, Field::ObjectionsInvited];

const PUT_OFF: &str = "Deferred or escalated";
const MORE: &str = "Delegation and reservations";
const OTHERS: &str = "Decide others with it";
const CONDITIONS: &str = "Conditions";

/// Records a decision.
#[component]
pub(crate) fn DecideForm(props: &CaseFormProps) -> Html {
    let context = &props.context;
    let conditions = use_state(|| 1_usize);
    let unmet = use_state(|| false);
    let stage = stage(context);
    let onsubmit = Callback::from({
        let (context, unmet, count) = (context.clone(), unmet.clone(), *conditions);
        move |answers: Answers| {
            let deciding = read(&context, stage, &answers, count)?;
            match context.store.session().carry_out(Command::Decide(Box::new(deciding))) {
                Ok(_) => {
                    context.store.notices().announce("Decision recorded");
                    Ok(())
                }
                Err(refusal) => {
                    unmet.set(matches!(refusal, Refusal::Unmet { .. }));
                    Err(refused(refusal))
                }
            }
        }
    });
    let another = Callback::from({
        let conditions = conditions.clone();
        move |_: MouseEvent| conditions.set(*conditions + 1)
    });
    let title = if stage == Stage::Issue { "Record the first decision" } else { "Record the decision on approval" };
    html! {
        <AskForm {title} questions={Rc::new(questions(context, stage, *conditions, *unmet))} submit="Record the decision" {onsubmit} onclose={props.onclose.clone()}>
            <p class="ask__another"><button type="button" class="button button--small" onclick={another}>{ "Another condition" }</button></p>
        </AskForm>
    }
}

fn stage(context: &RecordContext) -> Stage {
    context.store.session().read(|session| awaits(session.register(), &context.record))
}

fn questions(context: &RecordContext, stage: Stage, conditions: usize, unmet: bool) -> Vec<Question> {
    // What was handed up is decided elsewhere, and not at the meeting that handed it up.
    let higher = higher_body(context);
    let meeting = meeting_of(context).filter(|_| higher.is_none());
    let group = meeting.as_ref().map(|(_, group, _)| group.clone()).or(higher);
    let group = group.or(context.record.fields.text(Field::DecisionBody).map(Into::into));
    let held = meeting.as_ref().and_then(|(_, _, held)| *held).unwrap_or(context.store.session().today());
    let (next, others, scheme) = context.store.session().read(|session| {
        let register = session.register();
        (register.next_reference(Kind::Decision, group.as_deref()), alike(register, context), register.scheme.clone())
    });
    let mut all = vec![
        Question::of("outcome", "What was decided", Shape::Choice(stage.outcomes())).start(stage.outcomes()[0]).required(),
        Question::of("reference", "Reference", Shape::Line).start(next).required(),
        Question::of("meeting", "Meeting", Shape::Line)
            .start(meeting.map(|(reference, ..)| reference).unwrap_or_default())
            .hint(format!("Its reference, for example {}", scheme.meeting_example())),
    ];
    // Where others wait for the same decision, they are offered openly.
    let together: Vec<String> = std::iter::once(context.record.shown_reference()).chain(others.iter().cloned()).collect();
    let with = Question::of("together", "Decided together with", Shape::List);
    all.push(match others.is_empty() {
        true => with.folded(OTHERS),
        false => with.hint("Other requests that wait for the same decision: one record decides them all").offers(others),
    });
    for (field, folded) in PLAIN.into_iter().filter(|(field, _)| scheme.asks(*field) || FIXED.contains(field)) {
        let start = match field {
            Field::Forum => group.clone().unwrap_or_default(),
            Field::Mode => scheme.usual_decision_mode(),
            Field::DecidedOn => day_typed(held),
            _ => String::new(),
        };
        let offers = match field {
            Field::Maker => scheme.words(WordList::DecisionMakers),
            Field::Capacity => scheme.words(WordList::Capacities),
            Field::EscalatedTo => scheme.words(WordList::HigherBodies),
            _ => scheme.words_for(field),
        };
        let question = Question::of(field.name(), scheme.field_label(field), field.shape())
            .needed(NEEDED.contains(&field))
            .start(start)
            .offers(offers);
        let authority = if field == Field::Maker { authority(&scheme) } else { None };
        let question = authority.into_iter().fold(question, Question::hint);
        all.push(folded.map_or(question.clone(), |heading| question.folded(heading)));
    }
    all.push(Question::of(Field::Reservations.name(), Field::Reservations.label(), Shape::Text).folded(MORE));
    all.extend(moves(context).filter(|_| stage == Stage::Approval));
    for at in 0..conditions {
        let label = if conditions == 1 { "Condition".to_owned() } else { format!("Condition {}", at + 1) };
        all.push(Question::of(format!("condition{at}"), label.clone(), Shape::Text).hint("Becomes an action").folded(CONDITIONS));
        all.push(Question::of(format!("owner{at}"), format!("{label}: owner"), Shape::Owner).folded(CONDITIONS));
        all.push(Question::of(format!("due{at}"), format!("{label}: due"), Shape::Due).folded(CONDITIONS));
        let whose = Question::of(format!("of{at}"), format!("{label}: for which requests"), Shape::List);
        all.push(whose.offers(together.clone()).hint("Leave it empty when it is for all that are decided").folded(CONDITIONS));
    }
    if unmet {
        let anyway = Question::of("anyway", "Reason to record it although something is missing", Shape::Text);
        all.insert(0, anyway.hint("What is missing is kept with the decision and shown in reports"));
    }
    all
}

/// Who may decide up to what, where the set-up says.
fn authority(scheme: &Scheme) -> Option<String> {
    let all: Vec<String> = scheme.authority().into_iter().map(|(who, up_to)| format!("{who}: {up_to}")).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

/// Asks for the milestones it moves, from where to where, when it moves any.
fn moves(context: &RecordContext) -> Option<Question> {
    let moves: Vec<String> = context.record.case.milestone_moves.iter().map(MilestoneMove::to_string).collect();
    let label = format!("{}: {}", Field::MovesConfirmed.label(), moves.join(", "));
    (!moves.is_empty()).then(|| Question::of(Field::MovesConfirmed.name(), label, Field::MovesConfirmed.shape()))
}

/// The body it was escalated to, while it stands there.
fn higher_body(context: &RecordContext) -> Option<String> {
    let handed_up = context.record.standing.status == Outcome::Escalate.leads_to(false);
    let named = |session: &Session| {
        let all = decisions(session.register(), &context.record);
        all.iter().rev().find_map(|decision| decision.fields.text(Field::EscalatedTo).map(str::to_owned))
    };
    handed_up.then(|| context.store.session().read(named)).flatten()
}

/// The meeting it is put to: its reference, group and day.
fn meeting_of(context: &RecordContext) -> Option<(String, String, Option<chrono::NaiveDate>)> {
    let Some(Due::Meeting(named)) = context.record.fields.due(Field::TargetDecision) else { return None };
    context.store.session().read(|session| {
        let register = session.register();
        let meeting = register.record(register.by_reference(&named)?)?;
        let group = meeting.fields.text(Field::Group).unwrap_or_default().to_owned();
        Some((meeting.shown_reference(), group, meeting.fields.day(Field::HeldOn)))
    })
}

/// Other requests that stand at the same place, for a batch decision.
fn alike(register: &Register, context: &RecordContext) -> Vec<String> {
    let same = |row_id: &RowId| {
        let row = register.row(*row_id);
        row.kind == context.record.kind && row.status == context.record.standing.status && !row.removed
    };
    let others = register.records().filter(same).filter(|row_id| register.id(*row_id) != context.id());
    others.take(40).filter_map(|row_id| register.record(row_id)).map(|record| record.shown_reference()).collect()
}

fn read(context: &RecordContext, stage: Stage, answers: &Answers, conditions: usize) -> Result<Deciding, Wrong> {
    let outcome = answers.words("outcome")?.as_deref().and_then(Outcome::from_name).unwrap_or(Outcome::Defer);
    let stage = if matches!(outcome, Outcome::Escalate | Outcome::Recommend) { Stage::Escalation } else { stage };
    let mut fields = Fields::default();
    for field in PLAIN.iter().map(|(field, _)| *field).chain([Field::Reservations, Field::MovesConfirmed]) {
        fields.put(field, answers.value(field.name())?);
    }
    if let Some(Value::Text(forum)) = fields.value(Field::Forum).cloned() {
        fields.put(Field::Groups, Some(Value::List(vec![forum])));
    }
    let mut subjects = vec![context.id()];
    for reference in answers.list("together")? {
        subjects.push(mentioned(context, &reference, Kind::ChangeRequest, "together")?);
    }
    let meeting =
        answers.words("meeting")?.map(|reference| mentioned(context, &reference, Kind::Meeting, "meeting")).transpose()?;
    let mut asked = Vec::new();
    for at in 0..conditions {
        let Some(text) = answers.words(&format!("condition{at}"))? else { continue };
        let (owner, due) = (answers.owner(&format!("owner{at}"))?, answers.due(&format!("due{at}"))?);
        let key = format!("of{at}");
        let named = answers.list(&key)?;
        let of = named.iter().map(|reference| {
            let one = mentioned(context, reference, Kind::ChangeRequest, &key)?;
            let decided = subjects.contains(&one);
            let why = || (key.clone(), format!("{reference} is not decided here: add it under “Decided together with”"));
            decided.then_some(one).ok_or_else(why)
        });
        let of = of.collect::<Result<Vec<EventId>, Wrong>>()?;
        asked.push(Condition { text, owner, due, reference: None, of });
    }
    Ok(Deciding {
        subjects,
        stage,
        outcome,
        reference: answers.words("reference")?,
        fields,
        conditions: asked,
        meeting,
        anyway: answers.words("anyway")?,
    })
}

fn mentioned(context: &RecordContext, reference: &str, kind: Kind, key: &str) -> Result<EventId, Wrong> {
    let found = context.store.session().read(|session| {
        let register = session.register();
        let row_id = register.by_reference(reference)?;
        (register.row(row_id).kind == kind).then(|| register.id(row_id))
    });
    found.ok_or_else(|| (key.to_owned(), format!("There is no {} {reference}", kind.label().to_lowercase())))
}
