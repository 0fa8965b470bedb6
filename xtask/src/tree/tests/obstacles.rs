//! Hand-written files are never overwritten or removed, and links are never followed.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::{generated, look, tree, wanted, write};
use crate::tree::{Tree, Wanted};

const FILES: &[(&str, &str)] =
    &[("Cargo.toml", "1"), ("src/client/mod.rs", "1"), ("src/lib.rs", "1"), ("src/a.rs", "1")];

/// Creates obstacles, and expects a run to name them and change nothing.
fn assert_refused(put: impl FnOnce(&Path), named: &[&str]) {
    let (directory, tree) = tree(&[("src/stale.rs", "0")]);
    put(directory.path());
    let before = look(directory.path());
    let error = tree.replace(&wanted(FILES)).expect_err("an obstacle").to_string();
    for name in named {
        let line = format!("\n  {}\n", directory.path().join(name).display());
        assert!(error.contains(&line), "{name} is not named in: {error}");
    }
    assert_eq!(look(directory.path()), before);
}

#[test]
fn hand_written_files_at_the_paths_of_generated_ones_are_all_named() {
    let put = |root: &Path| {
        write(root, "src/lib.rs", "// my own\n");
        write(root, "src/a.rs", "\n// @generated, in the second line\n");
        write(root, "Cargo.toml", "// @generated, but not in a comment of TOML\n");
    };
    assert_refused(put, &["Cargo.toml", "src/a.rs", "src/lib.rs"]);
}

#[test]
fn an_empty_file_is_not_generated() {
    assert_refused(|root| write(root, "src/lib.rs", ""), &["src/lib.rs"]);
}

#[test]
fn a_file_at_the_path_of_a_directory() {
    assert_refused(|root| write(root, "src/client", "notes"), &["src/client"]);
}

#[test]
fn a_file_below_the_path_of_a_file() {
    assert_refused(|root| write(root, "src/a.rs/notes.txt", "notes"), &["src/a.rs/notes.txt"]);
}

#[test]
fn links_and_pipes_at_the_paths_of_files() {
    let elsewhere = tempfile::tempdir().expect("a temporary directory");
    write(elsewhere.path(), "lib.rs", "// @generated elsewhere\n");
    write(elsewhere.path(), "Cargo.toml", "# @generated elsewhere\n");
    let put = |root: &Path| {
        symlink(elsewhere.path().join("lib.rs"), root.join("src/lib.rs")).expect("a link");
        symlink(elsewhere.path(), root.join("src/client")).expect("a link");
        symlink(elsewhere.path().join("Cargo.toml"), root.join("Cargo.toml")).expect("a link");
        mknodat(CWD, root.join("src/a.rs"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    };
    let (directory, tree) = tree(&[("src/stale.rs", "0")]);
    put(directory.path());
    let error = tree.replace(&wanted(FILES)).expect_err("obstacles").to_string();
    for name in ["Cargo.toml", "src/a.rs", "src/client", "src/lib.rs"] {
        assert!(error.contains(&format!("/{name}\n")), "{name} is not named in: {error}");
    }
    assert_eq!(fs::read_to_string(elsewhere.path().join("lib.rs")).expect("a file"), "// @generated elsewhere\n");
    assert!(directory.path().join("src/stale.rs").exists());
}

#[test]
fn a_link_or_a_file_at_the_path_of_src() {
    let elsewhere = tempfile::tempdir().expect("a temporary directory");
    let directory = tempfile::tempdir().expect("a temporary directory");
    let src = directory.path().join("src");
    let tree = Tree::new(directory.path());
    symlink(elsewhere.path(), &src).expect("a link");
    let error = tree.replace(&wanted(FILES)).expect_err("an obstacle").to_string();
    assert!(error.contains("/src\n"), "{error}");
    fs::remove_file(&src).expect("a link");
    fs::write(&src, "notes").expect("a file");
    let error = tree.replace(&wanted(FILES)).expect_err("an obstacle").to_string();
    assert!(error.contains("/src\n"), "{error}");
    assert_eq!(fs::read_dir(elsewhere.path()).expect("a directory").count(), 0);
}

#[test]
fn a_root_that_is_a_file() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), "out", "notes");
    let error = format!("{:#}", Tree::new(directory.path().join("out")).replace(&wanted(FILES)).expect_err("a file"));
    assert!(error.starts_with("cannot create ") && error.contains("/out: "), "{error}");
}

#[test]
fn other_files_next_to_generated_ones_are_kept() {
    let (directory, tree) = tree(&[("Cargo.toml", "0"), ("src/lib.rs", "0"), ("src/old/stale.rs", "0")]);
    let root = directory.path();
    write(root, "src/old/mine.rs", "// mine\n");
    write(root, "src/data.txt", "// @generated means nothing here\n");
    write(root, ".codegen", "mine");
    write(root, "examples/mine.rs", "// @generated, but outside src\n");
    symlink("nowhere", root.join("src/dangling")).expect("a link");
    mknodat(CWD, root.join("src/pipe"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe");

    let replaced = tree.replace(&wanted(FILES)).expect("a run without faults");

    assert_eq!((replaced.written, replaced.unchanged, replaced.removed, replaced.kept), (4, 0, 1, 4));
    let text = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    assert_eq!(text("src/old/mine.rs"), "// mine\n");
    assert_eq!(text("src/data.txt"), "// @generated means nothing here\n");
    assert_eq!(text(".codegen"), "mine");
    assert_eq!(text("examples/mine.rs"), "// @generated, but outside src\n");
    assert_eq!(fs::read_link(root.join("src/dangling")).expect("a link"), Path::new("nowhere"));
    assert!(root.join("src/pipe").exists() && !root.join("src/old/stale.rs").exists());
}

#[test]
fn files_that_a_later_run_would_not_recognize_as_generated_are_not_written() {
    let refusal = |path: &str, text: &str| {
        let mut files = generated(&[("Cargo.toml", ""), ("src/lib.rs", "")]);
        files.insert(path.to_owned(), text.to_owned());
        Wanted::new(files).err().map(|error| error.to_string()).unwrap_or_default()
    };
    let header = "// @generated\n";
    for path in [
        "lib.rs",
        "tests/a.rs",
        "/src/a.rs",
        "src/../a.rs",
        "src//a.rs",
        "src/",
        "src/./a.rs",
        "",
        "src\\a.rs",
        "src/.codegen-manifest",
    ] {
        assert!(refusal(path, header).contains("neither Cargo.toml nor a file under src/"), "{path}");
    }
    assert!(refusal("src/a.rs", "fn main() {}").contains("`src/a.rs` without the @generated header"));
    assert!(refusal("src/a.txt", header).contains("without the @generated header"));
    assert_eq!(refusal("src/a.rs", header), "");
    let only_manifest = Wanted::new(generated(&[("Cargo.toml", "")])).err().map(|error| error.to_string());
    assert_eq!(only_manifest.as_deref(), Some("the generator made no src/lib.rs"));
}
