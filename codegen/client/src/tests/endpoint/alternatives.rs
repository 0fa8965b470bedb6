//! The endpoint of requests: its parameters, and custom resolvers.
pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use ::aws_smithy_types::endpoint::Endpoint;
/// The parameters of the endpoint rules.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
#[non_exhaustive]
pub struct Params {
    name: Option<::std::string::String>,
    other: Option<::std::string::String>,
    flag: Option<bool>,
    list: Option<::std::vec::Vec<::std::string::String>>,
}
impl Params {
    /// A builder without any parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }
    /// The parameter `Name` of the endpoint rules.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
    /// The parameter `Other` of the endpoint rules.
    pub fn other(&self) -> Option<&str> {
        self.other.as_deref()
    }
    /// The parameter `Flag` of the endpoint rules.
    pub fn flag(&self) -> Option<bool> {
        self.flag
    }
    /// The parameter `List` of the endpoint rules.
    pub fn list(&self) -> Option<&[::std::string::String]> {
        self.list.as_deref()
    }
}
/// Builds [`Params`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::default::Default, ::std::fmt::Debug)]
pub struct ParamsBuilder {
    name: Option<::std::string::String>,
    other: Option<::std::string::String>,
    flag: Option<bool>,
    list: Option<::std::vec::Vec<::std::string::String>>,
}
impl ParamsBuilder {
    /// The parameter `Name` of the endpoint rules.
    pub fn name(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.name = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Name` of the endpoint rules.
    pub fn set_name(mut self, value: Option<::std::string::String>) -> Self {
        self.name = value;
        self
    }
    /// The parameter `Other` of the endpoint rules.
    pub fn other(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
        self.other = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Other` of the endpoint rules.
    pub fn set_other(mut self, value: Option<::std::string::String>) -> Self {
        self.other = value;
        self
    }
    /// The parameter `Flag` of the endpoint rules.
    pub fn flag(mut self, value: impl ::std::convert::Into<bool>) -> Self {
        self.flag = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `Flag` of the endpoint rules.
    pub fn set_flag(mut self, value: Option<bool>) -> Self {
        self.flag = value;
        self
    }
    /// The parameter `List` of the endpoint rules.
    pub fn list(mut self, value: impl ::std::convert::Into<::std::vec::Vec<::std::string::String>>) -> Self {
        self.list = ::std::option::Option::Some(value.into());
        self
    }
    /// The parameter `List` of the endpoint rules.
    pub fn set_list(mut self, value: Option<::std::vec::Vec<::std::string::String>>) -> Self {
        self.list = value;
        self
    }
    /// The parameters.
    ///
    /// # Errors
    /// When a required parameter is not set, or the region cannot be part of a host name.
    pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
        ::std::result::Result::Ok(Params { name: self.name, other: self.other, flag: self.flag, list: self.list })
    }
}
/// The parameters from the configuration of a client or a call.
pub(crate) fn configured(_cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
    ParamsBuilder::default()
}
/// Sets the account of the credentials of a call.
pub(crate) fn set_account(_params: &mut Params, _account: &str) {}
/// The service's endpoint rules.
pub(crate) fn resolve(
    params: &Params,
) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
    if let ::std::option::Option::Some(list) = params.list.as_deref()
        && let ::std::option::Option::Some(last) = crate::endpoint::element(list, -1)
    {
        return crate::endpoint::found(["https://", last].concat());
    }
    let name = params.name.as_deref().or(params.other.as_deref()).unwrap_or("a.b-c");
    let parts = crate::endpoint::split(name, ".", 2);
    if params.flag.unwrap_or(false) {
        let chosen = if name == "short" { "s".to_owned() } else { [name, "-long"].concat() };
        return crate::endpoint::found(chosen.clone());
    }
    if let ::std::option::Option::Some(second) = crate::endpoint::element(&parts, 1) {
        return crate::endpoint::found(["https://", second].concat());
    }
    if let ::std::option::Option::Some(why) =
        if params.flag.is_some() { params.other.as_deref() } else { ::std::option::Option::Some("unset") }
    {
        return crate::endpoint::error(why.to_owned());
    }
    crate::endpoint::exhausted()
}
