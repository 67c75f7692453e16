//! Who is in the programme: its governance groups, and its roles with who has them, each with the days between which that holds.

use chrono::NaiveDate;
use yew::prelude::*;

use super::change_setup::{change_setup, rebased};
use super::lists::still_in_use;
use super::rows_form::{DraftRows, RowField, rows_form};
use crate::calendar::{read_day, short_date};
use crate::scheme::{Group, Person, Scheme};
use crate::web::app::app_context::{AppContext, RosterOf};
use crate::web::views::parts::{Dialog, FormState};

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct RosterDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Which of the two.
    pub of: RosterOf,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// All groups, or all roles, kept together or not at all.
#[component]
pub fn RosterDialog(props: &RosterDialogProps) -> Html {
    let (store, of) = (props.context.store.clone(), props.of);
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let form = use_reducer(|| FormState(rows(&opening, of)));
    let wrong = use_state(String::new);
    // What was said of the groups that records have still, and of which rows.
    let warned = use_state(|| None::<(DraftRows, String)>);
    let in_use = (*warned).as_ref().filter(|(rows, _)| *rows == form.0).map(|(_, sentence)| sentence.clone());
    let onsubmit = {
        let (form, wrong, warned, onclose) = (form.clone(), wrong.clone(), warned.clone(), props.onclose.clone());
        let is_told = in_use.is_some();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let kept = read(&opening, of, &form.0).and_then(|to| {
                let found = rebased(&store, &opening, &to);
                let used = store.session().read(|session| still_in_use(session.register(), &found));
                match used.filter(|_| !is_told) {
                    Some(sentence) => Ok(Some(sentence)),
                    None => {
                        let done = if of == RosterOf::Groups { "Groups saved" } else { "Roles saved" };
                        change_setup(&store, &opening, &to, done).map(|()| None).map_err(|(_, why)| why)
                    }
                }
            });
            match kept {
                Ok(None) => onclose.emit(()),
                Ok(Some(sentence)) => {
                    wrong.set(String::new());
                    warned.set(Some((form.0.clone(), sentence)));
                }
                Err(why) => wrong.set(why),
            }
        })
    };
    let first: Vec<String> = form.0.filled().map(|cells| cells[0].to_owned()).collect();
    let part = |label, example, offers| RowField { label, example, offers };
    let term = [part("First day", "1 April 2026", Vec::new()), part("Last day", "31 March 2027", Vec::new())];
    let (title, about, one, own) = match of {
        RosterOf::Groups => (
            "Groups",
            "Who meets and decides. A group whose last day has passed is not offered any more; records keep it.",
            "group",
            [part("Code", "PB", Vec::new()), part("Name", "Programme Board", Vec::new()), part("Reports to", "", first)],
        ),
        RosterOf::People => (
            "People and roles",
            "Records name roles, so that another person can have one without a record being changed. A name need not be given. \
             A role whose last day has passed is not offered any more.",
            "role",
            [part("Role", "Change Manager", Vec::new()), part("Name", "", Vec::new()), part("Stood in for by", "", first)],
        ),
    };
    let parts: Vec<RowField> = own.into_iter().chain(term).collect();
    html! {
        <Dialog {title} class="dialog--wide" onclose={props.onclose.clone()}>
            <form {onsubmit}>
                <p>{ about }</p>
                { rows_form(&form, &parts, "roster", one) }
                <p class="field__error" role="alert">{ &*wrong }</p>
                <p role="status">{ in_use.clone() }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ if in_use.is_some() { "Save all the same" } else { "Save" } }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn rows(scheme: &Scheme, of: RosterOf) -> DraftRows {
    let day = |day: Option<NaiveDate>| day.map(short_date).unwrap_or_default();
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    match of {
        RosterOf::Groups => {
            DraftRows::of(scheme.groups.iter().map(|group| {
                vec![group.code.clone(), group.name.clone(), words(&group.parent), day(group.from), day(group.until)]
            }))
        }
        RosterOf::People => DraftRows::of(scheme.people.iter().map(|person| {
            vec![person.role.clone(), words(&person.name), words(&person.deputy), day(person.from), day(person.until)]
        })),
    }
}

/// The set-up with what is filled in, or what is wrong with it.
fn read(before: &Scheme, of: RosterOf, rows: &DraftRows) -> Result<Scheme, String> {
    let mut to = before.clone();
    let words = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    let (mut groups, mut people) = (Vec::new(), Vec::new());
    for cells in rows.filled() {
        let day = |words: &str| match words {
            "" => Ok(None),
            words => read_day(words).map(Some).map_err(|why| format!("“{}”: {why}", crate::text::excerpt(cells[0]))),
        };
        let (from, until) = (day(cells[3])?, day(cells[4])?);
        match of {
            RosterOf::Groups => {
                let name = if cells[1].is_empty() { cells[0] } else { cells[1] };
                groups.push(Group { parent: words(cells[2]), from, until, ..Group::new(cells[0], name) });
            }
            RosterOf::People => {
                let (role, name, deputy) = (cells[0].to_owned(), words(cells[1]), words(cells[2]));
                people.push(Person { role, name, deputy, from, until, ..Person::default() });
            }
        }
    }
    match of {
        RosterOf::Groups => to.groups = groups,
        RosterOf::People => to.people = people,
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_reads_back() {
        let mut scheme = Scheme { groups: Group::of_lines("PB Board\n  CC Change"), ..Scheme::default() };
        scheme.groups[1].until = read_day("2027-03-31").ok();
        let (role, deputy) = ("PMO".to_owned(), Some("Chair".to_owned()));
        scheme.people = vec![Person { role, deputy, ..Person::default() }, Person { role: "Chair".into(), ..Person::default() }];
        for of in [RosterOf::Groups, RosterOf::People] {
            assert_eq!(read(&scheme, of, &rows(&scheme, of)), Ok(scheme.clone()));
        }
        let late = DraftRows::of(std::iter::once(["PMO", "", "", "soon", ""].map(str::to_owned).to_vec()));
        assert!(read(&scheme, RosterOf::People, &late).is_err_and(|why| why.starts_with("“PMO”: “soon” is not a date")));
    }
}
