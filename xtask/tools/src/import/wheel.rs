//! botocore's published wheel: fetched once, then read in place.

use super::{digest::sha256, files, nearest, remedy::OrRemedy as _};
use anyhow::{Context, Result, anyhow, bail, ensure};
use dms_codegen::{Source, botocore::Documents};
use flate2::read::GzDecoder;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Cursor, IsTerminal as _, Read as _},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use xtask::errln;
use zip::{ZipArchive, result::ZipError};

/// A wheel on disk and how it came there.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The wheel.
    pub path: PathBuf,
    /// For the user: where it comes from.
    pub origin: &'static str,
}

/// The wheel of one version, from `target/botocore/<version>` or else from pip.
///
/// # Errors
/// When the version is none, or pip cannot be run or does not deliver.
pub fn fetch(version: &str, python: &Path, root: &Path) -> Result<Fetched> {
    ensure!(
        is_version(version),
        "`{version}` is not a version\n  remedy: give one that botocore has released, such as 1.44.5"
    );
    let cache = root.join("target/botocore");
    let folder = cache.join(version);
    if let Some(path) = wheel_in(&folder)? {
        return Ok(Fetched { path, origin: "fetched before" });
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;
    // pip writes into a folder of its own, so that a broken download is never taken for a fetched wheel.
    let fresh = tempfile::tempdir_in(&cache).with_context(|| format!("cannot write to {}", cache.display()))?;
    download(version, python, fresh.path())?;
    let downloaded = wheel_in(fresh.path())?.ok_or_else(|| {
        anyhow!("pip delivered no wheel of botocore {version}\n  remedy: see whether that release has a wheel")
    })?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = folder.join(downloaded.file_name().unwrap_or_default());
    fs::rename(&downloaded, &path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Fetched { path, origin: "fetched now" })
}

fn download(version: &str, python: &Path, folder: &Path) -> Result<()> {
    errln!("fetching botocore {version} …");
    let mut command = Command::new(python);
    command.args(["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]);
    // On a terminal pip shows how far it is; its results are files, so what it says may go where progress goes.
    if io::stderr().is_terminal() {
        command.stdout(io::stderr());
    } else {
        command.arg("--quiet").stdout(Stdio::piped());
    }
    command.arg("--dest").arg(folder).arg(format!("botocore=={version}"));
    let output = run(command.stderr(Stdio::piped()), python)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        if let Some(released) = released(&said) {
            let nearest = nearest::list(&nearest::versions(version, released.into_iter()));
            bail!(
                "botocore {version} was never released\n  remedy: give a version that was; the nearest are {nearest}"
            );
        }
        bail!(
            "pip could not fetch botocore {version} ({})\n{}\n  remedy: see that the network is there and pip works",
            output.status,
            said.trim()
        );
    }
    Ok(())
}

/// The versions that pip lists where it does not find the one it was asked for.
fn released(said: &str) -> Option<Vec<&str>> {
    let (_, versions) = said.split_once("(from versions: ")?;
    let versions: Vec<_> = versions.split(')').next()?.split(", ").filter(|version| is_version(version)).collect();
    (!versions.is_empty()).then_some(versions)
}

/// The newest release that pip knows.
///
/// # Errors
/// When pip cannot be run, does not answer, or answers with something else.
pub fn newest(python: &Path) -> Result<String> {
    let remedy = "see that the network is there, or name a release with --to VERSION";
    let mut command = Command::new(python);
    command.args(["-m", "pip", "index", "versions", "--disable-pip-version-check", "botocore"]);
    let output = run(command.stdout(Stdio::piped()).stderr(Stdio::piped()), python)?;
    if !output.status.success() {
        bail!(
            "pip could not say which releases of botocore there are ({})\n{}\n  remedy: {remedy}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    // `botocore (1.44.5)` on the first line.
    let said = String::from_utf8_lossy(&output.stdout);
    let version = said.lines().next().and_then(|line| line.strip_prefix("botocore (")?.strip_suffix(')'));
    match version.filter(|version| is_version(version)) {
        Some(version) => Ok(version.to_owned()),
        None => bail!("pip's answer does not begin with `botocore (VERSION)`\n  remedy: {remedy}"),
    }
}

fn run(command: &mut Command, python: &Path) -> Result<Output> {
    let child = command.stdin(Stdio::null()).spawn();
    let child = child.or_remedy(
        || format!("cannot run `{}`", python.display()),
        "install Python 3 with pip, or name it with --python",
    )?;
    child.wait_with_output().with_context(|| format!("cannot read what `{}` says", python.display()))
}

fn is_version(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '!' | '-');
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(plain)
}

/// The first wheel in a folder, by name; `None` where there is none or no folder.
fn wheel_in(folder: &Path) -> Result<Option<PathBuf>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut wheels = BTreeSet::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            wheels.insert(path);
        }
    }
    Ok(wheels.pop_first())
}

