//! Whether calls are signed, as specified by the traits of operations and of the service.

use super::{
    shape::Signing,
    trait_reader::{Subject, parse},
};
use crate::smithy::trait_ids::{AUTH, NO_AUTH, OPTIONAL_AUTH, SIGV4};
use crate::smithy::{AppliedTrait, Definition, Report};
use serde_json::Value;

/// Whether the calls of an operation are signed: its own `auth` takes precedence over that of the service.
pub(super) fn signing(
    subject: Subject<'_>,
    service: &Definition,
    operation: &Definition,
    report: &mut Report<'_>,
) -> Signing {
    let own = operation.traits.get(AUTH).and_then(|auth| check(subject, auth, report));
    // Errors in the service's trait were reported with the service.
    let of_service = || service.traits.get(AUTH).and_then(|auth| of_schemes(&auth.value).ok());
    match own.or_else(of_service).unwrap_or(Signing::Always) {
        Signing::Always if operation.traits.contains_key(OPTIONAL_AUTH) => Signing::Optional,
        signing => signing,
    }
}

/// Reads `auth`, and reports schemes that are not supported: calls are signed with `aws.auth#sigv4` or not at all.
pub(super) fn check(subject: Subject<'_>, auth: &AppliedTrait, report: &mut Report<'_>) -> Option<Signing> {
    let signing = of_schemes(&auth.value).map_err(|(problem, remedy)| subject.report(report, auth, problem, remedy));
    signing.ok()
}

/// An empty list has the same meaning as `noAuth`.
fn of_schemes(value: &Value) -> Result<Signing, (String, &'static str)> {
    let schemes: Vec<String> = parse(value).map_err(|error| {
        (format!("the value of the trait `{AUTH}` is wrong: {error}"), "Write a list of the ids of auth schemes.")
    })?;
    let lists = |id: &str| schemes.iter().any(|scheme| scheme == id);
    match (lists(SIGV4), lists(NO_AUTH)) {
        (true, false) => Ok(Signing::Always),
        (true, true) => Ok(Signing::Optional),
        (false, true) => Ok(Signing::Never),
        (false, false) if schemes.is_empty() => Ok(Signing::Never),
        (false, false) => {
            let listed = schemes.join(", ");
            let problem = format!("the trait `{AUTH}` lists [{listed}], but not `{SIGV4}`, which the client uses");
            Err((problem, "Add it to the list, or leave the shape out."))
        }
    }
}
