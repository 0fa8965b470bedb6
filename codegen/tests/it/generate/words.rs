//! Documentation in Markdown, and HTML in a model.

use super::{PARTITIONS, settings, source};
use dms_codegen::{Output, Source, Warning, explain::Explainer, generate};
use serde_json::json;

fn model() -> Source {
    let service = json!({ "sdkId": "X" });
    let traits =
        json!({ "aws.protocols#awsJson1_1": {}, "aws.auth#sigv4": { "name": "x" }, "aws.api#service": service });
    let waiter = json!({ "acceptors": [{ "state": "success", "matcher": { "success": true } }] });
    let member = |target: &str| json!({ "target": target });
    let html = "<p>Names a <code>Thing</code>.</p><ul><li>first</li><li>second, see <a href=\"https://example.com/a\">there</a></li></ul>";
    source(
        json!({ "smithy": "2.0", "shapes": {
            "x#S": { "type": "service", "version": "1", "operations": [{ "target": "x#GetThing" }], "traits": traits },
            "x#GetThing": {
                "type": "operation", "input": { "target": "x#GetThingRequest" }, "output": { "target": "x#GetThingResponse" },
                "errors": [{ "target": "x#Gone" }],
                "traits": { "smithy.waiters#waitable": { "ThingReady": waiter } },
            },
            "x#GetThingRequest": { "type": "structure", "members": {
                "Token": member("smithy.api#String"), "Kind": member("x#Kind"), "Ids": member("x#IdList"),
            } },
            "x#GetThingResponse": { "type": "structure", "members": {
                "Token": member("smithy.api#String"), "Thing": member("x#Thing"),
            } },
            "x#Gone": { "type": "structure", "members": { "message": member("smithy.api#String") },
                "traits": { "smithy.api#error": "client" } },
            "x#IdList": { "type": "list", "member": member("smithy.api#String") },
            "x#Kind": { "type": "enum", "members": {
                "FULL": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "full-load" } },
            } },
            "x#Thing": { "type": "structure", "members": {
                "Name": { "target": "smithy.api#String", "traits": { "smithy.api#documentation": html } },
                "Token": member("smithy.api#String"),
            } },
        } })
        .to_string(),
    )
}

fn words(text: &str) -> Source {
    Source { name: "words/things.md".to_owned(), text: text.to_owned() }
}

fn generated(text: &str) -> Output {
    generate(&[model(), words(text)], Some(&PARTITIONS), &settings("")).unwrap_or_else(|problems| panic!("{problems}"))
}

const WORDS: &str = r#"# GetThing

Returns a thing, see [`Thing$Name`] and [`GetThingResponse`]. A second
sentence.

### Filters

| filter | selects |
|---|---|
| `a` | things of [`Kind$full-load`] |

## ThingReady

Waits for [`Thing`].

# Thing

A thing.

# Kind

What a thing holds.

## full-load

All rows.

# IdList

The ids of things.

# Members of all inputs

## Token

The token of the page.

# Members of all errors

## message

For people.

# Members of all shapes

## Token

A token anywhere.
"#;

#[test]
fn texts_are_at_the_items_of_their_headings_and_links_lead_into_the_crate() {
    let output = generated(WORDS);
    assert_eq!(output.warnings, []);
    let operation = &output.files["src/operation/get_thing.rs"];
    let lines: Vec<_> = operation.lines().map(str::trim).collect();
    let text = lines.join("\n");
    for expected in [
        "/// Returns a thing, see [`Thing::name`](field@crate::types::Thing::name) and \
         [`GetThingOutput`](crate::operation::get_thing::GetThingOutput). A second\n/// sentence.",
        "/// # Filters\n///\n/// | filter | selects |",
        "[`Kind::Full`](variant@crate::types::Kind::Full)",
        "/// The token of the page.",
        "/// The ids of things.",
        "/// A token anywhere.",
    ] {
        assert!(text.contains(expected), "{expected:?} is missing:\n{text}");
    }
    let facts = text.find("/// Waiters that poll it").expect("the waiters");
    assert!(text.find("/// # Filters").is_some_and(|filters| filters > facts), "sections are below the facts");
    let all = output.files.values().cloned().collect::<String>();
    for expected in ["/// Waits for [`Thing`](crate::types::Thing).", "/// All rows.", "/// For people."] {
        assert!(all.contains(expected), "{expected:?} is missing");
    }
    // The first sentence, on one line, is in the table of the front page.
    assert!(output.files["src/lib.rs"].contains("[`GetThingOutput`](crate::operation::get_thing::GetThingOutput). |"));
}

