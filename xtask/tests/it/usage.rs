//! Help texts and mistaken arguments.

use super::{Workplace, repository, run, xtask};

#[test]
fn help_tells_what_there_is() {
    let directory = repository();
    let help = |arguments: &[&str]| {
        let said = run(&mut xtask(directory, arguments));
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        said.out
    };
    insta::assert_snapshot!("help", help(&["--help"]));
    insta::assert_snapshot!("help_codegen", help(&["codegen", "--help"]));
    insta::assert_snapshot!("help_explain", help(&["explain", "--help"]));
    insta::assert_snapshot!("help_list", help(&["list", "--help"]));
    insta::assert_snapshot!("help_test", help(&["test", "--help"]));
}

#[test]
fn mistaken_arguments_exit_with_2_and_change_nothing() {
    let place = Workplace::new();
    let mistakes: [&[&str]; 9] = [
        &[],
        &["generate"],
        &["codegen", "--chekc"],
        &["codegen", "--model"],
        &["codegen", "--package", "\"]\nevil = \"1"],
        &["codegen", "--package", "1st"],
        &["codegen", "--package", ""],
        &["test", "--only", "lint"],
        &["test", "--fail-fast", "--keep-going"],
    ];
    for arguments in mistakes {
        let said = run(&mut xtask(place.0.path(), arguments));
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{arguments:?}: {said:?}");
        assert!(said.err.contains("--help"), "{arguments:?}: {}", said.err);
        assert_eq!(super::list(place.0.path()).len(), 1, "{arguments:?} made files");
    }
}
