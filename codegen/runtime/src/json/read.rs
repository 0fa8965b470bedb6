//! Reads shapes from JSON.

use super::{TYPE, scan::Scanner};
use crate::schema::{List, Map, Member, ReadError, Structure, Union, Value, ValueMut, big_decimal, big_integer};
use aws_smithy_types::{Blob, DateTime, Document, Number, base64, date_time::Format};
use std::collections::HashMap;

type Result<T> = std::result::Result<T, ReadError>;

/// Reads the body of a response into a structure; an empty body is an empty object.
///
/// Unknown members are skipped, and null means absent.
///
/// # Errors
/// When the text is not JSON, or a member has another type than in the model.
pub(crate) fn read_structure(bytes: &[u8], target: &mut dyn Structure) -> Result<()> {
    if bytes.is_empty() {
        return Ok(());
    }
    let mut scanner = Scanner::new(bytes)?;
    structure(&mut scanner, target)?;
    scanner.end()
}

/// A default of the model whose type has no literals in Rust.
pub fn read_default<T: Value>(json: &str) -> T {
    let mut default = T::default_value();
    // The generator wrote the text, and checked that it is a value of the type.
    let _ = Scanner::new(json.as_bytes()).and_then(|mut scanner| value(&mut scanner, default.value_mut()));
    default
}

/// Calls `each` with every member of the outermost object that is a string.
///
/// # Errors
/// When the text is not JSON.
pub(crate) fn read_text_members(bytes: &[u8], each: &mut dyn FnMut(&str, String)) -> Result<()> {
    let mut scanner = Scanner::new(bytes)?;
    scanner.open_object()?;
    let mut first = true;
    while let Some(key) = scanner.key(&mut first)? {
        if scanner.peek() == b'"' {
            each(&key, scanner.string()?.into_owned());
        } else {
            scanner.skip()?;
        }
    }
    scanner.end()
}

/// The index of the member with this name. Responses mostly have the model's order, so the search starts after the last
/// member that was found.
pub(crate) fn find(members: &'static [Member], name: &str, from: usize) -> Option<usize> {
    let matches = |member: &Member| member.serialized_name == name;
    let (before, after) = members.split_at(from);
    after.iter().position(matches).map(|index| index + from).or_else(|| before.iter().position(matches))
}

fn structure(scanner: &mut Scanner<'_>, target: &mut dyn Structure) -> Result<()> {
    let members = target.schema().members;
    let mut from = 0;
    let mut first = true;
    scanner.open_object()?;
    while scanner.member(&mut first)? {
        let index = match members.get(from) {
            Some(expected) if scanner.takes_key(expected.serialized_name) => Some(from),
            _ => find(members, &scanner.any_key()?, from),
        };
        match index {
            _ if scanner.null()? => {}
            Some(index) => {
                value(scanner, target.value_mut(index)).map_err(|error| error.within(&members[index]))?;
                from = index + 1;
            }
            None => scanner.skip()?,
        }
    }
    Ok(())
}

/// Reads one value into a target.
pub(crate) fn value(scanner: &mut Scanner<'_>, value_mut: ValueMut<'_>) -> Result<()> {
    match value_mut {
        ValueMut::Nowhere => scanner.skip()?,
        ValueMut::Str(target) => *target = scanner.string()?.into_owned(),
        ValueMut::Enumeration(target) => target.set(&scanner.string()?),
        ValueMut::Bool(target) => *target = scanner.boolean()?,
        ValueMut::Byte(target) => *target = integer(scanner)?,
        ValueMut::Short(target) => *target = integer(scanner)?,
        ValueMut::Integer(target) => *target = integer(scanner)?,
        ValueMut::Long(target) => *target = integer(scanner)?,
        ValueMut::Float(target) => *target = double(scanner)? as f32,
        ValueMut::Double(target) => *target = double(scanner)?,
        ValueMut::BigInteger(target) => *target = big_integer(scanner.number()?)?,
        ValueMut::BigDecimal(target) => *target = big_decimal(scanner.number()?)?,
        ValueMut::Timestamp(target) => *target = timestamp(scanner)?,
        ValueMut::Blob(target) => *target = blob(scanner)?,
        ValueMut::Document(target) => *target = document(scanner)?,
        ValueMut::Structure(target) => structure(scanner, target)?,
        ValueMut::Union(target) => union(scanner, target)?,
        ValueMut::List(target) => list(scanner, target)?,
        ValueMut::Map(target) => map(scanner, target)?,
    }
    Ok(())
}