/// An open wheel.
#[derive(Debug)]
pub struct Wheel {
    /// Where it lies.
    pub path: PathBuf,
    /// SHA-256 of the whole file, in lower-case hex.
    pub sha256: String,
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Wheel {
    /// Opens a wheel.
    ///
    /// # Errors
    /// When it cannot be read or is not a whole zip archive.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let sha256 = sha256(&bytes);
        let archive = ZipArchive::new(Cursor::new(bytes)).or_remedy(|| broken(path), DELETE)?;
        Ok(Self { path: path.to_owned(), sha256, archive })
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The files of a service's latest API version.
    ///
    /// # Errors
    /// When the wheel has no such service, or a file in it is broken.
    pub fn service(&mut self, service: &str) -> Result<Documents> {
        let prefix = format!("botocore/data/{service}/");
        let versions = self.archive.file_names().filter_map(Result::ok).filter_map(|name| {
            let (version, file) = name.strip_prefix(&prefix)?.split_once('/')?;
            file.starts_with("service-2.json").then(|| version.to_owned())
        });
        let Some(latest) = versions.max() else { bail!("{}", self.no_service(service)) };
        let folder = format!("{prefix}{latest}");
        let place = format!("{}/{folder}", self.path.display());
        let names = self.archive.file_names().filter_map(Result::ok);
        let names: BTreeSet<_> =
            names.filter_map(|name| Some(name.strip_prefix(&folder)?.strip_prefix('/')?.to_owned())).collect();
        files::collect(&place, names, |name| self.read(&format!("{folder}/{name}")))
    }

    /// The message that there is no such service, with the folders that may have been meant: the one of the service that
    /// calls itself so, or else those with the nearest names.
    fn no_service(&mut self, service: &str) -> String {
        let is_called = |metadata: &str| {
            let own = ["serviceId", "endpointPrefix", "signingName"].map(|key| value_of(metadata, key));
            own.into_iter().flatten().any(|name| name.replace(' ', "-").eq_ignore_ascii_case(service))
        };
        let services = self.services();
        let called = services.iter().filter(|(_, file)| self.beginning(file).is_some_and(|text| is_called(&text)));
        let called: Vec<&str> = called.map(|(folder, _)| folder.as_str()).take(3).collect();
        let (word, names) = match called.as_slice() {
            [] => ("; the nearest are ", nearest::names(service, services.keys().map(String::as_str))),
            _ => ("; it is called ", called),
        };
        let hint = if names.is_empty() { String::new() } else { format!("{word}{}", nearest::list(&names)) };
        let path = self.path.display();
        format!("{path} has no service `{service}`\n  remedy: give the name of its folder under `botocore/data`{hint}")
    }

    /// The beginning of a file, where botocore's files have their metadata.
    fn beginning(&mut self, name: &str) -> Option<String> {
        let file = self.archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        let read = match name.ends_with(".gz") {
            true => GzDecoder::new(file).take(BEGINNING).read_to_end(&mut bytes),
            false => file.take(BEGINNING).read_to_end(&mut bytes),
        };
        read.ok().map(|_| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The folders of all services, each with the path of its description in the wheel.
    pub fn services(&self) -> BTreeMap<String, String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let service = |name: std::borrow::Cow<'_, str>| {
            let (folder, file) = name.strip_prefix("botocore/data/")?.split_once('/')?;
            file.contains("/service-2.json").then(|| (folder.to_owned(), name.clone().into_owned()))
        };
        names.filter_map(service).collect()
    }

    /// Whether the wheel has partitions.
    pub fn has_partitions(&self) -> bool {
        self.archive.index_for_name(PARTITIONS).is_some()
    }

    /// botocore's partitions of AWS.
    ///
    /// # Errors
    /// When the wheel does not have them whole.
    pub fn partitions(&mut self) -> Result<Source> {
        let name = PARTITIONS;
        let (name, bytes) = self.read(name)?.ok_or_else(|| no_partitions(&self.path))?;
        Ok(Source { text: files::text(&name, bytes)?, name })
    }

    /// One file of the archive, with the name that messages give it.
    fn read(&mut self, name: &str) -> Result<Option<(String, Vec<u8>)>> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error).or_remedy(|| broken(&self.path), DELETE),
        };
        let mut bytes = Vec::new();
        let read = file.read_to_end(&mut bytes);
        read.or_remedy(|| format!("{}, `{name}` in it is broken", broken(&self.path)), DELETE)?;
        Ok(Some((format!("{}/{name}", self.path.display()), bytes)))
    }
}

/// How much of a file is read for its metadata, in bytes.
const BEGINNING: u64 = 4096;

/// The text of a key in JSON that may be cut short.
fn value_of(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\":"))?;
    rest.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)
}

/// That a wheel has no partitions.
pub fn no_partitions(path: &Path) -> anyhow::Error {
    anyhow!("{} has no `{PARTITIONS}`\n  remedy: import a later release of botocore", path.display())
}

const PARTITIONS: &str = "botocore/data/partitions.json";

const DELETE: &str = "delete the wheel and run the import again";

fn broken(path: &Path) -> String {
    format!("{} is not a whole wheel", path.display())
}
