//! Makes calls with one crate and prints the observable facets. `cargo xtask parity` builds it twice, once with the
//! official crate and once with the generated one, and compares the outputs.
//!
//! Reads one case per line, as JSON, and prints one line for each: `{"id", "facets": {name: [text, …], …}}`. Texts that
//! differ between runs are replaced (`stable`), so that two runs of one program print the same.

#![forbid(unsafe_code)]

mod call;
mod capture;
mod case;
mod from_json;
mod operations;
mod pretty;
mod record;
mod stable;
mod trace;
mod transport;

use serde_json::{Value, json};
use std::io::{self, BufRead as _, Write as _};

fn main() {
    let trace = trace::install();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line.expect("lines of UTF-8")).expect("a line is a case");
        let facets = runtime.block_on(case::facets(&case, &trace));
        writeln!(output, "{}", json!({ "id": case["id"], "facets": facets })).expect("an open standard output");
    }
}
