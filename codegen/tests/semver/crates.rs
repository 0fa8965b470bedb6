//! The models of all rules as crates.
//!
//! All models before the changes become one crate, and all models after them another. The programs of a side are a
//! package.

use crate::support::{
    PARTITIONS,
    rules::{complete, model, section},
    settings,
};
use dms_codegen::{
    Source,
    diff::{Rule, Semver},
    generate,
};
use public_api::{Builder, PublicApi};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

pub const SIDES: [&str; 2] = ["before", "after"];

/// The programs that no longer compile.
pub fn breaking() -> BTreeSet<String> {
    let major = Rule::ALL.iter().filter(|rule| rule.verdicts().rust == Semver::Major);
    major.map(|rule| bin(*rule)).collect()
}

/// The programs that compile on neither side: they show why a rule has its verdict.
pub fn refused() -> BTreeSet<String> {
    let with_one = Rule::ALL.iter().filter(|rule| section(**rule, REFUSED).is_some());
    with_one.map(|rule| format!("{}-refused", bin(*rule))).collect()
}

const PROGRAM: &str = "program.rs";
const REFUSED: &str = "refused.rs";

/// One side of the rules as one model. Properties of the service are merged; there is one set of endpoint rules.
fn merged(file: &str) -> String {
    let (mut shapes, mut service) = (Map::new(), json!({ "type": "service", "version": "2020-01-01", "traits": {} }));
    for rule in Rule::ALL {
        let Value::Object(own) = model(*rule, file)["shapes"].take() else { panic!("{} has no shapes", rule.id()) };
        for (id, shape) in own {
            if shape["type"] == "service" {
                merge(&mut service, shape);
            } else {
                assert!(shapes.insert(id.clone(), shape).is_none(), "`{id}` of {} is in another case too", rule.id());
            }
        }
    }
    shapes.insert("fixture#Service".to_owned(), service);
    complete(json!({ "smithy": "2.0", "shapes": shapes }))
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            from.into_iter().for_each(|(key, value)| merge(into.entry(key).or_insert(Value::Null), value));
        }
        (into, from) => *into = from,
    }
}

/// The model of one side.
pub fn source(side: &str) -> Source {
    let file = format!("{side}.json");
    Source { text: merged(&file), name: file }
}

/// Adds the crate of one side and the package of the programs on it.
fn add(side: &str, files: &mut BTreeMap<PathBuf, String>) {
    let settings = settings(&format!("{side}-sdk"), "");
    let output =
        generate(&[source(side)], Some(&PARTITIONS), &settings).unwrap_or_else(|problems| panic!("{problems}"));
    files.extend(output.files.into_iter().map(|(path, text)| (Path::new(side).join(path), text)));
    let with_all = Rule::ALL.iter().filter(|rule| !is_for_feature(**rule));
    add_programs(&format!("on-{side}"), side, "", with_all, files);
    let with_one = Rule::ALL.iter().filter(|rule| is_for_feature(**rule));
    let features = ", default-features = false, features = [\"cof-first\"]";
    add_programs(&format!("on-{side}-feature"), side, features, with_one, files);
}

/// Whether the program of a rule has only one feature of the crate.
pub fn is_for_feature(rule: Rule) -> bool {
    rule == Rule::ChangedOperationFeature
}

/// Adds a package of programs on the crate of a side.
fn add_programs<'r>(
    package: &str,
    side: &str,
    features: &str,
    rules: impl Iterator<Item = &'r Rule>,
    files: &mut BTreeMap<PathBuf, String>,
) {
    let mut manifest = format!(
        "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         aws-smithy-runtime-api = \"1\"\nsdk = {{ package = \"{side}-sdk\", path = \"../{side}\"{features} }}\n"
    );
    for rule in rules {
        let bin = bin(*rule);
        for (bin, program) in [(bin.clone(), PROGRAM), (format!("{bin}-refused"), REFUSED)] {
            let Some(text) = section(*rule, program) else { continue };
            let path = format!("src/{bin}.rs");
            manifest.push_str(&format!("\n[[bin]]\nname = {bin:?}\npath = {path:?}\n"));
            files.insert(Path::new(package).join(path), text.to_owned());
        }
    }
    files.insert(format!("{package}/Cargo.toml").into(), manifest);
}

