//! Authentication: the auth schemes that an operation may use, the most preferred first.
//!
//! [`Builder::auth_scheme_resolver`](crate::config::Builder::auth_scheme_resolver) replaces the default resolver.
//! [`Builder::auth_scheme_preference`](crate::config::Builder::auth_scheme_preference) only changes the order of its
//! result.

use crate::service;
use aws_smithy_runtime_api::client::{
    auth::{
        AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
        SharedAuthSchemeOptionResolver,
    },
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::config_bag::ConfigBag;
use std::{borrow::Cow, fmt};

/// Resolves the auth schemes that a call may use.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// The schemes for the operation in `params`, the most preferred first. The first one that is configured and has an
    /// identity is used.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// Converts this resolver to the form that is common to all services.
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(OfService(self))
    }
}

/// Calls a resolver of this service with the parameters of this service.
#[derive(Debug)]
struct OfService<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for OfService<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => {
                AuthSchemeOptionsFuture::ready(Err("the auth scheme parameters do not belong to this service".into()))
            }
        }
    }
}

/// Signs with AWS Signature Version 4, unless the model specifies that calls are not signed.
#[derive(Debug, Default)]
pub struct DefaultAuthSchemeResolver(());

impl ResolveAuthScheme for DefaultAuthSchemeResolver {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        _cfg: &'a ConfigBag,
        _runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Ok(service::INFO.auth_schemes(params.operation_name())))
    }
}

/// The parameters of a [`ResolveAuthScheme`].
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

/// The parameters for an operation.
pub(crate) fn params(operation_name: &'static str) -> AuthSchemeOptionResolverParams {
    AuthSchemeOptionResolverParams::new(Params { operation_name: Cow::Borrowed(operation_name) })
}

impl Params {
    /// Returns a builder.
    #[inline]
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The operation's name in the model, such as `DescribeEvents`.
    #[inline]
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }
}

/// Builds [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// Sets the operation's name. Required.
    #[inline]
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// Sets the operation's name, or removes it.
    #[inline]
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// Builds the parameters.
    ///
    /// # Errors
    /// When the operation's name is missing.
    #[inline]
    pub fn build(self) -> Result<Params, BuildError> {
        let operation_name = self.operation_name.ok_or(BuildError { missing: "operation_name" })?;
        Ok(Params { operation_name })
    }
}

/// The error of building [`Params`].
#[derive(Debug)]
pub struct BuildError {
    missing: &'static str,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is required but was not set", self.missing)
    }
}

impl std::error::Error for BuildError {}
