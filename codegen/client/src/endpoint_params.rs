//! The endpoint of requests: its parameters, and custom resolvers.
pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use ::aws_smithy_types::endpoint::Endpoint;
/// The parameters of the endpoint rules.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
#[non_exhaustive]
pub struct Params {
    endpoint: Option<::std::string::String>,
    region: Option<::std::string::String>,
    use_dual_stack: bool,
    use_fips: bool,
}
impl Params {
    /// A builder without any parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }
    /// A URL to use instead of the service's endpoints.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }
    /// The region of the endpoint.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
    /// Whether to use an endpoint with both IPv6 and IPv4.
    pub fn use_dual_stack(&self) -> Option<bool> {
        ::std::option::Option::Some(self.use_dual_stack)
    }
    /// Whether to use an endpoint that complies with FIPS 140.
    pub fn use_fips(&self) -> Option<bool> {
        ::std::option::Option::Some(self.use_fips)
    }
}
/// Builds [`Params`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::default::Default, ::std::fmt::Debug)]
pub struct ParamsBuilder {
    endpoint: Option<::std::string::String>,
    region: Option<::std::string::String>,
    use_dual_stack: Option<bool>,
    use_fips: Option<bool>,
}
impl ParamsBuilder {
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
    /// Whether to use an endpoint with both IPv6 and IPv4.
    pub fn use_dual_stack(mut self, value: impl ::std::convert::Into<bool>) -> Self {
        self.use_dual_stack = ::std::option::Option::Some(value.into());
        self
    }
    /// Whether to use an endpoint with both IPv6 and IPv4.
    pub fn set_use_dual_stack(mut self, value: Option<bool>) -> Self {
        self.use_dual_stack = value;
        self
    }
    /// Whether to use an endpoint that complies with FIPS 140.
    pub fn use_fips(mut self, value: impl ::std::convert::Into<bool>) -> Self {
        self.use_fips = ::std::option::Option::Some(value.into());
        self
    }
    /// Whether to use an endpoint that complies with FIPS 140.
    pub fn set_use_fips(mut self, value: Option<bool>) -> Self {
        self.use_fips = value;
        self
    }
    /// The parameters.
    ///
    /// # Errors
    /// When a required parameter is not set, or the region cannot be part of a host name.
    pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
        crate::endpoint::check_region("region", self.region.as_deref())?;
        ::std::result::Result::Ok(Params {
            endpoint: self.endpoint,
            region: self.region,
            use_dual_stack: self.use_dual_stack.unwrap_or(false),
            use_fips: self.use_fips.unwrap_or(false),
        })
    }
}
/// The parameters from the configuration of a client or a call.
pub(crate) fn configured(cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
    ParamsBuilder {
        endpoint: cfg.load::<::aws_types::endpoint_config::EndpointUrl>().map(|url| url.0.clone()),
        region: cfg.load::<::aws_types::region::Region>().map(|region| region.as_ref().to_owned()),
        use_dual_stack: cfg.load::<::aws_types::endpoint_config::UseDualStack>().map(|dual_stack| dual_stack.0),
        use_fips: cfg.load::<::aws_types::endpoint_config::UseFips>().map(|fips| fips.0),
    }
}
/// Sets the account of the credentials of a call.
pub(crate) fn set_account(_params: &mut Params, _account: &str) {}
/// The service's endpoint rules.
pub(crate) fn resolve(
    params: &Params,
) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
    if let ::std::option::Option::Some(endpoint) = params.endpoint.as_deref() {
        if params.use_fips {
            return crate::endpoint::error("Invalid Configuration: FIPS and custom endpoint are not supported");
        }
        if params.use_dual_stack {
            return crate::endpoint::error("Invalid Configuration: Dualstack and custom endpoint are not supported");
        }
        return crate::endpoint::found(endpoint.to_owned());
    }
    if let ::std::option::Option::Some(region) = params.region.as_deref() {
        if let ::std::option::Option::Some(partition_result) = crate::endpoint::partition(PARTITIONS, region) {
            if params.use_fips && params.use_dual_stack {
                if partition_result.supports_fips && partition_result.supports_dual_stack {
                    return crate::endpoint::found(
                        ["https://dms-fips.", region, ".", partition_result.dual_stack_dns_suffix].concat(),
                    );
                }
                return crate::endpoint::error(
                    "FIPS and DualStack are enabled, but this partition does not support one or both",
                );
            }
            if params.use_fips {
                if partition_result.supports_fips {
                    if partition_result.name == "aws-us-gov" {
                        return crate::endpoint::found(["https://dms.", region, ".amazonaws.com"].concat());
                    }
                    if partition_result.name == "aws-iso" {
                        return crate::endpoint::found(["https://dms.", region, ".c2s.ic.gov"].concat());
                    }
                    if partition_result.name == "aws-iso-b" {
                        return crate::endpoint::found(["https://dms.", region, ".sc2s.sgov.gov"].concat());
                    }
                    return crate::endpoint::found(
                        ["https://dms-fips.", region, ".", partition_result.dns_suffix].concat(),
                    );
                }
                return crate::endpoint::error("FIPS is enabled but this partition does not support FIPS");
            }
            if params.use_dual_stack {
                if partition_result.supports_dual_stack {
                    return crate::endpoint::found(
                        ["https://dms.", region, ".", partition_result.dual_stack_dns_suffix].concat(),
                    );
                }
                return crate::endpoint::error("DualStack is enabled but this partition does not support DualStack");
            }
            return crate::endpoint::found(["https://dms.", region, ".", partition_result.dns_suffix].concat());
        }
        return crate::endpoint::exhausted();
    }
    crate::endpoint::error("Invalid Configuration: Missing Region")
}
static PARTITIONS: &[crate::endpoint::Partition] = &[
    crate::endpoint::Partition {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-east-1",
        regions: &["aws-global"],
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
    },
    crate::endpoint::Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "cn-northwest-1",
        regions: &["aws-cn-global"],
        prefixes: &["cn"],
    },
    crate::endpoint::Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eusc-de-east-1",
        regions: &[],
        prefixes: &["eusc-de"],
    },
    crate::endpoint::Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-iso-east-1",
        regions: &["aws-iso-global"],
        prefixes: &["us-iso"],
    },
    crate::endpoint::Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-isob-east-1",
        regions: &["aws-iso-b-global"],
        prefixes: &["us-isob"],
    },
    crate::endpoint::Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eu-isoe-west-1",
        regions: &["aws-iso-e-global"],
        prefixes: &["eu-isoe"],
    },
    crate::endpoint::Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-isof-south-1",
        regions: &["aws-iso-f-global"],
        prefixes: &["us-isof"],
    },
    crate::endpoint::Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-gov-west-1",
        regions: &["aws-us-gov-global"],
        prefixes: &["us-gov"],
    },
];
