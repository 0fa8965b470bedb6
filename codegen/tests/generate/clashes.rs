//! One folder a model under `fixtures/bad-plan` that is good Smithy, but of which two names become one in Rust.

use super::{fixtures, try_output};

#[test]
fn names_that_become_one_are_refused_with_both_their_owners() {
    let fixtures = fixtures("bad-plan");
    assert!(fixtures.len() > 5, "the fixtures are missing");
    for fixture in fixtures {
        let Err(diagnostics) = try_output(&fixture.text) else { panic!("{} was accepted", fixture.name()) };
        fixture.with_snapshots(|| insta::assert_snapshot!("diagnostics", diagnostics.to_string()));
    }
}
