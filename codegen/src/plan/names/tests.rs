//! Reasons of names.

use super::{Purpose, Reason, decide};

#[test]
fn every_reason_for_a_name_is_reported() {
    let reasons = |purpose, name: &str| {
        let decision = decide(purpose, name);
        (decision.ident.to_string(), decision.reasons)
    };
    let (snake, camel) = (Reason::Case("snake_case"), Reason::Case("UpperCamelCase"));
    assert_eq!(reasons(Purpose::Field, "arn"), ("arn".into(), vec![]));
    assert_eq!(reasons(Purpose::Field, "Type"), ("r#type".into(), vec![snake, Reason::Keyword]));
    assert_eq!(reasons(Purpose::Field, "SubnetIDs"), ("subnet_ids".into(), vec![snake, Reason::Plural]));
    assert_eq!(reasons(Purpose::Value, "self"), ("self_value".into(), vec![Reason::Impossible("_value")]));
    assert_eq!(reasons(Purpose::Type, "_1st"), ("N1st".into(), vec![camel, Reason::NoLetter('N')]));
    for (purpose, name, rust) in [
        (Purpose::Field, "Send", "send_value"),
        (Purpose::Operation, "New", "new_operation"),
        (Purpose::Variant, "Unknown", "UnknownValue"),
        (Purpose::VariantSuffix, "Unknown", "unknown_value"),
        (Purpose::Error, "Unhandled", "UnhandledError"),
    ] {
        let (ident, reasons) = reasons(purpose, name);
        assert_eq!(ident, rust);
        assert!(matches!(reasons.last(), Some(Reason::Taken(_))), "{name}: {reasons:?}");
    }
    assert!(matches!(reasons(Purpose::Waiter, "Ready").1.last(), Some(Reason::Prefixed(_))));
}
