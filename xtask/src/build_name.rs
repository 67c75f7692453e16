//! The name of a build, in the element's script, in the glue and in each file of WebAssembly: the element compares them, because a
//! cache or a half-copied folder can mix the files of two versions.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::files::change;

/// The script that compares.
const SCRIPT: &str = "raid-engine.js";
const UNNAMED: &str = "\"not built\"";
/// The WebAssembly's own section, which browsers leave alone.
const SECTION: &str = "raid-build";
/// Of a name, in bytes.
const LENGTH: usize = 16;

/// Names the script, the glue and each file of WebAssembly after what the glue and the WebAssembly contain.
pub(crate) fn give(page: &Path, glue: &Path, parts: &[PathBuf]) -> Outcome {
    let script = fs::read_to_string(glue).map_err(Failure::at("read", glue))?;
    let mut hasher = DefaultHasher::new();
    script.hash(&mut hasher);
    for part in parts {
        fs::read(part).map_err(Failure::at("read", part))?.hash(&mut hasher);
    }
    let name = format!("{:016x}", hasher.finish());
    write(&name, glue, parts)?;
    let script = page.join(SCRIPT);
    change(&script, &script, |text| {
        let named = text.replacen(UNNAMED, &format!("\"{name}\""), 1);
        (named != text).then_some(named).ok_or_else(|| Failure::new(format!("{SCRIPT} has no place for the name of the build.")))
    })
}

/// Writes the name into the glue and the WebAssembly, which have none yet.
pub(crate) fn write(name: &str, glue: &Path, parts: &[PathBuf]) -> Outcome {
    for part in parts {
        let mut module = fs::read(part).map_err(Failure::at("read", part))?;
        module.extend(section(name));
        fs::write(part, module).map_err(Failure::at("write", part))?;
    }
    change(glue, glue, |script| Ok(format!("{script}\nexport const build = \"{name}\";\n")))
}

/// The name in a WebAssembly that has one.
pub(crate) fn of(wasm: &Path) -> Outcome<String> {
    let module = fs::read(wasm).map_err(Failure::at("read", wasm))?;
    let name = module.split_at_checked(module.len().saturating_sub(LENGTH)).map(|(_, name)| String::from_utf8_lossy(name));
    let named = name.filter(|name| module.ends_with(&section(name)));
    named.map(Into::into).ok_or_else(|| Failure::new(format!("{} bears no name of a build.", wasm.display())))
}

/// A custom section with that text: its number, its length, and its own name before the text. All lengths are below 128.
fn section(text: &str) -> Vec<u8> {
    let content = [&[SECTION.len() as u8][..], SECTION.as_bytes(), text.as_bytes()].concat();
    [&[0, content.len() as u8][..], &content].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_as_webassembly_wants_it() {
        assert_eq!(section("ab"), b"\x00\x0d\x0araid-buildab");
    }

    #[test]
    fn all_of_them_bear_one_name() {
        let page = std::env::temp_dir().join(format!("raid-register-build-name-{}", std::process::id()));
        fs::create_dir_all(&page).unwrap();
        let (glue, wasm, rest) = (page.join("glue.js"), page.join("module.wasm"), page.join("rest.wasm"));
        fs::write(&glue, "export default 1;").unwrap();
        fs::write(&wasm, b"\0asm").unwrap();
        fs::write(&rest, b"\0asm more").unwrap();
        fs::write(page.join(SCRIPT), "const BUILD = \"not built\";").unwrap();
        let parts = [wasm.clone(), rest.clone()];
        give(&page, &glue, &parts).unwrap();
        let script = fs::read_to_string(page.join(SCRIPT)).unwrap();
        let name = &script["const BUILD = \"".len()..script.len() - 2];
        assert_eq!(name.len(), 16, "{script}");
        assert!(fs::read_to_string(&glue).unwrap().ends_with(&format!("export const build = \"{name}\";\n")));
        assert!(fs::read(&wasm).unwrap().ends_with(name.as_bytes()));
        assert_eq!((of(&wasm).as_deref(), of(&rest).as_deref()), (Ok(name), Ok(name)));
        assert!(of(&glue).is_err(), "no WebAssembly");
        assert!(give(&page, &glue, &parts).is_err(), "a script that is named already has no place for a name");
        fs::remove_dir_all(&page).unwrap();
    }
}
