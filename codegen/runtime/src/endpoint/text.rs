//! Strings and lists of strings.

/// Percent-encodes everything but RFC 3986's unreserved characters.
#[inline]
pub fn uri_encode(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
            encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// The characters from `start` up to but not including `end`, counted from the end of the text with `reverse`. `None`
/// if the text is too short or not ASCII.
#[inline]
pub fn substring(text: &str, start: usize, end: usize, reverse: bool) -> Option<&str> {
    if start >= end || end > text.len() || !text.is_ascii() {
        return None;
    }
    if reverse { text.get(text.len() - end..text.len() - start) } else { text.get(start..end) }
}

/// The parts between delimiters: at most `limit`, or all of them if the limit is 0.
#[inline]
pub fn split<'a>(text: &'a str, delimiter: &str, limit: usize) -> Vec<&'a str> {
    if limit == 0 { text.split(delimiter).collect() } else { text.splitn(limit, delimiter).collect() }
}

/// The element of a list at an index; a negative index counts from the end.
#[inline]
pub fn element<S: AsRef<str>>(list: &[S], index: isize) -> Option<&str> {
    let index = if index < 0 { list.len().checked_add_signed(index)? } else { index.unsigned_abs() };
    list.get(index).map(AsRef::as_ref)
}
