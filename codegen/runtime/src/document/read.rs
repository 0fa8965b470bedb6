//! Parses documents from JSON, leniently.

use super::{DocumentError, pretty::compact};
use crate::{
    json::{Scanner, read_value},
    schema::{Form, List, Map, Member, ReadError, Structure, Union, ValueMut},
};
use aws_smithy_types::{Document, Number};
use std::{borrow::Cow, collections::HashMap};

type Result<T> = std::result::Result<T, DocumentError>;

/// Reads a structure.
///
/// # Errors
/// When the text is not JSON, or not such a structure.
pub fn parse<T: Structure>(text: &str) -> Result<T> {
    let mut target = T::default_value();
    read(text, ValueMut::Structure(&mut target))?;
    Ok(target)
}

/// Reads a value into a target.
///
/// # Errors
/// When the text is not JSON, or not such a value.
pub fn read(text: &str, value_mut: ValueMut<'_>) -> Result<()> {
    // Some editors write a byte order mark before the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read_all(text, value_mut).map_err(|error| error.located(text))
}

fn read_all(text: &str, value_mut: ValueMut<'_>) -> Result<()> {
    let scanner = Scanner::new(text.as_bytes()).map_err(|error| DocumentError::new(error.into_problem(), 0))?;
    let mut reader = Reader { text, scanner };
    reader.value(value_mut)?;
    reader.scan(Scanner::end)
}

struct Reader<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
}

impl<'a> Reader<'a> {
    /// Runs a step of the scanner.
    fn scan<T>(&mut self, step: impl FnOnce(&mut Scanner<'a>) -> std::result::Result<T, ReadError>) -> Result<T> {
        step(&mut self.scanner).map_err(|error| DocumentError::new(error.into_problem(), self.scanner.position()))
    }

    fn mismatch(&mut self, expected: &str) -> DocumentError {
        let found = self.scanner.found();
        DocumentError::new(format!("expected {expected}, found {found}"), self.scanner.position())
    }

    /// Skips a value and returns its text without white space.
    fn raw(&mut self) -> Result<String> {
        self.scanner.peek();
        let start = self.scanner.position();
        self.scan(Scanner::skip)?;
        Ok(compact(&self.text[start..self.scanner.position()]))
    }

    fn value(&mut self, value_mut: ValueMut<'_>) -> Result<()> {
        match value_mut {
            ValueMut::Structure(target) => self.structure(target, None)?,
            ValueMut::Union(target) => self.union(target)?,
            ValueMut::List(target) => self.list(target)?,
            ValueMut::Map(target) => self.map(target)?,
            ValueMut::Str(target) => *target = self.string()?.into_owned(),
            ValueMut::Enumeration(target) => target.set(&self.string()?),
            ValueMut::Bool(target) => *target = self.boolean()?,
            ValueMut::Float(target) => match self.named_number()? {
                Some(named) => *target = named as f32,
                None => {
                    self.number(ValueMut::Float(target), "a number")?;
                    self.check_finite(target.is_finite())?;
                }
            },
            ValueMut::Double(target) => match self.named_number()? {
                Some(named) => *target = named,
                None => {
                    self.number(ValueMut::Double(target), "a number")?;
                    self.check_finite(target.is_finite())?;
                }
            },
            ValueMut::BigDecimal(_) => self.number(value_mut, "a number")?,
            ValueMut::Byte(_)
            | ValueMut::Short(_)
            | ValueMut::Integer(_)
            | ValueMut::Long(_)
            | ValueMut::BigInteger(_) => {
                self.number(value_mut, "a whole number")?;
            }
            ValueMut::Document(target) => {
                self.scan(|scanner| read_value(scanner, ValueMut::Document(target)))?;
                self.check_finite(is_finite(target))?;
            }
            ValueMut::Nowhere | ValueMut::Timestamp(_) | ValueMut::Blob(_) => {
                self.scan(|scanner| read_value(scanner, value_mut))?;
            }
        }
        Ok(())
    }

    /// Reads an object whose member `tag` was read before.
    fn structure(&mut self, target: &mut dyn Structure, tag: Option<&str>) -> Result<()> {
        let members = target.schema().members;
        let mut seen = vec![false; members.len()];
        let mut first = true;
        self.scan(Scanner::open_object)?;
        while let Some(key) = self.scan(|scanner| scanner.key(&mut first))? {
            if tag == Some(&*key) {
                self.scan(Scanner::skip)?;
                continue;
            }
            let Some(index) = position(members, &key) else {
                let json = self.raw().map_err(|error| error.in_member(&key))?;
                store_unknown(target, &key, json);
                continue;
            };
            if self.scan(Scanner::null)? {
                continue;
            }
            if std::mem::replace(&mut seen[index], true) {
                // The last one wins, and nothing of the earlier ones remains.
                target.clear(index);
            }
            self.value(target.value_mut(index)).map_err(|error| within(error, &members[index]))?;
        }
        drop_repeated(target);
        Ok(())
    }

    fn union(&mut self, target: &mut dyn Union) -> Result<()> {
        match target.discriminator() {
            Some(key) => self.tagged(target, key),
            None => self.single(target),
        }
    }

    /// Reads a structure whose variant is determined by the string in one of its members.
    fn tagged(&mut self, target: &mut dyn Union, key: &'static str) -> Result<()> {
        let mut tag = None;
        self.ahead().each_member(|reader, name| {
            if name != key {
                return reader.scan(Scanner::skip);
            }
            if !reader.scan(Scanner::null)? {
                tag = Some(reader.string().map_err(|error| error.in_member(key))?.into_owned());
            }
            Ok(())
        })?;
        let members = target.schema().members;
        match tag.and_then(|tag| position(members, &tag)) {
            Some(index) => self.set(target, index, |reader, value_mut| match value_mut {
                ValueMut::Structure(structure) => reader.structure(structure, Some(key)),
                other => reader.value(other),
            }),
            None => {
                target.set_unknown(self.raw()?);
                Ok(())
            }
        }
    }

    /// Reads an object with one member, whose name determines the variant.
    fn single(&mut self, target: &mut dyn Union) -> Result<()> {
        let mut names = Vec::new();
        self.ahead().each_member(|reader, name| {
            if !reader.scan(Scanner::null)? {
                if names.last().is_none_or(|last| last != name) {
                    names.push(name.to_owned());
                }
                reader.scan(Scanner::skip)?;
            }
            Ok(())
        })?;
        let members = target.schema().members;
        let Some(index) = names.first().filter(|_| names.len() == 1).and_then(|name| position(members, name)) else {
            target.set_unknown(self.raw()?);
            return Ok(());
        };
        self.each_member(|reader, _| {
            if reader.scan(Scanner::null)? {
                return Ok(());
            }
            let variant = reader.set(target, index, |reader, value_mut| reader.value(value_mut));
            variant.map_err(|error| within(error, &members[index]))
        })
    }

    /// A reader at the same position, for reading ahead.
    fn ahead(&self) -> Reader<'a> {
        Reader { text: self.text, scanner: self.scanner.clone() }
    }

