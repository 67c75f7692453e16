//! Which file an address means, and under which headers it is sent. Pure but for looking whether a file exists.

use std::path::{Path, PathBuf};

use crate::mime;

/// The strictest policy the page is promised to work under, `OWN` being where our files come from. The browser tests run
/// under it, too.
const POLICY: &str = "default-src 'none'; script-src OWN 'wasm-unsafe-eval'; style-src OWN; connect-src OWN; img-src OWN; \
                      manifest-src OWN; base-uri 'none'; form-action 'none'";

/// A file to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) file: PathBuf,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// The file that `address` means in the folder `root`, compressed if the browser `accepts` that and it is there. `host` is
/// the name under which the browser knows this server.
pub(crate) fn find(root: &Path, address: &str, accepts: &str, host: &str) -> Option<Found> {
    let place = place(address)?;
    let plain = [root.join(&place), root.join(&place).join("index.html")].into_iter().find(|file| file.is_file())?;
    let (file, encoding) = compressed(&plain, accepts).unwrap_or((plain.clone(), None));
    let mut headers = headers(&place, &plain, host);
    headers.extend(encoding.map(|encoding| ("Content-Encoding", encoding.to_owned())));
    Some(Found { file, headers })
}

/// Where in the folder an address points; `None` if it would leave it.
fn place(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path.strip_prefix('/')?)?;
    let within = path.split('/').all(|part| part != ".." && part != "." && !part.contains(['\\', ':', '\0']));
    (within && !path.starts_with('/')).then_some(path)
}

/// Percent signs resolved; `None` if one is malformed or the result is not text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? << 4 | digit(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn compressed(plain: &Path, accepts: &str) -> Option<(PathBuf, Option<&'static str>)> {
    let offered =
        |encoding: &str| accepts.split(',').any(|word| word.split(';').next().is_some_and(|name| name.trim() == encoding));
    let with = |ending: &str| PathBuf::from(format!("{}.{ending}", plain.display()));
    let choices = [("br", "br"), ("gzip", "gz")].into_iter().filter(|(encoding, _)| offered(encoding));
    choices.map(|(encoding, ending)| (with(ending), Some(encoding))).find(|(file, _)| file.is_file())
}

fn headers(place: &str, plain: &Path, host: &str) -> Vec<(&'static str, String)> {
    let name = plain.file_name().unwrap_or_default().to_string_lossy();
    vec![
        ("Content-Type", mime::of(&name).to_owned()),
        ("Content-Security-Policy", policy(place, host)),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // A frame without rights of its own has no origin; the files are public, and nothing here knows who asks.
        ("Access-Control-Allow-Origin", "*".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cache-Control", "no-cache".to_owned()),
        ("Vary", "Accept-Encoding".to_owned()),
    ]
}

/// The policy for one page. The frame edition may stand in a frame, the examples of hosts may hold one; nothing else may.
fn policy(place: &str, host: &str) -> String {
    let is_frame = place.ends_with("embed.html");
    let ancestors = if is_frame { "'self'" } else { "'none'" };
    let frames = if place.starts_with("examples/") { "; frame-src 'self'" } else { "" };
    // A sandboxed frame has an opaque origin, which WebKit compares with `'self'`: the frame edition names the origin as well.
    let own = if is_frame && is_host(host) { format!("'self' http://{host}") } else { "'self'".to_owned() };
    format!("{}; frame-ancestors {ancestors}{frames}", POLICY.replace("OWN", &own))
}

/// Whether it is a name and a port, and nothing that would be more than one word of a policy.
fn is_host(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_points_into_the_folder() {
        for (address, expected) in [
            ("/", Some("")),
            ("/a.js", Some("a.js")),
            ("/samples/a%20b.json?x=../..", Some("samples/a b.json")),
            ("/../Cargo.toml", None),
            ("/samples/../../Cargo.toml", None),
            ("/%2e%2e/Cargo.toml", None),
            ("/..%2fCargo.toml", None),
            ("/..%5cCargo.toml", None),
            ("//etc/passwd", None),
            ("/%2fetc/passwd", None),
            ("/C:/windows", None),
            ("/a%00.js", None),
            ("/a%zz", None),
            ("/a%2", None),
            ("/%ff", None),
            ("http://elsewhere/", None),
        ] {
            assert_eq!(place(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn only_the_frame_edition_may_be_framed() {
        assert!(policy("", "h").contains("frame-ancestors 'none'"));
        assert!(policy("embed.html", "h").contains("frame-ancestors 'self'"));
        assert!(!policy("", "h").contains("frame-src"));
    }

    #[test]
    fn the_frame_edition_names_its_origin_beside_self() {
        for (place, host, expected) in [
            (
                "embed.html",
                "127.0.0.1:8080",
                "script-src 'self' http://127.0.0.1:8080 'wasm-unsafe-eval'; style-src 'self' http://127.0.0.1:8080;",
            ),
            ("embed.html", "[::1]:8080", "connect-src 'self' http://[::1]:8080; img-src 'self' http://[::1]:8080;"),
            ("embed.html", "", "script-src 'self' 'wasm-unsafe-eval';"),
            ("embed.html", "a; script-src *", "script-src 'self' 'wasm-unsafe-eval';"),
            ("index.html", "127.0.0.1:8080", "script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"),
        ] {
            assert!(policy(place, host).contains(expected), "{}", policy(place, host));
        }
    }

    #[test]
    fn a_folder_means_its_index_and_a_compressed_twin_is_preferred() {
        let root = std::env::temp_dir().join(format!("raid-register-site-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        for name in ["index.html", "index.html.gz", "a.js"] {
            std::fs::write(root.join(name), name).unwrap();
        }
        let file = |address, accepts| find(&root, address, accepts, "").map(|found| found.file);
        assert_eq!(file("/", ""), Some(root.join("index.html")));
        assert_eq!(file("/", "br;q=1, gzip"), Some(root.join("index.html.gz")));
        assert_eq!(file("/a.js", "br, gzip"), Some(root.join("a.js")));
        assert_eq!(file("/b.js", ""), None);
        std::fs::remove_dir_all(&root).unwrap();
    }
}
