//! Installs moto, the mock server that the generated client is tested against.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::run::Shell;

/// Where moto is installed, and from what.
pub struct Moto {
    python: PathBuf,
    requirements: PathBuf,
    venv: PathBuf,
}

impl Moto {
    /// The installation that belongs to the repository at `root`.
    pub fn of(root: &Path) -> Self {
        Self {
            python: "python3".into(),
            requirements: root.join("xtask/python/moto-requirements.txt"),
            venv: root.join("target/moto-venv"),
        }
    }

    /// The server, if it is installed.
    pub fn server(&self) -> Option<PathBuf> {
        let server = self.venv.join("bin/moto_server");
        // A link into a Python that has been removed since does not exist.
        (server.exists() && self.venv.join("bin/python").exists()).then_some(server)
    }

    /// Installs it unless just these requirements are installed already.
    ///
    /// # Errors
    /// When Python, its `venv` module or one of the packages is not to be had.
    pub fn install(&self, shell: &mut Shell) -> anyhow::Result<()> {
        let requirements = self.requirements.display();
        let wanted = fs::read_to_string(&self.requirements).with_context(|| format!("cannot read {requirements}"))?;
        // The last thing written: without it an installation was cut short.
        let stamp = self.venv.join("installed-requirements.txt");
        if self.server().is_some() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        match fs::remove_dir_all(&self.venv) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", self.venv.display()));
            }
            _ => {}
        }
        let mut create = shell.command(&self.python);
        create.args(["-m", "venv"]).arg(&self.venv);
        shell
            .run(create)
            .context("moto needs Python 3 with its venv module (Debian: `apt-get install python3-venv`)")?;
        let mut install = shell.command(self.venv.join("bin/python"));
        install.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]);
        install.arg("--requirement").arg(&self.requirements);
        shell.run(install).context("cannot install moto")?;
        fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
    }
}

#[cfg(all(test, unix))]
mod tests;
