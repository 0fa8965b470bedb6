//! The endpoint of requests: its parameters, and custom resolvers.
pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use ::aws_smithy_types::endpoint::Endpoint;
/// The parameters of the endpoint rules.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
#[non_exhaustive]
pub struct Params {
    region: ::std::string::String,
    endpoint: Option<::std::string::String>,
    bucket: Option<::std::string::String>,
}
impl Params {
    /// A builder without any parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }
    /// The region of the endpoint.
    pub fn region(&self) -> Option<&str> {
        ::std::option::Option::Some(&self.region)
    }
    /// A URL to use instead of the service's endpoints.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }
    /// The parameter `Bucket` of the endpoint rules.
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }
}
/// Builds [`Params`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::default::Default, ::std::fmt::Debug)]
pub struct ParamsBuilder {
    region: Option<::std::string::String>,
    endpoint: Option<::std::string::String>,
    bucket: Option<::std::string::String>,
}
impl ParamsBuilder {
    /// The region of the endpoint.
    pub fn region(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.region = ::std::option::Option::Some(value.into());
        self
    }
    /// The region of the endpoint.
    pub fn set_region(mut self, value: Option<::std::string::String>) -> Self {
        self.region = value;
        self
    }
    /// A URL to use instead of the service's endpoints.
    pub fn endpoint(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.endpoint = ::std::option::Option::Some(value.into());
        self
    }
    /// A URL to use instead of the service's endpoints.
    pub fn set_endpoint(mut self, value: Option<::std::string::String>) -> Self {
        self.endpoint = value;
        self
    }
    /// The parameter `Bucket` of the endpoint rules.
    pub fn bucket(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.bucket = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Bucket` of the endpoint rules.
    pub fn set_bucket(mut self, value: Option<::std::string::String>) -> Self {
        self.bucket = value;
        self
    }
    /// The parameters.
    ///
    /// # Errors
    /// When a required parameter is not set, or the region cannot be part of a host name.
    pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
        crate::endpoint::check_region("region", self.region.as_deref())?;
        ::std::result::Result::Ok(Params {
            region: self.region.ok_or(InvalidParams::missing("region"))?,
            endpoint: self.endpoint,
            bucket: self.bucket,
        })
    }
}
/// The parameters from the configuration of a client or a call.
pub(crate) fn configured(cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
    ParamsBuilder {
        region: cfg.load::<::aws_types::region::Region>().map(|region| region.as_ref().to_owned()),
        endpoint: cfg.load::<::aws_types::endpoint_config::EndpointUrl>().map(|url| url.0.clone()),
        ..::std::default::Default::default()
    }
}
/// Sets the account of the credentials of a call.
pub(crate) fn set_account(_params: &mut Params, _account: &str) {}
/// The service's endpoint rules.
pub(crate) fn resolve(
    params: &Params,
) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
    if let ::std::option::Option::Some(endpoint) = params.endpoint.as_deref()
        && let ::std::option::Option::Some(url) = crate::endpoint::parse_url(endpoint)
    {
        if url.is_ip {
            return crate::endpoint::error([url.authority, " is an address"].concat());
        }
        if !url.path.is_empty() {
            return crate::endpoint::found([url.scheme, "://path.", url.authority, url.normalized_path()].concat());
        }
        return crate::endpoint::exhausted();
    }
    if params.bucket.is_none() {
        return crate::endpoint::error("no bucket");
    }
    if let ::std::option::Option::Some(bucket) = params.bucket.as_deref() {
        if let ::std::option::Option::Some(arn) = crate::endpoint::parse_arn(bucket) {
            if let ::std::option::Option::Some(name) = crate::endpoint::element(arn.resource_id.as_slice(), 1)
                && arn.service == "s3"
            {
                let encoded = crate::endpoint::uri_encode(name);
                return ::std::result::Result::Ok(
                    crate::endpoint::builder(["https://", arn.region, ".example.com/", encoded.as_str()].concat())?
                        .header("x-name", name.to_owned())
                        .header("x-name", "second")
                        .header("x-region", params.region.as_str().to_owned())
                        .auth_scheme(
                            ::aws_smithy_types::endpoint::EndpointAuthScheme::with_capacity("sigv4a", 2)
                                .put("signingName", "s3".to_owned())
                                .put(
                                    "signingRegionSet",
                                    ::std::vec![::aws_smithy_types::Document::from("*".to_owned())],
                                ),
                        )
                        .auth_scheme(
                            ::aws_smithy_types::endpoint::EndpointAuthScheme::with_capacity("sigv4", 2)
                                .put("signingRegion", arn.region.to_owned())
                                .put("disableDoubleEncoding", true),
                        )
                        .property(
                            "backend",
                            ::std::collections::HashMap::from([
                                ("kind".to_owned(), ::aws_smithy_types::Document::from(arn.partition.to_owned())),
                                ("weight".to_owned(), ::aws_smithy_types::Document::from(3i64)),
                            ]),
                        )
                        .build(),
                );
            }
            return crate::endpoint::error(["{", arn.account_id, "} owns nothing of this kind"].concat());
        }
        if let ::std::option::Option::Some(suffix) = crate::endpoint::substring(bucket, 0, 4, true)
            && suffix == "--x1"
        {
            return crate::endpoint::found("https://express.example.com");
        }
        if crate::endpoint::is_virtual_hostable_s3_bucket(bucket, false) {
            return crate::endpoint::found(["https://", bucket, ".example.com"].concat());
        }
        let is_host = crate::endpoint::is_valid_host_label(bucket, true);
        if is_host {
            return crate::endpoint::found("https://host.example.com");
        }
        return crate::endpoint::exhausted();
    }
    crate::endpoint::exhausted()
}
