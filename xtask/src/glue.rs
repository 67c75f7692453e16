//! The JavaScript that wasm-bindgen writes around the WebAssembly, made fit to stand inside other people's pages.

/// Two Yew programs in one page, each in its own module, both mark the DOM with this prefix and count from 1, so that one
/// click runs the handlers of both. The names occur nowhere but in the glue.
const SHARED: &str = "__yew_";
const OUR_OWN: &str = "__raidyew_";

/// Renames Yew's marks to our own. `None` if there are none: then Yew or wasm-bindgen has changed, and the page may answer
/// clicks twice.
pub(crate) fn made_ours(glue: &str) -> Option<String> {
    glue.contains(SHARED).then(|| glue.replace(SHARED, OUR_OWN))
}

/// Where the glue keeps what the first part of the program exports.
const EXPORTS: &str = "    wasm = instance.exports;";

/// Adds what joins the second part of the program to the first: `joinSecondPart(module)` promises that it is done. `None` if the
/// glue does not keep what the first part exports as it did.
pub(crate) fn joining(glue: &str) -> Option<String> {
    let join = "\nexport const joinSecondPart = module => WebAssembly.instantiate(module, { __wasm_split: wasm });\n";
    glue.contains(EXPORTS).then(|| format!("{glue}{join}"))
}

/// The first call that turns text into code, which a strict Content-Security-Policy blocks.
pub(crate) fn text_as_code(script: &str) -> Option<&'static str> {
    ["new Function(", "eval("].into_iter().find(|call| calls(script, call))
}

/// Whether `call` stands there as a word of its own: "retrieval(" is no `eval(`.
fn calls(script: &str, call: &str) -> bool {
    let part_of_a_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    script.match_indices(call).any(|(at, _)| !script[..at].ends_with(part_of_a_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_renamed() {
        let glue = "arg0.__yew_listener_id = arg1; return arg0.__yew_subtree_id;";
        assert_eq!(made_ours(glue).as_deref(), Some("arg0.__raidyew_listener_id = arg1; return arg0.__raidyew_subtree_id;"));
    }

    #[test]
    fn nothing_to_rename_is_told() {
        assert_eq!(made_ours("arg0.__wbg_ptr = arg1;"), None);
    }

    #[test]
    fn the_second_part_is_joined_to_what_the_first_exports() {
        let glue = "let wasm;\nfunction finalize(instance) {\n    wasm = instance.exports;\n}\n";
        assert!(joining(glue).is_some_and(|joined| joined.starts_with(glue) && joined.contains("{ __wasm_split: wasm }")));
        assert_eq!(joining("const exports = instance.exports;"), None);
    }

    #[test]
    fn text_as_code_is_found_as_a_word() {
        for (script, found) in [
            ("x = new Function('return 1')", Some("new Function(")),
            ("eval('1')", Some("eval(")),
            (";eval(x)", Some("eval(")),
            ("retrieval(x)", None),
            ("renew Functions", None),
            ("page.eval(x)", None),
        ] {
            assert_eq!(text_as_code(script), found, "{script}");
        }
    }
}
