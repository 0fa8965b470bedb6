//! The models of all rules as crates.
//!
//! All models before become one crate and all models after another. A program that implements a trait sees what all
//! models add to it, so its model is alone in a crate.

use super::{PARTITIONS, Rule, Semver, Source, complete, folder, read};
use dms_codegen::{Settings, generate};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

/// Rules whose programs could be broken by the models of other rules.
const ALONE: &[Rule] = &[Rule::AddedWaiter];

/// What becomes two crates, `NAME-before` and `NAME-after`.
pub struct Group {
    pub name: &'static str,
    pub rules: Vec<Rule>,
}

impl Group {
    /// The programs that must break.
    pub fn breaking(&self) -> BTreeSet<String> {
        let major = self.rules.iter().filter(|rule| rule.verdicts().rust == Semver::Major);
        major.map(|rule| bin(*rule)).collect()
    }
}

/// One side of the rules as one model. Facts of the service are merged; there is one set of endpoint rules.
fn merged(rules: &[Rule], file: &str) -> String {
    let (mut shapes, mut service) = (Map::new(), json!({ "type": "service", "version": "2020-01-01", "traits": {} }));
    for rule in rules {
        let Value::Object(own) = read(*rule, file)["shapes"].take() else { panic!("{} has no shapes", rule.id()) };
        for (id, shape) in own {
            if shape["type"] == "service" {
                merge(&mut service, shape);
            } else {
                assert!(shapes.insert(id.clone(), shape).is_none(), "`{id}` of {} is in another folder too", rule.id());
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

/// Adds the crate of one side and the package of the programs on it.
fn add(group: &Group, side: &str, files: &mut BTreeMap<PathBuf, String>) {
    let name = format!("{}-{side}", group.name);
    let settings = Settings {
        package: format!("{name}-sdk"),
        version: "0.1.0".to_owned(),
        command: "the test".to_owned(),
        manifest: String::new(),
        model_source: None,
    };
    let file = format!("{side}.json");
    let source = Source { text: merged(&group.rules, &file), name: file };
    let output = generate(&[source], PARTITIONS, &settings).unwrap_or_else(|problems| panic!("{problems}"));
    files.extend(output.files.into_iter().map(|(path, text)| (Path::new(&name).join(path), text)));
    files.insert(format!("on-{name}/Cargo.toml").into(), programs(&name, &group.rules));
}

fn programs(name: &str, rules: &[Rule]) -> String {
    let mut manifest = format!(
        "[package]\nname = \"on-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         aws-smithy-runtime-api = \"1\"\nsdk = {{ package = \"{name}-sdk\", path = \"../{name}\" }}\n"
    );
    for rule in rules {
        let path = folder(*rule).join("program.rs");
        manifest.push_str(&format!("\n[[bin]]\nname = {:?}\npath = {path:?}\n", bin(*rule)));
    }
    manifest
}

pub fn bin(rule: Rule) -> String {
    rule.id().replace('.', "-")
}

/// Leaves alone what is there already, which Cargo then does not check again.
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
    pub groups: [Group; 2],
}

/// Written once for all tests.
pub static WORKSPACE: LazyLock<Workspace> = LazyLock::new(Workspace::write);

impl Workspace {
    fn write() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-programs");
        let (alone, together): (Vec<Rule>, Vec<Rule>) = Rule::ALL.iter().partition(|rule| ALONE.contains(rule));
        let groups = [Group { name: "together", rules: together }, Group { name: "alone", rules: alone }];
        let mut files = BTreeMap::new();
        let mut members = Vec::new();
        for (group, side) in groups.iter().flat_map(|group| [(group, "before"), (group, "after")]) {
            add(group, side, &mut files);
            members.extend(["", "on-"].map(|prefix| format!("{prefix}{}-{side}", group.name)));
        }
        // The profiles are those of this workspace, whose builds of the dependencies can then be used.
        let workspace = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let profiles = workspace.find("[profile.dev.package").map_or("", |start| &workspace[start..]);
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{profiles}");
        files.insert("Cargo.toml".into(), manifest);
        write(&folder, &files);
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self { folder, groups }
    }

    /// Cargo in the workspace, with the target folder of these tests.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args([subcommand, "--quiet", "--target-dir"]).arg(target()).current_dir(&self.folder);
        command
    }
}

/// The target folder that the tests themselves are built in.
pub fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}
