//! Tests every operation with every error of the model, in every form in which services send errors. The
//! operations and their errors come from the model, so that new ones are tested automatically.
#![cfg(feature = "serde")]

#[path = "support/in_process.rs"]
mod in_process;
#[path = "support/inputs.rs"]
mod inputs;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_types::body::SdkBody;
use dms_sdk::call_json::CallJsonError;
use dms_sdk::config::http::{HttpRequest, HttpResponse};
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::operation::RequestId;
use dms_sdk::{Client, Error};
use hyper::body::Bytes;
use serde_json::{Value, json};

const REQUEST_ID: &str = "7a0b2f6e-5d0c-4f6b-9a53-0d9be6a6f001";
const JSON: &str = "application/x-amz-json-1.1";
const MESSAGE: &str = "because of \"ä\u{1F600}\"\nand more";
const ARN: &str = "arn:aws:dms:eu-west-1:123456789012:endpoint:ORDERS";
const MEGABYTES: usize = 3;

/// The operations of the model, and the errors of each.
struct Model {
    operations: BTreeMap<String, BTreeSet<String>>,
    errors: BTreeSet<String>,
}

impl Model {
    fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/dms.json");
        let model: Value = serde_json::from_slice(&std::fs::read(path).expect("the model")).expect("JSON");
        let name = |id: &str| id.rsplit('#').next().unwrap_or(id).to_owned();
        let (mut operations, mut errors) = (BTreeMap::new(), BTreeSet::new());
        for (id, shape) in model["shapes"].as_object().expect("shapes") {
            if shape["type"] == "operation" {
                let targets = shape["errors"].as_array().into_iter().flatten().filter_map(|it| it["target"].as_str());
                operations.insert(name(id), targets.map(name).collect());
            } else if !shape["traits"]["smithy.api#error"].is_null() {
                errors.insert(name(id));
            }
        }
        Self { operations, errors }
    }

    /// Codes that this operation does not have in the model: one of other operations, one that every service can send,
    /// an unknown one, and two that are similar to a modelled one.
    fn unmodelled(&self, own: &BTreeSet<String>) -> Vec<String> {
        let of_others = self.errors.difference(own).next().cloned();
        let known = own.first().map_or("ResourceNotFoundFault", String::as_str);
        let alike = [known.to_lowercase(), format!("{known}s")];
        let unknown = ["AccessDeniedException", "FaultFromTheFuture"].map(str::to_owned);
        of_others.into_iter().chain(unknown).chain(alike).collect()
    }
}

/// The variants of the crate's error, each with its code, its message and the request ID.
macro_rules! variants {
    ($($variant:ident $code:literal),* $(,)?) => {
        const VARIANTS: &[&str] = &[$($code),*];

        fn variant(error: &Error) -> Option<(&'static str, Option<&str>, Option<&str>)> {
            match error {
                $(Error::$variant(fault) => Some(($code, fault.message(), fault.meta().request_id())),)*
                _ => None,
            }
        }
    };
}

variants! {
    AccessDeniedFault "AccessDeniedFault",
    CollectorNotFoundFault "CollectorNotFoundFault",
    FailedDependencyFault "FailedDependencyFault",
    InsufficientResourceCapacityFault "InsufficientResourceCapacityFault",
    InvalidCertificateFault "InvalidCertificateFault",
    InvalidOperationFault "InvalidOperationFault",
    InvalidResourceStateFault "InvalidResourceStateFault",
    InvalidSubnet "InvalidSubnet",
    KmsAccessDeniedFault "KMSAccessDeniedFault",
    KmsDisabledFault "KMSDisabledFault",
    KmsFault "KMSFault",
    KmsInvalidStateFault "KMSInvalidStateFault",
    KmsKeyNotAccessibleFault "KMSKeyNotAccessibleFault",
    KmsNotFoundFault "KMSNotFoundFault",
    KmsThrottlingFault "KMSThrottlingFault",
    ReplicationSubnetGroupDoesNotCoverEnoughAZs "ReplicationSubnetGroupDoesNotCoverEnoughAZs",
    ResourceAlreadyExistsFault "ResourceAlreadyExistsFault",
    ResourceNotFoundFault "ResourceNotFoundFault",
    ResourceQuotaExceededFault "ResourceQuotaExceededFault",
    S3AccessDeniedFault "S3AccessDeniedFault",
    S3ResourceNotFoundFault "S3ResourceNotFoundFault",
    SnsInvalidTopicFault "SNSInvalidTopicFault",
    SnsNoAuthorizationFault "SNSNoAuthorizationFault",
    StorageQuotaExceededFault "StorageQuotaExceededFault",
    SubnetAlreadyInUse "SubnetAlreadyInUse",
    UpgradeDependencyFailureFault "UpgradeDependencyFailureFault",
}

/// A response, and the expected result.
struct Case {
    status: u16,
    content_type: &'static str,
    header: Option<String>,
    body: Bytes,
    code: Option<String>,
    message: Option<&'static str>,
    has_arn: bool,
    /// The expected parts of the message.
    expected_text: String,
}

