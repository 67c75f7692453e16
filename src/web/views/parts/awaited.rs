//! A view of the second part of the program, or that it is on its way.

use std::rc::Rc;

use yew::prelude::*;

use crate::web::chunk::{self, Arrival, IS_SPLIT};

/// Draws what the second part of the program draws, as soon as that is here. `place`: what stands there until then.
pub fn awaited(place: Place, draw: impl Fn() -> Html + 'static) -> Html {
    if IS_SPLIT {
        html! { <Awaited {place} draw={Draw(Rc::new(draw))} /> }
    } else {
        draw()
    }
}

/// What stands in the place of what is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line.
    View,
    /// Nothing.
    Nothing,
    /// Nothing: the page says that something which a person asked for is awaited.
    Over,
}

#[derive(Clone)]
struct Draw(Rc<dyn Fn() -> Html>);

/// What is drawn may be another each time.
impl PartialEq for Draw {
    fn eq(&self, _: &Draw) -> bool {
        false
    }
}

#[derive(Properties, PartialEq, Clone)]
struct AwaitedProps {
    place: Place,
    draw: Draw,
}

struct Awaited {
    /// Until it is here.
    awaits: Option<(chunk::Subscription, Option<chunk::Action>)>,
}

impl Component for Awaited {
    type Message = ();
    type Properties = AwaitedProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let awaits = (!chunk::is_here()).then(|| {
            let action = (ctx.props().place == Place::Over).then(chunk::Action::begin);
            chunk::request();
            (chunk::subscribe(move || link.send_message(())), action)
        });
        Awaited { awaits }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        if chunk::is_here() {
            self.awaits = None;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match (chunk::arrival(), ctx.props().place) {
            (Arrival::Here, _) => (ctx.props().draw.0)(),
            (_, Place::Over | Place::Nothing) => Html::default(),
            (Arrival::Failed(_), Place::View) => html! { <p class="meta">{ "This part of the page is not here yet." }</p> },
            (Arrival::Unasked | Arrival::OnItsWay, Place::View) => {
                html! { <p class="meta" role="status">{ "This part of the page is on its way…" }</p> }
            }
        }
    }
}
