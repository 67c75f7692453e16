//! The programme's lists: its groups, the parties it asks, and the words that it offers, each a line.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::change_setup::{change_setup, rebased};
use crate::record::{Field, Shape};
use crate::scheme::{ExternalSeries, Group, Scheme, WordList};
use crate::state::Register;
use crate::web::app::app_context::AppContext;
use crate::web::views::parts::Dialog;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct ListsDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// The place of the one list that it is about; none is all.
    pub only: Option<usize>,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// The list of groups, which stands first.
pub const GROUPS: &str = "Groups";
/// The series of external references, which stand last.
pub const EXTERNAL_REFERENCES: &str = "External references";
/// The number of days, by the place of its errors.
pub const WINDOW: &str = "Days to answer";

/// The place of the number of days, behind all lists.
const WINDOW_PLACE: usize = WordList::ALL.len() + 2;

/// The place of the list of that label, in the order in which they are shown.
#[must_use]
pub fn list_place(label: &str) -> Option<usize> {
    labels().position(|have| have == label)
}

/// What the lists are called, and how each is filled in.
fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    let groups = (
        GROUPS,
        "Who meets and decides: the code, a space, the name. Begin a line with spaces where the group reports to the one above it",
    );
    let external = (
        EXTERNAL_REFERENCES,
        "What others number: the code, and after a space a link with {id} for the number, such as TICKET https://tickets.example/{id}",
    );
    let words = WordList::ALL.iter().map(|list| (list.label(), list.hint()));
    std::iter::once(groups).chain(words).chain([external])
}

/// What the lists are called, and the number of days, in the order in which they are shown.
fn labels() -> impl Iterator<Item = &'static str> {
    lists().map(|(label, _)| label).chain([WINDOW])
}

/// What is typed: the lines of the groups and of each list, and the days.
#[derive(Clone, PartialEq)]
struct Typed {
    lists: Vec<String>,
    window: String,
}

/// What is wrong with it, or what comes of it: which part, and the sentence.
type Said = (String, String);

/// All lists, kept together or not at all.
#[component]
pub fn ListsDialog(props: &ListsDialogProps) -> Html {
    let store = props.context.store.clone();
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let typed = use_state(|| typed(&opening));
    let wrong = use_state(|| None::<Said>);
    // What was said of the words that are still in use, and for what was typed then.
    let warned = use_state(|| None::<(Typed, String)>);
    let onsubmit = {
        let (typed, wrong, warned, onclose) = (typed.clone(), wrong.clone(), warned.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let kept = read(&typed, &opening).and_then(|to| {
                let found = rebased(&store, &opening, &to);
                let in_use = store.session().read(|session| still_in_use(session.register(), &found));
                let is_told = (*warned).as_ref().is_some_and(|(then, _)| *then == *typed);
                match in_use {
                    Some(sentence) if !is_told => Ok(Some(sentence)),
                    _ => change_setup(&store, &opening, &to, "Lists saved").map(|()| None),
                }
            });
            match kept {
                Ok(None) => onclose.emit(()),
                Ok(Some(sentence)) => {
                    wrong.set(None);
                    warned.set(Some(((*typed).clone(), sentence)));
                }
                Err(said) => wrong.set(Some(said)),
            }
        })
    };
    let only = props.only;
    let is_shown = |at: usize| only.is_none_or(|only| only == at);
    let says = |at: &str| (*wrong).as_ref().filter(|(place, _)| place == at).map(|(_, why)| why.clone()).unwrap_or_default();
    // What is wrong where the dialog does not show it is said with its place.
    let elsewhere = (*wrong).as_ref().filter(|(place, _)| !list_place(place).is_some_and(is_shown));
    let elsewhere = elsewhere.map(|(place, why)| if place.is_empty() { why.clone() } else { format!("{place}: {why}") });
    let title = only.and_then(|only| labels().nth(only)).unwrap_or("The programme’s lists");
    let in_use = (*warned).as_ref().filter(|(then, _)| *then == *typed).map(|(_, sentence)| sentence.clone());
    let words = match (in_use.is_some(), only.is_some()) {
        (false, false) => "Save the lists",
        (false, true) => "Save",
        (true, false) => "Save the lists all the same",
        (true, true) => "Save all the same",
    };
    html! {
        <Dialog {title} class={classes!(only.is_none().then_some("dialog--wide"))} onclose={props.onclose.clone()}>
            <form {onsubmit}>
                if only != Some(WINDOW_PLACE) { <p>{ "One entry a line, in the order in which they are offered. Records keep the words that they were given." }</p> }
                <div class="lists">
                    { for lists().enumerate().filter(|(at, _)| is_shown(*at)).map(|(at, (label, hint))| list_field(&typed, at, [label, hint], says(label))) }
                    if is_shown(WINDOW_PLACE) { { window_field(&typed, says(WINDOW)) } }
                </div>
                <p class="field__error" role="alert">{ elsewhere.unwrap_or_default() }</p>
                <p role="status">{ in_use.clone() }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ words }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn list_field(typed: &UseStateHandle<Typed>, at: usize, [label, hint]: [&'static str; 2], error: String) -> Html {
    let state = typed.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let mut next = (*state).clone();
        next.lists[at] = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        state.set(next);
    });
    let value = typed.lists[at].clone();
    let rows = (value.lines().count() + 1).clamp(3, 8).to_string();
    let id = id_of(label);
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ label }</label>
            <textarea id={id.clone()} class="input" {rows} dir="auto" {value} {oninput} aria-invalid={(!error.is_empty()).then_some("true")}
                aria-describedby={format!("{id}-hint {id}-error")} />
            <span id={format!("{id}-hint")} class="field__hint">{ hint }</span>
            <span id={format!("{id}-error")} class="field__error" role="alert">{ error }</span>
        </div>
    }
}

