//! Generates responses from the model, in the usual form and in other forms that servers may use.

use dms_codegen::model::{Member, Model, Operation, ShapeKind, TimestampFormat, Traits};
use dms_codegen::smithy::ShapeId;
use fastrand::Rng;

use super::input::{Maker, Style};
use super::moment;
use super::value::base64;

/// A response of the service.
#[derive(Debug, Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
    /// The error code, if it is an error.
    pub code: Option<String>,
}

/// Writes responses. They have the usual form except in random cases.
pub struct Writer<'m> {
    maker: Maker<'m>,
    /// Whether there is white space between the tokens.
    space: bool,
    /// Whether there are nulls and unknown members, in another order.
    noise: bool,
    /// Whether there are unnecessary escapes.
    escapes: bool,
    /// Whether numbers and times have unusual forms.
    forms: bool,
    /// Whether times have the format of the model and can be represented exactly by a double; otherwise clients may
    /// round.
    modelled: bool,
}

impl<'m> Writer<'m> {
    /// Creates a writer of responses in the usual form, with contents of this style.
    pub fn plain(model: &'m Model, rng: Rng, style: Style) -> Self {
        let (space, noise, escapes, forms) = (false, false, false, false);
        Self { maker: Maker::new(model, rng, style), space, noise, escapes, forms, modelled: true }
    }

    /// Creates a writer of responses in this style.
    pub fn new(model: &'m Model, mut rng: Rng, style: Style) -> Self {
        let mut may = || style == Style::Random && rng.bool();
        let (space, noise, escapes, forms) = (may(), may(), may(), may());
        Self { maker: Maker::new(model, rng, style), space, noise, escapes, forms, modelled: false }
    }

    /// Returns a response of the operation, sometimes an error.
    pub fn response(&mut self, operation: &Operation) -> Response {
        if self.maker.style == Style::Random && self.maker.rng.u8(..8) == 0 {
            return self.error(operation);
        }
        Response { status: 200, body: self.success(operation), code: None }
    }

    /// Returns the body of a successful response.
    pub fn success(&mut self, operation: &Operation) -> String {
        let body = match &operation.output {
            _ if self.maker.style == Style::Required => "{}".to_owned(),
            Some(output) => self.value(output, None),
            None => "{}".to_owned(),
        };
        format!("{}{body}{}", self.white_space(), self.white_space())
    }

    /// The code is in `__type`, which both clients read.
    fn error(&mut self, operation: &Operation) -> Response {
        let rng = &mut self.maker.rng;
        let unknown_member = "FaultFromTheFuture";
        let code = rng.choice(&operation.errors).map_or(unknown_member, ShapeId::name);
        let code = if rng.u8(..6) == 0 { unknown_member } else { code }.to_owned();
        let status = [400, 403, 404, 409, 500, 503][rng.usize(..6)];
        let spelled = match rng.u8(..4) {
            0 => format!("com.amazonaws.dms#{code}"),
            1 => format!("{code}:http://internal.amazon.com/coral/"),
            2 => format!("com.amazonaws.dms#{code}:http://internal.amazon.com/coral/"),
            _ => code.clone(),
        };
        let name = [None, Some("message"), Some("Message")][rng.usize(..3)];
        let mut parts = vec![self.entry("__type", &format!("\"{spelled}\""))];
        if let Some(name) = name {
            let text = self.maker.text();
            let text = self.quote(&text);
            parts.push(self.entry(name, &text));
        }
        Response { status, body: self.joined('{', parts, '}'), code: Some(code) }
    }

    fn value(&mut self, target: &ShapeId, traits: Option<&Traits>) -> String {
        let model = self.maker.model;
        let shape = model.shape(target);
        match &shape.kind {
            ShapeKind::Structure(members) => self.structure(members),
            ShapeKind::Union(members) => self.union(members),
            ShapeKind::List(member) => {
                let length = self.maker.length(&shape.traits, traits);
                let items = (0..length).map(|_| self.item(member)).collect();
                self.joined('[', items, ']')
            }
            ShapeKind::Map { value, .. } => {
                let length = self.maker.length(&shape.traits, traits);
                let mut entries = vec![];
                for index in 0..length {
                    let item = self.item(value);
                    entries.push(self.entry(&format!("key {index}"), &item));
                }
                self.joined('{', entries, '}')
            }
            simple => self.simple(simple, target, traits),
        }
    }

    fn item(&mut self, member: &Member) -> String {
        if self.rarely() { "null".to_owned() } else { self.value(&member.target, Some(&member.traits)) }
    }

    fn structure(&mut self, members: &[Member]) -> String {
        let mut parts = vec![];
        for member in members {
            // Servers may omit any member, also required ones.
            if self.maker.includes(false) {
                let value = self.item(member);
                parts.push(self.entry(member.name(), &value));
            }
        }
        if self.noise {
            for _ in 0..self.maker.rng.usize(..3) {
                parts.extend(self.unknown_member(members));
            }
            self.maker.rng.shuffle(&mut parts);
        }
        self.joined('{', parts, '}')
    }

    fn union(&mut self, members: &[Member]) -> String {
        let chosen = self.maker.choice(members.len());
        let mut parts = vec![];
        for (index, member) in members.iter().enumerate() {
            if index == chosen {
                // Sometimes the member is absent or unknown.
                let name = if self.rarely() { "MemberFromTheFuture" } else { member.name() };
                let style = self.maker.style;
                self.maker.style = style.below_union(members.len());
                let value = self.item(member);
                self.maker.style = style;
                parts.push(self.entry(name, &value));
            } else if self.rarely() {
                parts.push(self.entry(member.name(), "null"));
            }
        }
        if self.rarely() {
            parts.push(self.entry("__type", "\"aws.dms#Union\""));
        }
        self.joined('{', parts, '}')
    }

