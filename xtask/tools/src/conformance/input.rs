//! Generates inputs from the model.

use dms_codegen::model::{Member, Model, Range, ShapeKind, Traits};
use dms_codegen::smithy::ShapeId;
use fastrand::Rng;

use super::moment::FIRST_AND_LAST;
use super::value::Value;

/// Below this depth there are only required members, so that recursive shapes end.
const DEEPEST: usize = 8;

/// A value that no enumeration has.
const UNKNOWN_VALUE: &str = "a-value-from-the-future";

/// The choice of members and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Only required members.
    Required,
    /// All members; enumerations and unions take the choice of this round.
    All(usize),
    /// All members, with empty strings and lists.
    Empty,
    /// All members, with unknown values of enumerations.
    Unknown,
    /// A random choice.
    Random,
}

impl Style {
    /// Returns the style for the chosen member of a union with this many members; the choice consumed a part of the
    /// round.
    pub fn below_union(self, members: usize) -> Self {
        match self {
            Self::All(round) => Self::All(round / members.max(1)),
            other => other,
        }
    }
}

/// Generates values.
pub struct Maker<'m> {
    /// The model with their shapes.
    pub model: &'m Model,
    /// The source of random numbers.
    pub rng: Rng,
    /// The choice of members and values.
    pub style: Style,
    depth: usize,
}

impl<'m> Maker<'m> {
    /// Creates a generator that starts at the outermost structure.
    pub fn new(model: &'m Model, rng: Rng, style: Style) -> Self {
        Self { model, rng, style, depth: 0 }
    }

    /// Generates a value of the target shape of a member or an operation.
    pub fn value(&mut self, target: &ShapeId, traits: Option<&Traits>) -> Value {
        let model = self.model;
        let shape = model.shape(target);
        self.depth += 1;
        let value = match &shape.kind {
            ShapeKind::Structure(members) => self.structure(members),
            ShapeKind::Union(members) => {
                let member = &members[self.choice(members.len())];
                let style = self.style;
                self.style = style.below_union(members.len());
                let value = self.value(&member.target, Some(&member.traits));
                self.style = style;
                Value::Object(vec![(member.name().to_owned(), value)])
            }
            ShapeKind::List(member) => {
                let length = self.length(&shape.traits, traits);
                Value::List((0..length).map(|_| self.value(&member.target, Some(&member.traits))).collect())
            }
            ShapeKind::Map { value, .. } => {
                let length = self.length(&shape.traits, traits);
                let entry = |index| (format!("key {index}"), self.value(&value.target, Some(&value.traits)));
                Value::Object((0..length).map(entry).collect())
            }
            simple => self.simple(simple, &shape.traits, traits),
        };
        self.depth -= 1;
        value
    }

    fn structure(&mut self, members: &[Member]) -> Value {
        let mut chosen = vec![];
        for member in members {
            if self.includes(member.traits.required) {
                let value = self.value(&member.target, Some(&member.traits));
                chosen.push((member.name().to_owned(), value));
            }
        }
        Value::Object(chosen)
    }

    /// Whether a member is included.
    pub fn includes(&mut self, required: bool) -> bool {
        required
            || match self.style {
                _ if self.depth > DEEPEST => false,
                Style::Required => false,
                Style::All(_) | Style::Empty | Style::Unknown => true,
                Style::Random => self.rng.bool(),
            }
    }

    /// Chooses one of `count` items.
    pub fn choice(&mut self, count: usize) -> usize {
        match self.style {
            Style::All(round) => round % count.max(1),
            Style::Random => self.rng.usize(..count.max(1)),
            Style::Required | Style::Empty | Style::Unknown => 0,
        }
    }

    /// Returns the length of a list.
    pub fn length(&mut self, own: &Traits, member: Option<&Traits>) -> usize {
        let least = bound(own, member, |range| range.min.as_ref());
        let wanted = match self.style {
            Style::Required | Style::Unknown => 1,
            Style::All(round) => 1 + round % 2,
            Style::Empty => 0,
            Style::Random => self.rng.usize(..4),
        };
        wanted.max(least.unwrap_or(0))
    }

