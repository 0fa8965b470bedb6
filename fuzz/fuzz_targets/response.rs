//! Any bytes as the response to any operation: the result is an output or an error, never a panic. An output can be parsed
//! from its own JSON.

#![no_main]

use fuzz::service::{Response, Service, operation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, &[u8])| {
    let (number, body) = data;
    Service::shared().with(|service| {
        let call = |body: &[u8]| service.call_smallest(operation(number), Response::good(body));
        if let Ok(output) = call(body) {
            match call(output.to_string().as_bytes()) {
                Ok(again) => assert_eq!(again, output),
                // A union with an unknown member is written without the member, so the result is not a valid union.
                Err(error) => assert!(format!("{error:?}").contains("has no member"), "{error:?}"),
            }
        }
    });
});
