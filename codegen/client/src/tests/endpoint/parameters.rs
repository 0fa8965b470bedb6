//! The endpoint of requests: its parameters, and custom resolvers.
pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use ::aws_smithy_types::endpoint::Endpoint;
/// The parameters of the endpoint rules.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
#[non_exhaustive]
pub struct Params {
    r#type: ::std::string::String,
    stage: ::std::string::String,
    preview: Option<bool>,
    verified: bool,
    hosts: ::std::vec::Vec<::std::string::String>,
    account_id: Option<::std::string::String>,
    region: Option<::std::string::String>,
}
impl Params {
    /// A builder without any parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }
    /// What is asked for.
    pub fn r#type(&self) -> Option<&str> {
        ::std::option::Option::Some(&self.r#type)
    }
    /// The parameter `Stage` of the endpoint rules.
    pub fn stage(&self) -> Option<&str> {
        ::std::option::Option::Some(&self.stage)
    }
    /// The parameter `Preview` of the endpoint rules.
    #[deprecated(note = "previews are gone, since 2024-01-01")]
    pub fn preview(&self) -> Option<bool> {
        self.preview
    }
    /// The parameter `Verified` of the endpoint rules.
    pub fn verified(&self) -> Option<bool> {
        ::std::option::Option::Some(self.verified)
    }
    /// The parameter `Hosts` of the endpoint rules.
    pub fn hosts(&self) -> Option<&[::std::string::String]> {
        ::std::option::Option::Some(&self.hosts)
    }
    /// The account of the caller's credentials.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }
    /// The region of the endpoint.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}
/// Builds [`Params`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::default::Default, ::std::fmt::Debug)]
pub struct ParamsBuilder {
    r#type: Option<::std::string::String>,
    stage: Option<::std::string::String>,
    preview: Option<bool>,
    verified: Option<bool>,
    hosts: Option<::std::vec::Vec<::std::string::String>>,
    account_id: Option<::std::string::String>,
    region: Option<::std::string::String>,
}
impl ParamsBuilder {
    /// What is asked for.
    pub fn r#type(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.r#type = ::std::option::Option::Some(value.into());
        self
    }
    /// What is asked for.
    pub fn set_type(mut self, value: Option<::std::string::String>) -> Self {
        self.r#type = value;
        self
    }
    /// The parameter `Stage` of the endpoint rules.
    pub fn stage(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.stage = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Stage` of the endpoint rules.
    pub fn set_stage(mut self, value: Option<::std::string::String>) -> Self {
        self.stage = value;
        self
    }
    /// The parameter `Preview` of the endpoint rules.
    #[deprecated(note = "previews are gone, since 2024-01-01")]
    pub fn preview(mut self, value: impl ::std::convert::Into<bool>) -> Self {
        self.preview = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Preview` of the endpoint rules.
    #[deprecated(note = "previews are gone, since 2024-01-01")]
    pub fn set_preview(mut self, value: Option<bool>) -> Self {
        self.preview = value;
        self
    }
    /// The parameter `Verified` of the endpoint rules.
    pub fn verified(mut self, value: impl ::std::convert::Into<bool>) -> Self {
        self.verified = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Verified` of the endpoint rules.
    pub fn set_verified(mut self, value: Option<bool>) -> Self {
        self.verified = value;
        self
    }
    /// The parameter `Hosts` of the endpoint rules.
    pub fn hosts(mut self, value: impl ::std::convert::Into<::std::vec::Vec<::std::string::String>>) -> Self {
        self.hosts = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Hosts` of the endpoint rules.
    pub fn set_hosts(mut self, value: Option<::std::vec::Vec<::std::string::String>>) -> Self {
        self.hosts = value;
        self
    }
    /// The account of the caller's credentials.
    pub fn account_id(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.account_id = ::std::option::Option::Some(value.into());
        self
    }
    /// The account of the caller's credentials.
    pub fn set_account_id(mut self, value: Option<::std::string::String>) -> Self {
        self.account_id = value;
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
    /// The parameters.
    ///
    /// # Errors
    /// When a required parameter is not set, or the region cannot be part of a host name.
    pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
        crate::endpoint::check_region("region", self.region.as_deref())?;
        ::std::result::Result::Ok(Params {
            r#type: self.r#type.ok_or(InvalidParams::missing("type"))?,
            stage: self.stage.unwrap_or_else(|| "prod".to_owned()),
            preview: self.preview,
            verified: self.verified.unwrap_or(true),
            hosts: self.hosts.unwrap_or_else(|| ::std::vec!["one".to_owned(), "two".to_owned()]),
            account_id: self.account_id,
            region: self.region,
        })
    }
}
/// The parameters from the configuration of a client or a call.
pub(crate) fn configured(cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
    ParamsBuilder {
        region: cfg.load::<::aws_types::region::Region>().map(|region| region.as_ref().to_owned()),
        ..::std::default::Default::default()
    }
}
/// Sets the account of the credentials of a call.
pub(crate) fn set_account(params: &mut Params, account: &str) {
    params.account_id = ::std::option::Option::Some(account.to_owned());
}
/// The service's endpoint rules.
pub(crate) fn resolve(
    params: &Params,
) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
    crate::endpoint::found(["https://", params.r#type.as_str(), ".", params.stage.as_str()].concat())
}
