//! Help texts and mistaken arguments.

use crate::shared::{Workplace, list, run, xtask};

#[test]
fn help_tells_what_there_is() {
    let place = Workplace::new();
    let help = |command: &str| {
        let said = run(&mut xtask(place.0.path(), &[command, "--help"]));
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        said.out
    };
    for command in ["conformance", "diff", "import", "new-service", "parity", "services", "update"] {
        insta::assert_snapshot!(format!("help_{}", command.replace('-', "_")), help(command));
    }
}

#[test]
fn mistaken_arguments_exit_with_2_and_change_nothing() {
    let place = Workplace::new();
    let mistakes: [&[&str]; 7] = [
        &[],
        &["new-service", "--botocore", "1.44.5", "../kms", "--out", "x"],
        &["new-service", "--botocore", "1.44.5", "kms"],
        &["parity", "--official", "1.133"],
        &["parity", "--only", "tests"],
        &["services", "no-such-service"],
        &["update", "--dry"],
    ];
    for arguments in mistakes {
        let said = run(&mut xtask(place.0.path(), arguments));
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{arguments:?}: {said:?}");
        assert!(said.err.contains("--help"), "{arguments:?}: {}", said.err);
        assert_eq!(list(place.0.path()).len(), 1, "{arguments:?} made files");
    }
}
