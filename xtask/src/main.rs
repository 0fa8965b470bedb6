//! The command line of this repository.

fn main() {}
