//! Any bytes as the reply to any operation: an output or an error, never a panic. What was read is read from its own
//! JSON again.

#![no_main]

use fuzz::service::{Reply, Service, operation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, &[u8])| {
    let (number, body) = data;
    Service::shared().with(|service| {
        let call = |body: &[u8]| service.call_smallest(operation(number), Reply::good(body));
        if let Ok(output) = call(body) {
            match call(output.to_string().as_bytes()) {
                Ok(again) => assert_eq!(again, output),
                // A union with a member that this version does not know is written without it, and so is none.
                Err(error) => assert!(format!("{error:?}").contains("has no member"), "{error:?}"),
            }
        }
    });
});
