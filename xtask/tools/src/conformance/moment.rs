//! Points in time, as microseconds since 1970, in the forms that servers and clients write.

use time::OffsetDateTime;
use time::format_description::well_known::{Rfc2822, Rfc3339};

/// The first second of the year 1, and the last one of the year 9999: what both clients know.
pub const FIRST_AND_LAST: (i64, i64) = (-62_135_596_800, 253_402_300_799);

/// From text with a zone.
pub fn parse(text: &str) -> Option<i64> {
    let parsed = OffsetDateTime::parse(text, &Rfc3339).or_else(|_| OffsetDateTime::parse(text, &Rfc2822));
    // To the nearest, as the reference client does with more digits than it can hold.
    let nanos = parsed.ok()?.unix_timestamp_nanos();
    i64::try_from((nanos + 500).div_euclid(1000)).ok()
}

/// As RFC 3339, in the zone that lies `hours` east of Greenwich.
pub fn rfc3339(micros: i64, hours: i8) -> Option<String> {
    let zone = time::UtcOffset::from_hms(hours, 0, 0).ok()?;
    moment(micros)?.checked_to_offset(zone)?.format(&Rfc3339).ok()
}

/// As headers of HTTP write it, in whole seconds.
pub fn http_date(micros: i64) -> Option<String> {
    // RFC 2822 differs in the zone alone.
    moment(micros)?.format(&Rfc2822).ok().map(|text| text.replace("+0000", "GMT"))
}

/// As seconds, with as many digits behind the point as it takes.
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
