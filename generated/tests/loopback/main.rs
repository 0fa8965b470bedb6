//! Tests the generated client with a scripted HTTP server on loopback: the requests on the wire, and
//! the results of every kind of response.

#[cfg(feature = "serde")]
mod call_json;
mod cancellation;
mod clocks;
#[cfg(feature = "serde")]
mod dms;
mod errors;
mod example;
mod first_errors;
#[cfg(feature = "serde")]
#[path = "../support/inputs.rs"]
mod inputs;
mod load;
mod many_pages;
#[cfg(feature = "serde")]
mod migrate;
mod network;
mod paging_and_waiting;
#[path = "../support/pauses.rs"]
mod pauses;
mod program;
mod raw;
mod responses;
mod retries;
mod send_and_wait;
mod server;
mod storms;
mod timeouts;
mod wire;
