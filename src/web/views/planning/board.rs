//! Change requests by state, in the order of their life.

use chrono::NaiveDate;
use yew::prelude::*;

use super::nothing::nothing;
use crate::query::{Filter, Sort};
use crate::record::{Field, Kind, Record};
use crate::web::platform::dates;
use crate::web::store::Store;
use crate::web::views::parts::item_link;
use crate::workflow::{LIFECYCLE, LifecycleStatus, is_status_used, lifecycle_status};

/// What the board is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct BoardViewProps {
    /// The register.
    pub store: Store,
    /// Grows with every change.
    pub revision: u64,
    /// Asks for the form that raises a record of that kind.
    #[prop_or_default]
    pub onraise: Callback<Kind>,
}

/// Change requests by state.
#[component]
pub fn BoardView(props: &BoardViewProps) -> Html {
    let store = &props.store;
    let all = use_memo((store.clone(), props.revision), |(store, _)| changes(store));
    let ended = use_state(|| false);
    let (ends, goes_on): (Vec<&Record>, Vec<&Record>) =
        all.iter().partition(|record| record.standing.status.is_settled_for(Kind::ChangeRequest));
    let column = |of: &LifecycleStatus| {
        let here: Vec<&Record> = goes_on.iter().copied().filter(|record| record.standing.status == of.status).collect();
        let (is_used, words) = store.session().read(|session| {
            let scheme = &session.register().scheme;
            (is_status_used(scheme, Kind::ChangeRequest, of.status), scheme.status_label(of.status).to_owned())
        });
        if here.is_empty() && !(of.is_always_shown && is_used) {
            html! {}
        } else {
            column(store, of.status.word(), words, &here)
        }
    };
    let onclick = {
        let ended = ended.clone();
        Callback::from(move |_: MouseEvent| ended.set(!*ended))
    };
    html! {
        <div class="board">
            <div class="planning__head">
                <h1>{ "Board" }</h1>
                if !ends.is_empty() {
                    <button type="button" class="button button--small" aria-pressed={ended.to_string()} {onclick}>
                        { format!("Ended requests ({})", ends.len()) }
                    </button>
                }
            </div>
            if all.is_empty() {
                { nothing(store, "No change request has been raised yet.", Kind::ChangeRequest, &props.onraise) }
            } else {
                <div class="board__columns" role="region" tabindex="0" aria-label="Change requests by state">
                    { for LIFECYCLE.iter().flat_map(|stage| stage.statuses).filter(|of| !of.status.is_settled_for(Kind::ChangeRequest)).map(column) }
                    if *ended { { self::column(store, ENDED, ENDED.into(), &ends) } }
                </div>
            }
        </div>
    }
}

fn changes(store: &Store) -> Vec<Record> {
    let filter = Filter { kinds: vec![Kind::ChangeRequest], ..Filter::default() };
    store.session().read(|session| {
        let register = session.register();
        let in_order = register.view(&filter, Sort::default(), store.session().today()).rows;
        in_order.into_iter().filter_map(|row_id| register.record(row_id)).collect()
    })
}

const ENDED: &str = "Ended";

fn column(store: &Store, key: &'static str, words: String, here: &[&Record]) -> Html {
    let id = format!("board-{}", key.replace(' ', "-").to_lowercase());
    html! {
        <section class={classes!("board__column", here.is_empty().then_some("board__column--empty"))} aria-labelledby={id.clone()} key={key}>
            <h2 {id} class="board__title">{ words }<span class="board__count">{ here.len() }</span></h2>
            if here.is_empty() {
                <p class="meta">{ "None" }</p>
            } else {
                <ul class="board__cards">{ for here.iter().map(|record| card(store, record, key == ENDED)) }</ul>
            }
        </section>
    }
}

fn card(store: &Store, record: &Record, ended: bool) -> Html {
    let raiser = record.fields.text(Field::ChangeRaiser);
    let although = store.session().read(|session| {
        let scheme = &session.register().scheme;
        record.overrides().iter().map(|step| (step.although(scheme), step.although_in_short(scheme))).collect::<Vec<_>>()
    });
    html! {
        <li class="board__card" key={record.id.to_string()}>
            <p class="board__ref">
                { item_link(store.route(), &record.shown_reference()) }
                if ended { <span class="badge">{ store.session().status_label(record.standing.status) }</span> }
            </p>
            <p class="board__name" dir="auto">{ record.title() }</p>
            if let Some(raiser) = raiser { <p class="meta" dir="auto">{ raiser }</p> }
            { for facts(record, store.session().today()).into_iter().map(|fact| html! { <p class="board__fact">{ fact }</p> }) }
            { for although.into_iter().map(|(whole, short)| html! {
                <p class="board__although" dir="auto" title={whole}><span aria-hidden="true">{ "! " }</span>{ short }</p>
            }) }
        </li>
    }
}

/// The day that matters now, and since when it stands here.
fn facts(record: &Record, today: NaiveDate) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(round) = record.case.open_round() {
        let answered = round.audience.len() - record.case.missing(round).len();
        let verb = if round.last_day() < today { "Should have closed" } else { "Closes" };
        said.push(format!("{verb} {}", dates::short(round.last_day())));
        said.push(format!("{answered} of {} answered", round.audience.len()));
    } else {
        let awaits = lifecycle_status(record.standing.status).and_then(|of| of.awaits);
        let due = awaits.and_then(|(field, what)| record.fields.due(field).map(|due| (what, due)));
        said.extend(due.map(|(what, due)| match due.day() {
            Some(day) => format!("{what} {}", dates::short(day)),
            None => format!("{what} {}", due.to_string().replace("meeting ", "at ")),
        }));
    }
    said.extend(record.standing.since.map(|since| format!("Since {}", dates::short(since))));
    said
}
