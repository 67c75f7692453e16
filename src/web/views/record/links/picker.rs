//! Looks for a record while a person types: an editable combobox with a list, by the ARIA pattern.

use yew::prelude::*;

use crate::stamp::EventId;
use crate::web::store::SessionHandle;
use crate::web::views::record::form::typed;

/// What is asked.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct PickerProps {
    /// The register.
    pub(super) session: SessionHandle,
    /// The id of the input.
    pub(super) id: AttrValue,
    /// Its label.
    pub(super) label: AttrValue,
    /// The record that cannot be chosen.
    pub(super) but: EventId,
    /// What is typed, or the words of what is chosen.
    pub(super) words: AttrValue,
    /// What is wrong with the choice.
    pub(super) error: Option<AttrValue>,
    /// Told what is typed and chosen; no record while words are being typed.
    pub(super) onpick: Callback<(String, Option<EventId>)>,
}

/// What can happen to it.
pub(super) enum Msg {
    /// The words changed.
    Typed(String),
    /// The list opens, or the mark moves on by so many.
    Move(isize),
    /// The marked one is chosen.
    Take,
    /// That one is chosen.
    Choose(usize),
    /// The list closes.
    Close,
}

/// A record that is offered.
struct Offer {
    id: EventId,
    reference: String,
    title: String,
}

/// Most records offered at once.
const MOST: usize = 8;

/// Looks for a record while a person types.
pub(super) struct Picker {
    offers: Vec<Offer>,
    open: bool,
    marked: Option<usize>,
}

impl Component for Picker {
    type Message = Msg;
    type Properties = PickerProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Picker { offers: Vec::new(), open: false, marked: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed(words) => {
                self.look(ctx.props(), &words);
                ctx.props().onpick.emit((words, None));
            }
            Msg::Move(by) => self.go(ctx.props(), by),
            Msg::Take => self.marked.into_iter().for_each(|at| self.choose(ctx.props(), at)),
            Msg::Choose(at) => self.choose(ctx.props(), at),
            Msg::Close => self.open = false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let list = format!("{}-list", props.id);
        html! {
            <div class="field item__picker">
                <label class="field__label" for={props.id.clone()}>{ &props.label }</label>
                <span class="field__hint" id={format!("{}-hint", props.id)}>{ "Type a reference or words of the title, then choose" }</span>
                if let Some(error) = &props.error {
                    <span class="field__error" id={format!("{}-error", props.id)}>{ error }</span>
                }
                { self.view_input(ctx, &list) }
                { self.view_list(ctx, list) }
                <span class="visually-hidden" role="status">{ self.count() }</span>
            </div>
        }
    }
}

impl Picker {
    fn look(&mut self, props: &PickerProps, words: &str) {
        self.offers = offers(&props.session, words, props.but);
        self.open = !words.trim().is_empty();
        self.marked = (self.open && !self.offers.is_empty()).then_some(0);
    }

    fn go(&mut self, props: &PickerProps, by: isize) {
        if !self.open {
            self.offers = offers(&props.session, &props.words, props.but);
            self.open = true;
            self.marked = None;
        }
        self.marked = next(self.marked, by, self.offers.len());
    }

    fn choose(&mut self, props: &PickerProps, at: usize) {
        if let Some(offer) = self.offers.get(at) {
            self.open = false;
            props.onpick.emit((format!("{} {}", offer.reference, offer.title), Some(offer.id)));
        }
    }

    fn count(&self) -> String {
        match (self.open, self.offers.len()) {
            (false, _) => String::new(),
            (true, 0) => "No records match".into(),
            (true, 1) => "1 record".into(),
            (true, count) => format!("{count} records"),
        }
    }

    fn view_input(&self, ctx: &Context<Self>, list: &str) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let marked = self.marked.filter(|_| self.open).map(|at| format!("{list}-{at}"));
        let described =
            if props.error.is_some() { format!("{0}-hint {0}-error", props.id) } else { format!("{}-hint", props.id) };
        html! {
            <input class="input" type="text" id={props.id.clone()} role="combobox" autocomplete="off" aria-autocomplete="list" dir="auto"
                aria-expanded={self.open.to_string()} aria-controls={list.to_owned()} aria-activedescendant={marked}
                aria-describedby={described} aria-invalid={props.error.as_ref().map(|_| "true")} value={props.words.clone()}
                oninput={link.callback(|event: InputEvent| Msg::Typed(typed(&event)))}
                onblur={link.callback(|_: FocusEvent| Msg::Close)} onkeydown={self.keys(ctx)} />
        }
    }

    fn keys(&self, ctx: &Context<Self>) -> Callback<KeyboardEvent> {
        let (open, marked) = (self.open, self.marked.is_some());
        ctx.link().batch_callback(move |event: KeyboardEvent| {
            let msg = match event.key().as_str() {
                _ if event.is_composing() => return None,
                "ArrowDown" => Msg::Move(1),
                "ArrowUp" => Msg::Move(-1),
                "Enter" if open && marked => Msg::Take,
                "Escape" if open => Msg::Close,
                _ => return None,
            };
            event.prevent_default();
            event.stop_propagation();
            Some(msg)
        })
    }

    fn view_list(&self, ctx: &Context<Self>, list: String) -> Html {
        let stay = Callback::from(|event: MouseEvent| event.prevent_default());
        let option = |(at, offer): (usize, &Offer)| {
            let onclick = ctx.link().callback(move |_: MouseEvent| Msg::Choose(at));
            let marked = self.marked == Some(at);
            html! {
                <li id={format!("{list}-{at}")} role="option" class="item__option" aria-selected={marked.to_string()} {onclick}>
                    <span class="item__mono">{ &offer.reference }</span>{ " " }<span dir="auto">{ &offer.title }</span>
                </li>
            }
        };
        html! {
            <ul id={list.clone()} class="item__options" role="listbox" aria-label={ctx.props().label.clone()} hidden={!self.open} onmousedown={stay}>
                { for self.offers.iter().enumerate().map(option) }
                if self.offers.is_empty() { <li class="item__option meta" role="presentation">{ "No records match" }</li> }
            </ul>
        }
    }
}

fn offers(session: &SessionHandle, words: &str, but: EventId) -> Vec<Offer> {
    session.read(|session| {
        let register = session.register();
        let found = register.suggest(words, None, MOST + 1).into_iter().filter(|row_id| register.id(*row_id) != but).take(MOST);
        found
            .filter_map(|row_id| register.record(row_id))
            .map(|record| Offer { id: record.id, reference: record.shown_reference(), title: record.title().to_owned() })
            .collect()
    })
}

/// Where the mark goes: on by so many, round at both ends.
fn next(marked: Option<usize>, by: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (marked, by < 0) {
        (None, false) => 0,
        (None | Some(0), true) => last,
        (Some(at), true) => at - 1,
        (Some(at), false) if at >= last => 0,
        (Some(at), false) => at + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_mark_goes_round() {
        assert_eq!(next(None, 1, 3), Some(0));
        assert_eq!(next(Some(2), 1, 3), Some(0));
        assert_eq!(next(Some(0), -1, 3), Some(2));
        assert_eq!(next(None, -1, 3), Some(2));
        assert_eq!(next(None, 1, 0), None);
    }
}
