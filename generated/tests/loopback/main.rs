//! The generated client against a scripted HTTP server on loopback: what goes over the wire, and
//! what the client makes of every kind of answer.

mod errors;
mod example;
mod paging_and_waiting;
mod replies;
mod retries;
mod server;
mod wire;
