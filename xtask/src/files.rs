//! Files and folders, with failures that name them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

pub(crate) fn has_ending(file: &Path, endings: &[&str]) -> bool {
    file.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

/// Writes to `to` what `make` makes of the text in `from`.
pub(crate) fn change(from: &Path, to: &Path, make: impl Fn(&str) -> Outcome<String>) -> Outcome {
    let text = fs::read_to_string(from).map_err(Failure::at("read", from))?;
    fs::write(to, make(&text)?).map_err(Failure::at("write", to))
}

pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(|_| ()).map_err(Failure::at("copy", from))
}

/// Copies all files of a folder into another.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Outcome {
    for file in files_below(from)? {
        let Ok(place) = file.strip_prefix(from) else { continue };
        let copied = to.join(place);
        let folder = copied.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(Failure::at("create", folder))?;
        copy(&file, &copied)?;
    }
    Ok(())
}

/// An empty folder, whatever was there before.
pub(crate) fn clear(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::at("empty", folder))?;
    }
    fs::create_dir_all(folder).map_err(Failure::at("create", folder))
}

/// Puts the folder `new` in the place of `old`.
pub(crate) fn replace(old: &Path, new: &Path) -> Outcome {
    clear(old)?;
    fs::rename(new, old).map_err(Failure::at("write", old))
}

/// All files below a folder but hidden ones, in order.
pub(crate) fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::at("read", folder))? {
        let path = entry.map_err(Failure::at("read", folder))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match path.is_dir() {
            _ if hidden => {}
            true => files.extend(files_below(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}
