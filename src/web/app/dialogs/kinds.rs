//! The kinds of record and their fields: which are used here, what they are called, and how records are numbered.

use std::rc::Rc;

use std::collections::BTreeMap;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::change_setup::change_setup_or_say;
use crate::record::{Field, Kind};
use crate::scheme::{KindSetup, Scheme};
use crate::web::app::app_context::AppContext;
use crate::web::store::Store;
use crate::web::views::parts::{Dialog, FormState};

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct KindsDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// A row of the table: what is typed of a kind.
#[derive(Clone, PartialEq)]
struct KindRow {
    is_used: bool,
    /// For one, for several, and what references start with.
    words: [String; 3],
}

/// What is typed and ticked.
#[derive(Clone)]
struct KindsForm {
    kinds: Vec<KindRow>,
    /// What each field is called, and whether it is asked for, in the order of the table of fields.
    fields: Vec<(String, bool)>,
    /// The kind whose fields are shown.
    shown: Kind,
}

const HEADINGS: [&str; 3] = ["Name of one", "Name of several", "Number begins with"];

/// All kinds and fields, kept together or not at all.
#[component]
pub fn KindsDialog(props: &KindsDialogProps) -> Html {
    let store = props.context.store.clone();
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let form = use_reducer(|| FormState(KindsForm::of(&opening)));
    let wrong = use_state(String::new);
    let onsubmit = {
        let opening = Rc::clone(&opening);
        let (form, wrong, onclose) = (form.clone(), wrong.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match keep(&store, &opening, &form.0) {
                Ok(()) => onclose.emit(()),
                Err(why) => wrong.set(why),
            }
        })
    };
    let counts = props.context.store.session().read(|session| session.register().counts());
    let row = |(kind, row): (Kind, &KindRow)| {
        let at = kind.index();
        let tick = form.dispatcher();
        let used = Callback::from(move |event: Event| {
            let is_used = event.target_unchecked_into::<HtmlInputElement>().checked();
            tick.dispatch(Box::new(move |form: &mut KindsForm| form.kinds[at].is_used = is_used));
        });
        let cell = |(which, words): (usize, &String)| {
            let form = form.dispatcher();
            let oninput = Callback::from(move |event: InputEvent| {
                let words = event.target_unchecked_into::<HtmlInputElement>().value();
                form.dispatch(Box::new(move |form: &mut KindsForm| form.kinds[at].words[which] = words));
            });
            let label = format!("{} of {}", HEADINGS[which], kind.plural().to_lowercase());
            html! { <td><input class="input" dir="auto" value={words.clone()} {oninput} aria-label={label} /></td> }
        };
        let count = counts[at];
        html! {
            <tr key={kind.name()}>
                <td><input type="checkbox" checked={row.is_used} onchange={used} aria-label={format!("Use {}", kind.plural().to_lowercase())} /></td>
                { for row.words.iter().enumerate().map(cell) }
                <td class="setup__number">{ count }</td>
            </tr>
        }
    };
    let onkind = {
        let form = form.dispatcher();
        Callback::from(move |event: Event| {
            let chosen = Kind::from_name(&event.target_unchecked_into::<HtmlSelectElement>().value());
            form.dispatch(Box::new(move |form: &mut KindsForm| form.shown = chosen.unwrap_or(form.shown)));
        })
    };
    let option = |kind: Kind| {
        let name = form.0.kinds[kind.index()].words[1].clone();
        html! { <option value={kind.name()} selected={kind == form.0.shown}>{ name }</option> }
    };
    let fields = Field::ALL.iter().enumerate().filter(|(_, field)| **field != Field::Title && field.belongs_to(form.0.shown));
    html! {
        <Dialog title="Kinds and fields" class="dialog--wide" onclose={props.onclose.clone()}>
            <form {onsubmit}>
                <p>{ "What is not used is not offered. Records and fields that are filled in are shown all the same, and numbers that were given stay." }</p>
                <div class="setup__scroll">
                    <table class="setup__table">
                        <thead><tr><th scope="col">{ "Used" }</th>{ for HEADINGS.iter().map(|words| html! { <th scope="col">{ *words }</th> }) }<th scope="col">{ "Records" }</th></tr></thead>
                        <tbody>{ for Kind::ALL.into_iter().zip(&form.0.kinds).map(row) }</tbody>
                    </table>
                </div>
                <div class="field">
                    <label class="field__label" for="setup-fields-of">{ "Fields of" }</label>
                    <select id="setup-fields-of" class="select" onchange={onkind}>{ for Kind::ALL.into_iter().map(option) }</select>
                    <span class="field__hint">{ "Ticked ones are asked for. One that several kinds have is the same field in all of them." }</span>
                </div>
                <ul class="setup__fields">{ for fields.map(|(at, field)| field_line(&form, at, *field)) }</ul>
                <p class="field__error" role="alert">{ &*wrong }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Save kinds and fields" }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn field_line(form: &UseReducerHandle<FormState<KindsForm>>, at: usize, field: Field) -> Html {
    let (label, is_asked) = &form.0.fields[at];
    let (tick, typed) = (form.dispatcher(), form.dispatcher());
    let onchange = Callback::from(move |event: Event| {
        let is_asked = event.target_unchecked_into::<HtmlInputElement>().checked();
        tick.dispatch(Box::new(move |form: &mut KindsForm| form.fields[at].1 = is_asked));
    });
    let oninput = Callback::from(move |event: InputEvent| {
        let label = event.target_unchecked_into::<HtmlInputElement>().value();
        typed.dispatch(Box::new(move |form: &mut KindsForm| form.fields[at].0 = label));
    });
    html! {
        <li key={field.name()} class="setup__field">
            <input type="checkbox" checked={*is_asked} {onchange} aria-label={format!("Ask for {}", field.label().to_lowercase())} />
            <input class="input" dir="auto" value={label.clone()} {oninput} aria-label={format!("Name of the field {}", field.label().to_lowercase())} />
        </li>
    }
}

