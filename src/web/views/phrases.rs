//! How labels, sentences and days stand within what is drawn. No browser needed.

use chrono::NaiveDate;

/// A label inside a sentence: "Owner" becomes "owner", "RAG" stays.
pub(crate) fn lower_first(label: &str) -> String {
    let mut rest = label.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if second.is_uppercase() => format!("{first}{}", rest.as_str()),
        (Some(first), _) => first.to_lowercase().chain(rest).collect(),
        (None, _) => String::new(),
    }
}

/// A sentence at the start of a line.
pub(crate) fn upper_first(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// A day as a person would type it; it reads back as the same day.
pub(crate) fn day_typed(day: NaiveDate) -> String {
    crate::calendar::long_date(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_inside_sentences() {
        assert_eq!(lower_first("Raised by"), "raised by");
        assert_eq!(lower_first("RAG"), "RAG");
        assert_eq!(upper_first("impact 5 → 4"), "Impact 5 → 4");
    }

    #[test]
    fn a_day_offered_for_editing_reads_back() {
        let day = NaiveDate::from_ymd_opt(2023, 10, 3).expect("a literal day");
        assert_eq!(crate::calendar::read_day(&day_typed(day)), Ok(day));
    }
}
