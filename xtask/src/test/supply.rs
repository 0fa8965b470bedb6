//! Checks the dependencies: licences, sources, duplicates, and the lowest and newest versions.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use anyhow::{Context, ensure};
use serde_json::Value;
use toml_edit::{table, value};

use crate::package;
use crate::shell::Shell;

/// The release of cargo-deny that is installed, below `target/`.
const DENY: &str = "0.20.2";

/// Checks all dependencies in the lock files against `deny.toml`; needs no network if their sources are downloaded.
///
/// # Errors
/// When something is not allowed, or cargo-deny cannot be installed.
pub fn deny(shell: &mut Shell) -> anyhow::Result<()> {
    let tools = shell.directory().join("target/tools");
    let program = tools.join("bin/cargo-deny");
    let installed = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if !program.exists() || !installed.contains(&format!("cargo-deny {DENY} ")) {
        let mut install =
            shell.cargo(&["install", "--quiet", "--locked", "--debug", "--no-default-features", "--force"]);
        // Compiling it takes longer than running it, so it is not optimized.
        install.arg(format!("cargo-deny@{DENY}")).arg("--root").arg(&tools).env("CARGO_PROFILE_DEV_DEBUG", "0");
        shell.run(install).context("cannot install cargo-deny")?;
    }
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        shell.run(shell.cargo(&["fetch", "--locked", "--manifest-path", manifest]))?;
        let mut check = shell.command(&program);
        check.args(["--offline", "--locked", "--manifest-path", manifest, "--config", "deny.toml", "check"]);
        check.args(["--hide-inclusion-graph", "bans", "licenses", "sources"]);
        shell.run(check)?;
    }
    Ok(())
}

/// Compiles the client with the lowest versions of its dependencies that its manifest allows and with the newest
/// versions, and checks that all dependencies support the workspace's `rust-version`.
///
/// # Errors
/// When one of these checks fails.
pub fn versions(shell: &mut Shell) -> anyhow::Result<()> {
    require_rust_version(shell)?;
    for (kind, flags) in [("minimal", &["-Zdirect-minimal-versions"][..]), ("newest", &[])] {
        let folder = shell.directory().join("target/versions").join(kind);
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        // The folder of the runtime is below this one, so its versions are resolved in the same way.
        let src = folder.join("src");
        if !src.is_symlink() {
            let link = symlink(shell.directory().join("generated/src"), &src);
            link.with_context(|| format!("cannot create {}", src.display()))?;
        }
        let manifest = folder.join("Cargo.toml");
        fs::write(&manifest, standalone_manifest(shell.directory())?)
            .with_context(|| format!("cannot write {}", manifest.display()))?;
        let mut resolve = shell.cargo(&["generate-lockfile"]);
        // The flag for the lowest versions is unstable in Cargo; its result does not depend on the toolchain.
        resolve.args(flags).env("RUSTC_BOOTSTRAP", "1").current_dir(&folder);
        shell.run(resolve)?;
        let mut check = shell.cargo(&["check", "--all-features", "--target-dir", "../target"]);
        check.current_dir(&folder);
        shell.run(check).with_context(|| format!("with the {kind} versions"))?;
    }
    Ok(())
}

/// Packages the client with its runtime and builds the packages, including uncommitted changes.
///
/// `cargo package` would not build the client with this runtime, but with one of an earlier run: it keeps the sources of
/// unpublished packages by their version.
///
/// # Errors
/// When that fails, or a manifest cannot be read.
pub fn package(shell: &mut Shell) -> anyhow::Result<()> {
    let names = ["dms-sdk", "dms-sdk-runtime"];
    let [client, runtime] = names;
    let mut package = shell.cargo(&["package", "--package", client, "--package", runtime]);
    package.args(["--allow-dirty", "--no-verify"]);
    shell.run(package)?;

    let target = shell.directory().join("target");
    let folder = target.join("packaged");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let version = package::version_of(shell.directory())?;
    for name in names {
        let mut unpack = shell.command("tar");
        unpack.arg("-xzf").arg(target.join(format!("package/{name}-{version}.crate"))).arg("-C").arg(&folder);
        shell.run(unpack)?;
    }
    // A package contains no profiles.
    let profile = folder.join("profile.toml");
    fs::write(&profile, package::dev_profile(shell.directory())?.to_string())
        .with_context(|| format!("cannot write {}", profile.display()))?;
    let patch = format!("patch.crates-io.{runtime}.path = '../{runtime}-{version}'");
    let mut build = shell.cargo(&["build", "--target-dir", "../../package", "--config", "../profile.toml", "--config"]);
    build.arg(patch).current_dir(folder.join(format!("{client}-{version}")));
    shell.run(build)
}

/// Returns the client's manifest for a folder with its `src`, without tests and examples.
fn standalone_manifest(root: &Path) -> anyhow::Result<String> {
    let mut manifest = package::client_manifest(root)?;
    for key in ["dev-dependencies", "example", "lints", "lib"] {
        manifest.remove(key);
    }
    manifest["profile"] = package::dev_profile(root)?["profile"].clone();
    manifest["workspace"] = table();
    manifest["workspace"]["resolver"] = value("3");
    manifest["lints"] = table();
    manifest["lints"]["rust"] = table();
    manifest["lints"]["rust"]["warnings"] = value("deny");
    if let Some(package) = manifest["package"].as_table_like_mut() {
        package.remove("readme");
    }
    Ok(manifest.to_string())
}

/// Clippy finds items of the standard library that are too new; this finds such dependencies.
fn require_rust_version(shell: &mut Shell) -> anyhow::Result<()> {
    let mut command = shell.cargo(&["metadata", "--format-version", "1", "--all-features", "--locked"]);
    let output = command.output().context("cannot start cargo")?;
    ensure!(output.status.success(), "cargo metadata failed:\n{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let wanted = |package: &Value| package["rust_version"].as_str().map(version);
    let own = packages.iter().find(|package| package["name"] == "dms-sdk").and_then(wanted);
    let own = own.context("dms-sdk has no rust-version")?;
    let newer = packages.iter().filter(|package| wanted(package).is_some_and(|wanted| wanted > own));
    let newer: Vec<_> = newer.map(|package| format!("{} {}", package["name"], package["version"])).collect();
    ensure!(
        newer.is_empty(),
        "these packages require a newer Rust than the `rust-version` of the workspace: {}",
        newer.join(", ")
    );
    Ok(())
}

/// Returns the three numbers of a version of Rust.
fn version(text: &str) -> [u64; 3] {
    let mut numbers = text.split('.').map(|number| number.parse().unwrap_or(0));
    std::array::from_fn(|_| numbers.next().unwrap_or(0))
}
