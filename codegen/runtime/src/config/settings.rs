//! The settings of a client or of a call.

use crate::service::ServiceInfo;
use aws_smithy_runtime_api::client::{
    behavior_version::BehaviorVersion, runtime_components::RuntimeComponentsBuilder,
    runtime_plugin::SharedRuntimePlugin,
};
use aws_smithy_types::config_bag::{CloneableLayer, FrozenLayer, Layer, Storable, StoreReplace};
use aws_types::{
    SigningName,
    region::{Region, SigningRegion},
};

/// The settings of a client or of a call. Those that are not set are not in it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The settings that are values.
    pub layer: CloneableLayer,
    /// The settings that are components.
    pub components: RuntimeComponentsBuilder,
    /// Additional plugins.
    pub plugins: Vec<SharedRuntimePlugin>,
    /// The version of the defaults.
    pub behavior_version: Option<BehaviorVersion>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("service config"),
            plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

impl Settings {
    /// Adds what every client of the service needs, and returns the values as a layer with this name.
    pub fn complete(&mut self, service: &ServiceInfo, name: &'static str) -> FrozenLayer {
        if self.components.time_source().is_none() {
            self.components.set_time_source(Some(Default::default()));
        }
        self.layer.store_put(service.api_metadata.clone());
        self.layer.store_put(SigningName::from_static(service.signing_name));
        sign_for_region(&mut self.layer);
        Layer::from(self.layer.clone()).with_name(name).freeze()
    }
}

/// The setting `disable_request_compression`.
#[derive(Debug, Clone, Copy)]
pub struct CompressionDisabled(pub bool);

impl Storable for CompressionDisabled {
    type Storer = StoreReplace<Self>;
}

/// The setting `request_min_compression_size_bytes`.
#[derive(Debug, Clone, Copy)]
pub struct MinCompressionSize(pub u32);

impl Storable for MinCompressionSize {
    type Storer = StoreReplace<Self>;
}

/// Sets the region of signatures, if there is a region.
pub(super) fn sign_for_region(layer: &mut CloneableLayer) {
    if let Some(region) = layer.load::<Region>().cloned() {
        layer.store_put(SigningRegion::from(region));
    }
}
