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
    "error.rs",
    "invoke.rs",
    "invoke/error_reply.rs",
    "invoke/plugin.rs",
    "json.rs",
    "json/read.rs",
    "json/scan.rs",
    "json/write.rs",
    "schema.rs",
    "schema/debug.rs",
    "schema/equal.rs",
    "schema/value.rs",
];