    fn simple(&mut self, kind: &ShapeKind, own: &Traits, member: Option<&Traits>) -> Value {
        match kind {
            ShapeKind::Blob => Value::Blob(self.bytes()),
            ShapeKind::Boolean => Value::Bool(self.choice(2) == 0),
            ShapeKind::Enum(values) => Value::Text(match self.style {
                Style::Random if self.rng.u8(..10) == 0 => UNKNOWN_VALUE.to_owned(),
                Style::Unknown => UNKNOWN_VALUE.to_owned(),
                _ => values[self.choice(values.len())].value.clone(),
            }),
            ShapeKind::IntEnum(values) => Value::Integer(values[self.choice(values.len())].value.into()),
            ShapeKind::Byte => self.whole(i8::MIN.into(), i8::MAX.into()),
            ShapeKind::Short => self.whole(i16::MIN.into(), i16::MAX.into()),
            ShapeKind::Integer => self.whole(i32::MIN.into(), i32::MAX.into()),
            ShapeKind::Long | ShapeKind::BigInteger => self.whole(i64::MIN, i64::MAX),
            ShapeKind::Float => Value::Double(f64::from(self.rng.i16(..)) / 16.0),
            ShapeKind::Double | ShapeKind::BigDecimal => Value::Double(self.double()),
            ShapeKind::Timestamp => Value::Time(self.time()),
            _ => {
                let longest = bound(own, member, |range| range.max.as_ref()).unwrap_or(usize::MAX);
                let least = bound(own, member, |range| range.min.as_ref()).unwrap_or(0);
                let mut text: String = self.text().chars().take(longest).collect();
                while text.chars().count() < least {
                    text.push('x');
                }
                Value::Text(text)
            }
        }
    }

    /// Generates bytes, which are not always valid text.
    pub fn bytes(&mut self) -> Vec<u8> {
        match self.style {
            Style::Empty => vec![],
            Style::Random => {
                let length = self.rng.usize(..70);
                (0..length).map(|_| self.rng.u8(..)).collect()
            }
            _ => vec![0, 0xff, b'\n', 0xfe, 0x7f],
        }
    }

    fn whole(&mut self, least: i64, greatest: i64) -> Value {
        Value::Integer(self.integer(least, greatest))
    }

    /// Generates an integer, often an extreme one.
    pub fn integer(&mut self, least: i64, greatest: i64) -> i64 {
        let extremes = [least, greatest, 0, -1, 1, least + 1, greatest - 1];
        match self.style {
            Style::Random if self.rng.bool() => self.rng.i64(least..=greatest),
            _ => extremes[self.choice(extremes.len())],
        }
    }

    /// Generates a number that JSON has.
    pub fn double(&mut self) -> f64 {
        let extremes = [0.1, 0.0, -0.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 1e21, -123_456.789];
        match self.style {
            Style::Random => Some(f64::from_bits(self.rng.u64(..))).filter(|number| number.is_finite()).unwrap_or(1.5),
            _ => extremes[self.choice(extremes.len())],
        }
    }

    /// Generates a time. It has fractions only if a double of seconds can represent them.
    pub fn time(&mut self) -> i64 {
        let (first, last) = FIRST_AND_LAST;
        let seconds = [1_700_000_000, 0, -1, first, last, 951_782_400, 4_102_444_800];
        match self.style {
            Style::Random => match self.rng.u8(..3) {
                0 => self.rng.i64(first..=last) * 1_000_000,
                1 => self.rng.i64(-4_000_000_000_000..4_000_000_000_000) * 1000,
                _ => self.rng.i64(-4_000_000_000_000_000..4_000_000_000_000_000),
            },
            _ => seconds[self.choice(seconds.len())] * 1_000_000,
        }
    }

    /// Generates text with characters that may be hard to write or to read.
    pub fn text(&mut self) -> String {
        const HARD: [char; 34] = [
            '\0',
            '\u{1}',
            '\u{8}',
            '\t',
            '\n',
            '\u{b}',
            '\u{c}',
            '\r',
            '\u{1b}',
            '\u{1f}',
            ' ',
            '"',
            '$',
            '&',
            '\'',
            '/',
            '<',
            '\\',
            '{',
            '}',
            '\u{7f}',
            '\u{80}',
            '\u{85}',
            '\u{a0}',
            'é',
            'ß',
            '\u{301}',
            '漢',
            '\u{2028}',
            '\u{2029}',
            '\u{feff}',
            '\u{ffff}',
            '😀',
            '\u{10ffff}',
        ];
        match self.style {
            Style::Required | Style::Unknown => "text".to_owned(),
            Style::Empty => String::new(),
            Style::All(round) => HARD.iter().cycle().skip(round * 5).take(5).collect(),
            Style::Random => match self.rng.u8(..12) {
                0 => String::new(),
                1 => "long ä ".repeat(self.rng.usize(..500)),
                2..6 => (0..self.rng.usize(1..20)).map(|_| self.rng.alphanumeric()).collect(),
                _ => (0..self.rng.usize(1..12)).map(|_| HARD[self.rng.usize(..HARD.len())]).collect(),
            },
        }
    }
}

/// Returns the bound of a length, from a member or its target.
fn bound(own: &Traits, member: Option<&Traits>, of: impl Fn(&Range) -> Option<&serde_json::Number>) -> Option<usize> {
    let lengths = [member.and_then(|member| member.length.as_ref()), own.length.as_ref()];
    lengths.into_iter().flatten().find_map(|range| of(range)?.as_u64()?.try_into().ok())
}
