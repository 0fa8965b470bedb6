//! Any JSON as the input of any operation: the request is JSON with the same meaning, and sending it again results in
//! the same request.

#![no_main]

use dms_sdk::call_json::CallJsonError;
use fuzz::service::{Response, Service, operation};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: (u8, &[u8])| {
    let (number, text) = data;
    let Ok(input) = serde_json::from_slice::<Value>(text) else { return };
    Service::shared().with(|service| {
        let call = |input| service.call(operation(number), input, Response::good("{}"));
        match call(input) {
            Err(CallJsonError::Input { .. }) => return,
            outcome => drop(outcome.expect("an empty response is successful")),
        }
        let sent = service.request();
        let body: Value = serde_json::from_slice(&sent).expect("the body is JSON");
        call(body).expect("the body is an input");
        assert_eq!(String::from_utf8_lossy(&service.request()), String::from_utf8_lossy(&sent));
    });
});
