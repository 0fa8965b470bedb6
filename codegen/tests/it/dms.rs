//! The crate of the DMS model, and whether the one in `generated/` is current.

use crate::support::{differences, package_files};
use dms_codegen::{Output, Settings, Source, Summary, Warning, generate};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The output of `cargo xtask codegen`.
static CRATE: LazyLock<Output> = LazyLock::new(|| {
    let read = |name: &str| fs::read_to_string(root().join("models").join(name)).unwrap();
    let source = |name: &str| Source { name: format!("models/{name}"), text: read(name) };
    let package = read("dms.package.toml");
    let table: toml::Table = package.parse().expect("TOML");
    let start = package.find("[dev-dependencies]").expect("dependencies");
    let modules = fs::read_dir(root().join("models/dms.documents")).unwrap().map(|entry| entry.unwrap().path());
    let module = |path: PathBuf| {
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).expect("a module"))
    };
    let settings = Settings {
        package: "dms-sdk".to_owned(),
        version: table["package"]["version"].as_str().expect("a version").to_owned(),
        command: "cargo xtask codegen".to_owned(),
        manifest: package[start..].to_owned(),
        document_modules: modules.map(module).collect(),
        model_source: Some(locked(&read("dms.lock.toml"))),
    };
    let mut names =
        ["dms.json", "dms.overlay.json", "dms.examples.json", "dms.documents.json"].map(str::to_owned).to_vec();
    let words = fs::read_dir(root().join("models/words")).unwrap();
    let mut words: Vec<_> = words.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    words.sort();
    names.extend(words.iter().map(|name| format!("words/{name}")));
    let sources: Vec<_> = names.iter().map(|name| source(name)).collect();
    generate(&sources, Some(&source("aws-partitions.json")), &settings).unwrap_or_else(|problems| panic!("{problems}"))
});

/// The release in the model's lock.
fn locked(lock: &str) -> String {
    let lock: toml::Table = lock.parse().expect("TOML");
    format!("{} {}", lock["package"].as_str().expect("a name"), lock["version"].as_str().expect("a version"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn the_crate_covers_the_whole_model() {
    let Summary { operations, shapes, .. } = CRATE.summary;
    assert_eq!((operations, shapes), (119, 506 + 88));
    let count = |folder: &str| CRATE.files.keys().filter(|path| path.starts_with(folder)).count();
    assert_eq!(count("src/operation/"), 119);
    assert_eq!(count("src/types/error/_"), 26);
}

#[test]
fn every_item_is_documented_and_nothing_else() {
    let Summary { documented, items, .. } = CRATE.summary;
    assert!(items > 2_000 && documented == items, "{documented} of {items}: see `cargo xtask list words --missing`");
    let warnings: Vec<_> = CRATE.warnings.iter().map(|warning| Warning(warning).to_string()).collect();
    assert!(warnings.is_empty(), "{}", warnings.join("\n"));
}

#[test]
fn the_committed_crate_is_up_to_date() {
    let mut committed = package_files(&root().join("generated"));
    // The generated files are the manifest, and the sources with a mark in their first line.
    committed.retain(|_, text| text.lines().next().is_some_and(|line| line.contains("@generated")));
    let stale = differences(&committed, &CRATE.files);
    assert!(stale.is_empty(), "generated/ is out of date; run `cargo xtask codegen`, which changes {stale:#?}");
}

/// The text of the first fenced block with Rust.
fn first_program(markdown: &str) -> &str {
    let (_, rest) = markdown.split_once("```rust\n").expect("a program");
    rest.split_once("```").expect("its end").0
}

#[test]
fn the_readmes_begin_with_the_program_that_the_front_page_compiles() {
    let page: Vec<_> = CRATE.files["src/lib.rs"].lines().filter_map(|line| line.strip_prefix("//!")).collect();
    let page: String = page.iter().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
    let page = page.replacen("```no_run", "```rust", 1);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert_eq!(first_program(&readme), first_program(&page));
    assert_eq!(first_program(&CRATE.files["src/README.md"]), first_program(&page));
}

#[test]
fn the_programs_of_the_readme_are_those_of_an_example() {
    let example = fs::read_to_string(root().join("generated/examples/readme.rs")).unwrap();
    let example: Vec<_> = example.lines().map(str::trim_start).collect();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = readme.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let parts: Vec<_> = blocks.filter(|block| !block.contains("fn main")).collect();
    assert_eq!(parts.len(), 6);
    for part in parts {
        let lines: Vec<_> = part.lines().map(str::trim_start).collect();
        assert!(example.windows(lines.len()).any(|window| window == lines), "the example `readme` lacks:\n{part}");
    }
}

#[test]
fn the_readme_shows_the_smallest_program_as_it_is_measured() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let readme = read("README.md");
    let program = read("bench/program/lean/main.rs").replace("dms::", "dms_sdk::");
    let (_, program) = program.split_once("\n\n").expect("a comment before the program");
    assert!(readme.contains(&format!("```rust\n{program}```")), "README.md shows another program");
    let manifest = read("bench/program/lean/Cargo.toml");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").expect("dependencies");
    for line in dependencies.lines().take_while(|line| !line.is_empty()) {
        let ours = r#"dms = { package = "dms-sdk", path = "../../../generated""#;
        let line = line.replace(ours, r#"dms-sdk = { path = "../dms/generated""#);
        assert!(readme.contains(&format!("{line}\n")), "README.md lacks {line}");
    }
}
