//! Escapes in JSON strings.
//!
//! Most text contains no characters to escape, so eight bytes are examined in one step.

/// The number of bytes that are examined in one step.
const STEP: usize = 8;

/// The end of the text without escapes: the first quote, backslash or control character.
pub(super) fn end_of_plain(text: &[u8]) -> Option<usize> {
    let (chunks, tail) = text.as_chunks::<STEP>();
    for (index, chunk) in chunks.iter().enumerate() {
        let marks = escaped(chunk);
        if marks != 0 {
            return Some(index * STEP + marks.trailing_zeros() as usize / 8);
        }
    }
    let found = tail.iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..b' '))?;
    Some(chunks.len() * STEP + found)
}

/// The highest bit of each byte that must be escaped, lowest first; bits after the first one may be set incorrectly.
fn escaped(chunk: &[u8; STEP]) -> u64 {
    const EACH: u64 = u64::from_ne_bytes([1; STEP]);
    let word = u64::from_le_bytes(*chunk);
    // A borrow affects only the bytes above.
    let below = |word: u64, limit: u8| word.wrapping_sub(EACH * u64::from(limit)) & !word;
    let is = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    (is(b'"') | is(b'\\') | below(word, b' ')) & (EACH << 7)
}

/// Writes text with the necessary escapes.
pub(crate) fn write_escaped(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len());
    let mut rest = text.as_bytes();
    while let Some(chunk) = rest.first_chunk::<STEP>() {
        // JSON in a string has a quote every few bytes. Copying a whole chunk is faster than copying only the part
        // before the quote.
        out.extend_from_slice(chunk);
        let marks = escaped(chunk);
        if marks == 0 {
            rest = &rest[STEP..];
            continue;
        }
        let plain = marks.trailing_zeros() as usize / 8;
        out.truncate(out.len() - STEP + plain);
        write_byte(chunk[plain], out);
        rest = &rest[plain + 1..];
    }
    rest.iter().for_each(|&byte| write_byte(byte, out));
}

fn write_byte(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        0..b' ' => {
            let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0') as u8;
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 0xF)]);
        }
        _ => return out.push(byte),
    };
    out.extend_from_slice(&[b'\\', short]);
}
