//! The operations that change a tree on disk.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Context;

/// The number of files that are synced concurrently.
const SYNCS: usize = 8;

/// All changes are made here: errors name the operation and the path, and a test can observe changes, make them fail,
/// or turn off an ability between any two of them.
pub struct Disk<'a> {
    /// Called before each change; if it fails, the change fails.
    pub before: &'a mut dyn FnMut() -> io::Result<()>,
    /// Whether contents are synced to survive a power failure.
    pub is_durable: bool,
    /// Whether two directories can be exchanged atomically.
    pub can_exchange: bool,
    /// Whether the file system supports hard links.
    pub can_link: bool,
    /// Whether the file system supports symbolic links.
    pub can_symlink: bool,
}

impl<'a> Disk<'a> {
    /// Creates a disk with all abilities.
    pub fn new(before: &'a mut dyn FnMut() -> io::Result<()>) -> Self {
        Self { before, is_durable: true, can_exchange: true, can_link: true, can_symlink: true }
    }

    fn change(&mut self, verb: &str, path: &Path, act: impl FnOnce() -> io::Result<()>) -> anyhow::Result<()> {
        (self.before)().and_then(|()| act()).with_context(|| format!("cannot {verb} {}", path.display()))
    }

    /// Creates a directory and its parents.
    pub fn create_dir(&mut self, path: &Path) -> anyhow::Result<()> {
        self.change("create", path, || fs::create_dir_all(path))
    }

    /// Writes a new file.
    pub fn write(&mut self, path: &Path, contents: &[u8]) -> anyhow::Result<()> {
        self.change("write", path, || File::create_new(path)?.write_all(contents))
    }

    /// Syncs the contents of files. Most of the time is spent waiting for the same flush of the disk,
    /// so several files are synced concurrently.
    pub fn sync(&mut self, paths: &[PathBuf]) -> anyhow::Result<()> {
        if !self.is_durable {
            return Ok(());
        }
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                File::open(path)
                    .and_then(|file| file.sync_data())
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
            anyhow::Ok(())
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..paths.len().min(SYNCS)).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    /// Creates a hard link to a file, or a copy with the same modification time if that is impossible.
    pub fn link(&mut self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let can_link = self.can_link;
        self.change("link", to, || {
            if can_link && fs::hard_link(from, to).is_ok() {
                return Ok(());
            }
            fs::copy(from, to)?;
            File::options().write(true).open(to)?.set_modified(fs::metadata(from)?.modified()?)
        })
    }

    /// Moves a file or directory, replacing an existing file of that name.
    pub fn rename(&mut self, from: &Path, to: &Path) -> anyhow::Result<()> {
        self.change("replace", to, || fs::rename(from, to))
    }

    /// Creates a symbolic link to `target` at `path`; returns `false` if that is impossible.
    pub fn symlink(&mut self, target: &str, path: &Path) -> anyhow::Result<bool> {
        let is_able = self.can_symlink;
        self.attempt("link", path, || if is_able { symlink(target, path) } else { Err(ErrorKind::Unsupported.into()) })
    }

    /// Exchanges two directories atomically; returns `false` if that is impossible.
    pub fn exchange(&mut self, one: &Path, other: &Path) -> anyhow::Result<bool> {
        let is_able = self.can_exchange;
        self.attempt(
            "replace",
            other,
            || {
                if is_able { exchange(one, other) } else { Err(ErrorKind::Unsupported.into()) }
            },
        )
    }

    fn attempt(&mut self, verb: &str, path: &Path, act: impl FnOnce() -> io::Result<()>) -> anyhow::Result<bool> {
        let mut is_done = true;
        self.change(verb, path, || match act() {
            Err(error) if is_unsupported(&error) => {
                is_done = false;
                Ok(())
            }
            outcome => outcome,
        })?;
        Ok(is_done)
    }

    /// Removes a file.
    pub fn remove_file(&mut self, path: &Path) -> anyhow::Result<()> {
        self.change("remove", path, || fs::remove_file(path))
    }

    /// Removes a directory with its contents.
    pub fn remove_dir(&mut self, path: &Path) -> anyhow::Result<()> {
        self.change("remove", path, || fs::remove_dir_all(path))
    }
}

/// Whether a system call failed because this system or file system does not support it.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied)
}

#[cfg(unix)]
fn symlink(target: &str, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
