//! Tests the dependencies of the generated crate in the lock file of the workspace.

use toml::{Table, Value};

/// The lock file has the dependencies of all features of all packages, so a dependency that is not in it is never
/// built.
fn locked() -> Vec<(String, String)> {
    let lock: Table = include_str!("../../../Cargo.lock").parse().expect("TOML");
    let text = |package: &Value, key: &str| package[key].as_str().expect("a text").to_owned();
    let packages = lock["package"].as_array().expect("packages");
    packages.iter().map(|package| (text(package, "name"), text(package, "version"))).collect()
}

#[test]
fn the_legacy_http_stack_is_absent() {
    let locked = locked();
    let versions = |name: &str| {
        let of_name = locked.iter().filter(|(locked, _)| locked == name);
        of_name.map(|(_, version)| version.as_str()).collect::<Vec<_>>()
    };
    for (name, legacy) in [("hyper", "0."), ("rustls", "0.21."), ("hyper-rustls", "0.24."), ("h2", "0.3.")] {
        let versions = versions(name);
        assert!(!versions.iter().any(|version| version.starts_with(legacy)), "{name} {versions:?}");
    }
    assert_eq!(versions("dms-sdk").len(), 1);
    assert!(!versions("hyper").is_empty() && !versions("rustls").is_empty(), "the names are in the lock file");
}
