//! The client.

pub mod customize;

#[allow(unused_imports, reason = "a service may have no waiters")]
pub use crate::service::client_traits::*;

use crate::{
    config::{auth, endpoint},
    invoke::Operation,
    service::{INFO, ThisService},
};
use ::runtime::service::{Service, ServiceInfo};
use aws_smithy_runtime_api::client::{auth::AuthSchemeOptionResolverParams, runtime_plugin::RuntimePlugins};
use std::{fmt, marker::PhantomData, sync::Arc};

impl Service for ThisService {
    const INFO: &'static ServiceInfo = &INFO;

    type EndpointParamsBuilder = endpoint::ParamsBuilder;

    fn auth_params(operation: &'static str) -> AuthSchemeOptionResolverParams {
        auth::params(operation)
    }
}

/// The state that all clones of a client share.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) conf: crate::Config,
    pub(crate) runtime_plugins: RuntimePlugins,
}

/// Calls the service.
///
/// A client is cheap to clone: clones share connections, credentials and retry tokens. Create one client and reuse it.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) handle: Arc<Handle>,
}

impl Client {
    /// Creates a client with the settings that the services of the SDK share, such as those that `aws_config` loads.
    ///
    /// # Panics
    /// Under the conditions of [`Client::from_conf`].
    #[track_caller]
    pub fn new(sdk_config: &aws_types::SdkConfig) -> Self {
        Self::from_conf(sdk_config.into())
    }

    /// Creates a client with its own settings.
    ///
    /// # Panics
    /// When the settings are invalid: no behavior version, timeouts or retries without a sleep implementation, or an
    /// identity cache whose requirements are not met.
    #[track_caller]
    pub fn from_conf(conf: crate::Config) -> Self {
        let runtime_plugins = conf.runtime_plugins();
        Self { handle: Arc::new(Handle { conf, runtime_plugins }) }
    }

    /// The settings of this client.
    pub fn config(&self) -> &crate::Config {
        &self.handle.conf
    }
}

/// The type of an operation, identified by its input.
#[derive(Clone)]
pub struct Named<T>(PhantomData<fn() -> T>);

impl<T> Named<T> {
    /// Creates a value of the type.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Operation> fmt::Debug for Named<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::NAME)
    }
}
