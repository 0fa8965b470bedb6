//! Converts times, in microseconds since 1970, from and to the formats of servers and clients.

use time::OffsetDateTime;
use time::format_description::well_known::{Rfc2822, Rfc3339};

/// The first second of the year 1, and the last one of the year 9999: the range of both clients.
pub const FIRST_AND_LAST: (i64, i64) = (-62_135_596_800, 253_402_300_799);

/// Parses text with a time zone.
pub fn parse(text: &str) -> Option<i64> {
    let parsed = OffsetDateTime::parse(text, &Rfc3339).or_else(|_| OffsetDateTime::parse(text, &Rfc2822));
    // Rounds to the nearest, as the reference client does with more digits than it can represent.
    let nanos = parsed.ok()?.unix_timestamp_nanos();
    i64::try_from((nanos + 500).div_euclid(1000)).ok()
}

/// Formats a time as RFC 3339, with this offset from UTC in hours.
pub fn rfc3339(micros: i64, hours: i8) -> Option<String> {
    let zone = time::UtcOffset::from_hms(hours, 0, 0).ok()?;
    moment(micros)?.checked_to_offset(zone)?.format(&Rfc3339).ok()
}

/// Formats a time like an HTTP header, in whole seconds.
pub fn http_date(micros: i64) -> Option<String> {
    // RFC 2822 differs in the time zone only.
    moment(micros)?.format(&Rfc2822).ok().map(|text| text.replace("+0000", "GMT"))
}

/// Formats a time as seconds, with as many decimals as necessary.
pub fn seconds(micros: i64) -> String {
    let sign = if micros < 0 { "-" } else { "" };
    let (whole, fraction) = (micros.unsigned_abs() / 1_000_000, micros.unsigned_abs() % 1_000_000);
    match fraction {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{}", format!("{fraction:06}").trim_end_matches('0')),
    }
}

fn moment(micros: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000).ok()
}