    /// Calls `each` with every name of an object; it must consume the value.
    fn each_member(&mut self, mut each: impl FnMut(&mut Self, &str) -> Result<()>) -> Result<()> {
        let mut first = true;
        self.scan(Scanner::open_object)?;
        while let Some(key) = self.scan(|scanner| scanner.key(&mut first))? {
            each(self, &key)?;
        }
        Ok(())
    }

    fn set(
        &mut self,
        target: &mut dyn Union,
        index: usize,
        mut read: impl FnMut(&mut Self, ValueMut<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut failure = None;
        let set = target.set(index, &mut |value_mut| {
            read(self, value_mut).map_err(|error| {
                failure = Some(error);
                ReadError::new("")
            })
        });
        match (failure, set) {
            (Some(failure), _) => Err(failure),
            (None, Ok(())) => Ok(()),
            (None, Err(error)) => Err(DocumentError::new(error.into_problem(), self.scanner.position())),
        }
    }

    fn list(&mut self, target: &mut dyn List) -> Result<()> {
        let mut first = true;
        let mut index = 0;
        self.scan(Scanner::open_array)?;
        while self.scan(|scanner| scanner.item(&mut first))? {
            if self.scan(Scanner::null)? {
                target.push_null();
            } else {
                self.value(target.push()).map_err(|error| error.in_item(index))?;
            }
            index += 1;
        }
        Ok(())
    }

    fn map(&mut self, target: &mut dyn Map) -> Result<()> {
        self.each_member(|reader, key| {
            if reader.scan(Scanner::null)? {
                target.insert_null(key.to_owned());
                return Ok(());
            }
            reader.value(target.insert(key.to_owned())).map_err(|error| error.in_member(key))
        })
    }

    /// Reads a string, which may be written as a number or a boolean.
    fn string(&mut self) -> Result<Cow<'a, str>> {
        match self.scanner.peek() {
            b'"' => self.scan(Scanner::string),
            b'-' | b'0'..=b'9' => self.scan(Scanner::number).map(Cow::Borrowed),
            b't' | b'f' => self.scan(Scanner::boolean).map(|value| Cow::Borrowed(if value { "true" } else { "false" })),
            _ => Err(self.mismatch("a string")),
        }
    }

