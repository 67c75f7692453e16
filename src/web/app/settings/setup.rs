//! The sections of the set-up, which goes with the register: what it says now, and the dialogs that change it.

use yew::prelude::*;

use super::section::{Section, Setting};
use crate::record::{Field, Kind};
use crate::scheme::preset::Preset;
use crate::scheme::{Band, CustomField, Matrix, Person, ProcessSetup, ScaleOf, Scheme, WordList};
use crate::text::excerpt;
use crate::web::app::app_context::{AppContext, AppDialog, RosterOf};
use crate::web::app::dialogs::{EXTERNAL_REFERENCES, GROUPS, WINDOW, list_place, told};
use crate::web::platform::{blobs, dates};
use crate::workflow::OptionalStage;

/// All of them. Where nothing may be changed, they have no buttons.
pub(super) fn sections(context: &AppContext, scheme: &Scheme, open: &[(usize, usize)]) -> Vec<Section> {
    let opens = |dialog: AppDialog| context.opens(dialog).reform(|_: MouseEvent| ());
    let mut sections = vec![
        words(scheme, opens),
        people(context, scheme, open, opens),
        kinds(scheme, opens(AppDialog::Kinds)),
        custom_fields(scheme, opens(AppDialog::CustomFields)),
        scoring(scheme, opens(AppDialog::Scheme)),
        process(scheme, opens(AppDialog::Process)),
        working_days(scheme, opens(AppDialog::WorkingDays)),
        file(context, scheme, opens),
    ];
    if context.store.session().is_read_only() {
        for section in &mut sections {
            section.buttons.clear();
            section.settings.iter_mut().for_each(|setting| setting.change = None);
        }
    }
    sections
}

/// Groups, parties and every list of words.
fn words(scheme: &Scheme, opens: impl Fn(AppDialog) -> Callback<MouseEvent>) -> Section {
    let change = |label: &str| Some(("Change", opens(AppDialog::Lists(list_place(label)))));
    let groups = scheme.groups_in_order().into_iter();
    let groups = groups.map(|(group, depth)| format!("{}{}", "\u{2003}".repeat(depth), group.titled())).collect();
    let roster = Some(("Change", opens(AppDialog::Roster(RosterOf::Groups))));
    let mut settings = vec![Setting { change: roster, in_lines: true, ..Setting::new(GROUPS, groups) }];
    for list in WordList::ALL.iter().copied() {
        let setting = Setting::new(list.label(), scheme.words(list));
        settings.push(Setting { change: change(list.label()), hint: list.hint().into(), ..setting });
    }
    let external = scheme.external_series().iter().map(|series| series.code.clone()).collect();
    settings.push(Setting { change: change(EXTERNAL_REFERENCES), ..Setting::new(EXTERNAL_REFERENCES, external) });
    let days = match scheme.response_window() {
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    };
    settings.push(Setting { change: change(WINDOW), ..Setting::one(WINDOW, days) });
    Section {
        settings,
        buttons: vec![("Change the lists…", opens(AppDialog::Lists(None)))],
        ..Section::new(
            "words",
            "Groups, parties and words",
            "What the programme calls its groups, whom it asks for an impact assessment, and what is offered where something is filled in.",
        )
    }
}

/// The roles, each with who has it and what is open of it.
fn people(
    context: &AppContext,
    scheme: &Scheme,
    open: &[(usize, usize)],
    opens: impl Fn(AppDialog) -> Callback<MouseEvent>,
) -> Section {
    let today = context.store.session().today();
    let setting = |(at, person): (usize, &Person)| {
        let open = open.get(at).copied().unwrap_or_default();
        let mut values: Vec<String> = person.name.iter().cloned().collect();
        values.extend(person.deputy.iter().map(|deputy| format!("stood in for by {deputy}")));
        values.extend(Some(person.term()).filter(|term| !term.is_empty()));
        if values.is_empty() {
            values.push("No name is given".into());
        }
        let hint = match open {
            (0, 0) => String::new(),
            (records, steps) if person.is_on(today) => told(records, steps),
            (records, steps) => format!("{}, and the role is not filled", told(records, steps)),
        };
        let change = (open != (0, 0)).then(|| ("Hand over", opens(AppDialog::HandOver(at))));
        Setting { hint, change, ..Setting::new(person.role.clone(), values) }
    };
    Section {
        settings: scheme.people.iter().enumerate().map(setting).collect(),
        nothing: "None yet. Owners are offered from what records say.",
        more_words: "owner deputy stand in leave leaver",
        buttons: vec![("Change people and roles…", opens(AppDialog::Roster(RosterOf::People)))],
        ..Section::new(
            "people",
            "People and roles",
            "Who owns, raises and answers: the roles that records name, who has each, and who stands in.",
        )
    }
}

