//! A view of the second part of the program, or that it is on its way.

use std::rc::Rc;

use yew::prelude::*;

use crate::web::second_part::{self, IS_SPLIT, LoadState};

/// Draws what the second part of the program draws, as soon as that is here. `place`: what stands there until then.
pub fn from_second_part(place: Placeholder, draw: impl Fn() -> Html + 'static) -> Html {
    if IS_SPLIT {
        html! { <SecondPartView {place} draw={Render(Rc::new(draw))} /> }
    } else {
        draw()
    }
}

/// What stands in the place of what is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// A line.
    Line,
    /// Nothing.
    Nothing,
    /// Nothing: the page says that something which a person asked for is awaited.
    Overlay,
}

#[derive(Clone)]
struct Render(Rc<dyn Fn() -> Html>);

/// What is drawn may be another each time.
impl PartialEq for Render {
    fn eq(&self, _: &Render) -> bool {
        false
    }
}

#[derive(Properties, PartialEq, Clone)]
struct SecondPartViewProps {
    place: Placeholder,
    draw: Render,
}

struct SecondPartView {
    /// Until it is here.
    awaits: Option<(second_part::Subscription, Option<second_part::PendingAction>)>,
}

impl Component for SecondPartView {
    type Message = ();
    type Properties = SecondPartViewProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let awaits = (!second_part::is_loaded()).then(|| {
            let action = (ctx.props().place == Placeholder::Overlay).then(second_part::PendingAction::begin);
            second_part::request();
            (second_part::subscribe(move || link.send_message(())), action)
        });
        SecondPartView { awaits }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        if second_part::is_loaded() {
            self.awaits = None;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match (second_part::load_state(), ctx.props().place) {
            (LoadState::Loaded, _) => (ctx.props().draw.0)(),
            (_, Placeholder::Overlay | Placeholder::Nothing) => Html::default(),
            (LoadState::Failed(_), Placeholder::Line) => {
                html! { <p class="meta">{ "This part of the page is not here yet." }</p> }
            }
            (LoadState::NotRequested | LoadState::Loading, Placeholder::Line) => {
                html! { <p class="meta" role="status">{ "This part of the page is on its way…" }</p> }
            }
        }
    }
}
