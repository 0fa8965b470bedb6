//! Runs that are killed, and runs that meet.

use std::process::Stdio;
use std::time::Instant;

use super::{Workplace, run};

/// How often the process is killed.
const KILLS: u32 = 200;

#[test]
fn a_killed_run_leaves_the_old_tree_or_the_new_one() {
    let place = Workplace::generated();
    let old = place.files();
    let started = Instant::now();
    assert_eq!(run(&mut place.change_all()).code, Some(0));
    let whole_run = started.elapsed();
    let new = place.files();
    assert_ne!(old["Cargo.toml"], new["Cargo.toml"], "both parts of the tree have to change at once");

    for kill in 0..KILLS {
        let said = run(&mut place.change_back());
        assert_eq!(said.code, Some(0), "the run after a kill: {said:?}");
        assert_eq!(place.files(), old);
        assert_eq!(place.names(), ["Cargo.toml", "src"]);
        let mut process = place.change_all().stdout(Stdio::null()).spawn().expect("a program that starts");
        // The moments are spread over the whole run; whichever is hit, the outcome has to hold.
        std::thread::sleep(whole_run.mul_f64(f64::from(kill) / f64::from(KILLS)));
        process.kill().and_then(|()| process.wait()).expect("an end");
        let found = place.files();
        assert!(found == old || found == new, "kill {kill} left {:?}", found.keys());
    }
}

#[test]
fn a_reader_finds_the_old_tree_or_the_new_one_at_any_time() {
    let place = Workplace::generated();
    let old = place.files();
    assert_eq!(run(&mut place.change_all()).code, Some(0));
    let new = place.files();
    let differs = |path: &&String| path.starts_with("src/") && new.get(*path).is_some_and(|new| *new != old[*path]);
    let changing = old.keys().find(differs).expect("a file that changes");
    let write = || {
        for _ in 0..30 {
            assert_eq!(run(&mut place.change_back()).code, Some(0));
            assert_eq!(run(&mut place.change_all()).code, Some(0));
        }
    };
    std::thread::scope(|scope| {
        let writer = scope.spawn(write);
        while !writer.is_finished() {
            for path in ["Cargo.toml", changing] {
                let file = place.path("out").join(path);
                // A lookup that is under way during the exchange can end in the old tree, which is then removed.
                let found = std::fs::read(&file).or_else(|_| std::fs::read(&file)).expect("a file at any time");
                assert!(found == old[path] || found == new[path], "{path}");
            }
        }
    });
}

#[test]
fn what_an_interrupted_run_left_is_found_by_the_check_and_cleared_by_the_next_run() {
    let place = Workplace::generated();
    place.write("out/.codegen-staging/src/half.rs", "// @gene");
    let said = place.codegen(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("an earlier run was interrupted"), "{}", said.out);
    assert_eq!(place.codegen(&[]).code, Some(0));
    assert_eq!(place.names(), ["Cargo.toml", "src"]);
    assert_eq!(place.codegen(&["--check"]).code, Some(0));
}

#[test]
fn of_runs_at_the_same_time_each_succeeds_or_says_why_not() {
    let place = Workplace::new();
    for _ in 0..5 {
        place.change_model();
        let start = |_| place.command(&[]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a start");
        let runs: Vec<_> = (0..4).map(start).collect();
        let mut succeeded = 0;
        for process in runs {
            let output = process.wait_with_output().expect("an end");
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            succeeded += u32::from(output.status.success());
            assert!(output.status.success() || error.contains("another run is writing out"), "{error}");
        }
        assert!(succeeded > 0);
        assert_eq!(place.codegen(&["--check"]).code, Some(0));
        assert_eq!(place.names(), ["Cargo.toml", "src"]);
        std::fs::remove_dir_all(place.path("out")).expect("a directory");
    }
}
