//! Python packages that tests need, each in its own virtual environment below `target/`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::shell::Shell;

/// A Python package, its requirements, and the folder where it is installed.
pub struct Venv {
    name: &'static str,
    python: PathBuf,
    requirements: PathBuf,
    folder: PathBuf,
    program: &'static str,
}

impl Venv {
    /// moto, the mock server that the generated client is tested against, in the repository at `root`.
    pub fn moto(root: &Path) -> Self {
        Self::of(root, "moto", "bin/moto_server")
    }

    /// botocore, the client that the generated one is compared with; its program is the Python interpreter of the
    /// environment.
    pub fn botocore(root: &Path) -> Self {
        Self::of(root, "botocore", "bin/python")
    }

    fn of(root: &Path, name: &'static str, program: &'static str) -> Self {
        Self {
            name,
            python: "python3".into(),
            requirements: root.join(format!("xtask/python/{name}-requirements.txt")),
            folder: root.join(format!("target/{name}-venv")),
            program,
        }
    }

    /// Returns the path of the program if it is installed.
    pub fn program(&self) -> Option<PathBuf> {
        let program = self.folder.join(self.program);
        // A link to a Python that has been removed does not exist.
        (program.exists() && self.folder.join("bin/python").exists()).then_some(program)
    }

    /// Installs it unless these requirements are installed already.
    ///
    /// # Errors
    /// When Python, its `venv` module or one of the packages is not available.
    pub fn install(&self, shell: &mut Shell) -> anyhow::Result<()> {
        let requirements = self.requirements.display();
        let wanted = fs::read_to_string(&self.requirements).with_context(|| format!("cannot read {requirements}"))?;
        // This file is written last; without it, an installation was interrupted.
        let stamp = self.folder.join("installed-requirements.txt");
        if self.program().is_some() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", self.folder.display()));
            }
            _ => {}
        }
        let mut create = shell.command(&self.python);
        create.args(["-m", "venv"]).arg(&self.folder);
        let name = self.name;
        shell.run(create).with_context(|| {
            format!("{name} needs Python 3 with its venv module (Debian: `apt-get install python3-venv`)")
        })?;
        let mut install = shell.command(self.folder.join("bin/python"));
        install.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]);
        // Without dependencies, so that no version is installed that the file does not name.
        install.arg("--no-deps").arg("--requirement").arg(&self.requirements);
        shell.run(install).with_context(|| format!("cannot install {name}"))?;
        let mut check = shell.command(self.folder.join("bin/python"));
        check.args(["-m", "pip", "check", "--disable-pip-version-check"]);
        shell.run(check).with_context(|| {
            format!("the packages of {requirements} are not compatible: set the versions that pip requires in it")
        })?;
        fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
    }
}

#[cfg(all(test, unix))]
mod tests;