fn kinds(scheme: &Scheme, onclick: Callback<MouseEvent>) -> Section {
    let named = |kind: &Kind| format!("{} ({})", scheme.kind_plural(*kind), scheme.prefix(*kind));
    let (offered, left_out): (Vec<Kind>, Vec<Kind>) = Kind::ALL.into_iter().partition(|kind| scheme.is_offered(*kind));
    let mut settings = vec![Setting::new("Kinds of record", offered.iter().map(named).collect())];
    if !left_out.is_empty() {
        settings.push(Setting::new("Kinds left out", left_out.iter().map(named).collect()));
    }
    let fields = |is_told: &dyn Fn(Field) -> bool, told: &dyn Fn(Field) -> String| -> Vec<String> {
        Field::ALL.iter().copied().filter(|field| is_told(*field)).map(told).collect()
    };
    let usual = Scheme::default();
    let renamed = fields(&|field| scheme.field_label(field) != usual.field_label(field), &|field| {
        format!("{} is “{}”", usual.field_label(field), scheme.field_label(field))
    });
    let hidden = fields(&|field| !scheme.asks(field), &|field| scheme.field_label(field).to_owned());
    for (label, fields) in [("Fields of another name", renamed), ("Fields left out", hidden)] {
        if !fields.is_empty() {
            settings.push(Setting::new(label, fields));
        }
    }
    Section {
        settings,
        buttons: vec![("Change kinds and fields…", onclick)],
        ..Section::new(
            "kinds",
            "Kinds and fields",
            "Which kinds of record and which fields are used, what they are called, and how records are numbered.",
        )
    }
}

fn custom_fields(scheme: &Scheme, onclick: Callback<MouseEvent>) -> Section {
    let told = |field: &CustomField| {
        let holds = field.shape().label();
        let mut told = match &field.unit {
            Some(unit) => format!("{holds} ({unit})"),
            None => holds.to_owned(),
        };
        let kinds = Kind::ALL.into_iter().filter(|kind| field.kinds.iter().any(|name| name == kind.name()));
        let kinds: Vec<String> = kinds.map(|kind| scheme.kind_plural(kind).to_lowercase()).collect();
        told += &if kinds.is_empty() { ", for all kinds".to_owned() } else { format!(", for {}", kinds.join(", ")) };
        if field.is_hidden {
            told += ", not asked for";
        }
        if !field.required_at.is_empty() {
            told += ", required";
        }
        told
    };
    let fields = scheme.custom_in_order().into_iter();
    Section {
        settings: fields.map(|(name, field)| Setting::one(scheme.custom_label(name), told(field))).collect(),
        nothing: "None yet.",
        buttons: vec![("Change the fields of your own…", onclick)],
        ..Section::new(
            "custom-fields",
            "Fields of your own",
            "What this programme records beside what every register has: a cost, a site, a number of days.",
        )
    }
}

fn scoring(scheme: &Scheme, onclick: Callback<MouseEvent>) -> Section {
    let steps = |scale: ScaleOf| {
        let steps = scheme.steps(scale).iter().map(|level| scheme.step_label(scale, *level));
        Setting::new(scale.label(), steps.collect())
    };
    let cells = |band: Band| match count(&scheme.matrix, band) {
        1 => format!("1 cell {}", band.word()),
        cells => format!("{cells} cells {}", band.word()),
    };
    let bands = Band::ALL.into_iter().rev().filter(|band| count(&scheme.matrix, *band) > 0).map(cells);
    let appetite = scheme.appetite.map_or("Not said", Band::word);
    Section {
        settings: vec![
            steps(ScaleOf::Likelihood),
            steps(ScaleOf::Impact),
            Setting::new("Levels", bands.collect()),
            Setting::one("Appetite for risk", appetite),
        ],
        buttons: vec![("Change the scoring…", onclick)],
        ..Section::new("scoring", "Scoring", "What the steps of likelihood and impact mean, and which level follows from them.")
    }
}

