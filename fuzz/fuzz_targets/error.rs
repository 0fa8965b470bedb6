//! Any bytes as an error response, with the first line as the error's name in its header: always an error with
//! a message.

#![no_main]

use dms_sdk::{call_json::CallJsonError, error::ProvideErrorMetadata};
use fuzz::service::{Response, Service, operation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, u8, &[u8])| {
    let (number, status, rest) = data;
    let status = 300 + u16::from(status);
    let line = rest.iter().position(|&byte| byte == b'\n').and_then(|end| std::str::from_utf8(&rest[..end]).ok());
    let body = line.map_or(rest, |line| &rest[line.len() + 1..]).to_vec();
    let response = Response { status, error_type: line.filter(|line| !line.is_empty()).map(str::to_owned), body };
    let outcome = Service::shared().with(|service| service.call_smallest(operation(number), response));
    let Err(CallJsonError::Call(error)) = outcome else { panic!("status {status} is no error: {outcome:?}") };
    assert!(!error.to_string().is_empty());
    assert!(!format!("{error:?}").is_empty());
    let _ = (error.code(), error.message(), error.meta(), error.is_retryable(), error.is_throttling());
});