impl Case {
    fn new(code: Option<&str>, body: impl Into<Bytes>) -> Self {
        Self {
            status: 400,
            content_type: JSON,
            header: None,
            body: body.into(),
            code: code.map(str::to_owned),
            message: None,
            has_arn: false,
            expected_text: code.unwrap_or_default().to_owned(),
        }
    }

    fn header(self, value: impl Into<String>) -> Self {
        Self { header: Some(value.into()), ..self }
    }

    fn typed(self, content_type: &'static str) -> Self {
        Self { content_type, ..self }
    }

    fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    fn message(self) -> Self {
        Self { message: Some(MESSAGE), ..self }
    }

    fn expected_text(self, expected_text: impl Into<String>) -> Self {
        Self { expected_text: expected_text.into(), ..self }
    }
}

/// The forms in which services write the code.
fn spellings(code: &str) -> [String; 4] {
    const NAMESPACE: &str = "com.amazonaws.databasemigrationservice";
    const ADDRESS: &str = "http://internal.amazon.com/coral/com.amazon.coral.service/";
    [
        code.to_owned(),
        format!("{NAMESPACE}#{code}"),
        format!("{code}:{ADDRESS}"),
        format!("{NAMESPACE}#{code}:{ADDRESS}"),
    ]
}

/// Responses with the code in every location and form, with a message in both members and without one.
fn well_formed(code: &str) -> Vec<Case> {
    let mut cases = vec![];
    for spelling in spellings(code) {
        for location in ["x-amzn-errortype", "code", "__type"] {
            for name in [None, Some("message"), Some("Message")] {
                let mut body = json!({ "resourceArn": ARN, "Unknown": [{ "message": "not this one" }] });
                name.into_iter().for_each(|name| body[name] = MESSAGE.into());
                let in_header = location == "x-amzn-errortype";
                if !in_header {
                    body[location] = spelling.as_str().into();
                }
                let case = Case { has_arn: true, ..Case::new(Some(code), body.to_string()) };
                let case = if in_header { case.header(&spelling) } else { case };
                cases.push(if name.is_some() { case.message() } else { case });
            }
        }
    }
    cases
}

/// Responses with the code that are broken or contradictory.
fn malformed(code: &str) -> Vec<Case> {
    let case = |body: Value| Case::new(Some(code), body.to_string());
    let bare = |body: &'static str| Case::new(Some(code), body).header(code);
    vec![
        // The header has precedence, then the member `code`.
        case(json!({ "code": "Other", "__type": "Another", "message": MESSAGE })).header(code).message(),
        case(json!({ "__type": "Another", "code": code, "Message": MESSAGE })).message(),
        // A message that is not a string.
        case(json!({ "__type": code, "message": null })),
        case(json!({ "__type": code, "message": { "text": MESSAGE } })),
        // A content type of another protocol; with the code in the header it is still this error.
        bare(""),
        bare("null"),
        bare("[\"message\"]"),
        bare("\u{0}\u{FFFD}"),
        bare("<html><body><h1>403 Forbidden</h1></body></html>").typed("text/html").status(403),
        bare("<Error><Code>Other</Code><Message>no</Message></Error>").typed("text/xml").status(500),
        bare("{\"code\":\"Other\",\"mess"),
        // The members before the truncation are used.
        Case::new(Some(code), format!("{{\"__type\":{},\"mess", Value::from(code))),
        case(json!({ "__type": code, "message": MESSAGE })).typed("text/html").message(),
        case(json!({ "__type": code, "message": MESSAGE })).typed("").status(503).message(),
    ]
}

/// Responses without a code.
fn without_code(huge: &Bytes) -> Vec<Case> {
    let none = |body: &str| Case::new(None, body.to_owned());
    let html = "<html>\n<body><h1>403 Forbidden</h1></body></html>";
    vec![
        none("").expected_text("HTTP status 400 with an empty body"),
        none("").status(503).expected_text("HTTP status 503 with an empty body"),
        none(html)
            .typed("text/html")
            .status(403)
            .expected_text("HTTP status 403 without an error code (text/html): <html> <body>"),
        none("<Error><Code>Other</Code></Error>").typed("text/xml").expected_text("(text/xml): <Error><Code>Other"),
        none("{\"mess").expected_text("without an error code"),
        none("{\"__type\":\"Cut").expected_text("without an error code"),
        none("{\"__type\":[1],\"code\":{},\"message\":7}").expected_text("without an error code"),
        none("{\"__type\":\"\"}").expected_text("without an error code"),
        none("\"ResourceNotFoundFault\"").expected_text("without an error code"),
        none(&"[".repeat(100_000)).expected_text("without an error code"),
        none(&"{\"a\":".repeat(100_000)).expected_text("without an error code"),
        none(&json!({ "message": MESSAGE }).to_string()).message().expected_text("without an error code"),
        Case::new(None, vec![0xff; 1000]).expected_text("without an error code"),
        Case::new(None, huge.clone()).message().expected_text("without an error code"),
        Case::new(None, vec![b'<'; MEGABYTES << 20])
            .typed("text/html")
            .expected_text("without an error code (text/html): <<<"),
    ]
}

