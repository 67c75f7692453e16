//! What a file is, told by its name. Browsers refuse WebAssembly, modules and style sheets under a wrong type.

/// The media type of a file; unknown ones are offered as a download.
pub(crate) fn of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" if name.ends_with(".raid.json") => "application/vnd.raid-register+json",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "ts" | "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_type() {
        for (name, media) in [
            ("index.html", "text/html; charset=utf-8"),
            ("raid-register_bg.wasm", "application/wasm"),
            ("raid-register.js", "text/javascript; charset=utf-8"),
            ("alpha.raid.json", "application/vnd.raid-register+json"),
            ("package.json", "application/json"),
            ("raid-register.d.ts", "text/plain; charset=utf-8"),
            ("README", "application/octet-stream"),
        ] {
            assert_eq!(of(name), media, "{name}");
        }
    }
}