/// An integer in the range of its type, possibly with an empty fraction or an exponent.
fn integer<T: TryFrom<i64>>(scanner: &mut Scanner<'_>) -> Result<T> {
    let text = scanner.number()?;
    match whole(text).map(T::try_from) {
        Some(Ok(number)) => Ok(number),
        _ => Err(not_whole(scanner, text, size_of::<T>() * 8)),
    }
}

fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let number: f64 = text.parse().ok()?;
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

fn not_whole(scanner: &Scanner<'_>, text: &str, bits: usize) -> ReadError {
    scanner.fail(format!("`{text}` is not a whole number of {bits} bits"))
}

fn double(scanner: &mut Scanner<'_>) -> Result<f64> {
    if scanner.peek() != b'"' {
        let text = scanner.number()?;
        return text.parse().map_err(|_| scanner.fail(format!("`{text}` is not a number")));
    }
    match &*scanner.string()? {
        "NaN" => Ok(f64::NAN),
        "Infinity" => Ok(f64::INFINITY),
        "-Infinity" => Ok(f64::NEG_INFINITY),
        other => Err(scanner.fail(format!("expected a number, found the string `{other}`"))),
    }
}

/// A timestamp in any form of the protocol, whatever the model specifies: servers differ, and the forms can be
/// distinguished.
fn timestamp(scanner: &mut Scanner<'_>) -> Result<DateTime> {
    let parsed = match scanner.peek() {
        b'"' => timestamp_text(&scanner.string()?),
        _ => timestamp_number(scanner.number()?),
    };
    parsed.map_err(|problem| scanner.fail(problem))
}

/// A timestamp as a string: RFC 3339, with or without zone, with a space for the `T`, or only the date; or RFC 7231; or
/// seconds since 1970. Without a zone it is UTC.
pub(crate) fn timestamp_text(text: &str) -> std::result::Result<DateTime, String> {
    if let Ok(time) = DateTime::from_str(text, Format::DateTimeWithOffset) {
        return Ok(time);
    }
    // Some servers omit the zone, and users omit more; the reference client assumes UTC.
    let utc = |text: &str| DateTime::from_str(&format!("{text}Z"), Format::DateTime);
    if let Ok(time) = utc(text) {
        return Ok(time);
    }
    if let Some((date, time)) = text.split_once(' ')
        && date.len() == 10
    {
        let text = format!("{date}T{time}");
        if let Ok(time) = DateTime::from_str(&text, Format::DateTimeWithOffset).or_else(|_| utc(&text)) {
            return Ok(time);
        }
    }
    utc(&format!("{text}T00:00:00"))
        .or_else(|_| DateTime::from_str(text, Format::EpochSeconds))
        .or_else(|_| DateTime::from_str(text, Format::HttpDate))
        .map_err(|error| format!("`{text}` is not a timestamp: {error}"))
}

/// A timestamp as a number: seconds since 1970.
pub(crate) fn timestamp_number(text: &str) -> std::result::Result<DateTime, String> {
    DateTime::from_str(text, Format::EpochSeconds)
        .or_else(|error| match text.parse::<f64>() {
            Ok(seconds) if seconds.abs() < 1e13 => Ok(DateTime::from_secs_f64(seconds)),
            _ => Err(error),
        })
        .map_err(|error| format!("`{text}` is not a timestamp: {error}"))
}

fn blob(scanner: &mut Scanner<'_>) -> Result<Blob> {
    let text = scanner.string()?;
    base64::decode(&*text).map(Blob::new).map_err(|error| scanner.fail(format!("not base64: {error}")))
}

