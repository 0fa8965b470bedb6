//! What cannot be seen from outside the crate.

mod calls;
mod endpoint;
mod shared;
