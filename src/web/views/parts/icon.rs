//! Line drawings that stand in for a word where room is short. Always beside a label; never alone.

use yew::prelude::*;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns forward.
    Redo,
    /// A magnifying glass.
    Search,
    /// A plus sign.
    Plus,
    /// A sheet of paper.
    File,
    /// Two sliders.
    Settings,
    /// A question mark.
    Help,
    /// A small arrow downwards.
    Down,
    /// A cross.
    Close,
}

impl Picture {
    fn path(self) -> &'static str {
        match self {
            Picture::Undo => "M4 8h9a5 5 0 0 1 0 10H8M4 8l4-4M4 8l4 4",
            Picture::Redo => "M18 8H9a5 5 0 0 0 0 10h5M18 8l-4-4M18 8l-4 4",
            Picture::Search => "M9.5 15a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM14 14l5 5",
            Picture::Plus => "M11 4v14M4 11h14",
            Picture::File => "M6 3h7l4 4v12H6zM13 3v4h4",
            Picture::Settings => "M3 7h9M16 7h3M14 5v4M3 15h3M10 15h9M8 13v4",
            Picture::Help => "M7.5 8a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.1-1.5 2.3M11 17.5v.5",
            Picture::Down => "M6 9l5 5 5-5",
            Picture::Close => "M5 5l12 12M17 5L5 17",
        }
    }
}

/// A drawing in the colour of the text around it. Not read out.
pub fn icon(picture: Picture) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
            <path d={picture.path()} />
        </svg>
    }
}
