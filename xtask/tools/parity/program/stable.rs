//! Removes parts of texts that differ between runs, or between the names and versions of the two crates.

use aws_sdk_databasemigration::meta::PKG_VERSION;

/// The names of the crates in Rust paths.
const CRATES: [&str; 2] = ["aws_sdk_databasemigration", "dms_sdk"];

/// Returns the text with one name for both crates, and without IDs, pauses and times.
pub fn stable(text: &str) -> String {
    let mut text = CRATES.iter().fold(text.replace(PKG_VERSION, "VERSION"), |text, name| text.replace(name, "sdk"));
    text = after(&text, "0x", |c| c.is_ascii_hexdigit());
    for name in ["IdentityCachePartition( ", "Rng( ", "sdk_invocation_id=", "waiter_id=", "tv_sec: ", "tv_nsec: "] {
        text = after(&text, name, |c| c.is_ascii_digit());
    }
    text = after(&text, "delaying for ", |c| c.is_alphanumeric() || c == '.');
    uuids(&text)
}

/// Replaces the characters after each `mark`, as long as `is_volatile` is true, by `#`.
fn after(text: &str, mark: &str, is_volatile: impl Fn(char) -> bool) -> String {
    let mut parts = text.split(mark);
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(&is_volatile);
        done.push_str(mark);
        done.push_str(if rest.len() < part.len() { "#" } else { "" });
        done.push_str(rest);
    }
    done
}

/// Replaces every UUID by `UUID`, except the one in responses.
fn uuids(text: &str) -> String {
    let is_uuid = |text: &str| {
        let parts: Vec<_> = text.split('-').map(str::len).collect();
        parts == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
    };
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match rest.get(..36) {
            Some(id) if is_uuid(id) => {
                done.push_str(if id == crate::transport::REQUEST_ID { id } else { "UUID" });
                rest = &rest[36..];
            }
            _ => {
                done.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    done
}
