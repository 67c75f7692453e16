//! Where the register is kept, in a word.

use yew::prelude::*;

use crate::web::store::{SaveState, SaveStatus, Subscription};

/// A word and a mark. The whole reason stands in the banner.
pub fn save_pill(state: &SaveState, by_host: bool) -> Html {
    let (name, word) = words(state);
    html! {
        <span class={classes!("save", format!("save--{name}"))} title={sentence(state, by_host)}>
            <span class="save__mark" aria-hidden="true"></span>{ word }
        </span>
    }
}

/// Which register the pill follows.
#[derive(Properties, PartialEq, Clone)]
pub struct FollowedProps {
    /// Where the register is kept.
    pub status: SaveStatus,
}

/// The pill of a register. It hears by itself: a change is not shown as saved for a moment, whatever else waits to be drawn.
pub struct Followed {
    shown: SaveState,
    _listening: Subscription,
}

impl Component for Followed {
    type Message = ();
    type Properties = FollowedProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (status, link) = (&ctx.props().status, ctx.link().clone());
        Followed { shown: status.state(), _listening: status.subscribe(move |_| link.send_message(())) }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &FollowedProps) -> bool {
        *self = <Self as Component>::create(ctx);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        let now = ctx.props().status.state();
        std::mem::replace(&mut self.shown, now.clone()) != now
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        save_pill(&self.shown, ctx.props().status.is_kept_by_host())
    }
}

fn words(state: &SaveState) -> (&'static str, &'static str) {
    match state {
        SaveState::Opening => ("saving", "Opening…"),
        SaveState::Saved => ("saved", "Saved"),
        SaveState::Saving => ("saving", "Saving…"),
        SaveState::Memory(_) => ("memory", "In memory only"),
        SaveState::Failed(_) => ("failed", "Not saved"),
    }
}

/// Where the register is kept, in a sentence.
#[must_use]
pub fn sentence(state: &SaveState, by_host: bool) -> String {
    match state {
        SaveState::Opening => "The register is being opened.".into(),
        SaveState::Saved if by_host => "Everything is saved where the page around keeps the register.".into(),
        SaveState::Saved => "Everything is saved in this browser.".into(),
        SaveState::Saving if by_host => "The last change is on its way to the page around.".into(),
        SaveState::Saving => "The last change is being saved in this browser.".into(),
        SaveState::Memory(why) => {
            format!("In memory only: {}. What you do here is gone when the page is closed, so export it.", trimmed(why))
        }
        SaveState::Failed(why) => {
            format!("Not saved: {}. It is tried again every few seconds; export to be safe.", trimmed(why))
        }
    }
}

fn trimmed(why: &str) -> &str {
    why.trim().trim_end_matches('.')
}
