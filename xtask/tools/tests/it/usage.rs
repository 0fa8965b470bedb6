//! Tests of help texts and invalid arguments.

use crate::shared::{Project, list, run, xtask};

#[test]
fn help_lists_all_options() {
    let project = Project::new();
    let help = |command: &str| {
        let output = run(&mut xtask(project.0.path(), &[command, "--help"]));
        assert_eq!((output.code, output.err.as_str()), (Some(0), ""));
        output.out
    };
    for command in ["conformance", "diff", "import", "new-service", "parity", "services", "update"] {
        insta::assert_snapshot!(format!("help_{}", command.replace('-', "_")), help(command));
    }
}

#[test]
fn invalid_arguments_exit_with_2_and_change_nothing() {
    let project = Project::new();
    let invalid: [&[&str]; 7] = [
        &[],
        &["new-service", "--botocore", "1.44.5", "../kms", "--out", "x"],
        &["new-service", "--botocore", "1.44.5", "kms"],
        &["parity", "--official", "1.133"],
        &["parity", "--only", "tests"],
        &["services", "no-such-service"],
        &["update", "--dry"],
    ];
    for arguments in invalid {
        let output = run(&mut xtask(project.0.path(), arguments));
        assert_eq!((output.code, output.out.as_str()), (Some(2), ""), "{arguments:?}: {output:?}");
        assert!(output.err.contains("--help"), "{arguments:?}: {}", output.err);
        assert_eq!(list(project.0.path()).len(), 1, "{arguments:?} created files");
    }
}