    /// Returns a member that is not in the model.
    fn unknown_member(&mut self, members: &[Member]) -> Option<String> {
        let like = self.maker.rng.choice(members).map_or("New", Member::name);
        let names = [like.to_lowercase(), format!("{like}s"), "__type".to_owned(), String::new(), self.maker.text()];
        let name = &names[self.maker.rng.usize(..names.len())];
        let value = self.anything(3);
        (!members.iter().any(|member| member.name() == name)).then(|| self.entry(name, &value))
    }

    /// Returns any JSON, also numbers that no type can represent.
    fn anything(&mut self, depth: usize) -> String {
        let rng = &mut self.maker.rng;
        match rng.u8(..if depth == 0 { 5 } else { 7 }) {
            0 => "null".to_owned(),
            1 => "true".to_owned(),
            2 => ["-0", "1e400", "123456789012345678901234567890", "-1.5E-300", "0.1"][rng.usize(..5)].to_owned(),
            3 | 4 => {
                let text = self.maker.text();
                self.quote(&text)
            }
            5 => {
                let items = (0..rng.usize(..3)).map(|_| self.anything(depth - 1)).collect();
                self.joined('[', items, ']')
            }
            _ => {
                let value = self.anything(depth - 1);
                let parts = vec![self.entry("Status", &value)];
                self.joined('{', parts, '}')
            }
        }
    }

    fn simple(&mut self, kind: &ShapeKind, target: &ShapeId, traits: Option<&Traits>) -> String {
        use super::value::Value;
        let other = self.forms && self.maker.rng.bool();
        match kind {
            ShapeKind::Blob => format!("\"{}\"", base64(&self.maker.bytes())),
            ShapeKind::Timestamp if self.modelled => {
                let micros = self.maker.time().div_euclid(1_000_000 / 64) * (1_000_000 / 64);
                let is_text = is_text(&self.maker.model.shape(target).traits, traits);
                let text = moment::rfc3339(micros, 0).filter(|_| is_text);
                text.map_or_else(|| moment::seconds(micros), |text| format!("\"{text}\""))
            }
            ShapeKind::Timestamp => self.time(other),
            ShapeKind::Float | ShapeKind::Double if other => {
                ["\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "7", "-0", "1E3"][self.maker.rng.usize(..6)].to_owned()
            }
            _ => match self.maker.value(target, traits) {
                Value::Integer(number) if other && number.unsigned_abs() < 1 << 53 => {
                    format!("{number}{}", [".0", "e0", "E+0", ".000"][self.maker.rng.usize(..4)])
                }
                Value::Text(text) => self.quote(&text),
                value => value.to_plain_json().to_string(),
            },
        }
    }

    /// The usual form is a number, whatever the format in the model is.
    fn time(&mut self, other: bool) -> String {
        let micros = self.maker.time();
        let (first, last) = moment::FIRST_AND_LAST;
        // Years with four digits, a day away from the limits because of time zones.
        let is_usual = (-30_000_000_000..last - 86_400).contains(&(micros / 1_000_000));
        if !other || !is_usual || micros / 1_000_000 <= first {
            return moment::seconds(micros);
        }
        let text = match self.maker.rng.u8(..6) {
            0 => moment::rfc3339(micros, 0),
            1 => moment::rfc3339(micros, self.maker.rng.i8(-11..=11)),
            // Without a time zone.
            2 => moment::rfc3339(micros, 0).map(|text| text.trim_end_matches('Z').to_owned()),
            3 => moment::http_date(micros),
            4 => Some(moment::seconds(micros)),
            _ => return format!("{}e0", moment::seconds(micros)),
        };
        text.map_or_else(|| "0".to_owned(), |text| format!("\"{text}\""))
    }

    fn rarely(&mut self) -> bool {
        self.noise && self.maker.rng.u8(..10) == 0
    }

    fn entry(&mut self, name: &str, value: &str) -> String {
        format!("{}{}:{}{value}", self.quote(name), self.white_space(), self.white_space())
    }

    fn joined(&mut self, open: char, parts: Vec<String>, close: char) -> String {
        let mut text = String::from(open);
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            text += &self.white_space();
            text += part;
            text += &self.white_space();
        }
        text.push(close);
        text
    }

    fn white_space(&mut self) -> String {
        let length = if self.space { self.maker.rng.usize(..4) } else { 0 };
        (0..length).map(|_| [' ', '\n', '\r', '\t'][self.maker.rng.usize(..4)]).collect()
    }

    /// Writes a string with necessary escapes and, if wanted, unnecessary ones.
    fn quote(&mut self, text: &str) -> String {
        if !self.escapes {
            return serde_json::Value::from(text).to_string();
        }
        let mut quoted = String::from('"');
        for c in text.chars() {
            let plain = serde_json::Value::from(c.to_string()).to_string();
            match self.maker.rng.u8(..3) {
                0 => {
                    let mut units = [0; 2];
                    c.encode_utf16(&mut units).iter().for_each(|unit| quoted += &format!("\\u{unit:04X}"));
                }
                1 if c == '/' => quoted += "\\/",
                _ => quoted += plain.trim_start_matches('"').strip_suffix('"').unwrap_or(&plain),
            }
        }
        quoted + "\""
    }
}

/// Whether the model declares that a time is written as text.
fn is_text(own: &Traits, member: Option<&Traits>) -> bool {
    let format = member.and_then(|member| member.timestamp_format).or(own.timestamp_format);
    format == Some(TimestampFormat::DateTime)
}