pub fn bin(rule: Rule) -> String {
    rule.id().replace('.', "-")
}

/// Does not write existing files, so that Cargo does not check them again.
fn write(folder: &Path, files: &BTreeMap<PathBuf, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}

/// The crates and the programs as one workspace.
pub struct Workspace {
    folder: PathBuf,
}

/// Written once for all tests.
pub static WORKSPACE: LazyLock<Workspace> = LazyLock::new(Workspace::write);

impl Workspace {
    fn write() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-programs");
        let mut files = BTreeMap::new();
        SIDES.iter().for_each(|side| add(side, &mut files));
        let members = SIDES.map(|side| [side.to_owned(), format!("on-{side}"), format!("on-{side}-feature")]).concat();
        // The profile is that of this workspace, so that its builds of the dependencies can be used.
        let workspace: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
        let manifest = json!({
            "workspace": { "resolver": "3", "members": members },
            "profile": { "dev": workspace["profile"]["dev"] },
        });
        files.insert("Cargo.toml".into(), toml::to_string(&manifest).unwrap());
        write(&folder, &files);
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self { folder }
    }

    /// Cargo in the workspace, with the target directory of these tests.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args([subcommand, "--quiet", "--target-dir"]).arg(target()).current_dir(&self.folder);
        command
    }
}

/// The target directory of the tests themselves.
pub fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// The public items of the crate of a side, under a name that both sides share, and their JSON.
pub fn rustdoc(side: &str) -> (PublicApi, Value) {
    let package = format!("{side}-sdk");
    let mut command = WORKSPACE.cargo("rustdoc");
    // rustdoc's JSON is unstable, so it must be enabled.
    command.env("RUSTC_BOOTSTRAP", "1").args(["--lib", "--package", &package]);
    command.args(["--", "-Zunstable-options", "--output-format=json"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let library = package.replace('-', "_");
    let text = fs::read_to_string(target().join("doc").join(format!("{library}.json"))).unwrap();
    let mut json: Value = serde_json::from_str(&text.replace(&library, "sdk")).unwrap();
    remove_runtime_traits(&mut json);
    let path = target().join("doc").join(format!("{library}.shared-name.{}.json", std::process::id()));
    fs::write(&path, json.to_string()).unwrap();
    let items = Builder::from_rustdoc_json(&path)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .include_function_parameter_names(true)
        .build();
    fs::remove_file(&path).unwrap();
    let items = items.unwrap_or_else(|error| {
        panic!("{error}\nThe format goes with the version of Rust: raise `public-api` in codegen/Cargo.toml.")
    });
    (items, json)
}

/// Removes the implementations of the runtime's traits, which are not for users.
fn remove_runtime_traits(json: &mut Value) {
    let is_of_runtime = |id: &Value| json["paths"][id.to_string()]["path"][0] == "sdk_runtime";
    let index = json["index"].as_object().unwrap();
    let implementations = index.values().filter(|item| is_of_runtime(&item["inner"]["impl"]["trait"]["id"]));
    let removed: BTreeSet<u64> = implementations.filter_map(|item| item["id"].as_u64()).collect();
    assert!(!removed.is_empty(), "the runtime's traits have another path");
    for item in json["index"].as_object_mut().unwrap().values_mut() {
        for shape in item["inner"].as_object_mut().into_iter().flat_map(Map::values_mut) {
            if let Some(Value::Array(impls)) = shape.get_mut("impls") {
                impls.retain(|id| id.as_u64().is_none_or(|id| !removed.contains(&id)));
            }
        }
    }
}
