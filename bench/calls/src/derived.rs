//! The structures of the DescribeEndpoints reply as serde derives them: what a parser written for one reply costs.

#![allow(dead_code, reason = "they are read only")]

use serde::Deserialize;

include!(concat!(env!("OUT_DIR"), "/derived.rs"));
