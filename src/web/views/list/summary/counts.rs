//! How much the list shows: seen at once, read out when typing pauses.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

const PAUSE: u32 = 700;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct CountsProps {
    pub(crate) shown: u32,
    pub(crate) total: u32,
    pub(crate) overdue: u32,
}

/// "12 of 134 · 3 overdue".
pub(super) fn words(props: &CountsProps) -> String {
    let count = if props.shown == props.total { props.total.to_string() } else { format!("{} of {}", props.shown, props.total) };
    if props.overdue == 0 { count } else { format!("{count} · {} overdue", props.overdue) }
}

/// The counts, and a polite announcement of them after a pause.
#[component]
pub(crate) fn Counts(props: &CountsProps) -> Html {
    let words = words(props);
    let said = use_state(String::new);
    {
        let said = said.clone();
        use_effect_with(words.clone(), move |words| {
            let words = words.clone();
            let timeout = Timeout::new(PAUSE, move || said.set(format!("{words} shown")));
            move || drop(timeout)
        });
    }
    html! {
        <>
            <p class="list__counts meta">{ words }</p>
            <p class="visually-hidden" role="status" aria-live="polite">{ &*said }</p>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_words() {
        assert_eq!(words(&CountsProps { shown: 12, total: 134, overdue: 3 }), "12 of 134 · 3 overdue");
        assert_eq!(words(&CountsProps { shown: 134, total: 134, overdue: 0 }), "134");
    }
}
