//! The generated client against a scripted HTTP server on loopback: what goes over the wire, and
//! what the client makes of every kind of answer.

#[cfg(feature = "serde")]
mod call_json;
#[cfg(feature = "serde")]
mod dms;
mod errors;
mod example;
mod load;
mod network;
mod paging_and_waiting;
mod program;
mod replies;
mod retries;
mod server;
mod storms;
mod wire;
