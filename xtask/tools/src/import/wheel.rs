//! Fetches and reads the published wheels of botocore.

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

/// A wheel on disk and its origin.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The path of the wheel.
    pub path: PathBuf,
    /// Whether it was cached, for messages.
    pub origin: &'static str,
}

/// Returns the wheel of one version, from `target/botocore/<version>` or from pip.
///
/// # Errors
/// When the version is not valid, or pip fails.
pub fn fetch(version: &str, python: &Path, root: &Path) -> Result<Fetched> {
    ensure!(is_version(version), "`{version}` is not a version\n  remedy: pass a release of botocore, such as 1.44.5");
    let cache = root.join("target/botocore");
    let folder = cache.join(version);
    if let Some(path) = wheel_in(&folder)? {
        return Ok(Fetched { path, origin: "fetched before" });
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;
    // pip writes to a separate folder, so that an incomplete download is never used as a wheel.
    let fresh = tempfile::tempdir_in(&cache).with_context(|| format!("cannot write to {}", cache.display()))?;
    download(version, python, fresh.path())?;
    let downloaded = wheel_in(fresh.path())?.ok_or_else(|| {
        anyhow!("pip downloaded no wheel of botocore {version}\n  remedy: check that the release has a wheel")
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
    // On a terminal pip prints its progress; its results are files, so its output can go to standard error.
    if io::stderr().is_terminal() {
        command.stdout(io::stderr());
    } else {
        command.arg("--quiet").stdout(Stdio::piped());
    }
    command.arg("--dest").arg(folder).arg(format!("botocore=={version}"));
    let output = run(command.stderr(Stdio::piped()), python)?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        if let Some(released) = parse_versions(&stderr) {
            let nearest = nearest::list(&nearest::versions(version, released.into_iter()));
            bail!(
                "botocore {version} was never released\n  remedy: pass a version that was; the nearest are {nearest}"
            );
        }
        bail!(
            "pip could not fetch botocore {version} ({})\n{}\n  remedy: check that the network is available and that pip works",
            output.status,
            stderr.trim()
        );
    }
    Ok(())
}

/// Returns the versions that pip lists if it does not find the requested one.
fn parse_versions(stderr: &str) -> Option<Vec<&str>> {
    let (_, versions) = stderr.split_once("(from versions: ")?;
    let versions: Vec<_> = versions.split(')').next()?.split(", ").filter(|version| is_version(version)).collect();
    (!versions.is_empty()).then_some(versions)
}

/// Returns the newest release that pip finds.
///
/// # Errors
/// When pip fails or prints something else.
pub fn newest(python: &Path) -> Result<String> {
    let remedy = "check that the network is available, or pass a release with --to VERSION";
    let mut command = Command::new(python);
    command.args(["-m", "pip", "index", "versions", "--disable-pip-version-check", "botocore"]);
    let output = run(command.stdout(Stdio::piped()).stderr(Stdio::piped()), python)?;
    if !output.status.success() {
        bail!(
            "pip could not list the releases of botocore ({})\n{}\n  remedy: {remedy}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    // `botocore (1.44.5)` on the first line.
    let stdout = String::from_utf8_lossy(&output.stdout);
    let version = stdout.lines().next().and_then(|line| line.strip_prefix("botocore (")?.strip_suffix(')'));
    match version.filter(|version| is_version(version)) {
        Some(version) => Ok(version.to_owned()),
        None => bail!("the output of pip does not start with `botocore (VERSION)`\n  remedy: {remedy}"),
    }
}

fn run(command: &mut Command, python: &Path) -> Result<Output> {
    let child = command.stdin(Stdio::null()).spawn();
    let child = child.or_remedy(
        || format!("cannot run `{}`", python.display()),
        "install Python 3 with pip, or pass its path with --python",
    )?;
    child.wait_with_output().with_context(|| format!("cannot read the output of `{}`", python.display()))
}

fn is_version(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '!' | '-');
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(plain)
}

/// Returns the first wheel in a folder, by name; `None` if there is none or no folder.
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
    /// The path of the file.
    pub path: PathBuf,
    /// SHA-256 of the whole file, in lower-case hex.
    pub sha256: String,
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Wheel {
    /// Opens a wheel.
    ///
    /// # Errors
    /// When it cannot be read or is not a complete zip archive.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let sha256 = sha256(&bytes);
        let archive = ZipArchive::new(Cursor::new(bytes)).or_remedy(|| incomplete_wheel(path), DELETE)?;
        Ok(Self { path: path.to_owned(), sha256, archive })
    }

    /// Returns the name of the file.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Reads the files of a service's latest API version.
    ///
    /// # Errors
    /// When the wheel has no such service, or a file in it is broken.
    pub fn service(&mut self, service: &str) -> Result<Documents> {
        let prefix = format!("botocore/data/{service}/");
        let versions = self.archive.file_names().filter_map(Result::ok).filter_map(|name| {
            let (version, file) = name.strip_prefix(&prefix)?.split_once('/')?;
            file.starts_with("service-2.json").then(|| version.to_owned())
        });
        let Some(latest) = versions.max() else { bail!("{}", self.unknown_service(service)) };
        let folder = format!("{prefix}{latest}");
        let path = format!("{}/{folder}", self.path.display());
        let names = self.archive.file_names().filter_map(Result::ok);
        let names: BTreeSet<_> =
            names.filter_map(|name| Some(name.strip_prefix(&folder)?.strip_prefix('/')?.to_owned())).collect();
        files::collect(&path, names, |name| self.read(&format!("{folder}/{name}")))
    }

    /// Returns the message that there is no such service, with suggestions: the folder of the service with this ID or
    /// endpoint prefix, or else the folders with the nearest names.
    fn unknown_service(&mut self, service: &str) -> String {
        let is_called = |metadata: &str| {
            let own = ["serviceId", "endpointPrefix", "signingName"].map(|key| value_of(metadata, key));
            own.into_iter().flatten().any(|name| name.replace(' ', "-").eq_ignore_ascii_case(service))
        };
        let services = self.services();
        let called = services.iter().filter(|(_, file)| self.read_beginning(file).is_some_and(|text| is_called(&text)));
        let called: Vec<&str> = called.map(|(folder, _)| folder.as_str()).take(3).collect();
        let (word, names) = match called.as_slice() {
            [] => ("; the nearest are ", nearest::names(service, services.keys().map(String::as_str))),
            _ => ("; its folder is ", called),
        };
        let hint = if names.is_empty() { String::new() } else { format!("{word}{}", nearest::list(&names)) };
        let path = self.path.display();
        format!("{path} has no service `{service}`\n  remedy: pass the name of its folder under `botocore/data`{hint}")
    }

    /// Reads the beginning of a file, which contains the metadata in botocore's files.
    fn read_beginning(&mut self, name: &str) -> Option<String> {
        let file = self.archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        let read = match name.ends_with(".gz") {
            true => GzDecoder::new(file).take(BEGINNING).read_to_end(&mut bytes),
            false => file.take(BEGINNING).read_to_end(&mut bytes),
        };
        read.ok().map(|_| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Returns the folders of all services, each with the path of its description in the wheel.
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

    /// Reads botocore's partitions of AWS.
    ///
    /// # Errors
    /// When the wheel does not have them, or they are not complete.
    pub fn partitions(&mut self) -> Result<Source> {
        let name = PARTITIONS;
        let (name, bytes) = self.read(name)?.ok_or_else(|| no_partitions(&self.path))?;
        Ok(Source { text: files::text(&name, bytes)?, name })
    }

    /// Reads a file of the archive; returns its name for messages and its bytes.
    fn read(&mut self, name: &str) -> Result<Option<(String, Vec<u8>)>> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error).or_remedy(|| incomplete_wheel(&self.path), DELETE),
        };
        let mut bytes = Vec::new();
        let read = file.read_to_end(&mut bytes);
        read.or_remedy(|| format!("{}, `{name}` in it is broken", incomplete_wheel(&self.path)), DELETE)?;
        Ok(Some((format!("{}/{name}", self.path.display()), bytes)))
    }
}

/// The number of bytes of a file that are read for its metadata.
const BEGINNING: u64 = 4096;

/// Returns the string value of a key in JSON that may be truncated.
fn value_of(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\":"))?;
    rest.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)
}

/// Returns the error that a wheel has no partitions.
pub fn no_partitions(path: &Path) -> anyhow::Error {
    anyhow!("{} has no `{PARTITIONS}`\n  remedy: import a later release of botocore", path.display())
}

const PARTITIONS: &str = "botocore/data/partitions.json";

const DELETE: &str = "delete the wheel and run the import again";

fn incomplete_wheel(path: &Path) -> String {
    format!("{} is not a complete wheel", path.display())
}
