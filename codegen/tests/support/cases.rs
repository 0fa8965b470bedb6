//! Test cases in text files: inputs, expected results, and programs, one after the other.
//!
//! ```text
//! == name of the case
//! -- model.json
//! { "smithy": "2.0" }
//! -- expected
//! error: there is no service
//! ```
//!
//! A line that starts with `== ` begins a case, one that starts with `-- ` a section. A section ends before the next
//! such line. Empty lines at the end of a case separate it from the next one and belong to neither.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The section with the expected result.
const EXPECTED: &str = "expected";

/// A case, with its sections in order.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    pub sections: Vec<(String, String)>,
}

impl Case {
    /// The text of a section.
    pub fn section(&self, name: &str) -> Option<&str> {
        self.sections.iter().find(|(section, _)| section == name).map(|(_, text)| text.as_str())
    }
}

/// A file of cases.
#[derive(Debug)]
pub struct File {
    pub path: PathBuf,
    pub cases: Vec<Case>,
}

/// The files of a folder of `tests/fixtures`, in the order of their names.
pub fn read(folder: &str) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let file = |path: PathBuf| File { cases: parse(&fs::read_to_string(&path).unwrap(), &path), path };
    paths.into_iter().map(file).collect()
}

fn parse(text: &str, path: &Path) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            assert!(cases.iter().all(|case| case.name != name), "{}: two cases are named `{name}`", path.display());
            cases.push(Case { name: name.to_owned(), sections: Vec::new() });
            continue;
        }
        let case = cases.last_mut().unwrap_or_else(|| panic!("{}: text before the first case", path.display()));
        match (line.strip_prefix("-- "), case.sections.last_mut()) {
            (Some(name), _) => case.sections.push((name.to_owned(), String::new())),
            (None, Some((_, text))) => writeln!(text, "{line}").unwrap(),
            (None, None) => panic!("{}: text before the first section of `{}`", path.display(), case.name),
        }
    }
    for (_, text) in cases.iter_mut().filter_map(|case| case.sections.last_mut()) {
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    cases
}

/// Compares the result for each case with its last section. With `INSTA_UPDATE=always`, the result becomes the expected
/// one.
#[track_caller]
pub fn assert_expected(file: &File, find: impl Fn(&Case) -> String) {
    let mut found = file.cases.clone();
    for case in &mut found {
        let text = format!("{}\n", find(case).trim_end());
        case.sections.retain(|(name, _)| name != EXPECTED);
        case.sections.push((EXPECTED.to_owned(), text));
    }
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        if write(&found) != write(&file.cases) {
            fs::write(&file.path, write(&found)).unwrap();
        }
        return;
    }
    for (found, expected) in found.iter().zip(&file.cases) {
        let texts = [found, expected].map(|case| case.section(EXPECTED).unwrap_or_default());
        assert!(
            texts[0] == texts[1],
            "`{}` in {}\n\nexpected:\n{}\nfound:\n{}\n`cargo xtask accept` accepts what is found",
            found.name,
            file.path.display(),
            texts[1],
            texts[0],
        );
    }
}

fn write(cases: &[Case]) -> String {
    let case = |case: &Case| {
        let sections: String = case.sections.iter().map(|(name, text)| format!("-- {name}\n{text}")).collect();
        format!("== {}\n{sections}", case.name)
    };
    cases.iter().map(case).collect::<Vec<_>>().join("\n")
}
