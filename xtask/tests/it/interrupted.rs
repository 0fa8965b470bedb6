//! Tests of killed and concurrent runs.

use std::process::Stdio;
use std::time::Instant;

use super::{Project, run};

/// The number of times that the process is killed.
const KILLS: u32 = 200;

#[test]
fn a_killed_run_leaves_the_old_tree_or_the_new_one() {
    let project = Project::generated();
    let old = project.files();
    let started = Instant::now();
    assert_eq!(run(&mut project.change_all()).code, Some(0));
    let whole_run = started.elapsed();
    let new = project.files();
    assert_ne!(old["Cargo.toml"], new["Cargo.toml"], "both parts of the tree have to change at once");

    for kill in 0..KILLS {
        let output = run(&mut project.change_back());
        assert_eq!(output.code, Some(0), "the run after a kill: {output:?}");
        assert_eq!(project.files(), old);
        assert_eq!(project.names(), ["Cargo.toml", "src"]);
        let mut process = project.change_all().stdout(Stdio::null()).spawn().expect("a program that starts");
        // The times of the kills are spread over the whole run; the result has to be the same for each.
        std::thread::sleep(whole_run.mul_f64(f64::from(kill) / f64::from(KILLS)));
        process.kill().and_then(|()| process.wait()).expect("an end");
        let found = project.files();
        assert!(found == old || found == new, "kill {kill} left {:?}", found.keys());
    }
}

#[test]
fn a_reader_finds_the_old_tree_or_the_new_one_at_any_time() {
    let project = Project::generated();
    let old = project.files();
    assert_eq!(run(&mut project.change_all()).code, Some(0));
    let new = project.files();
    let differs = |path: &&String| path.starts_with("src/") && new.get(*path).is_some_and(|new| *new != old[*path]);
    let changing = old.keys().find(differs).expect("a file that changes");
    let write = || {
        for _ in 0..30 {
            assert_eq!(run(&mut project.change_back()).code, Some(0));
            assert_eq!(run(&mut project.change_all()).code, Some(0));
        }
    };
    std::thread::scope(|scope| {
        let writer = scope.spawn(write);
        while !writer.is_finished() {
            for path in ["Cargo.toml", changing] {
                let file = project.path("out").join(path);
                // A lookup during the exchange can return the old tree, which is then removed.
                let found = std::fs::read(&file).or_else(|_| std::fs::read(&file)).expect("a file at any time");
                assert!(found == old[path] || found == new[path], "{path}");
            }
        }
    });
}

#[test]
fn files_of_an_interrupted_run_are_found_by_the_check_and_removed_by_the_next_run() {
    let project = Project::generated();
    project.write("out/.codegen-staging/src/half.rs", "// @gene");
    let output = project.codegen(&["--check"]);
    assert_eq!(output.code, Some(1));
    assert!(output.out.contains("an earlier run was interrupted"), "{}", output.out);
    assert_eq!(project.codegen(&[]).code, Some(0));
    assert_eq!(project.names(), ["Cargo.toml", "src"]);
    assert_eq!(project.codegen(&["--check"]).code, Some(0));
}

#[test]
fn concurrent_runs_succeed_or_report_the_other_run() {
    let project = Project::new();
    for _ in 0..5 {
        project.change_model();
        let start = |_| project.command(&[]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a start");
        let runs: Vec<_> = (0..4).map(start).collect();
        let mut succeeded = 0;
        for process in runs {
            let output = process.wait_with_output().expect("an end");
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            succeeded += u32::from(output.status.success());
            assert!(output.status.success() || error.contains("another run is writing out"), "{error}");
        }
        assert!(succeeded > 0);
        assert_eq!(project.codegen(&["--check"]).code, Some(0));
        assert_eq!(project.names(), ["Cargo.toml", "src"]);
        std::fs::remove_dir_all(project.path("out")).expect("a directory");
    }
}