fn window_field(typed: &UseStateHandle<Typed>, error: String) -> Html {
    let state = typed.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        state.set(Typed { window: event.target_unchecked_into::<HtmlInputElement>().value(), ..(*state).clone() });
    });
    let id = id_of(WINDOW);
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ WINDOW }</label>
            <input id={id.clone()} class="input lists__number" inputmode="numeric" value={typed.window.clone()} {oninput}
                aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby={format!("{id}-hint {id}-error")} />
            <span id={format!("{id}-hint")} class="field__hint">{ "Working days for an impact assessment, unless a round says otherwise" }</span>
            <span id={format!("{id}-error")} class="field__error" role="alert">{ error }</span>
        </div>
    }
}

/// "lists-days-to-answer".
fn id_of(label: &str) -> String {
    format!("lists-{}", label.to_lowercase().replace([' ', ','], "-"))
}

fn typed(scheme: &Scheme) -> Typed {
    let mut lists = vec![scheme.group_lines()];
    lists.extend(WordList::ALL.iter().copied().map(|list| scheme.words(list).join("\n")));
    lists.push(external_lines(scheme).join("\n"));
    Typed { lists, window: scheme.response_window().to_string() }
}

fn external_lines(scheme: &Scheme) -> Vec<String> {
    let line = |external: &ExternalSeries| match &external.link {
        Some(link) => format!("{} {link}", external.code),
        None => external.code.clone(),
    };
    scheme.external_series().iter().map(line).collect()
}

/// The series of such a line. What is known of one of that code stays; another is written with a hyphen before its number.
fn external_of_line(line: &str, before: &Scheme) -> ExternalSeries {
    let (code, link) = match line.rsplit_once(char::is_whitespace) {
        Some((code, link)) if link.contains("://") => (code.trim_end(), Some(link.to_owned())),
        _ => (line, None),
    };
    let known = before.external_series().iter().find(|external| external.code == code).cloned();
    let new = || ExternalSeries { code: code.into(), between: Some("-".into()), ..ExternalSeries::default() };
    ExternalSeries { link, ..known.unwrap_or_else(new) }
}

