//! Runs without faults, and concurrent runs.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::super::{Comparison, DifferenceKind, Disk};
use super::{assert_cleared, look, seen, tree, wanted};
use crate::tree::{Replaced, Tree};

const OLD: &[(&str, &str)] = &[
    ("Cargo.toml", "1"),
    ("src/lib.rs", "1"),
    ("src/same.rs", "1"),
    ("src/gone/a.rs", "1"),
    ("src/deep/same.rs", "1"),
];
const NEW: &[(&str, &str)] = &[
    ("Cargo.toml", "1"),
    ("src/lib.rs", "2"),
    ("src/same.rs", "1"),
    ("src/come/a.rs", "1"),
    ("src/deep/same.rs", "1"),
];

/// Sets an old modification time on all files, so that files written later can be recognized.
fn age(root: &Path) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in look(root).keys() {
        let file = fs::File::options().write(true).open(root.join(path)).expect("a file");
        file.set_modified(long_ago).expect("a new age");
    }
    long_ago
}

fn modified(root: &Path, path: &str) -> SystemTime {
    fs::metadata(root.join(path)).and_then(|metadata| metadata.modified()).expect("an age")
}

#[test]
fn only_what_changed_is_written_and_stale_files_are_removed() {
    for can_link in [true, false] {
        let (directory, tree) = tree(OLD);
        let root = directory.path();
        let long_ago = age(root);
        let mut nothing = || Ok(());
        let mut disk = Disk { can_link, ..Disk::new(&mut nothing) };
        let replaced = tree.replace_with(&wanted(NEW), &mut disk).expect("a run without faults");
        assert_eq!(replaced, Replaced { written: 2, unchanged: 3, removed: 1, kept: 0 });
        assert_eq!(look(root), seen(NEW));
        assert!(!root.join("src/gone").exists());
        for same in ["Cargo.toml", "src/same.rs", "src/deep/same.rs"] {
            assert_eq!(modified(root, same), long_ago, "{same}");
        }
        assert!(modified(root, "src/lib.rs") > long_ago);
        assert_cleared(root);
    }
}

#[test]
fn a_second_run_touches_nothing() {
    let (directory, tree) = tree(&[]);
    tree.replace(&wanted(NEW)).expect("a first run");
    let mut changes = 0;
    let mut count = || {
        changes += 1;
        Ok(())
    };
    let replaced = tree.replace_with(&wanted(NEW), &mut Disk::new(&mut count)).expect("a second run");
    assert_eq!(replaced, Replaced { written: 0, unchanged: 5, removed: 0, kept: 0 });
    assert_eq!(changes, 0);
    assert_eq!(look(directory.path()), seen(NEW));
}

#[test]
fn a_change_of_the_manifest_alone_leaves_src_alone() {
    let (directory, tree) = tree(OLD);
    let root = directory.path();
    let long_ago = age(root);
    let changed: Vec<_> =
        OLD.iter().map(|&(path, text)| (path, if path == "Cargo.toml" { "2" } else { text })).collect();
    let src = fs::File::open(root.join("src")).expect("a directory");
    src.set_modified(long_ago).expect("a new age");
    let replaced = tree.replace(&wanted(&changed)).expect("a run without faults");
    assert_eq!((replaced.written, replaced.unchanged), (1, 4));
    assert_eq!(look(root), seen(&changed));
    assert_eq!(modified(root, "src"), long_ago);
}

#[test]
fn empty_directories_are_removed() {
    let (directory, tree) = tree(OLD);
    fs::create_dir_all(directory.path().join("src/empty/inner")).expect("directories");
    let wanted = wanted(OLD);
    let comparison = Comparison::new(&tree, &wanted).expect("a readable tree");
    assert_eq!(comparison.count(DifferenceKind::Empty), 2);
    let replaced = tree.replace(&wanted).expect("a run without faults");
    assert_eq!(replaced, Replaced { written: 0, unchanged: 5, removed: 0, kept: 0 });
    assert!(!directory.path().join("src/empty").exists());
}

#[test]
fn a_directory_at_the_path_of_a_stale_file_and_the_reverse() {
    let (directory, tree) =
        tree(&[("Cargo.toml", "1"), ("src/lib.rs", "1"), ("src/a.rs/b.rs", "1"), ("src/c.rs", "1")]);
    let turned = [("Cargo.toml", "1"), ("src/lib.rs", "1"), ("src/a.rs", "1"), ("src/c.rs/d.rs", "1")];
    tree.replace(&wanted(&turned)).expect("a run without faults");
    assert_eq!(look(directory.path()), seen(&turned));
}

#[test]
fn a_second_run_at_the_same_time_is_refused() {
    let (directory, tree) = tree(OLD);
    let lock = tree.lock().expect("a free directory");
    let other = Tree::new(directory.path());
    let error = other.replace(&wanted(NEW)).expect_err("a locked directory").to_string();
    assert!(error.contains("another run is writing") && error.contains("nothing was written"), "{error}");
    assert_eq!(look(directory.path()), seen(OLD));
    drop(lock);
    other.replace(&wanted(NEW)).expect("a free directory");
    assert_eq!(look(directory.path()), seen(NEW));
}

#[test]
fn missing_directories_are_created() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let root = directory.path().join("deep/down");
    let replaced = Tree::new(&root).replace(&wanted(NEW)).expect("a run without faults");
    assert_eq!(replaced, Replaced { written: 5, unchanged: 0, removed: 0, kept: 0 });
    assert_eq!(look(&root), seen(NEW));
}
