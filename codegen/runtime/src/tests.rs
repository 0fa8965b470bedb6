//! What cannot be seen from outside the crate.

mod calls;
mod data;
mod endpoint;
mod pages;
mod shared;