fn document(scanner: &mut Scanner<'_>) -> Result<Document> {
    let mut first = true;
    Ok(match scanner.peek() {
        b'{' => {
            let mut entries = HashMap::new();
            scanner.open_object()?;
            while let Some(key) = scanner.key(&mut first)? {
                entries.insert(key.into_owned(), document(scanner)?);
            }
            Document::Object(entries)
        }
        b'[' => {
            let mut items = Vec::new();
            scanner.open_array()?;
            while scanner.item(&mut first)? {
                items.push(document(scanner)?);
            }
            Document::Array(items)
        }
        b'"' => Document::String(scanner.string()?.into_owned()),
        b't' | b'f' => Document::Bool(scanner.boolean()?),
        b'n' => scanner.null().map(|_| Document::Null)?,
        _ => Document::Number(number(scanner)?),
    })
}

fn number(scanner: &mut Scanner<'_>) -> Result<Number> {
    let text = scanner.number()?;
    if let Ok(number) = text.parse() {
        return Ok(Number::PosInt(number));
    }
    if let Ok(number) = text.parse() {
        return Ok(Number::NegInt(number));
    }
    text.parse().map(Number::Float).map_err(|_| scanner.fail(format!("`{text}` is not a number")))
}

/// A union is an object with one member that is not null; [`TYPE`] is not a member.
fn union(scanner: &mut Scanner<'_>, target: &mut dyn Union) -> Result<()> {
    let schema = target.schema();
    let mut seen = false;
    let mut first = true;
    scanner.open_object()?;
    while let Some(key) = scanner.key(&mut first)? {
        if scanner.null()? {
            continue;
        }
        if key == TYPE {
            scanner.skip()?;
            continue;
        }
        if std::mem::replace(&mut seen, true) {
            return Err(scanner.fail(format!("the union `{}` has more than one member", schema.name)));
        }
        match find(schema.members, &key, 0) {
            Some(index) => target
                .set(index, &mut |value_mut| value(scanner, value_mut))
                .map_err(|error| error.within(&schema.members[index]))?,
            None => scanner.skip()?,
        }
    }
    if seen { Ok(()) } else { Err(scanner.fail(format!("the union `{}` has no member", schema.name))) }
}

fn list(scanner: &mut Scanner<'_>, target: &mut dyn List) -> Result<()> {
    let mut first = true;
    scanner.open_array()?;
    let mut room = Room::new(scanner);
    while scanner.item(&mut first)? {
        if scanner.null()? {
            target.push_null();
        } else {
            value(scanner, target.push())?;
        }
        room.after_item(scanner, target);
    }
    room.after_all(target);
    Ok(())
}

/// Reserves capacity, so that a long list is not moved repeatedly while it grows: its items can be kilobytes large. The
/// length of the text of the first items gives an estimate for the number of items.
struct Room {
    begin: usize,
    items: usize,
    /// Usually only the lists of the response itself are long, and only for them the rest of the text is an estimate.
    is_outer: bool,
}

impl Room {
    fn new(scanner: &Scanner<'_>) -> Self {
        Self { begin: scanner.position(), items: 0, is_outer: scanner.depth() <= 2 }
    }

    /// A misleading beginning reserves at most 64 times the number of items.
    fn after_item(&mut self, scanner: &Scanner<'_>, target: &mut dyn List) {
        self.items += 1;
        if self.is_outer && self.items >= 4 && self.items.is_power_of_two() {
            let taken = (scanner.position() - self.begin).max(1);
            let more = self.items.saturating_mul(scanner.rest()) / taken;
            target.make_room(more.min(self.items * 63));
        }
    }

    fn after_all(&self, target: &mut dyn List) {
        if self.is_outer && self.items >= 4 {
            target.trim();
        }
    }
}

fn map(scanner: &mut Scanner<'_>, target: &mut dyn Map) -> Result<()> {
    let mut first = true;
    scanner.open_object()?;
    while let Some(key) = scanner.key(&mut first)? {
        if scanner.null()? {
            target.insert_null(key.into_owned());
        } else {
            value(scanner, target.insert(key.into_owned()))?;
        }
    }
    Ok(())
}
