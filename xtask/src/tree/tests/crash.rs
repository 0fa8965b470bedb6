//! Kills and disk errors between any two changes to the disk.

use std::io::{self, ErrorKind};
use std::{fs, path::Path};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::super::{Disk, Tree, Wanted, replace};
use super::{Seen, assert_cleared, look, seen, tree, wanted, write};

type Files = &'static [(&'static str, &'static str)];

/// A name, the old tree and the new tree.
const REPLACEMENTS: [(&str, Files, Files); 7] = [
    ("nothing to a crate", &[], &[("Cargo.toml", "1"), ("src/lib.rs", "1"), ("src/a/mod.rs", "1")]),
    ("src only", &[("Cargo.toml", "1"), ("src/lib.rs", "1")], &[("Cargo.toml", "1"), ("src/lib.rs", "2")]),
    ("manifest only", &[("Cargo.toml", "1"), ("src/lib.rs", "1")], &[("Cargo.toml", "2"), ("src/lib.rs", "1")]),
    (
        "both, with files that are added, removed and unchanged",
        &[("Cargo.toml", "1"), ("src/lib.rs", "1"), ("src/stale/a.rs", "1"), ("src/same.rs", "1"), ("src/b.rs", "1")],
        &[("Cargo.toml", "2"), ("src/lib.rs", "2"), ("src/new/a.rs", "2"), ("src/same.rs", "1"), ("src/b.rs", "1")],
    ),
    ("a crate without src", &[("Cargo.toml", "1")], &[("Cargo.toml", "2"), ("src/lib.rs", "2")]),
    ("a crate without manifest", &[("src/lib.rs", "1")], &[("Cargo.toml", "2"), ("src/lib.rs", "2")]),
    ("nothing to do", &[("Cargo.toml", "1"), ("src/lib.rs", "1")], &[("Cargo.toml", "1"), ("src/lib.rs", "1")]),
];

/// Which abilities a file system has: exchange, hard links, symbolic links.
const ABILITIES: [[bool; 3]; 4] = [[true, true, true], [false, true, true], [true, true, false], [false, false, false]];

/// Calls `test` for every replacement on every kind of file system, each time with a new copy of the old tree, which
/// also contains hand-written files.
fn for_all(mut test: impl FnMut(&Case, &Path)) {
    for (name, old, new) in REPLACEMENTS {
        for abilities in ABILITIES {
            let (directory, _) = tree(old);
            let own = [("tests/mine.rs", "mine"), ("src/mine.rs", "mine")];
            // Without a `src` in the old tree, a hand-written file in it would create one.
            let own = &own[..if old.iter().any(|(path, _)| path.starts_with("src")) { 2 } else { 1 }];
            own.iter().for_each(|(path, text)| write(directory.path(), path, text));
            let add_own = |mut files: Seen| {
                files.extend(own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
                files
            };
            let case = Case { name, abilities, old: add_own(seen(old)), new: add_own(seen(new)), wanted: wanted(new) };
            test(&case, directory.path());
        }
    }
}

struct Case {
    name: &'static str,
    abilities: [bool; 3],
    old: Seen,
    new: Seen,
    wanted: Wanted,
}

impl Case {
    fn disk<'a>(&self, before: &'a mut dyn FnMut() -> io::Result<()>) -> Disk<'a> {
        let [can_exchange, can_link, can_symlink] = self.abilities;
        Disk { is_durable: false, can_exchange, can_link, can_symlink, ..Disk::new(before) }
    }

    /// Fails unless a reader sees one tree. If the file system lacks an ability, a part may be
    /// missing, but old and new files are never mixed.
    fn assert_one_tree(&self, root: &Path) {
        let found = look(root);
        let can_swap_at_once = self.abilities[0] && self.abilities[2];
        let is_part_of = |whole: &Seen| {
            let is_src = |path: &String| path.starts_with("src");
            let src = |files: &Seen| {
                files.iter().filter(|(path, _)| is_src(path)).map(|(p, c)| (p.clone(), c.clone())).collect::<Seen>()
            };
            let has_src = src(&found).is_empty() || src(&found) == src(whole);
            has_src && found.iter().filter(|(path, _)| !is_src(path)).all(|(path, text)| whole.get(path) == Some(text))
        };
        let is_one = found == self.old || found == self.new;
        let is_part = !can_swap_at_once && (is_part_of(&self.old) || is_part_of(&self.new));
        assert!(is_one || is_part, "{}, abilities {:?}: a mixture: {:?}", self.name, self.abilities, found.keys());
    }

    fn assert_whole(&self, root: &Path) {
        let found = look(root);
        assert!(found == self.old || found == self.new, "{}: neither old nor new: {:?}", self.name, found.keys());
        assert_cleared(root);
    }
}

