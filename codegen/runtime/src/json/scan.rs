//! The grammar of JSON: finds the tokens of a text without interpreting them.

use super::text::end_of_plain;
use crate::schema::ReadError;
use std::borrow::Cow;

/// The maximum depth of nested objects and arrays.
const MAX_DEPTH: usize = 128;

type Result<T> = std::result::Result<T, ReadError>;

/// A position in a JSON text.
#[derive(Clone)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner at the beginning of a text.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| ReadError::new("the text is not UTF-8").at(error.valid_up_to()))?;
        Ok(Self { text, at: 0, depth: 0 })
    }

    /// The position of the scanner.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// The length of the remaining text.
    pub(crate) fn rest(&self) -> usize {
        self.text.len() - self.at
    }

    /// The number of open objects and arrays.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// An error at the current position.
    pub(crate) fn fail(&self, problem: impl Into<String>) -> ReadError {
        ReadError::new(problem).at(self.at)
    }

    /// The first byte of the next token, which is not consumed; 0 at the end of the text.
    pub(crate) fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return byte;
            }
            self.at += 1;
        }
        0
    }

    /// A description of the next token, for messages.
    pub(crate) fn found(&mut self) -> &'static str {
        match self.peek() {
            b'{' => "an object",
            b'[' => "an array",
            b'"' => "a string",
            b'-' | b'0'..=b'9' => "a number",
            b't' | b'f' => "a boolean",
            b'n' => "null",
            0 => "the end of the text",
            _ => "something that is not JSON",
        }
    }

    fn mismatch<T>(&mut self, expected: &str) -> Result<T> {
        let found = self.found();
        Err(self.fail(format!("expected {expected}, found {found}")))
    }

    fn expect(&mut self, byte: u8, name: &str) -> Result<()> {
        if self.peek() != byte {
            return self.mismatch(name);
        }
        self.at += 1;
        Ok(())
    }

    /// Checks that there is only white space up to the end of the text.
    pub(crate) fn end(&mut self) -> Result<()> {
        if self.peek() == 0 && self.at == self.text.len() { Ok(()) } else { self.mismatch("the end of the text") }
    }

    fn open(&mut self, byte: u8, name: &str) -> Result<()> {
        self.expect(byte, name)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fail(format!("nested more than {MAX_DEPTH} deep")));
        }
        Ok(())
    }

    /// Enters an object.
    pub(crate) fn open_object(&mut self) -> Result<()> {
        self.open(b'{', "an object")
    }

    /// Enters an array.
    pub(crate) fn open_array(&mut self) -> Result<()> {
        self.open(b'[', "an array")
    }

    /// Moves to the next element; `false` if the object or array ends instead.
    fn next(&mut self, first: &mut bool, close: u8) -> Result<bool> {
        if self.peek() == close {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if !std::mem::replace(first, false) {
            self.expect(b',', "a comma or the end of the object or array")?;
        }
        Ok(true)
    }

    /// The next key of an object, consumed with its colon; `None` if the object ends.
    pub(crate) fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>> {
        if self.member(first)? { self.any_key().map(Some) } else { Ok(None) }
    }

    /// Whether the object has another member, whose key must be consumed next.
    pub(crate) fn member(&mut self, first: &mut bool) -> Result<bool> {
        self.next(first, b'}')
    }

    /// Consumes a key and its colon.
    pub(crate) fn any_key(&mut self) -> Result<Cow<'a, str>> {
        let key = self.string()?;
        self.expect(b':', "a colon")?;
        Ok(key)
    }

    /// Consumes the key and its colon if they have the usual form of this name, which contains no escapes.
    pub(crate) fn takes_key(&mut self, name: &str) -> bool {
        self.peek();
        let rest = self.text.as_bytes()[self.at..].strip_prefix(b"\"");
        let is_it =
            rest.and_then(|rest| rest.strip_prefix(name.as_bytes())).is_some_and(|rest| rest.starts_with(b"\":"));
        if is_it {
            self.at += name.len() + 3;
        }
        is_it
    }

    /// Whether the array has another item.
    pub(crate) fn item(&mut self, first: &mut bool) -> Result<bool> {
        self.next(first, b']')
    }

    /// Consumes a `null` if it is next.
    pub(crate) fn null(&mut self) -> Result<bool> {
        if self.peek() != b'n' {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    fn word(&mut self, word: &str) -> Result<()> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            Err(self.fail(format!("expected `{word}`")))
        }
    }

    /// Consumes `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Result<bool> {
        match self.peek() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => self.mismatch("a boolean"),
        }
    }

    /// Consumes a number and returns its text.
    pub(crate) fn number(&mut self) -> Result<&'a str> {
        if !matches!(self.peek(), b'-' | b'0'..=b'9') {
            return self.mismatch("a number");
        }
        let start = self.at;
        let tail = &self.text.as_bytes()[start..];
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        self.at += tail.iter().position(|byte| !is_part(byte)).unwrap_or(tail.len());
        let number = &self.text[start..self.at];
        if is_number(number.as_bytes()) {
            return Ok(number);
        }
        self.at = start;
        Err(self.fail(format!("`{number}` is not a number")))
    }

    /// Consumes a string; borrowed if it contains no escapes.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>> {
        self.expect(b'"', "a string")?;
        let start = self.at;
        let run = self.plain_run()?;
        if self.text.as_bytes()[self.at] == b'"' {
            self.at += 1;
            return Ok(Cow::Borrowed(run));
        }
        let mut unescaped = String::with_capacity(run.len() + 16);
        self.at = start;
        loop {
            let run = self.plain_run()?;
            unescaped.push_str(run);
            self.at += 1;
            if self.text.as_bytes()[self.at - 1] == b'"' {
                return Ok(Cow::Owned(unescaped));
            }
            unescaped.push(self.escape()?);
        }
    }

    /// The text up to the next quote or backslash, which is not consumed.
    fn plain_run(&mut self) -> Result<&'a str> {
        let start = self.at;
        let tail = &self.text.as_bytes()[start..];
        match end_of_plain(tail) {
            Some(length) => {
                self.at = start + length;
                if tail[length] < 0x20 {
                    return Err(self.fail("a control character in a string"));
                }
                Ok(&self.text[start..self.at])
            }
            None => {
                self.at = self.text.len();
                Err(self.fail("a string does not end"))
            }
        }
    }

    /// The character after a backslash.
    fn escape(&mut self) -> Result<char> {
        let escaped = self.text.as_bytes().get(self.at).copied().unwrap_or(0);
        self.at += 1;
        Ok(match escaped {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => {
                self.at -= 1;
                return Err(self.fail("an unknown escape in a string"));
            }
        })
    }

    fn unicode(&mut self) -> Result<char> {
        let first = self.hex()?;
        let code = match first {
            0xD800..=0xDBFF if self.text.as_bytes()[self.at..].starts_with(b"\\u") => {
                self.at += 2;
                match self.hex()? {
                    second @ 0xDC00..=0xDFFF => 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                    _ => first,
                }
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| self.fail("half of a surrogate pair in a string"))
    }

    fn hex(&mut self) -> Result<u32> {
        let mut code = 0;
        for at in self.at..self.at + 4 {
            let byte = self.text.as_bytes().get(at).copied().unwrap_or_default();
            match char::from(byte).to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => return Err(self.fail("expected four hexadecimal digits")),
            }
        }
        self.at += 4;
        Ok(code)
    }

    /// Skips one value of any kind.
    pub(crate) fn skip(&mut self) -> Result<()> {
        let mut first = true;
        match self.peek() {
            b'{' => {
                self.open_object()?;
                while self.key(&mut first)?.is_some() {
                    self.skip()?;
                }
                Ok(())
            }
            b'[' => {
                self.open_array()?;
                while self.item(&mut first)? {
                    self.skip()?;
                }
                Ok(())
            }
            b'"' => self.string().map(drop),
            b't' | b'f' => self.boolean().map(drop),
            b'n' => self.null().map(drop),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            _ => self.mismatch("a value"),
        }
    }
}

/// JSON's grammar of numbers: no leading zeros, digits on both sides of the point.
fn is_number(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text[0] == b'0') {
        return false;
    }
    let mut rest = &text[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let Some(exponent) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        let exponent = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
        let length = digits(exponent);
        return length > 0 && length == exponent.len();
    }
    rest.is_empty()
}

/// The number of digits at the start of the text.
fn digits(text: &[u8]) -> usize {
    let mut count = 0;
    while text.get(count).is_some_and(u8::is_ascii_digit) {
        count += 1;
    }
    count
}
