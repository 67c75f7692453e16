//! The right control for each shape of value, and the label, hint and error around it.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::draft::Draft;
use crate::record::Shape;
use crate::web::platform::dates;

/// One control and everything it is drawn from.
pub(crate) struct Control<'a> {
    /// The id of the control; hint, error and suggestions derive theirs from it.
    pub(crate) id: &'a str,
    /// Its visible label.
    pub(crate) label: &'a str,
    /// What it holds.
    pub(crate) shape: Shape,
    /// What has been typed.
    pub(crate) draft: &'a Draft,
    /// How to fill it in.
    pub(crate) hint: Option<&'a str>,
    /// What is wrong with it.
    pub(crate) error: Option<&'a str>,
    /// Whether it must be filled.
    pub(crate) required: bool,
    /// Words offered while typing; for a list, parts to switch on and off.
    pub(crate) offers: &'a [String],
    /// The element that takes focus.
    pub(crate) node: NodeRef,
    /// Told what is typed.
    pub(crate) ontext: Callback<String>,
    /// Told the name typed beside an owner's role.
    pub(crate) onname: Callback<String>,
}

impl Control<'_> {
    /// Label, hint, error and control.
    pub(crate) fn field(&self) -> Html {
        let hint = self.hint.or(self.shape.hint());
        let read = self.draft.day(self.shape).map(dates::long).filter(|words| words != self.draft.text.trim());
        html! {
            <div class="field">
                <label class="field__label" for={self.id.to_owned()}>
                    { self.label }{ if self.required { html! { <span class="meta">{ " (required)" }</span> } } else { html! {} } }
                </label>
                if let Some(hint) = hint {
                    <span class="field__hint" id={format!("{}-hint", self.id)}>{ hint }</span>
                }
                { self.error_line() }
                { self.control() }
                if let Some(read) = read {
                    <span class="field__hint">{ read }</span>
                }
            </div>
        }
    }

    fn error_line(&self) -> Html {
        match self.error {
            Some(error) => html! {
                <span class="field__error" id={format!("{}-error", self.id)}>
                    <span class="visually-hidden">{ "Error: " }</span>{ error }
                </span>
            },
            None => html! {},
        }
    }

    fn described(&self) -> Option<AttrValue> {
        let hint = self.hint.or(self.shape.hint()).map(|_| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" ").into())
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    fn control(&self) -> Html {
        match self.shape {
            Shape::Text => self.text_area(),
            Shape::Choice(words) if self.offers.is_empty() => self.choice(words),
            Shape::Choice(_) | Shape::Listed(_) | Shape::Offered => {
                self.choice(&self.offers.iter().map(String::as_str).collect::<Vec<_>>())
            }
            Shape::Owner => html! { <>{ self.line() }{ self.name() }</> },
            Shape::List => html! { <>{ self.line() }{ self.switches() }</> },
            Shape::Line | Shape::Day | Shape::Due => self.line(),
        }
    }

    fn line(&self) -> Html {
        let oninput = self.ontext.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
        let offered = !self.offers.is_empty() && self.shape != Shape::List;
        let list = offered.then(|| format!("{}-offers", self.id));
        html! {
            <>
                <input ref={self.node.clone()} class="input" type="text" id={self.id.to_owned()} value={self.draft.text.clone()} {oninput}
                    autocomplete="off" dir="auto" list={list.clone()} aria-describedby={self.described()} aria-invalid={self.invalid()}
                    aria-required={self.required.then_some("true")} />
                if let Some(list) = list {
                    <datalist id={list}>{ for self.offers.iter().map(|offer| html! { <option value={offer.clone()} /> }) }</datalist>
                }
            </>
        }
    }

    fn name(&self) -> Html {
        let oninput = self.onname.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
        let id = format!("{}-name", self.id);
        html! {
            <>
                <label class="field__label" for={id.clone()}>{ "Owner’s name" }<span class="meta">{ " (optional)" }</span></label>
                <input class="input" type="text" {id} value={self.draft.name.clone()} {oninput} autocomplete="off" dir="auto" />
            </>
        }
    }

    fn text_area(&self) -> Html {
        let oninput = self.ontext.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
        let rows = self.draft.text.lines().count().clamp(3, 16);
        html! {
            <textarea ref={self.node.clone()} class="textarea" id={self.id.to_owned()} rows={rows.to_string()}
                value={self.draft.text.clone()} {oninput} dir="auto" aria-describedby={self.described()}
                aria-invalid={self.invalid()} aria-required={self.required.then_some("true")} />
        }
    }

    fn choice(&self, words: &[&str]) -> Html {
        let onchange = self.ontext.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
        let option =
            |word: &&str| html! { <option value={(*word).to_owned()} selected={self.draft.text == **word}>{ *word }</option> };
        let stands = &self.draft.text;
        let is_other = !stands.is_empty() && !words.contains(&stands.as_str());
        let other = if matches!(self.shape, Shape::Choice(_)) { "of a newer version" } else { "not offered any more" };
        html! {
            <select ref={self.node.clone()} class="select" id={self.id.to_owned()} {onchange} aria-describedby={self.described()}
                aria-invalid={self.invalid()}>
                <option value="" selected={stands.is_empty()}>{ "Not said" }</option>
                if is_other { <option value={stands.clone()} selected=true>{ format!("{stands} ({other})") }</option> }
                { for words.iter().map(option) }
            </select>
        }
    }

    fn switches(&self) -> Html {
        if self.offers.is_empty() {
            return html! {};
        }
        let switch = |offer: &String| {
            let onclick = self.ontext.reform({
                let toggled = self.draft.toggled(offer);
                move |_: MouseEvent| toggled.clone()
            });
            let on = self.draft.names(offer);
            html! { <button type="button" class="chip" aria-pressed={on.to_string()} {onclick}>{ offer }</button> }
        };
        html! { <div class="item__switches" role="group" aria-label={format!("{}: choose", self.label)}>{ for self.offers.iter().map(switch) }</div> }
    }
}
