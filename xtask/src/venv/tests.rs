use std::fs;
use std::path::Path;

use super::{Shell, Venv};

#[path = "../../tests/support/fake_program.rs"]
mod fake_program;

use fake_program::create_fake_program;

/// A Python that creates a virtual environment with a copy of itself, whose pip installs an empty server, and that logs
/// its arguments.
const PYTHON: &str = r#"
echo "$*" >> "$(dirname "$0")/../log"
case "$*" in
  "-m venv "*) mkdir -p "$3/bin" && cp -P "$0" "$3/bin/python" && cp "$0.sh" "$3/bin/python.sh" ;;
  "-m pip install "*) echo resolving; [ -e "$(dirname "$0")/../../offline" ] && { echo no network; exit 1; }
    touch "$(dirname "$0")/moto_server" ;;
  "-m pip check "*) [ ! -e "$(dirname "$0")/../../misfit" ] || { echo moto 1 requires six; exit 1; } ;;
esac
"#;

fn fixture() -> (tempfile::TempDir, Venv) {
    let root = tempfile::tempdir().expect("a temporary directory");
    let python = root.path().join("system/python3");
    fs::create_dir(root.path().join("system")).expect("a directory");
    create_fake_program(&python, PYTHON);
    fs::write(root.path().join("requirements.txt"), "moto==1\n").expect("a file");
    let requirements = root.path().join("requirements.txt");
    let moto = Venv { python, requirements, folder: root.path().join("venv"), ..Venv::moto(root.path()) };
    (root, moto)
}

/// Returns the output of the installation, or the error and the output before it.
fn install(moto: &Venv, root: &Path) -> Result<String, (String, String)> {
    let mut shell = Shell::new(root, false);
    match moto.install(&mut shell) {
        Ok(()) => Ok(shell.output().to_owned()),
        Err(error) => Err((format!("{error:#}"), shell.output().to_owned())),
    }
}

#[test]
fn installs_once_and_again_when_the_requirements_change() {
    let (root, moto) = fixture();
    assert_eq!(moto.program(), None);
    assert_eq!(install(&moto, root.path()).as_deref(), Ok("resolving\n"));
    assert_eq!(moto.program(), Some(moto.folder.join("bin/moto_server")));
    assert_eq!(install(&moto, root.path()).as_deref(), Ok(""));

    fs::write(&moto.requirements, "moto==2\n").expect("a file");
    fs::write(moto.folder.join("old"), "").expect("a file");
    assert_eq!(install(&moto, root.path()).as_deref(), Ok("resolving\n"));
    assert!(moto.program().is_some());
    assert!(!moto.folder.join("old").exists(), "the old installation is still there");
}

#[test]
fn a_broken_installation_is_not_taken_for_a_complete_one() {
    let (root, moto) = fixture();
    fs::write(root.path().join("offline"), "").expect("a file");
    let (error, output) = install(&moto, root.path()).expect_err("no network");
    assert!(error.starts_with("cannot install moto: "), "{error}");
    assert_eq!(output, "resolving\nno network\n");
    assert_eq!(moto.program(), None);

    fs::remove_file(root.path().join("offline")).expect("a file");
    assert_eq!(install(&moto, root.path()).as_deref(), Ok("resolving\n"));

    fs::remove_file(moto.folder.join("installed-requirements.txt")).expect("a file");
    assert_eq!(install(&moto, root.path()).as_deref(), Ok("resolving\n"), "it was interrupted");

    fs::remove_file(moto.folder.join("bin/python")).expect("a file");
    assert_eq!(moto.program(), None);
    assert_eq!(install(&moto, root.path()).as_deref(), Ok("resolving\n"), "its Python is gone");
}

#[test]
fn packages_that_lack_another_are_not_taken_for_installed() {
    let (root, moto) = fixture();
    fs::write(root.path().join("misfit"), "").expect("a file");
    for _ in 0..2 {
        let (error, output) = install(&moto, root.path()).expect_err("six is missing");
        assert!(error.contains("requirements.txt are not compatible: set the versions"), "{error}");
        assert_eq!(output, "resolving\nmoto 1 requires six\n");
    }
    fs::remove_file(root.path().join("misfit")).expect("a file");
    assert_eq!(install(&moto, root.path()).as_deref(), Ok("resolving\n"));
    let log = fs::read_to_string(moto.folder.join("log")).expect("a log");
    assert!(log.lines().any(|line| line.contains("pip install") && line.contains("--no-deps")), "{log}");
}

#[test]
fn without_python_the_error_names_what_to_install() {
    let (root, mut moto) = fixture();
    moto.python = root.path().join("no-such-python");
    let (error, _) = install(&moto, root.path()).expect_err("no Python");
    assert!(error.contains("python3-venv") && error.contains("cannot start"), "{error}");
}

#[test]
fn the_reference_client_is_of_the_version_that_the_model_came_from() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let lock = fs::read_to_string(root.join("models/dms.lock.toml")).expect("the lock");
    let version = lock.lines().find_map(|line| line.strip_prefix("version = ")).expect("a version").trim_matches('"');
    let wanted = fs::read_to_string(Venv::botocore(&root).requirements).expect("requirements");
    assert!(wanted.lines().any(|line| line == format!("botocore=={version}")), "not of version {version}: {wanted}");
}
