//! The structures of the DescribeEndpoints response with serde's derive, to measure a parser for only one response.

#![allow(dead_code, reason = "they are only parsed")]

use serde::Deserialize;

include!(concat!(env!("OUT_DIR"), "/derived.rs"));
