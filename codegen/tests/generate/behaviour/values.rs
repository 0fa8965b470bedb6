//! What is built without a call: defaults, what is required, equality, `Debug`, enumerations and unions. A part of
//! `behaviour.rs`.

use super::*;

#[test]
fn defaults_stand_in_what_is_built() {
    let built = Defaults::builder().build();
    assert_eq!((built.text(), built.yes(), built.byte(), built.short()), ("a \"text\"", true, -128, -32768));
    assert_eq!((built.integer(), built.long()), (i32::MIN, i64::MAX));
    assert_eq!((built.float(), built.whole_float(), built.double()), (1.5, 3.0, -2.5e300));
    assert_eq!(built.big_integer(), &BigInteger::from_str("18446744073709551615").unwrap());
    assert_eq!(built.big_decimal().as_ref(), BigDecimal::from_str("0.25").unwrap().as_ref());
    assert_eq!(built.time(), &DateTime::from_millis(1500));
    assert_eq!(built.iso_time(), &DateTime::from_millis(482_196_050_520));
    assert_eq!(built.blob(), &Blob::new("hi"));
    assert_eq!(built.document(), &Document::Bool(true));
    assert_eq!(built.text_document(), &Document::String("text".into()));
    assert_eq!(built.number_document(), &Document::Number(Number::NegInt(-3)));
    assert_eq!(built.empty_document(), &Document::Object(HashMap::new()));
    assert_eq!((built.color(), built.level(), built.inherited()), (&DefaultColor::Blue, 2, 11));
    assert_eq!((built.list(), built.map()), (&[][..], &HashMap::new()));
    assert_eq!((built.taken_back(), built.required(), built.client_optional()), (None, "kept", None));
    assert_eq!(Defaults::builder().integer(5).build().integer(), 5);
    let blanks = Blanks::builder().build();
    assert_eq!(
        (blanks.text(), blanks.no(), blanks.number(), blanks.double(), blanks.primitive()),
        ("", false, 0, 0.0, 0)
    );
    assert_eq!(blanks.zero_document(), &Document::Number(Number::PosInt(0)));
    assert_eq!(blanks.no_document(), &Document::Bool(false));
}

#[test]
fn what_is_required_must_be_set() {
    let error = DemandingInner::builder().build().unwrap_err();
    assert!(error.to_string().contains("number was not set"), "{error}");
    let inner = || DemandingInner::builder().number(1).build().unwrap();
    let started = Demanding::builder().text("t").number(2).choice(DemandingChoice::Text("c".into()));
    let started = started.color(DemandingColor::Red).inner(inner()).time(DateTime::from_secs(3));
    assert!(started.clone().build().unwrap_err().to_string().contains("list was not set"));
    let built = started.list(inner()).list(inner()).map("k", 4).build().unwrap();
    assert_eq!((built.list().len(), built.map()["k"], built.relaxed()), (2, 4, None));
}

#[test]
fn equality_looks_into_everything() {
    let build = |name: &str| Item::builder().name(name).labels("k", "v").build();
    assert_eq!(build("a"), build("a"));
    assert_ne!(build("a"), build("b"));
    assert_ne!(build("a"), Item::builder().name("a").build());
    assert_ne!(build("a"), Item::builder().name("a").labels("k", "w").build());
    assert_eq!(Item::builder().name("a"), Item::builder().name("a"));
    assert_ne!(Item::builder().name("a"), Item::builder());
}

#[test]
fn no_debug_shows_a_secret() {
    let input = fixture_sdk::operation::put_secrets::PutSecretsInput::builder()
        .password("hunter2")
        .passwords("hunter2")
        .by_name("name", vec!["hunter2".into()])
        .keys("hunter2", "value")
        .grade(SecretGrade::from("hunter2"))
        .grades(SecretGrade::from("hunter2"))
        .whole(SecretWhole::builder().name("hunter2").build())
        .choice(SecretChoice::Password("hunter2".into()))
        .token("hunter2")
        .shown("seen");
    let shown = format!("{input:?} {input:#?} {:?}", input.clone().build().unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("seen"));
    let grade = SecretGrade::from("hunter2");
    assert_eq!(format!("{grade} {grade:?}").matches("hunter2").count(), 0);
    assert_eq!(grade.as_str(), "hunter2");
    let fault = types::error::SecretFault::builder().message("seen").secret("hunter2");
    let shown = format!("{fault:?} {:?} {}", fault.clone().build(), fault.clone().build());
    assert!(shown.contains("seen") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn enumerations_know_their_values_and_keep_others() {
    for value in HostileEnum::values() {
        let parsed = HostileEnum::try_parse(value).unwrap();
        assert_eq!((parsed.as_str(), parsed.to_string().as_str(), parsed.as_ref()), (*value, *value, *value));
        assert_eq!(HostileEnum::from_str(value).unwrap(), parsed);
    }
    assert_eq!(HostileEnum::values().len(), 20);
    assert_eq!(HostileEnum::from("Unknown"), HostileEnum::UnknownValue);
    let unknown = HostileEnum::from("new 🦀");
    assert_eq!(unknown.as_str(), "new 🦀");
    assert!(HostileEnum::try_parse("new 🦀").is_err());
    assert_ne!(unknown, HostileEnum::from("other"));
}

#[test]
fn unions_give_what_they_hold() {
    let choice = Choice::Number(5);
    assert_eq!((choice.as_number(), choice.is_number(), choice.is_text()), (Ok(&5), true, false));
    assert_eq!(choice.as_text(), Err(&choice));
    assert_ne!(choice, Choice::Number(6));
    let own = Choice::UnknownValue("u".into());
    assert!(own.is_unknown_value() && !own.is_unknown());
    assert_eq!(format!("{own:?} {choice:?}"), "UnknownValue(\"u\") Number(5)");
}