impl KindsForm {
    fn of(scheme: &Scheme) -> KindsForm {
        let kind = |kind: Kind| KindRow {
            is_used: scheme.is_offered(kind),
            words: [scheme.kind_label(kind), scheme.kind_plural(kind), scheme.prefix(kind)].map(str::to_owned),
        };
        let fields = Field::ALL.iter().map(|field| (scheme.field_label(*field).to_owned(), scheme.asks(*field)));
        KindsForm { kinds: Kind::ALL.into_iter().map(kind).collect(), fields: fields.collect(), shown: Kind::Risk }
    }

    /// What is typed, in the set-up that it was begun with. What was not touched stays as it is said there.
    fn to_scheme(&self, before: &Scheme) -> Result<Scheme, String> {
        let was = KindsForm::of(before);
        let mut to = before.clone();
        for ((kind, row), was) in Kind::ALL.into_iter().zip(&self.kinds).zip(&was.kinds) {
            let usual = [kind.label(), kind.plural(), kind.prefix()];
            for (words, heading) in row.words.iter().zip(HEADINGS) {
                if words.trim().is_empty() {
                    return Err(format!("{}: {} is empty", kind.plural(), heading.to_lowercase()));
                }
            }
            if row == was {
                continue;
            }
            let said = |at: usize| Some(row.words[at].trim().to_owned()).filter(|words| words != usual[at]);
            let kinds = to.kinds.get_or_insert_default();
            let extra = kinds.get(kind.name()).map(|own| own.extra.clone()).unwrap_or_default();
            let own = KindSetup { label: said(0), plural: said(1), prefix: said(2), is_hidden: !row.is_used, extra };
            if own.is_usual() {
                kinds.remove(kind.name());
            } else {
                kinds.insert(kind.name().to_owned(), own);
            }
        }
        let mut labels: BTreeMap<String, String> = to.field_labels().clone();
        for ((field, (label, is_asked)), was) in Field::ALL.iter().zip(&self.fields).zip(&was.fields) {
            let label = label.trim();
            if label.is_empty() {
                return Err(format!("The field “{}” has no name", field.label()));
            }
            if label != was.0 {
                labels.insert(field.name().to_owned(), label.to_owned());
            }
            if *is_asked != was.1 {
                to.hidden_fields.retain(|name| name != field.name());
                to.hidden_fields.extend((!is_asked).then(|| field.name().to_owned()));
            }
        }
        if labels != *before.field_labels() {
            to.field_labels = Some(labels);
        }
        Ok(to)
    }
}

fn keep(store: &Store, opening: &Scheme, form: &KindsForm) -> Result<(), String> {
    change_setup_or_say(store, opening, &form.to_scheme(opening)?, "Kinds and fields saved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_touched_stays_unsaid_and_what_was_is_said() {
        let before = Scheme::default();
        let form = KindsForm::of(&before);
        assert_eq!(form.to_scheme(&before), Ok(before.clone()));
        let mut changed = form.clone();
        changed.kinds[Kind::Document.index()].is_used = false;
        changed.kinds[Kind::Risk.index()].words = ["Threat".into(), "Threats".into(), "T".into()];
        let owner = Field::ALL.iter().position(|field| *field == Field::Owner).expect("a field");
        changed.fields[owner] = ("Responsible".into(), false);
        let to = changed.to_scheme(&before).expect("all of it is filled in");
        assert!(!to.is_offered(Kind::Document) && to.is_offered(Kind::Risk));
        assert_eq!((to.kind_plural(Kind::Risk), to.prefix(Kind::Risk)), ("Threats", "T"));
        assert_eq!((to.field_label(Field::Owner), to.asks(Field::Owner)), ("Responsible", false));
        assert_eq!(
            form.to_scheme(&to),
            Ok(Scheme { kinds: Some([].into()), field_labels: to.field_labels.clone(), ..to.clone() }).map(|mut back: Scheme| {
                back.hidden_fields.clear();
                let labels = back.field_labels.get_or_insert_default();
                labels.insert("owner".into(), "Owner".into());
                back
            })
        );
        let mut nameless = form.clone();
        nameless.kinds[0].words[1].clear();
        assert_eq!(nameless.to_scheme(&before), Err("Risks: name of several is empty".into()));
    }
}