    /// Reads a boolean, which may be written as a string.
    fn boolean(&mut self) -> Result<bool> {
        if self.scanner.peek() != b'"' {
            return if matches!(self.scanner.peek(), b't' | b'f') {
                self.scan(Scanner::boolean)
            } else {
                Err(self.mismatch("true or false"))
            };
        }
        let at = self.scanner.position();
        let text = self.scan(Scanner::string)?;
        match text.trim() {
            word if word.eq_ignore_ascii_case("true") => Ok(true),
            word if word.eq_ignore_ascii_case("false") => Ok(false),
            other => {
                Err(DocumentError::new(format!("expected true or false, found the string `{}`", shortened(other)), at))
            }
        }
    }

    /// Reads one of the three numbers that JSON does not have, which are written as strings.
    fn named_number(&mut self) -> Result<Option<f64>> {
        if self.scanner.peek() != b'"' {
            return Ok(None);
        }
        let mut ahead = self.ahead();
        let number = match &*ahead.scan(Scanner::string)? {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            _ => return Ok(None),
        };
        self.scanner = ahead.scanner;
        Ok(Some(number))
    }

    /// Reads a number, which may be written as a string.
    fn number(&mut self, value_mut: ValueMut<'_>, expected: &str) -> Result<()> {
        match self.scanner.peek() {
            b'-' | b'0'..=b'9' => return self.scan(|scanner| read_value(scanner, value_mut)),
            b'"' => {}
            _ => return Err(self.mismatch(expected)),
        }
        let at = self.scanner.position();
        let text = self.scan(Scanner::string)?;
        let digits = text.trim();
        let read = Scanner::new(digits.as_bytes()).and_then(|mut scanner| {
            scanner.number()?;
            scanner.end()?;
            read_value(&mut Scanner::new(digits.as_bytes())?, value_mut)
        });
        read.map_err(|_| {
            DocumentError::new(format!("expected {expected}, found the string `{}`", shortened(digits)), at)
        })
    }

    /// Reports a number that is too large for its type.
    fn check_finite(&self, is_finite: bool) -> Result<()> {
        if is_finite {
            return Ok(());
        }
        Err(DocumentError::new("the number is greater than its type can hold", self.scanner.position()))
    }
}

fn position(members: &[Member], name: &str) -> Option<usize> {
    members.iter().position(|member| member.serialized_name == name)
}

fn within(error: DocumentError, member: &Member) -> DocumentError {
    let error = if member.form.is(Form::SENSITIVE) { error.redacted() } else { error };
    error.in_member(member.serialized_name)
}

/// Stores an unknown member.
fn store_unknown(target: &mut dyn Structure, name: &str, json: String) {
    if let Some(members) = target.unknown_members_mut() {
        members.push((name.to_owned(), json));
    }
}

/// Removes all but the last of the unknown members with the same name.
fn drop_repeated(target: &mut dyn Structure) {
    let Some(members) = target.unknown_members_mut().filter(|members| members.len() > 1) else { return };
    let mut last: HashMap<String, usize> = HashMap::with_capacity(members.len());
    last.extend(members.iter().enumerate().map(|(index, (name, _))| (name.clone(), index)));
    let mut index = 0;
    members.retain(|(name, _)| {
        index += 1;
        last.get(name) == Some(&(index - 1))
    });
}

/// Whether JSON can represent all numbers.
fn is_finite(document: &Document) -> bool {
    match document {
        Document::Number(Number::Float(number)) => number.is_finite(),
        Document::Array(items) => items.iter().all(is_finite),
        Document::Object(entries) => entries.values().all(is_finite),
        _ => true,
    }
}

/// A text, shortened for a message.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
