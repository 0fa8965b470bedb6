//! Tests of private items.

mod calls;
mod endpoint;
mod pages;
mod shared;
