macro_rules! carried {
    ($($path:literal),* $(,)?) => {
        /// Path in the crate's `src`, and text.
        pub const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../runtime/src/", $path)))),*];
    };
}

carried![
    "builder.rs",
    "client.rs",
    "client/customize.rs",
    "config.rs",
    "config/auth.rs",
    "config/builder.rs",
    "config/builder/behavior.rs",
    "config/builder/extensions.rs",
    "config/builder/test_defaults.rs",
    "config/features.rs",
    "config/http.rs",
    "config/https_ring.rs",
    "config/interceptors.rs",
    "config/plugins.rs",
    "config/retry.rs",
    "config/sdk_config.rs",
    "config/timeout.rs",
    "endpoint.rs",
    "endpoint/arn.rs",
    "endpoint/host.rs",
    "endpoint/partition.rs",
    "endpoint/resolver.rs",
    "endpoint/text.rs",
    "endpoint/url.rs",
    "error.rs",
    "invoke.rs",
    "invoke/error_reply.rs",
    "invoke/plugin.rs",
    "json.rs",
    "json/read.rs",
    "json/scan.rs",
    "json/write.rs",
    "paginator.rs",
    "primitives.rs",
    "schema.rs",
    "schema/debug.rs",
    "schema/equal.rs",
    "schema/value.rs",
    "waiter.rs",
];
