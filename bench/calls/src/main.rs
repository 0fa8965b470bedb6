//! Measures whole calls without a network with both crates in turns, and counts allocations.
//!
//! Prints one JSON object per line: `{"id", "official", "ours", "official_allocations", "ours_allocations", "floor"}`,
//! times in seconds per call. `--quick` makes fewer rounds.

mod derived;
mod floor;
mod responses;
mod transport;

use floor::Floor;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::{
    alloc::System,
    future::Future,
    hint::black_box,
    time::{Duration, Instant},
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The calls of one crate. Both crates have the same names, so the source is one.
macro_rules! calls_of {
    ($module:ident, $sdk:ident) => {
        mod $module {
            use $sdk as sdk;
            include!("calls.rs");
        }
    };
}
calls_of!(official, aws_sdk_databasemigration);
calls_of!(ours, dms_sdk);

/// The length and the number of rounds. The best of many short rounds is the least disturbed one.
#[derive(Clone, Copy)]
struct Effort {
    rounds: u32,
    round: Duration,
}

fn main() {
    let is_quick = std::env::args().any(|argument| argument == "--quick");
    let effort = Effort { rounds: if is_quick { 5 } else { 40 }, round: Duration::from_millis(50) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    for case in responses::cases() {
        let (official, ours) = (official::client(&case, None), ours::client(&case, None));
        let floor = ours::client(&case, Some(Floor::new(case.call)));
        let [official, ours, floor] = compare(
            effort,
            [
                &mut || runtime.block_on(official::call(&official, case.call)),
                &mut || runtime.block_on(ours::call(&ours, case.call)),
                &mut || runtime.block_on(ours::call(&floor, case.call)),
            ],
        );
        report(case.id, [official, ours], Some(floor.0));
    }
    let endpoints = responses::endpoints(100);
    let empty = responses::endpoints(0);
    let derived =
        || serde_json::from_slice::<derived::DescribeEndpointsResponse>(&endpoints).map(drop).expect("a response");
    let [full, bare] =
        [&endpoints, &empty].map(|body| ours::client(&responses::case("read", "endpoints", body.clone()), None));
    let call = |client: &dms_sdk::Client| runtime.block_on(ours::call(client, "endpoints"));
    let [derived, whole, rest] = compare(effort, [&mut { derived }, &mut || call(&full), &mut || call(&bare)]);
    report("read_endpoints_100", [derived, (whole.0 - rest.0, whole.1 - rest.1)], None);
}

/// The seconds and allocations of one call.
type Measured = (f64, u64);

/// Measures the calls in turns.
fn compare<const N: usize>(effort: Effort, mut calls: [&mut dyn FnMut(); N]) -> [Measured; N] {
    calls.iter_mut().for_each(|call| call());
    let mut measured = calls.each_mut().map(|call| (f64::INFINITY, allocations(*call)));
    for _ in 0..effort.rounds {
        for (call, (best, _)) in calls.iter_mut().zip(&mut measured) {
            *best = best.min(round(effort.round, *call));
        }
    }
    measured
}

fn allocations(call: &mut dyn FnMut()) -> u64 {
    let region = Region::new(ALLOCATOR);
    call();
    let change = region.change();
    (change.allocations + change.reallocations) as u64
}

/// Returns the seconds per call, measured for at least this time.
fn round(least: Duration, call: &mut dyn FnMut()) -> f64 {
    let started = Instant::now();
    let mut calls = 0_u32;
    while started.elapsed() < least {
        call();
        calls += 1;
    }
    started.elapsed().as_secs_f64() / f64::from(calls)
}

fn report(id: &str, [official, ours]: [Measured; 2], floor: Option<f64>) {
    let line = serde_json::json!({
        "id": id, "official": official.0, "ours": ours.0,
        "official_allocations": official.1, "ours_allocations": ours.1, "floor": floor,
    });
    println!("{line}");
}

/// Waits for a call and prevents the compiler from removing its result.
async fn done<T, E: std::fmt::Debug>(call: impl Future<Output = Result<T, E>>) {
    black_box(call.await.expect("a response"));
}
