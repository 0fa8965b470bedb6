//! The generated crate's Cargo.toml.

use crate::plan::Plan;

/// `Cargo.toml` without its header, `addition` at its end.
pub fn emit(plan: &Plan, addition: &str) -> String {
    let service = &plan.service;
    let package = format!(
        "[package]\nname = {:?}\nversion = {:?}\nedition = \"2024\"\nrust-version = \"1.94.1\"\nlicense = \"Apache-2.0\"\n\
         description = {:?}\n",
        service.package,
        service.version,
        format!("A lean client for {}", service.title),
    );
    let gap = if addition.is_empty() { "" } else { "\n" };
    format!("{package}{TARGETS}\n{FEATURES}\n{DEPENDENCIES}{gap}{addition}")
}

/// The doctests are the examples of the operations; unit tests would only build the crate twice.
const TARGETS: &str = r#"include = ["/src", "/README.md"]

[lib]
test = false
"#;

const FEATURES: &str = include_str!("manifest/features.toml");
const DEPENDENCIES: &str = include_str!("manifest/dependencies.toml");