/// What was typed as a set-up, or which part is wrong and why.
fn read(typed: &Typed, before: &Scheme) -> Result<Scheme, Said> {
    let lines = |at: usize| {
        let lines = typed.lists[at].lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut scheme = before.clone();
    for (at, list) in WordList::ALL.iter().copied().enumerate() {
        scheme.set_words(list, lines(at + 1));
    }
    if typed.lists[0] != before.group_lines() {
        scheme.groups = Group::changed_by_lines(&before.groups, &typed.lists[0]);
    }
    let external = lines(WordList::ALL.len() + 1);
    if external != external_lines(before) {
        scheme.external_references = Some(external.iter().map(|line| external_of_line(line, before)).collect());
    }
    if typed.window.trim() != before.response_window().to_string() {
        let days = typed
            .window
            .trim()
            .parse()
            .map_err(|_| (WINDOW.to_owned(), "Give a number of working days, such as 10".to_owned()))?;
        scheme.response_window = Some(days);
    }
    scheme.check(before)?;
    Ok(scheme)
}

/// Which words are not offered any more that records have still; they keep them.
pub(super) fn still_in_use(register: &Register, to: &Scheme) -> Option<String> {
    let gone =
        |before: Vec<String>, after: Vec<String>| before.into_iter().filter(|word| !after.contains(word)).collect::<Vec<_>>();
    let mut removed: Vec<(Vec<Field>, String)> = Vec::new();
    for list in WordList::ALL.iter().copied() {
        let words = gone(register.scheme.words(list), to.words(list));
        removed.extend(words.into_iter().map(|word| (fields_of(list), word)));
    }
    let groups = gone(register.scheme.group_codes(), to.group_codes());
    removed.extend(groups.into_iter().map(|code| (vec![Field::Groups, Field::Group], code)));
    removed.retain(|(fields, _)| !fields.is_empty());
    if removed.is_empty() {
        return None;
    }
    let wanted: Vec<Field> = removed.iter().flat_map(|(fields, _)| fields.iter().copied()).collect();
    let mut uses = vec![0; removed.len()];
    for row_id in register.records() {
        let Some((_, values)) = register.summary(row_id, &wanted) else { continue };
        for ((fields, word), count) in removed.iter().zip(&mut uses) {
            let has = |field: &Field| values.list(*field).contains(word) || values.text(*field) == Some(word);
            *count += usize::from(fields.iter().any(has));
        }
    }
    let said = removed.iter().zip(uses).filter(|(_, count)| *count > 0).map(|((_, word), count)| match count {
        1 => format!("1 record has “{word}”"),
        count => format!("{count} records have “{word}”"),
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("Still in use: {}. They keep it; it is not offered any more.", said.join(", ")))
}

/// The fields that are one of the words of a list.
fn fields_of(list: WordList) -> Vec<Field> {
    match list {
        WordList::Categories => vec![Field::Category],
        list => Field::ALL.iter().copied().filter(|field| field.shape() == Shape::Listed(list)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(at: usize, text: &str) -> Result<Scheme, Said> {
        let before = Scheme::default();
        let mut lists = typed(&before);
        lists.lists[at] = text.into();
        read(&lists, &before)
    }

    #[test]
    fn what_is_typed_reads_back() {
        let before = Scheme::default();
        assert_eq!(read(&typed(&before), &before), Ok(before.clone()), "what was not touched stays unsaid");
        let contractors = with(2, " Contractor A \n\nContractor B\n").expect("two lines");
        assert_eq!(contractors.words(WordList::Constituencies), ["Contractor A", "Contractor B"]);
        assert_eq!(contractors.lists.map(|lists| lists.len()), Some(1), "the others stay unsaid");
        let groups = with(0, "BOARD  Programme Board\nUSERS").expect("two groups").groups;
        let groups: Vec<(&str, &str)> = groups.iter().map(|group| (&*group.code, &*group.name)).collect();
        assert_eq!(groups, [("BOARD", "Programme Board"), ("USERS", "USERS")]);
    }

    #[test]
    fn a_series_of_references_keeps_what_a_line_does_not_say() {
        let last = WordList::ALL.len() + 1;
        let scheme = with(last, "IR\nTICKET https://tickets.example/{id}\nREC CP").expect("three lines");
        let [ir, ticket, rec] = scheme.external_series() else { panic!("{:?}", scheme.external_series()) };
        assert_eq!((ir.written_out.as_deref(), rec.is_body), (Some("Interim Release"), true));
        assert_eq!((ticket.code.as_str(), ticket.link.as_deref()), ("TICKET", Some("https://tickets.example/{id}")));
        let (place, why) = with(last, "X javascript://alert/{id}").expect_err("no web address");
        assert_eq!((place.as_str(), &why[..8]), (EXTERNAL_REFERENCES, "line 1: "));
    }

    #[test]
    fn what_cannot_be_kept_is_named() {
        let twice = with(0, "PSG One\nDAG Two\npsg Three");
        assert_eq!(twice, Err((GROUPS.into(), "“psg” stands in lines 1 and 3".into())));
        let before = Scheme::default();
        let never = Typed { window: "soon".into(), ..typed(&before) };
        assert_eq!(read(&never, &before).map_err(|(at, _)| at), Err(WINDOW.into()));
        let none = Typed { window: "0".into(), ..typed(&before) };
        assert_eq!(read(&none, &before).map_err(|(at, _)| at), Err(WINDOW.into()));
    }
}