#[test]
fn html_of_a_model_becomes_markdown() {
    let thing = &generated(WORDS).files["src/types/_thing.rs"];
    let expected =
        "    /// Names a `Thing`.\n    ///\n    /// *   first\n    /// *   second, see [there](https://example.com/a)";
    assert!(thing.contains(expected), "{thing}");
}

#[test]
fn what_only_looks_like_a_tag_stays() {
    let mut model = model();
    let text = "<p>A Vec<String>, see <https://example.com> and 1 < 2.</p><note><p>Beware.</p></note><script>alert(1)</script>";
    let thing = r#""x#Thing":{"type":"structure","#;
    let documented = format!(r#"{thing}"traits":{{"smithy.api#documentation":{}}},"#, json!(text));
    assert!(model.text.contains(thing));
    model.text = model.text.replace(thing, &documented);
    let output = generate(&[model], Some(&PARTITIONS), &settings("")).unwrap_or_else(|problems| panic!("{problems}"));
    let thing = &output.files["src/types/_thing.rs"];
    let expected = "/// A Vec\\<String>, see <https://example.com> and 1 \\< 2.\n///\n/// Beware.\n";
    assert!(thing.contains(expected) && !thing.contains("alert"), "{thing}");
}

#[test]
fn items_without_documentation_are_counted_and_named() {
    let output = generated("# Thing\n\nA thing.\n");
    // The shape with documentation, and the member that the model itself documents.
    assert_eq!(output.summary.documented, 2);
    let sources = [model(), words("# Thing\n\nA thing.\n")];
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings("")).expect("a model");
    let missing: Vec<_> = explainer.catalogue().words.into_iter().filter(|item| !item.documented).collect();
    assert_eq!(missing.len(), output.summary.items - 2);
    assert!(missing.iter().any(|item| item.name == "GetThing$ThingReady" && item.kind == "waiter"));
}

#[test]
fn explain_has_the_location_of_documentation() {
    let sources = [model(), words(WORDS)];
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings("")).expect("a model");
    let location = |name: &str| {
        let explanation = explainer.explain(name).expect(name).remove(0);
        let words = explanation.traits.into_iter().find(|fact| fact.id == "rust.client#documentation");
        words.and_then(|words| words.location)
    };
    assert_eq!(location("Thing").as_deref(), Some("words/things.md:16:1"));
    assert_eq!(location("GetThingRequest$Token").as_deref(), Some("words/things.md:34:1"));
    assert_eq!(location("GetThingResponse$Token").as_deref(), Some("words/things.md:46:1"));
}

#[test]
fn documentation_for_unknown_names_is_a_warning_with_the_nearest_name() {
    let text = "# Thin\n\nA.\n\n# Thing\n\nSee [`GetThin`].\n\n## Nam\n\nB.\n\n# Kind\n\n## full\n\nC.\n\n# GetThing\n\n## Ready\n\nD.\n\n\
                # Members of all outputs\n\n## Nothing\n\nE.\n";
    let warnings: Vec<_> = generated(text).warnings.iter().map(|warning| Warning(warning).to_string()).collect();
    insta::assert_snapshot!(warnings.join("\n\n"));
}

#[test]
fn markdown_that_documents_nothing_is_refused() {
    let refused = |text: &str| match generate(&[model(), words(text)], Some(&PARTITIONS), &settings("")) {
        Ok(_) => panic!("{text:?} was taken"),
        Err(problems) => problems.to_string(),
    };
    let texts = [
        "Text.\n\n# Thing\n\nA.\n",
        "## Name\n\nA.\n",
        "# Thing\n\nA.\n\n# Thing\n\nB.\n",
        "# Members of all shapes\n\nA.\n",
    ];
    insta::assert_snapshot!(texts.map(refused).join("\n\n"));
}
