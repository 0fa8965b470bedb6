//! One folder a model under `fixtures/bad-plan` that is good Smithy, but cannot become a crate: two names become one in
//! Rust, or what the endpoint rules are given does not fit them.

use super::{fixtures, try_output};

#[test]
fn models_that_cannot_become_a_crate_are_refused_with_the_reason() {
    let fixtures = fixtures("bad-plan");
    assert!(fixtures.len() > 5, "the fixtures are missing");
    for fixture in fixtures {
        let Err(diagnostics) = try_output(&fixture.text) else { panic!("{} was accepted", fixture.name()) };
        fixture.with_snapshots(|| insta::assert_snapshot!("diagnostics", diagnostics.to_string()));
    }
}
