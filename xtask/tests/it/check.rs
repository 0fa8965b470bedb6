//! `codegen --check`.

use std::fs;

use super::{Project, run, xtask};

#[test]
fn an_up_to_date_crate_passes() {
    let project = Project::generated();
    let output = project.codegen(&["--check"]);
    assert_eq!((output.code, output.err.as_str()), (Some(0), ""));
    assert_eq!(output.out, format!("out is up to date: {} files\n", project.files().len()));
}

#[test]
fn everything_that_differs_is_listed_with_the_command_that_fixes_it() {
    let project = Project::generated();
    fs::remove_file(project.path("out/Cargo.toml")).expect("a file");
    project.write("out/src/lib.rs", &format!("{}pub mod edited;\n", project.read("out/src/lib.rs")));
    project.write("out/src/old/stale.rs", "// @generated\n");
    fs::create_dir(project.path("out/src/void")).expect("a directory");
    let before = project.files();

    let output = project.codegen(&["--check"]);

    assert_eq!((output.code, output.err.as_str()), (Some(1), ""), "{output:?}");
    let list = "missing  Cargo.toml\nchanged  src/lib.rs\nstale    src/old/stale.rs\nempty    src/void\n";
    assert!(output.out.starts_with(list), "{}", output.out);
    assert!(output.out.contains("\n--- src/lib.rs (on disk)\n+++ src/lib.rs (from the model)\n@@ "), "{}", output.out);
    assert!(output.out.contains("\n-pub mod edited;\n"), "{}", output.out);
    let end = "out is out of date: 1 missing, 1 changed, 2 stale\n\
        fix it with: cargo xtask codegen --model weather.json --out out --package weather-sdk\n";
    assert!(output.out.ends_with(end), "{}", output.out);
    assert_eq!(project.files(), before, "--check has written");
    assert_eq!(project.names(), ["src"]);
}

#[test]
fn the_fixing_command_can_be_run_in_a_shell_with_any_paths() {
    let project = Project::new();
    let arguments = ["codegen", "--model", "weather.json", "--out", "it's $HOME; new"];
    let check = [&arguments[..], &["--check"]].concat();
    let output = run(&mut xtask(project.0.path(), &check));
    assert_eq!(output.code, Some(1), "{output:?}");
    let fixing = output.out.lines().find_map(|line| line.strip_prefix("fix it with: cargo xtask ")).expect("a command");
    let mut words = shlex::split(fixing).expect("a line that a shell can read");
    assert_eq!(words, arguments);
    words.push("--check".to_owned());
    assert_eq!(run(&mut xtask(project.0.path(), &arguments)).code, Some(0));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(run(&mut xtask(project.0.path(), &words)).code, Some(0));
}

#[test]
fn a_missing_crate_is_not_created() {
    let project = Project::new();
    let output = project.codegen(&["--check"]);
    assert_eq!(output.code, Some(1));
    assert!(
        output.out.starts_with("missing  Cargo.toml\n") && output.out.contains(" 0 changed, 0 stale\n"),
        "{}",
        output.out
    );
    assert!(!output.out.contains("+++"), "new files need no diff: {}", output.out);
    assert!(!project.path("out").exists());
}

#[test]
fn long_changes_are_truncated() {
    let project = Project::generated();
    for path in project.files().keys() {
        project.write(
            &format!("out/{path}"),
            &format!("{}{}", project.read(&format!("out/{path}")), "// @generated noise\n".repeat(5000)),
        );
    }
    for n in 0..100 {
        project.write(&format!("out/src/stale{n}.rs"), "// @generated\n");
    }
    let output = project.codegen(&["--check"]);
    assert_eq!(output.code, Some(1));
    assert_eq!(
        output.out.matches("\n+++ ").count(),
        project.files().keys().filter(|path| !path.contains("stale")).count().min(5)
    );
    assert!(output.out.contains("more lines\n"), "{}", output.out);
    assert!(output.out.contains(" more\n") && output.out.lines().count() < 200, "{} lines", output.out.lines().count());
}

#[test]
fn hand_written_files_at_generated_paths_fail_the_check() {
    let project = Project::generated();
    project.write("out/src/lib.rs", "//! mine\n");
    let output = project.codegen(&["--check"]);
    assert_eq!(output.code, Some(1));
    assert!(output.err.contains("\n  out/src/lib.rs\n"), "{}", output.err);
    assert_eq!(project.read("out/src/lib.rs"), "//! mine\n");
}

#[test]
fn binary_contents_are_a_change() {
    let project = Project::generated();
    fs::write(project.path("out/src/lib.rs"), b"// @generated\n\xff\xfe\0\n").expect("a file");
    let output = project.codegen(&["--check"]);
    assert_eq!(output.code, Some(1));
    assert!(output.out.starts_with("changed  src/lib.rs\n"), "{}", output.out);
}