fn count(matrix: &Matrix, band: Band) -> usize {
    let cells = matrix.likelihoods().iter().flat_map(|likelihood| matrix.impacts().iter().map(|impact| (*likelihood, *impact)));
    cells.filter(|(likelihood, impact)| matrix.band(*likelihood, *impact) == Some(band)).count()
}

fn process(scheme: &Scheme, onclick: Callback<MouseEvent>) -> Section {
    let usual = ProcessSetup::default();
    let process = scheme.process.as_ref().unwrap_or(&usual);
    let stages = OptionalStage::ALL.iter().filter(|stage| stage.is_used(scheme)).map(|stage| stage.definition().label.to_owned());
    let stages: Vec<String> = stages.collect();
    let mut settings = vec![Setting::new("Stages that can be left out and are used", stages)];
    let renamed = [&process.stage_labels, &process.status_labels].into_iter().flatten().flatten();
    let renamed: Vec<String> = renamed.map(|(usual, words)| format!("{usual} is “{words}”")).collect();
    if !renamed.is_empty() {
        settings.push(Setting::new("Stages and statuses of another name", renamed));
    }
    let waived = process.waived_requirements.len();
    if waived > 0 {
        settings.push(Setting::one("Requirements that no step asks for", waived.to_string()));
    }
    let authority: Vec<String> = scheme.authority().into_iter().map(|(who, up_to)| format!("{who}: {up_to}")).collect();
    if !authority.is_empty() {
        settings.push(Setting { in_lines: true, ..Setting::new("Who may decide, up to what", authority) });
    }
    Section {
        settings,
        buttons: vec![("Change the change process…", onclick)],
        ..Section::new(
            "process",
            "Change process",
            "Which stages a change request goes through, what each step asks for, what statuses are called, and who may decide up to what.",
        )
    }
}

fn working_days(scheme: &Scheme, onclick: Callback<MouseEvent>) -> Section {
    let calendar = &scheme.calendar;
    let mut settings = vec![Setting::one("Bank holidays of", calendar.division.label())];
    let closed = calendar.closed.iter().map(|day| format!("{} {}", dates::short(day.date), day.name).trim().to_owned());
    let open = calendar.open.iter().map(|day| dates::short(*day));
    for (label, days) in
        [("Further days on which nobody works", closed.collect::<Vec<_>>()), ("Days on which people work", open.collect())]
    {
        if !days.is_empty() {
            settings.push(Setting::new(label, days));
        }
    }
    Section {
        settings,
        buttons: vec![("Change the working days…", onclick)],
        ..Section::new("working-days", "Working days", "Impact assessments are counted without weekends and without these days.")
    }
}

/// The set-up as a file of its own, and beside another.
fn file(context: &AppContext, scheme: &Scheme, opens: impl Fn(AppDialog) -> Callback<MouseEvent>) -> Section {
    let about = match &scheme.preset {
        Some(name) => format!("This register was set up as “{}”. Save its set-up to begin others with it.", excerpt(name)),
        None => "Save the set-up of this register to begin others with it.".into(),
    };
    Section {
        settings: vec![Setting::one("Version of the set-up", scheme.version.to_string())],
        more_words: "preset compare",
        buttons: vec![
            ("Save the set-up as a file", save_as_file(context)),
            ("Compare it with another…", opens(AppDialog::Comparison)),
        ],
        ..Section::new("file", "The set-up as a whole", about)
    }
}

fn save_as_file(context: &AppContext) -> Callback<MouseEvent> {
    let (store, files) = (context.store.clone(), context.files.clone());
    Callback::from(move |_: MouseEvent| {
        let file = store.session().read(|session| {
            let register = session.register();
            Preset::of(&register.title, &register.scheme).file()
        });
        let name = files.export_name(Some(&[])).replace(".raid.json", ".raid-setup.json");
        let made = blobs::make(&file).and_then(|blob| store.export().hand_out(&blob, &name));
        match made {
            Ok(place) => store.notices().announce(place.words()),
            Err(why) => store.notices().complain(format!("The set-up could not be saved: {why}")),
        }
    })
}
