//! Host names.

/// Whether a text is a label of a host name, or with `dots` several labels joined by dots: 1 to 63 ASCII letters,
/// digits and hyphens, not beginning with a hyphen.
pub fn is_valid_host_label(text: &str, dots: bool) -> bool {
    if dots { text.split('.').all(is_label) } else { is_label(text) }
}

fn is_label(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (1..=63).contains(&text.len()) && !text.starts_with('-') && text.bytes().all(is_part)
}

/// Whether the name of a bucket can be a label of a host name, or with `dots` several labels.
#[inline]
pub fn is_virtual_hostable_s3_bucket(bucket: &str, dots: bool) -> bool {
    if dots { bucket.split('.').all(is_bucket) && !is_ip_v4(bucket) } else { is_bucket(bucket) }
}

fn is_bucket(label: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (3..=63).contains(&label.len()) && label.bytes().all(is_part) && !label.starts_with('-') && !label.ends_with('-')
}

/// S3 also rejects names that look like an address but have a number that is too large.
fn is_ip_v4(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split('.').count() == 4 && text.split('.').all(is_number)
}
