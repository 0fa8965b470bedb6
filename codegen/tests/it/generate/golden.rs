//! All features in one crate, `fixture-sdk` in `codegen/fixtures`: its generated files are committed, and it is
//! compiled, linted, documented and tested like any other package of the workspace.
//!
//! It has no copies of hand-written files: `lib.rs` refers to the original modules, and the manifest to the original
//! runtime. With `INSTA_UPDATE=always`, the test
//! writes the current output of the generator.

use super::{PARTITIONS, Settings, fixtures, generate, settings, shapes_mut, source};
use crate::support::{differences, package_files};
use serde_json::{Map, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// All models in one: their shapes, and one service with all their operations, the one rule set, and the error codes of
/// awsQuery.
fn merged() -> String {
    let mut shapes = Map::new();
    let mut operations = Vec::new();
    let mut traits = Map::new();
    let mut renamed = Map::new();
    for fixture in fixtures() {
        for (id, shape) in std::mem::take(shapes_mut(&mut fixture.json())) {
            match shape["type"].as_str() {
                Some("service") => {
                    let is_kept = |id: &str| id.contains(".rules#") || id == "aws.protocols#awsQueryCompatible";
                    let kept = shape["traits"].as_object().unwrap().iter().filter(|(id, _)| is_kept(id));
                    traits.extend(kept.map(|(id, value)| (id.clone(), value.clone())));
                    renamed.extend(shape["rename"].as_object().cloned().unwrap_or_default());
                    continue;
                }
                Some("operation") => operations.push(json!({ "target": id })),
                _ => {}
            }
            let taken = shapes.insert(id.clone(), shape);
            assert!(taken.is_none(), "`{id}` of {} is in another fixture as well", fixture.name);
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

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The module of a file that the generator copied from `codegen/client`, if it is one.
fn copied(path: &str, text: &str) -> Option<String> {
    let path = path.strip_prefix("src/")?;
    let original = fs::read_to_string(root().join("../client/src").join(path)).ok()?;
    let is_copy = text.split_once("\n\n").is_some_and(|(_, body)| body == original);
    is_copy.then(|| path.trim_end_matches(".rs").to_owned())
}

/// `lib.rs` with the copied modules in one module, whose files are the original ones.
fn with_originals(lib: &str, copied: &BTreeSet<String>) -> String {
    let file = syn::parse_file(lib).expect("lib.rs is Rust");
    let (mut modules, mut uses) = (String::new(), String::new());
    let mut rest = lib.to_owned();
    for item in file.items {
        let syn::Item::Mod(item) = item else { continue };
        let name = item.ident.to_string();
        if !copied.contains(&name) {
            continue;
        }
        let is_public = matches!(item.vis, syn::Visibility::Public(_));
        let has_feature = item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
        let feature = match name.as_str() {
            "document" => "#[cfg(feature = \"documents\")]\n",
            _ if has_feature => "#[cfg(feature = \"serde\")]\n",
            _ => "",
        };
        let visibility = if is_public { "pub " } else { "" };
        let declared = format!("\n{feature}{visibility}mod {name};\n");
        assert!(rest.contains(&declared), "lib.rs does not declare `{name}` as expected");
        rest = rest.replace(&declared, "\n").replace("\n\n\n", "\n\n");
        let indented = feature.replace("#[", "    #[");
        writeln!(modules, "{indented}    pub mod {name};").unwrap();
        writeln!(uses, "{feature}{visibility}use hand_written::{name};").unwrap();
    }
    format!(
        "{rest}\n{uses}\n/// The hand-written modules of every crate.\n#[path = \"../../client/src\"]\nmod hand_written {{\n{modules}}}\n"
    )
}

/// The files of the package, by their path in it.
fn expected() -> BTreeMap<String, String> {
    let manifest = fs::read_to_string(root().join("package.toml")).expect("package.toml");
    let settings = Settings { command: "cargo xtask accept".to_owned(), ..settings(&manifest) };
    let output = generate(&[source(merged())], Some(&PARTITIONS), &settings);
    let mut files = output.unwrap_or_else(|problems| panic!("{problems}")).files;
    let copied: BTreeSet<String> = files.iter().filter_map(|(path, text)| copied(path, text)).collect();
    assert!(copied.len() > 20, "only {} hand-written files were found", copied.len());
    copied.iter().for_each(|module| drop(files.remove(&format!("src/{module}.rs"))));
    files.retain(|path, _| !path.starts_with("src/runtime/"));
    let lib = with_originals(&files["src/lib.rs"], &copied);
    // The manifest of a generated crate does not decide whether it is published.
    let manifest = files["Cargo.toml"].replace("\nversion = ", "\npublish = false\nversion = ");
    let manifest = manifest.replace(
        r#"{ package = "fixture-sdk-runtime", version = "=0.1.0", path = "src/runtime" }"#,
        r#"{ package = "dms-codegen-runtime", path = "../runtime" }"#,
    );
    files.insert("Cargo.toml".to_owned(), manifest);
    files.insert("src/lib.rs".to_owned(), lib);
    files
}

/// The first line in which two texts differ.
fn first_difference(found: &str, expected: &str) -> String {
    let same = found.lines().zip(expected.lines()).take_while(|(found, expected)| found == expected).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    format!("line {}\n-{}\n+{}", same + 1, line(found), line(expected))
}

#[test]
fn the_crate_of_all_features_is_up_to_date() {
    let (found, expected) = (package_files(&root()), expected());
    let stale = differences(&found, &expected);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        for path in stale {
            let file = root().join(path);
            match expected.get(path) {
                Some(text) => {
                    fs::create_dir_all(file.parent().unwrap()).unwrap();
                    fs::write(file, text).unwrap();
                }
                None => fs::remove_file(file).unwrap(),
            }
        }
        return;
    }
    let difference = |path: &str| {
        let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
        format!("{path}, {}", first_difference(&text(&found), &text(&expected)))
    };
    let differences: Vec<_> = stale.iter().take(5).map(|path| difference(path)).collect();
    assert!(
        stale.is_empty(),
        "`cargo xtask accept` changes these files in codegen/fixtures: {stale:#?}\n\n{}",
        differences.join("\n\n")
    );
}
