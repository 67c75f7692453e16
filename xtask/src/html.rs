//! The few changes that Trunk's HTML needs, and what a strict Content-Security-Policy would block in it.

/// `html` without what is only there for Trunk: its own links, and preloads and checksums of files changed since.
pub(crate) fn tidied(html: &str) -> String {
    let mut tidy = without_tags(html, "<link", |tag| tag.contains("data-trunk") || is_trunks_preload(tag));
    for name in ["integrity", "data-trunk-id", "data-trunk"] {
        tidy = without_attribute(&tidy, name);
    }
    let lines = tidy.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// Trunk's preloads carry checksums of files that are changed later, and our own stand in the page already.
fn is_trunks_preload(tag: &str) -> bool {
    tag.contains("preload\"") && tag.contains("integrity")
}

/// The first element or attribute that only works where inline code or styles are allowed.
pub(crate) fn inline_code(html: &str) -> Option<&str> {
    let script = tags(html, "<script").find(|tag| !tag.contains(" src=") && !tag.contains("application/json"));
    script.or_else(|| tags(html, "<style").next()).or_else(|| tags(html, "<").find(|tag| has_code(tag)))
}

/// Whether a tag has a `style` or an `on…` attribute.
fn has_code(tag: &str) -> bool {
    let mut names = tag.split_whitespace().skip(1).filter_map(|word| word.split_once('=')).map(|(name, _)| name);
    names.any(|name| name == "style" || name.starts_with("on"))
}

/// The text of each tag that begins with `start`, up to its `>`.
fn tags<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.match_indices(start).map(|(at, _)| tag_at(html, at))
}

fn tag_at(html: &str, at: usize) -> &str {
    let end = html[at..].find('>').map_or(html.len(), |length| at + length + 1);
    &html[at..end]
}

fn without_tags(html: &str, start: &str, unwanted: impl Fn(&str) -> bool) -> String {
    let mut kept = html.to_owned();
    for tag in tags(html, start).filter(|tag| unwanted(tag)) {
        kept = kept.replace(tag, "");
    }
    kept
}

/// Without ` name`, ` name="…"`, wherever it stands.
fn without_attribute(html: &str, name: &str) -> String {
    let name = format!(" {name}");
    let mut parts = html.split(name.as_str());
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.strip_prefix("=\"").and_then(|value| value.split_once('"')) {
            Some((_, after)) => kept.push_str(after),
            None if part.starts_with([' ', '>', '/']) => kept.push_str(part),
            None => kept.extend([name.as_str(), part]),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_for_trunk_goes() {
        let html = "<head>\n  <link data-trunk rel=\"rust\" data-trunk-id=\"0\">\n  <link rel=\"modulepreload\" href=\"a.js\" \
                    integrity=\"sha384-x\">\n  <link rel=\"modulepreload\" href=\"b.js\">\n  <link rel=\"icon\" href=\"a.svg\">\n</head>\n";
        assert_eq!(
            tidied(html),
            "<head>\n  <link rel=\"modulepreload\" href=\"b.js\">\n  <link rel=\"icon\" href=\"a.svg\">\n</head>\n"
        );
    }

    #[test]
    fn checksums_go() {
        let html = "<script src=\"a.js\" integrity=\"sha384-x\" type=\"module\"></script>\n";
        assert_eq!(tidied(html), "<script src=\"a.js\" type=\"module\"></script>\n");
    }

    #[test]
    fn an_attribute_is_a_whole_word() {
        assert_eq!(without_attribute("<a data-trunked b>", "data-trunk"), "<a data-trunked b>");
        assert_eq!(without_attribute("<a data-trunk b>", "data-trunk"), "<a b>");
        assert_eq!(without_attribute("<p>data data-trunk</p>", "data-x"), "<p>data data-trunk</p>");
    }

    #[test]
    fn inline_code_is_found() {
        for (html, found) in [
            ("<script type=\"module\">go()</script>", Some("<script type=\"module\">")),
            ("<script type=\"module\" src=\"a.js\"></script>", None),
            ("<script type=\"application/json\">{}</script>", None),
            ("<style>a{}</style>", Some("<style>")),
            ("<p style=\"color:red\">", Some("<p style=\"color:red\">")),
            ("<p onclick=\"go()\">", Some("<p onclick=\"go()\">")),
            ("<p class=\"style\">one day on top</p>", None),
            ("<meta name=\"description\" content=\"risks on one page, in style\">", None),
        ] {
            assert_eq!(inline_code(html), found, "{html}");
        }
    }
}
