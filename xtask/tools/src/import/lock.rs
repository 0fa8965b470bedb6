//! Records the origin of a model.

use super::{Counts, digest::sha256, remedy::OrRemedy as _, wheel::Wheel};
use anyhow::{Context, Result, ensure};
use dms_codegen::botocore::Converted;
use serde::{Deserialize, Serialize};
use std::{fs, io, path::Path};

const HEADER: &str =
    "# Written by `cargo xtask import`: the origin of the model next to it, and the number of its shapes.\n";

/// `models/<service>.lock.toml`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The Python package.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The wheel's file name.
    pub wheel: String,
    /// The wheel's SHA-256, in lower-case hex.
    pub sha256: String,
    /// The service's folder in the package.
    pub service: String,
    /// The operations that were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// The service's API version.
    pub api_version: String,
    /// SHA-256 of the model next to the lock file, to detect manual edits.
    pub model_sha256: String,
    /// The contents of the model.
    pub counts: Counts,
}

impl Lock {
    /// Returns the package and its version.
    #[must_use]
    pub fn source(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    /// Creates the lock of a new model.
    ///
    /// # Errors
    /// Never for a model that was converted.
    pub(super) fn of(
        version: &str,
        service: &str,
        without: &[String],
        wheel: &Wheel,
        imported: &Converted,
    ) -> Result<Self> {
        let model = serde_json::from_str(&imported.model).context("the converted model is not JSON")?;
        Ok(Self {
            package: "botocore".to_owned(),
            version: version.to_owned(),
            wheel: wheel.file_name(),
            sha256: wheel.sha256.clone(),
            service: service.to_owned(),
            without: without.to_vec(),
            api_version: imported.api_version.clone(),
            model_sha256: sha256(imported.model.as_bytes()),
            counts: Counts::of(&model),
        })
    }

    /// Reads the lock from disk; `None` if the file does not exist.
    ///
    /// # Errors
    /// When the file cannot be read or is not a lock.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let lock = toml::from_str(&text);
        lock.or_remedy(
            || format!("{} is not a lock file of a model", path.display()),
            "restore it from version control",
        )
        .map(Some)
    }

    /// Returns the text of the file.
    ///
    /// # Errors
    /// When a number is too large for TOML; no count is.
    pub fn to_text(&self) -> Result<String> {
        let body = toml::to_string(self).context("cannot write the lock as TOML")?;
        Ok(format!("{HEADER}{body}"))
    }

    /// Whether the model is the locked one.
    pub fn describes(&self, model: &str) -> bool {
        self.model_sha256 == sha256(model.as_bytes())
    }

    /// Checks that the wheel is the locked one.
    ///
    /// # Errors
    /// When it is a different one.
    pub fn check(&self, wheel: &Wheel, lock_path: &Path) -> Result<()> {
        ensure!(
            wheel.sha256 == self.sha256,
            "{} is not the wheel that {} names\n  expected sha256: {}\n  found sha256:    {}\n  remedy: delete the wheel and run the import again; if it is still different, the published wheel has changed: do not import it",
            wheel.path.display(),
            lock_path.display(),
            self.sha256,
            wheel.sha256
        );
        Ok(())
    }
}