/// An error of several megabytes, whose message is the last member.
fn huge() -> Bytes {
    json!({ "Filler": ["x".repeat(MEGABYTES << 20)], "message": MESSAGE }).to_string().into()
}

/// An HTTP client that returns the stored response.
#[derive(Debug, Default)]
struct Answering(Mutex<Option<HttpResponse>>);

impl HttpConnector for Answering {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Ok(self.0.lock().expect("the answer").take().expect("one request a case")))
    }
}

struct Service {
    client: Client,
    answering: Arc<Answering>,
    inputs: BTreeMap<String, Value>,
}

#[derive(Debug)]
struct Shared(Arc<Answering>);

impl HttpConnector for Shared {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.0.call(request)
    }
}

impl Service {
    fn new() -> Self {
        let answering = Arc::new(Answering::default());
        let config = in_process::config(Shared(Arc::clone(&answering)));
        Self { client: Client::from_conf(config.build()), answering, inputs: inputs::smallest() }
    }

    /// Calls the operation with the response of the case, and compares the result.
    async fn check(&self, operation: &str, modelled: &BTreeSet<String>, case: &Case) {
        let status = case.status.try_into().expect("a status");
        let mut response = HttpResponse::new(status, SdkBody::from(case.body.clone()));
        response.headers_mut().insert("x-amzn-requestid", REQUEST_ID);
        if !case.content_type.is_empty() {
            response.headers_mut().insert("content-type", case.content_type);
        }
        if let Some(code) = &case.header {
            response.headers_mut().insert("x-amzn-errortype", code.clone());
        }
        *self.answering.0.lock().expect("the answer") = Some(response);
        let details = || {
            let body = String::from_utf8_lossy(&case.body[..case.body.len().min(300)]).into_owned();
            format!("{operation}, {} {:?} {:?}: {body}", case.status, case.content_type, case.header)
        };
        let error = match self.client.call_json(operation, self.inputs[operation].clone()).await {
            Err(CallJsonError::Call(error)) => *error,
            other => panic!("{}\ngave {other:?}", details()),
        };
        let code = case.code.as_deref();
        assert_eq!((error.code(), error.message()), (code, case.message), "{}", details());
        assert_eq!(error.request_id(), Some(REQUEST_ID), "{}", details());
        let expected = code.filter(|code| modelled.contains(*code));
        let expected = expected.map(|code| (code, case.message, Some(REQUEST_ID)));
        assert_eq!(variant(&error), expected, "{}\ngave {error:?}", details());
        if let Error::ResourceAlreadyExistsFault(fault) = &error {
            assert_eq!(fault.resource_arn(), case.has_arn.then_some(ARN), "{}", details());
        }
        // The message has the name in Rust: `Kms…` for `KMS…`.
        let text = error.to_string();
        let has_message = text.to_lowercase().contains(&case.expected_text.to_lowercase());
        assert!(text.starts_with(operation) && has_message && !text.contains('\n'), "{text}\n{}", details());
        assert!(text.len() < 2000, "{} bytes of text: {}", text.len(), details());
    }
}

#[test]
fn the_variants_here_are_those_of_the_model() {
    let model = Model::read();
    assert_eq!(VARIANTS.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>(), model.errors);
    let operations: Vec<_> = model.operations.keys().map(String::as_str).collect();
    assert_eq!(operations, Client::operation_names().collect::<Vec<_>>());
    assert!(model.operations.values().all(|errors| errors.is_subset(&model.errors)));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_of_every_operation_arrives_in_every_form() {
    let model = Arc::new(Model::read());
    let huge = huge();
    let mut checks = tokio::task::JoinSet::new();
    for (operation, modelled) in model.operations.clone() {
        let (model, huge) = (Arc::clone(&model), huge.clone());
        checks.spawn(async move {
            let service = Service::new();
            let codes: Vec<_> = modelled.iter().cloned().chain(model.unmodelled(&modelled)).collect();
            let of_codes = codes.iter().flat_map(|code| well_formed(code).into_iter().chain(malformed(code)));
            let long = modelled.iter().map(|code| Case::new(Some(code), huge.clone()).header(code).message());
            let mut count = 0;
            for case in of_codes.chain(long).chain(without_code(&huge)) {
                service.check(&operation, &modelled, &case).await;
                count += 1;
            }
            count
        });
    }
    let cases: usize = checks.join_all().await.into_iter().sum();

    let pairs: usize = model.operations.values().map(BTreeSet::len).sum();
    let unmodelled: usize = model.operations.values().map(|errors| model.unmodelled(errors).len()).sum();
    let of_code = well_formed("").len() + malformed("").len();
    let of_operation = without_code(&Bytes::new()).len();
    println!(
        "{pairs} modelled errors and {unmodelled} other codes of {} operations: {cases} cases",
        model.operations.len()
    );
    assert_eq!(cases, (pairs + unmodelled) * of_code + pairs + model.operations.len() * of_operation);
}
