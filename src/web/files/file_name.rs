//! Names of files that are handed out.

/// The title in plain letters, and what comes behind it.
pub(super) fn named(title: &str, then: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}-{then}", if words.is_empty() { "register".into() } else { words.join("-") })
}
