//! Tests of private items.

mod calls;
mod data;
mod endpoint;
mod pages;
mod shared;
