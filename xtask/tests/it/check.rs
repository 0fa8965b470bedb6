//! `codegen --check`.

use std::fs;

use super::{Workplace, run, xtask};

#[test]
fn an_up_to_date_crate_passes() {
    let place = Workplace::generated();
    let said = place.codegen(&["--check"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert_eq!(said.out, format!("out is up to date: {} files\n", place.files().len()));
}

#[test]
fn everything_that_differs_is_listed_with_the_command_that_mends_it() {
    let place = Workplace::generated();
    fs::remove_file(place.path("out/Cargo.toml")).expect("a file");
    place.write("out/src/lib.rs", &format!("{}pub mod edited;\n", place.read("out/src/lib.rs")));
    place.write("out/src/old/stale.rs", "// @generated\n");
    fs::create_dir(place.path("out/src/void")).expect("a directory");
    let before = place.files();

    let said = place.codegen(&["--check"]);

    assert_eq!((said.code, said.err.as_str()), (Some(1), ""), "{said:?}");
    let list = "missing  Cargo.toml\nchanged  src/lib.rs\nstale    src/old/stale.rs\nempty    src/void\n";
    assert!(said.out.starts_with(list), "{}", said.out);
    assert!(said.out.contains("\n--- src/lib.rs (on disk)\n+++ src/lib.rs (from the model)\n@@ "), "{}", said.out);
    assert!(said.out.contains("\n-pub mod edited;\n"), "{}", said.out);
    let end = "out is out of date: 1 missing, 1 changed, 2 stale\n\
        fix it with: cargo xtask codegen --model weather.json --out out --package weather-sdk\n";
    assert!(said.out.ends_with(end), "{}", said.out);
    assert_eq!(place.files(), before, "--check has written");
    assert_eq!(place.names(), ["src"]);
}

#[test]
fn the_mending_command_works_in_a_shell_whatever_the_paths_are() {
    let place = Workplace::new();
    let arguments = ["codegen", "--model", "weather.json", "--out", "it's $HOME; new"];
    let check = [&arguments[..], &["--check"]].concat();
    let said = run(&mut xtask(place.0.path(), &check));
    assert_eq!(said.code, Some(1), "{said:?}");
    let fixing = said.out.lines().find_map(|line| line.strip_prefix("fix it with: cargo xtask ")).expect("a command");
    let mut words = shlex::split(fixing).expect("a line that a shell can read");
    assert_eq!(words, arguments);
    words.push("--check".to_owned());
    assert_eq!(run(&mut xtask(place.0.path(), &arguments)).code, Some(0));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(run(&mut xtask(place.0.path(), &words)).code, Some(0));
}

#[test]
fn nothing_is_made_where_nothing_was() {
    let place = Workplace::new();
    let said = place.codegen(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.out.starts_with("missing  Cargo.toml\n") && said.out.contains(" 0 changed, 0 stale\n"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("+++"), "files that are all new need no diff: {}", said.out);
    assert!(!place.path("out").exists());
}

#[test]
fn long_changes_are_cut_short() {
    let place = Workplace::generated();
    for path in place.files().keys() {
        place.write(
            &format!("out/{path}"),
            &format!("{}{}", place.read(&format!("out/{path}")), "// @generated noise\n".repeat(5000)),
        );
    }
    for n in 0..100 {
        place.write(&format!("out/src/stale{n}.rs"), "// @generated\n");
    }
    let said = place.codegen(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(
        said.out.matches("\n+++ ").count(),
        place.files().keys().filter(|path| !path.contains("stale")).count().min(5)
    );
    assert!(said.out.contains("more lines\n"), "{}", said.out);
    assert!(said.out.contains(" more\n") && said.out.lines().count() < 200, "{} lines", said.out.lines().count());
}

#[test]
fn hand_written_files_in_the_way_fail_the_check() {
    let place = Workplace::generated();
    place.write("out/src/lib.rs", "//! mine\n");
    let said = place.codegen(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("\n  out/src/lib.rs\n"), "{}", said.err);
    assert_eq!(place.read("out/src/lib.rs"), "//! mine\n");
}

#[test]
fn what_is_not_text_is_a_change_like_any_other() {
    let place = Workplace::generated();
    fs::write(place.path("out/src/lib.rs"), b"// @generated\n\xff\xfe\0\n").expect("a file");
    let said = place.codegen(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.starts_with("changed  src/lib.rs\n"), "{}", said.out);
}
