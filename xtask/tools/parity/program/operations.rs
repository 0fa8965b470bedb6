//! The operations, waiters and shapes by their names in the model. `calls.rs` has the list, which `cargo xtask parity`
//! writes next to this file.

#![allow(deprecated, reason = "deprecated items are compared too")]

use crate::{
    call::Call,
    from_json::{FromJson, Structure, get},
    record::Record,
};
use aws_sdk_databasemigration::{client::Waiters as _, operation, types};
use serde_json::Value;
use std::{fmt::Debug, time::Duration};

/// The time limit of a waiter. Its pauses take no time and its clock does not advance, so responses have to end it.
const WAIT: Duration = Duration::from_secs(600);

/// A structure, with the setters of its builder and the names of its members. A `fallible` one has a `build` that may
/// fail.
macro_rules! structure {
    ($($path:ident)::+, $($builder:ident)::+ $(, $fallible:ident)?, { $($setter:ident: $wire:literal,)* }) => {
        impl FromJson for $($path)::+ {
            fn from_json(value: &Value) -> Self {
                Self::fill(value).build()$(.$fallible("all that is required"))?
            }
        }

        impl Structure for $($path)::+ {
            type Builder = $($builder)::+;
            fn fill(_value: &Value) -> Self::Builder {
                Self::builder()$(.$setter(get(_value, $wire)))*
            }
        }
    };
}

/// A union, with its variants.
macro_rules! union {
    ($($path:ident)::+, { $($variant:ident: $wire:literal,)* }) => {
        impl FromJson for $($path)::+ {
            fn from_json(value: &Value) -> Self {
                $(if let Some(value) = get(value, $wire) {
                    return Self::$variant(value);
                })*
                panic!("{value} is none of the union's members")
            }
        }
    };
}

/// An enumeration.
macro_rules! enumeration {
    ($($path:ident)::+) => {
        impl FromJson for $($path)::+ {
            fn from_json(value: &Value) -> Self {
                Self::from(value.as_str().expect("a text"))
            }
        }
    };
}

/// An operation, called through its own builder.
macro_rules! operation {
    ($module:ident, { $($setter:ident: $wire:literal,)* }) => {
        async fn $module(call: &Call<'_>) {
            let builder = call.client.$module()$(.$setter(get(call.input, $wire)))*;
            call.record.debug("input builder", builder.as_input());
            call.record.debug("input", &builder.as_input().clone().build());
            if call.everything {
                // The rest is the client, whose layers are unordered, and the input's builder.
                let text = format!("{builder:?}");
                call.record.extend("fluent builder", text.split(' ').next().map(str::to_owned));
            }
            let outcome = match call.mode {
                "override" => builder.customize().config_override(call.config_override()).send().await,
                _ => builder.send().await,
            };
            call.outcome(outcome);
        }
    };
}

/// A paginated operation.
macro_rules! pages {
    ($function:ident, $module:ident, { $($setter:ident: $wire:literal,)* }) => {
        async fn $function(call: &Call<'_>) {
            let builder = call.client.$module()$(.$setter(get(call.input, $wire)))*;
            let mut pages = builder.into_paginator().send();
            while let Some(page) = pages.next().await {
                call.outcome(page);
            }
        }
    };
}

/// A waiter.
macro_rules! waiter {
    ($function:ident, $method:ident, { $($setter:ident: $wire:literal,)* }) => {
        async fn $function(call: &Call<'_>) {
            let builder = call.client.$method()$(.$setter(get(call.input, $wire)))*;
            call.record.debug("waiter", &builder.wait(WAIT).await);
        }
    };
}

include!(env!("PARITY_CALLS"));

/// Records a structure and its builder.
fn structure<T: Structure + Debug>(value: &Value, record: &Record) {
    record.debug("builder", &T::fill(value));
    record.debug("value", &T::from_json(value));
}

/// Records a union or an enumeration.
fn value<T: FromJson + Debug>(value: &Value, record: &Record) {
    record.debug("value", &T::from_json(value));
}
