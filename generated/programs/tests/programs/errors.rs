//! Every way in which programs handle errors.

use std::error::Error as StdError;

use aws_sdk_databasemigration::{
    Client, Error,
    config::http::HttpResponse,
    error::{BoxError, BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, SdkError},
    operation::{
        RequestId,
        delete_endpoint::DeleteEndpointError,
        describe_endpoints::DescribeEndpointsError,
        describe_refresh_schemas_status::{DescribeRefreshSchemasStatusError, DescribeRefreshSchemasStatusOutput},
    },
    types::{
        Filter,
        error::{InvalidResourceStateFault, ResourceAlreadyExistsFault, ResourceNotFoundFault},
    },
};

use crate::support::{fault, ok, response, scripted};

fn not_found() -> Client {
    scripted([fault("ResourceNotFoundFault", "no such endpoint")]).0
}

async fn status(
    client: &Client,
) -> Result<DescribeRefreshSchemasStatusOutput, SdkError<DescribeRefreshSchemasStatusError>> {
    client.describe_refresh_schemas_status().endpoint_arn("arn:e").send().await
}

#[tokio::test]
async fn by_variant() {
    let error = status(&not_found()).await.expect_err("not found");
    match error.into_service_error() {
        DescribeRefreshSchemasStatusError::ResourceNotFoundFault(inner) => {
            assert_eq!(inner.message(), Some("no such endpoint"));
            assert_eq!(inner.message.as_deref(), Some("no such endpoint"));
        }
        DescribeRefreshSchemasStatusError::InvalidResourceStateFault(_) => panic!("another variant"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn by_predicate() {
    let error = status(&not_found()).await.expect_err("not found");
    let service: &DescribeRefreshSchemasStatusError = error.as_service_error().expect("an error of the service");
    assert!(service.is_resource_not_found_fault());
    assert!(!service.is_invalid_resource_state_fault());
}

#[tokio::test]
async fn by_code_of_errors_with_and_without_a_model() {
    let (client, _) = scripted([
        fault("InvalidResourceStateFault", "busy"),
        fault("com.amazonaws.dms#UnrecognizedThing:http://amazon.com/", "what?"),
    ]);
    let modeled = status(&client).await.expect_err("busy");
    assert_eq!((modeled.code(), modeled.message()), (Some("InvalidResourceStateFault"), Some("busy")));
    let unknown = status(&client).await.expect_err("unknown");
    assert_eq!((unknown.code(), unknown.message()), (Some("UnrecognizedThing"), Some("what?")));
    match unknown.into_service_error() {
        error if error.code() == Some("UnrecognizedThing") => assert_eq!(error.meta().message(), Some("what?")),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_code_may_be_in_a_header() {
    let mut response = response(400, r#"{"Message":"slow down"}"#);
    response.headers_mut().insert("x-amzn-errortype", "SomeException:".parse().expect("a value"));
    let (client, _) = scripted([response]);
    let error = status(&client).await.expect_err("an error");
    assert_eq!((error.code(), error.message()), (Some("SomeException"), Some("slow down")));
}

#[tokio::test]
async fn the_request_id_is_everywhere() {
    let (client, _) = scripted([fault("ResourceNotFoundFault", "none"), fault("Odd", "odd"), ok("{}")]);
    let error = status(&client).await.expect_err("not found");
    assert_eq!(error.request_id(), Some("a1b2c3d4"));
    assert_eq!(error.raw_response().and_then(|it| it.headers().get("x-amzn-requestid")), Some("a1b2c3d4"));
    let service = error.into_service_error();
    assert_eq!(service.request_id(), Some("a1b2c3d4"));
    assert_eq!(service.meta().request_id(), Some("a1b2c3d4"));
    let of_the_crate = Error::from(status(&client).await.expect_err("odd"));
    assert_eq!(of_the_crate.request_id(), Some("a1b2c3d4"));
    let output = status(&client).await.expect("an output");
    assert_eq!(output.request_id(), Some("a1b2c3d4"));
}

#[tokio::test]
async fn by_kind_of_failure() {
    fn kind<E>(error: &SdkError<E>) -> &'static str {
        match error {
            SdkError::ConstructionFailure(_) => "construction",
            SdkError::TimeoutError(_) => "timeout",
            SdkError::DispatchFailure(failure) if failure.is_io() => "io",
            SdkError::DispatchFailure(_) => "dispatch",
            SdkError::ResponseError(_) => "response",
            SdkError::ServiceError(_) => "service",
            _ => "other",
        }
    }
    let error = status(&not_found()).await.expect_err("not found");
    assert_eq!(kind(&error), "service");
    let SdkError::ServiceError(context) = error else { panic!("not of the service") };
    assert!(context.err().is_resource_not_found_fault());
    let raw: &HttpResponse = context.raw();
    assert_eq!(raw.status().as_u16(), 400);
    let (service, raw) = (context.into_err(), 0);
    assert!(service.is_resource_not_found_fault() && raw == 0);
}

#[tokio::test]
async fn a_response_that_is_not_json_is_a_service_error() {
    let (client, _) = scripted([ok("<html>")]);
    let error = status(&client).await.expect_err("no JSON");
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!(error.code(), None);
    assert_eq!(error.raw_response().map(|it| it.status().as_u16()), Some(200));
    let source = error.into_source().expect("the cause");
    assert!(!source.to_string().is_empty());
}

#[tokio::test]
async fn an_error_without_a_body_is_a_service_error() {
    let (client, _) = scripted([response(403, "")]);
    let error = status(&client).await.expect_err("forbidden");
    assert_eq!(error.raw_response().map(|it| it.status().as_u16()), Some(403));
    assert_eq!(error.code(), None);
    assert_eq!(error.request_id(), Some("a1b2c3d4"));
}

#[tokio::test]
async fn with_question_marks_into_the_error_of_the_crate() {
    async fn program(client: &Client) -> Result<usize, Error> {
        let found = client.describe_endpoints().send().await?.endpoints().len();
        client.delete_endpoint().endpoint_arn("arn:e").send().await?;
        Ok(found)
    }
    let (client, _) = scripted([ok(r#"{"Endpoints":[{}]}"#), fault("InvalidResourceStateFault", "in use")]);
    match program(&client).await {
        Err(Error::InvalidResourceStateFault(inner)) => assert_eq!(inner.message(), Some("in use")),
        other => panic!("{other:?}"),
    }
    let (client, _) = scripted([fault("Unheard", "of")]);
    let error = program(&client).await.expect_err("unheard of");
    assert_eq!((error.code(), error.message()), (Some("Unheard"), Some("of")));
    assert!(error.source().is_some());
}

#[tokio::test]
async fn with_question_marks_into_boxes() {
    async fn program(client: &Client) -> Result<(), Box<dyn StdError>> {
        client.describe_endpoints().filters(Filter::builder().name("a").values("b").build()?).send().await?;
        Ok(())
    }
    async fn threads(client: &Client) -> Result<(), BoxError> {
        client.describe_endpoints().send().await?;
        Ok(())
    }
    let error = program(&not_found()).await.expect_err("not found");
    let error = error.downcast::<SdkError<DescribeEndpointsError>>().expect("the error as it was");
    assert!(error.as_service_error().is_some_and(DescribeEndpointsError::is_resource_not_found_fault));
    let error = threads(&not_found()).await.expect_err("not found");
    assert!(error.is::<SdkError<DescribeEndpointsError>>());
}

#[tokio::test]
async fn sources_lead_to_the_fault() {
    fn fault_of<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a ResourceNotFoundFault> {
        error.downcast_ref().or_else(|| fault_of(error.source()?))
    }
    let error = status(&not_found()).await.expect_err("not found");
    assert_eq!(fault_of(&error).and_then(|it| it.message()), Some("no such endpoint"));
}

#[tokio::test]
async fn the_context_is_displayed() {
    let error = status(&not_found()).await.expect_err("not found");
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("no such endpoint") && text.contains("ResourceNotFoundFault"), "{text}");
    let text = format!("{}", DisplayErrorContext(Error::from(error)));
    assert!(text.contains("no such endpoint"), "{text}");
}

#[test]
fn build_errors_become_the_error_of_the_crate() {
    fn program() -> Result<Filter, Error> {
        Ok(Filter::builder().name("a").build()?)
    }
    let error = program().expect_err("values are missing");
    assert!(DisplayErrorContext(&error).to_string().contains("values"));
    let error: BuildError = Filter::builder().values("a").build().expect_err("the name is missing");
    assert!(error.to_string().contains("name"), "{error}");
}

#[test]
fn operation_errors_become_the_error_of_the_crate() {
    let fault = InvalidResourceStateFault::builder().message("in use").build();
    let error = Error::from(DeleteEndpointError::InvalidResourceStateFault(fault));
    assert!(matches!(&error, Error::InvalidResourceStateFault(inner) if inner.message() == Some("in use")));
    let metadata = ErrorMetadata::builder().code("Odd").message("very").custom("key", "value").build();
    let error = Error::from(DeleteEndpointError::generic(metadata));
    assert_eq!(error.code(), Some("Odd"));
    assert_eq!(error.meta().extra("key"), Some("value"));
    let error = DeleteEndpointError::unhandled("something");
    assert_eq!(error.code(), None);
    assert!(DisplayErrorContext(&error).to_string().contains("something"));
}

#[test]
fn faults_are_built_in_tests() {
    let meta = ErrorMetadata::builder().code("ResourceAlreadyExistsFault").message("there").build();
    let builder = ResourceAlreadyExistsFault::builder().message("there").resource_arn("arn:x").meta(meta);
    assert_eq!(builder.get_resource_arn().as_deref(), Some("arn:x"));
    let fault = builder.build();
    assert_eq!((fault.code(), fault.resource_arn()), (Some("ResourceAlreadyExistsFault"), Some("arn:x")));
    assert_eq!(fault, fault.clone());
    assert_eq!(fault.to_string(), "ResourceAlreadyExistsFault: there");
    let error: SdkError<DeleteEndpointError> = SdkError::service_error(
        DeleteEndpointError::unhandled("x"),
        HttpResponse::new(500.try_into().expect("a status"), "".into()),
    );
    assert!(error.as_service_error().is_some());
}

#[tokio::test]
async fn service_errors_are_mapped() {
    #[derive(Debug, PartialEq)]
    enum AppError {
        Missing(String),
        Other,
    }
    impl From<SdkError<DescribeEndpointsError>> for AppError {
        fn from(error: SdkError<DescribeEndpointsError>) -> Self {
            match error.as_service_error() {
                Some(DescribeEndpointsError::ResourceNotFoundFault(inner)) => {
                    AppError::Missing(inner.message().unwrap_or_default().to_owned())
                }
                _ => AppError::Other,
            }
        }
    }
    async fn program(client: &Client) -> Result<(), AppError> {
        client.describe_endpoints().send().await?;
        Ok(())
    }
    assert_eq!(program(&not_found()).await, Err(AppError::Missing("no such endpoint".into())));
    let mapped =
        status(&not_found()).await.map_err(|error| error.map_service_error(|it| it.is_resource_not_found_fault()));
    assert!(matches!(mapped, Err(SdkError::ServiceError(context)) if *context.err()));
}

#[tokio::test]
#[allow(deprecated)]
async fn the_unhandled_variant_can_be_named() {
    let (client, _) = scripted([fault("Unheard", "of"), fault("Unheard", "of")]);
    let error = status(&client).await.expect_err("unheard of").into_service_error();
    assert!(matches!(error, DescribeRefreshSchemasStatusError::Unhandled(_)));
    assert!(matches!(Error::from(status(&client).await.expect_err("unheard of")), Error::Unhandled(_)));
}
