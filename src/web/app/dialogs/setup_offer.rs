//! Set-ups to choose from: the presets, one from a file, that of the register that is open.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::scheme::Scheme;
use crate::scheme::preset::{Preset, presets};
use crate::snapshot;
use crate::text::excerpt;
use crate::web::platform::blobs;
use crate::web::platform::task::spawn_local;
use crate::web::store::Store;

/// A set-up that can be begun from or compared with: its name, what it is for, and what it is.
#[derive(Clone, PartialEq)]
pub(super) struct SetupOffer {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) scheme: Scheme,
}

#[derive(Properties, PartialEq, Clone)]
pub(super) struct SetupFileProps {
    /// The id of its control.
    pub(super) id: &'static str,
    /// Told what was read.
    pub(super) onoffer: Callback<SetupOffer>,
}

/// A set-up from a file: one that was saved by itself, or that of a whole register.
#[component]
pub(super) fn SetupFile(props: &SetupFileProps) -> Html {
    let said = use_state(String::new);
    let onchange = {
        let (onoffer, said) = (props.onoffer.clone(), said.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            input.set_value("");
            let (onoffer, said) = (onoffer.clone(), said.clone());
            spawn_local(async move {
                let read = blobs::read(&file, &mut |_| ()).await.and_then(of_file);
                match read {
                    Ok(offer) => {
                        said.set(String::new());
                        onoffer.emit(SetupOffer { about: format!("From the file {}", excerpt(&file.name())), ..offer });
                    }
                    Err(why) => said.set(why),
                }
            });
        })
    };
    let id = props.id;
    html! {
        <div class="field">
            <label class="field__label" for={id}>{ "Or a set-up from a file" }</label>
            <input {id} class="input" type="file" accept=".json,application/json" {onchange} aria-describedby={format!("{id}-hint {id}-error")} />
            <span id={format!("{id}-hint")} class="field__hint">{ "One that was saved in Settings, or another register, of which the records are left out" }</span>
            <span id={format!("{id}-error")} class="field__error" role="alert">{ &*said }</span>
        </div>
    }
}

/// The set-up that a file holds.
fn of_file(bytes: Vec<u8>) -> Result<SetupOffer, String> {
    let preset = match Preset::read(&bytes) {
        Ok(preset) => preset,
        Err(why) => match snapshot::read(bytes) {
            Ok(opened) => Preset::of(&opened.register.title, &opened.register.scheme),
            Err(_) => return Err(why),
        },
    };
    Ok(SetupOffer { name: preset.name.clone(), about: String::new(), scheme: preset.begun() })
}

/// What there is to choose from: the presets, and the set-up of the register that is open.
pub(super) fn offers(store: &Store) -> Vec<SetupOffer> {
    let of = |preset: &Preset| SetupOffer {
        name: preset.name.clone(),
        about: preset.about.clone().unwrap_or_default(),
        scheme: preset.begun(),
    };
    let mut offers: Vec<SetupOffer> = presets().map(of).collect();
    let own = store.session().read(|session| {
        let register = session.register();
        (!register.is_empty()).then(|| (register.title.clone(), Preset::of(&register.title, &register.scheme)))
    });
    offers.extend(own.map(|(title, preset)| SetupOffer {
        name: format!("As in “{}”", excerpt(&title)),
        about: "The set-up of the register that is open now, without its records".into(),
        scheme: preset.begun(),
    }));
    offers
}
