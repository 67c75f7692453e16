//! Which days are working days: whose bank holidays count, and what the register says otherwise.

use serde_json::Map;
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::change_setup::change_setup_or_say;
use crate::calendar::{Calendar, Division, OwnHoliday, YEARS, numeric_date, read_day};
use crate::scheme::Scheme;
use crate::web::app::app_context::AppContext;
use crate::web::platform::dates;
use crate::web::store::Store;
use crate::web::views::parts::Dialog;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct WorkingDaysDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// What is typed: division, closed days, open days.
#[derive(Clone, PartialEq)]
struct Typed {
    division: Division,
    closed: String,
    open: String,
}

/// The working days, kept together or not at all.
#[component]
pub fn WorkingDaysDialog(props: &WorkingDaysDialogProps) -> Html {
    let store = props.context.store.clone();
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let typed = use_state(|| typed(&opening.calendar));
    let wrong = use_state(|| None::<(&'static str, String)>);
    let onsubmit = {
        let (typed, wrong, onclose) = (typed.clone(), wrong.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match read(&typed).and_then(|calendar| keep(&store, &opening, calendar)) {
                Ok(()) => onclose.emit(()),
                Err(why) => wrong.set(Some(why)),
            }
        })
    };
    let says = |at: &str| (*wrong).as_ref().filter(|(place, _)| *place == at).map(|(_, why)| why.clone()).unwrap_or_default();
    let (first, last) = YEARS;
    html! {
        <Dialog title="Working days" onclose={props.onclose.clone()}>
            <form class="item__form" {onsubmit}>
                <p>{ format!("Impact assessments are counted in working days. Bank holidays are published for {first} to {last}. Rounds that were issued keep their closing day.") }</p>
                { division(&typed) }
                { days("working-closed", "Further days on which nobody works", "One a line: the day, then what it is called. For example: 27/12/2023 Programme closed", &typed.closed, says("closed"), {
                    let typed = typed.clone();
                    Callback::from(move |closed| typed.set(Typed { closed, ..(*typed).clone() }))
                }) }
                { days("working-open", "Days on which people work although they are a weekend or a bank holiday", "One a line", &typed.open, says("open"), {
                    let typed = typed.clone();
                    Callback::from(move |open| typed.set(Typed { open, ..(*typed).clone() }))
                }) }
                <p class="field__error" role="alert">{ says("") }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Save the working days" }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn division(typed: &UseStateHandle<Typed>) -> Html {
    let state = typed.clone();
    let onchange = Callback::from(move |event: Event| {
        let label = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(division) = Division::ALL.into_iter().find(|division| division.label() == label) {
            state.set(Typed { division, ..(*state).clone() });
        }
    });
    let option = |choice: Division| {
        html! { <option value={choice.label()} selected={choice == typed.division}>{ choice.label() }</option> }
    };
    html! {
        <div class="field">
            <label class="field__label" for="working-division">{ "Bank holidays of" }</label>
            <select id="working-division" class="select" {onchange}>{ for Division::ALL.into_iter().map(option) }</select>
        </div>
    }
}

fn days(id: &'static str, label: &'static str, hint: &'static str, value: &str, error: String, set: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| set.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    let invalid = (!error.is_empty()).then_some("true");
    html! {
        <div class="field">
            <label class="field__label" for={id}>{ label }</label>
            <textarea {id} class="input" rows="4" dir="auto" value={value.to_owned()} {oninput} aria-invalid={invalid}
                aria-describedby={format!("{id}-hint {id}-error")} />
            <span id={format!("{id}-hint")} class="field__hint">{ hint }</span>
            <span id={format!("{id}-error")} class="field__error" role="alert">{ error }</span>
        </div>
    }
}

fn typed(calendar: &Calendar) -> Typed {
    let closed = calendar.closed.iter().map(|closed| format!("{} {}", numeric_date(closed.date), closed.name));
    let open = calendar.open.iter().map(|day| numeric_date(*day));
    let lines = |lines: Vec<String>| lines.join("\n");
    Typed { division: calendar.division, closed: lines(closed.collect()), open: lines(open.collect()) }
}

/// What was typed as a calendar, or which part is wrong and why.
fn read(typed: &Typed) -> Result<Calendar, (&'static str, String)> {
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let mut calendar = Calendar { division: typed.division, ..Calendar::default() };
    for line in lines(&typed.closed) {
        let (day, name) = line.split_once(' ').unwrap_or((&line, ""));
        let date = read_day(day).map_err(|bad| ("closed", format!("“{}”: {bad}", crate::text::excerpt(&line))))?;
        let name = if name.trim().is_empty() { "Day off" } else { name.trim() };
        crate::text::check_line(name).map_err(|bad| ("closed", format!("{}: {bad}", dates::long(date))))?;
        if !calendar.closed.iter().any(|closed| closed.date == date) {
            calendar.closed.push(OwnHoliday { date, name: name.into(), extra: Map::new() });
        }
    }
    for line in lines(&typed.open) {
        let day = read_day(&line).map_err(|bad| ("open", format!("“{}”: {bad}", crate::text::excerpt(&line))))?;
        if let Some(both) = calendar.closed.iter().find(|closed| closed.date == day) {
            return Err(("open", format!("{} is listed as “{}” too: leave it in one of the lists", dates::long(day), both.name)));
        }
        if !calendar.open.contains(&day) {
            calendar.open.push(day);
        }
    }
    Ok(calendar)
}

fn keep(store: &Store, opening: &Scheme, mut calendar: Calendar) -> Result<(), (&'static str, String)> {
    calendar.keep_newer(&opening.calendar);
    let to = Scheme { calendar, ..opening.clone() };
    change_setup_or_say(store, opening, &to, "Working days saved").map_err(|why| ("", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_reads_back_and_nonsense_is_named() {
        let some =
            Typed { division: Division::Scotland, closed: "27/12/2023 Programme closed".into(), open: "26/12/2023".into() };
        let calendar = read(&some).expect("it reads");
        assert_eq!(calendar.closed[0].name, "Programme closed");
        assert!(typed(&calendar) == some);
        let wrong = Typed { closed: "some day".into(), ..some.clone() };
        assert_eq!(read(&wrong).map_err(|(at, _)| at), Err("closed"));
        let both = Typed { open: "27/12/2023".into(), ..some };
        assert_eq!(read(&both).map_err(|(at, _)| at), Err("open"));
    }
}
