//! The floor of a call: the time of the runtime when nothing is written and nothing is read.

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept,
            context::{
                BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef, Input, Output,
                OutputOrError,
            },
        },
        orchestrator::{HttpRequest, HttpResponse},
        runtime_components::RuntimeComponents,
        ser_de::{DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer},
    },
};
use aws_smithy_types::{body::SdkBody, config_bag::ConfigBag};
use dms_sdk::operation::{
    create_endpoint::CreateEndpointOutput, describe_endpoints::DescribeEndpointsOutput,
    describe_refresh_schemas_status::DescribeRefreshSchemasStatusOutput,
    modify_replication_task::ModifyReplicationTaskOutput,
};
use std::{fmt, sync::OnceLock};

/// Replaces the serializer and the deserializer of a client after its first call: every later call sends the request of
/// the first one, and has an output without members.
#[derive(Clone)]
pub struct Floor {
    call: &'static str,
    first: &'static OnceLock<HttpRequest>,
}

impl Floor {
    /// For a client that makes this call only.
    pub fn new(call: &'static str) -> Self {
        Self { call, first: Box::leak(Box::default()) }
    }
}

impl fmt::Debug for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Floor")
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Floor {
    fn name(&self) -> &'static str {
        "Floor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.first.get().is_some() {
            cfg.interceptor_state().store_put(SharedRequestSerializer::new(self.clone()));
            cfg.interceptor_state().store_put(SharedResponseDeserializer::new(self.clone()));
        }
        Ok(())
    }

    fn read_after_serialization(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.first.get_or_init(|| copy(context.request()));
        Ok(())
    }
}

impl SerializeRequest for Floor {
    fn serialize_input(&self, _: Input, _: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        self.first.get().map(copy).ok_or_else(|| "no request was sent yet".into())
    }
}

impl DeserializeResponse for Floor {
    fn deserialize_nonstreaming_with_config(&self, _: &HttpResponse, _: &ConfigBag) -> OutputOrError {
        Ok(match self.call {
            "status" => Output::erase(DescribeRefreshSchemasStatusOutput::builder().build()),
            "endpoints" => Output::erase(DescribeEndpointsOutput::builder().build()),
            "modify_task" => Output::erase(ModifyReplicationTaskOutput::builder().build()),
            _ => Output::erase(CreateEndpointOutput::builder().build()),
        })
    }
}

fn copy(request: &HttpRequest) -> HttpRequest {
    let bytes = request.body().bytes().unwrap_or_default().to_vec();
    let mut copy = HttpRequest::new(SdkBody::from(bytes));
    copy.set_method(request.method()).expect("a method that was sent");
    for (name, value) in request.headers() {
        copy.headers_mut().insert(name.to_owned(), value.to_owned());
    }
    copy
}
