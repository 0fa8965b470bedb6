//! Writes several files so that all of them change or none, as far as a file system allows.

use anyhow::{Context, Error, Result};
use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// The new text of a file, written to a temporary file next to it.
struct Staged<'a> {
    path: &'a Path,
    before: Option<Vec<u8>>,
    after: NamedTempFile,
}

/// Writes the files and returns for each whether it changed. A file that already has this text is not touched.
///
/// # Errors
/// When a file cannot be written; those that were already replaced are restored.
pub fn together(changes: &[(PathBuf, String)]) -> Result<Vec<bool>> {
    let staged = changes.iter().map(|(path, text)| stage(path, text)).collect::<Result<Vec<_>>>()?;
    let changed = staged.iter().map(Option::is_some).collect();
    let mut moved: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for Staged { path, before, after } in staged.into_iter().flatten() {
        if let Err(error) = after.persist(path) {
            restore(moved);
            return Err(Error::new(error.error).context(format!("cannot write {}", path.display())));
        }
        moved.push((path, before));
    }
    Ok(changed)
}

/// Writes the new text to a temporary file in the same folder; returns `None` if the text does not change.
fn stage<'a>(path: &'a Path, text: &str) -> Result<Option<Staged<'a>>> {
    let failed = || format!("cannot write {}", path.display());
    let before = match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => return Ok(None),
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(failed)?;
    let mut after = new_file(folder).with_context(failed)?;
    after.write_all(text.as_bytes()).and_then(|()| after.as_file().sync_all()).with_context(failed)?;
    Ok(Some(Staged { path, before, after }))
}

/// Creates a file with the usual permissions, unlike the default of temporary files.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".import-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Errors are ignored: the error that led here is the one to report.
fn restore(moved: Vec<(&Path, Option<Vec<u8>>)>) {
    for (path, before) in moved {
        let _ = match before {
            Some(bytes) => fs::write(path, bytes),
            None => fs::remove_file(path),
        };
    }
}
