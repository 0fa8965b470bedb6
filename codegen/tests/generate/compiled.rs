//! All features in one crate, which must compile without a warning, be documented without a warning, and behave.

use super::{PARTITIONS, fixtures, generate, settings, shapes_mut, source};
use serde_json::{Map, json};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The tests that the crate gets.
const PROGRAMS: [(&str, &str); 7] = [
    ("behaviour.rs", include_str!("behaviour.rs")),
    ("behaviour/calls.rs", include_str!("behaviour/calls.rs")),
    ("behaviour/places.rs", include_str!("behaviour/places.rs")),
    ("behaviour/values.rs", include_str!("behaviour/values.rs")),
    ("behaviour/waiting.rs", include_str!("behaviour/waiting.rs")),
    ("behaviour/wire.rs", include_str!("behaviour/wire.rs")),
    ("data.rs", include_str!("data.rs")),
];

/// All good fixtures as one model: their shapes, and one service that has all their operations and the one rule set.
fn merged() -> String {
    let mut shapes = Map::new();
    let mut operations = Vec::new();
    let mut traits = Map::new();
    let mut renamed = Map::new();
    for fixture in fixtures("good") {
        for (id, shape) in std::mem::take(shapes_mut(&mut fixture.json())) {
            match shape["type"].as_str() {
                Some("service") => {
                    let of_rules = shape["traits"].as_object().unwrap().iter().filter(|(id, _)| id.contains(".rules#"));
                    traits.extend(of_rules.map(|(id, value)| (id.clone(), value.clone())));
                    renamed.extend(shape["rename"].as_object().cloned().unwrap_or_default());
                    continue;
                }
                Some("operation") => operations.push(json!({ "target": id })),
                _ => {}
            }
            let taken = shapes.insert(id.clone(), shape);
            assert!(taken.is_none(), "`{id}` of {} is in another fixture as well", fixture.name());
        }
    }
    traits.insert("aws.protocols#awsJson1_1".to_owned(), json!({}));
    traits.insert("smithy.api#title".to_owned(), json!("Fixtures"));
    let service = json!({
        "type": "service", "version": "2020-01-01", "operations": operations, "rename": renamed, "traits": traits,
    });
    shapes.insert("fixture#Service".to_owned(), service);
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}

/// What the crate's manifest has besides the generated part. The dependencies' features and profiles are those of
/// the workspace, whose builds of them can then be used.
fn manifest() -> String {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let profiles = workspace.find("[profile.dev.package").map_or("", |start| &workspace[start..]);
    let development = fs::read_to_string(root().join("models/dms.package.toml")).unwrap();
    // The version and the examples there are not this crate's.
    let development = &development[development.find("[dev-dependencies]").unwrap()..];
    let development = development.split("\n[[").next().unwrap();
    format!(
        "{development}\n[lints]\nrust.warnings = \"deny\"\nrustdoc.all = \"deny\"\n\n[workspace]\nresolver = \"3\"\n\n{profiles}"
    )
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Writes the crate, leaving alone what is there already, which Cargo then does not build again.
fn write(folder: &Path, files: &BTreeMap<PathBuf, String>) {
    let stale = |path: &Path| !files.contains_key(path.strip_prefix(folder).unwrap());
    files_below(&folder.join("src")).iter().filter(|path| stale(path)).for_each(|path| fs::remove_file(path).unwrap());
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).args(["--quiet", "--target-dir"]).arg(target).current_dir(folder);
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success(), "`cargo {}` failed in {}:\n{said}", arguments.join(" "), folder.display());
}

#[test]
fn all_features_together_compile_and_behave_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixture-sdk");
    let output = generate(&[source(merged())], PARTITIONS, &settings(&manifest()));
    let output = output.unwrap_or_else(|problems| panic!("{problems}"));
    let mut files: BTreeMap<PathBuf, String> =
        output.files.into_iter().map(|(path, text)| (path.into(), text)).collect();
    files.extend(PROGRAMS.map(|(path, text)| (Path::new("tests").join(path), text.to_owned())));
    write(&folder, &files);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["test", "--features", "serde", "--test", "behaviour", "--test", "data"]);
    cargo(&folder, &["test", "--features", "serde", "--doc"]);
    cargo(&folder, &["doc", "--no-deps", "--features", "serde"]);
    // Nothing may be unused without the feature.
    cargo(&folder, &["check"]);
}