/// Copies a directory as it would be if the process were killed now.
fn freeze(root: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary directory");
    for entry in WalkDir::new(root).min_depth(1) {
        let entry = entry.expect("a readable tree");
        let to = copy.path().join(entry.path().strip_prefix(root).expect("a path below the root"));
        if entry.file_type().is_dir() {
            fs::create_dir(to).expect("a directory");
        } else if entry.file_type().is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link");
            std::os::unix::fs::symlink(target, to).expect("a link");
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
    copy
}

/// Runs `act` and returns copies of the directory before each of its changes.
fn freeze_each_step(root: &Path, case: &Case, act: impl FnOnce(&mut Disk<'_>) -> anyhow::Result<()>) -> Vec<TempDir> {
    let mut frozen = vec![];
    let mut before = || {
        frozen.push(freeze(root));
        Ok(())
    };
    act(&mut case.disk(&mut before)).expect("a run without faults");
    frozen
}

#[test]
fn a_kill_at_any_moment_leaves_one_tree_and_the_next_run_cleans_up() {
    let mut kills = 0;
    for_all(|case, root| {
        let tree = Tree::new(root);
        let frozen = freeze_each_step(root, case, |disk| tree.replace_with(&case.wanted, disk).map(drop));
        assert_eq!(look(root), case.new, "{}", case.name);
        assert_cleared(root);
        for killed in &frozen {
            kills += 1;
            case.assert_one_tree(killed.path());
            // Recovery can be killed as well.
            let killed = Tree::new(killed.path());
            for again in freeze_each_step(&killed.root, case, |disk| replace::recover(&killed, disk)) {
                case.assert_one_tree(again.path());
                replace::recover(&Tree::new(again.path()), &mut Disk::new(&mut || Ok(()))).expect("no faults");
                case.assert_whole(again.path());
            }
            case.assert_whole(&killed.root);
            killed.replace_with(&case.wanted, &mut case.disk(&mut || Ok(()))).expect("a run without faults");
            assert_eq!(look(&killed.root), case.new, "{}", case.name);
        }
    });
    assert!(kills > 200, "only {kills} moments were tried");
}

#[test]
fn a_disk_error_at_any_moment_leaves_the_new_tree_or_the_old_one_and_nothing_else() {
    for_all(|case, root| {
        for moment in 0.. {
            let copy = freeze(root);
            let mut changes = 0;
            let mut before = || {
                changes += 1;
                if changes == moment + 1 { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
            };
            let outcome = Tree::new(copy.path()).replace_with(&case.wanted, &mut case.disk(&mut before));
            if look(copy.path()) != case.new {
                case.assert_whole(copy.path());
            }
            if changes <= moment {
                outcome.expect("a run without faults");
                break;
            }
            let error = format!("{:#}", outcome.expect_err("the disk is full"));
            assert!(error.contains(": no storage space") && error.contains(&*copy.path().to_string_lossy()), "{error}");
        }
    });
}

#[test]
fn a_disk_that_stays_broken_leaves_one_tree_and_the_next_run_repairs_it() {
    for_all(|case, root| {
        for moment in 0.. {
            let copy = freeze(root);
            let mut changes = 0;
            let mut before = || {
                changes += 1;
                if changes > moment { Err(ErrorKind::ReadOnlyFilesystem.into()) } else { Ok(()) }
            };
            let outcome = Tree::new(copy.path()).replace_with(&case.wanted, &mut case.disk(&mut before));
            case.assert_one_tree(copy.path());
            let tree = Tree::new(copy.path());
            tree.replace_with(&case.wanted, &mut case.disk(&mut || Ok(()))).expect("a disk that works again");
            assert_eq!(look(copy.path()), case.new);
            assert_cleared(copy.path());
            if outcome.is_ok() {
                break;
            }
        }
    });
}
