//! Deserializes shapes from any format.

use super::{
    Nothing, document,
    location::{At, Step, refused},
    nearest::{nearest, suggestion},
    scalar::{Refusal, Scalar, kind, store},
};
use crate::{
    error::{ErrorMetadata, ModeledError},
    json::{self, find},
    schema::{Form, List, Map, ReadError, Schema, Structure, Union, Value, ValueMut, ValueRef},
};
use ::serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use std::{cell::Cell, fmt};

/// Reads a shape and skips unknown members.
pub fn read<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::default_value();
    Destination { target: Target::ValueMut(value.value_mut()), at: At::root(false) }.deserialize(deserializer)?;
    Ok(value)
}

/// Reads an error of the model, which also has a code and a message.
pub fn read_error<'de, T: ModeledError, D: Deserializer<'de>>(
    code: &'static str,
    deserializer: D,
) -> Result<T, D::Error> {
    let mut error: T = read(deserializer)?;
    let is_message = |index: &usize| error.schema().members[*index].serialized_name.eq_ignore_ascii_case("message");
    let mut meta = ErrorMetadata::builder().code(code);
    if let Some(ValueRef::Str(message)) =
        (0..error.schema().members.len()).find(is_message).map(|index| error.get(index))
    {
        meta = meta.message(message);
    }
    let meta = meta.build();
    *error.meta_mut() = meta;
    Ok(error)
}

/// Reads a structure; unknown members are an error.
pub fn read_strictly<'de, D: Deserializer<'de>>(target: &mut dyn Structure, deserializer: D) -> Result<(), D::Error> {
    Destination { target: Target::ValueMut(ValueMut::Structure(target)), at: At::root(true) }.deserialize(deserializer)
}

/// The target of a value. It is created when there is a value that is not null.
enum Target<'a, 'p> {
    ValueMut(ValueMut<'a>),
    /// A member of a structure; a null is reported to the structure.
    Member(&'a mut dyn Structure, usize, &'p Cell<bool>),
    Item(&'a mut dyn List),
    Entry(&'a mut dyn Map, String),
    /// A variant of a union; a null is reported to the union.
    Variant(ValueMut<'a>, &'p Cell<bool>),
}

impl<'a> Target<'a, '_> {
    fn open(self) -> ValueMut<'a> {
        match self {
            Target::ValueMut(value_mut) | Target::Variant(value_mut, _) => value_mut,
            Target::Member(structure, index, _) => structure.value_mut(index),
            Target::Item(list) => list.push(),
            Target::Entry(map, key) => map.insert(key),
        }
    }
}

struct Destination<'a, 'p> {
    target: Target<'a, 'p>,
    at: At<'p>,
}

impl Destination<'_, '_> {
    fn scalar<E: de::Error>(self, found: Unexpected<'_>, value: Scalar<'_>) -> Result<(), E> {
        store(self.target.open(), value).map_err(|refusal| refused(refusal, found, &self.at))
    }

    fn null<E: de::Error>(self) -> Result<(), E> {
        match self.target {
            Target::ValueMut(ValueMut::Document(_)) => {}
            Target::ValueMut(value_mut) => {
                return Err(refused(Refusal::Kind(kind(&value_mut)), Unexpected::Other("null"), &self.at));
            }
            Target::Item(list) => list.push_null(),
            Target::Entry(map, key) => map.insert_null(key),
            Target::Member(_, _, is_null) | Target::Variant(_, is_null) => is_null.set(true),
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Destination<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Destination<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value{}", self.at)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.scalar(Unexpected::Bool(value), Scalar::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.scalar(Unexpected::Signed(value), Scalar::Integer(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.scalar(Unexpected::Unsigned(value), Scalar::Integer(value.into()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.scalar(Unexpected::Other("integer"), Scalar::Integer(value))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        self.scalar(Unexpected::Other("integer"), Scalar::Digits(&value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.scalar(Unexpected::Float(value), Scalar::Float(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Unexpected::Str(value), Scalar::Text(value))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<(), E> {
        self.scalar(Unexpected::Bytes(value), Scalar::Bytes(value))
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        match self.target.open() {
            ValueMut::List(target) => list(seq, target, &self.at),
            ValueMut::Document(target) => document::Seed(self.at).visit_seq(seq).map(|document| *target = document),
            value_mut => Err(refused(Refusal::Kind(kind(&value_mut)), Unexpected::Seq, &self.at)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.target.open() {
            ValueMut::Structure(target) => structure(map, target, &self.at),
            ValueMut::Union(target) => union(map, target, &self.at),
            ValueMut::Map(target) => entries(map, target, &self.at),
            ValueMut::Document(target) => document::Seed(self.at).visit_map(map).map(|document| *target = document),
            ValueMut::Nowhere => structure(map, &mut Nothing {}, &self.at),
            value_mut => wrapped(map, value_mut, &self.at),
        }
    }
}

/// The name of a member: its index, or the name if there is no such member.
struct Name {
    schema: &'static Schema,
    from: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a member of `{}`", self.schema.name)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(find(self.schema.members, name, self.from).ok_or_else(|| name.to_owned()))
    }
}

fn unknown<E: de::Error>(name: &str, schema: &'static Schema, at: &At<'_>) -> E {
    if at.is_sensitive {
        return E::custom(format_args!("`{}` has no such member{at}", schema.name));
    }
    let names = nearest(name, schema.members.iter().map(|member| member.serialized_name));
    let suggestion = suggestion(&names);
    E::custom(format_args!("`{}` has no member `{name}`{at}{suggestion}", schema.name))
}

fn structure<'de, A: MapAccess<'de>>(mut map: A, target: &mut dyn Structure, at: &At<'_>) -> Result<(), A::Error> {
    let schema = target.schema();
    let mut seen = vec![false; schema.members.len()];
    let mut present = seen.clone();
    let mut from = 0;
    while let Some(name) = map.next_key_seed(Name { schema, from })? {
        match name {
            Ok(index) => {
                let member = &schema.members[index];
                if std::mem::replace(&mut seen[index], true) {
                    return Err(de::Error::custom(format_args!(
                        "the member `{}` occurs twice{at}",
                        member.serialized_name
                    )));
                }
                let is_null = Cell::new(false);
                let at = at.in_member(member)?;
                map.next_value_seed(Destination { target: Target::Member(target, index, &is_null), at })?;
                present[index] = !is_null.get();
                from = index + 1;
            }
            Err(name) if at.is_strict => return Err(unknown(&name, schema, at)),
            Err(_) => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    if at.is_strict { all_required(schema, &present, at) } else { Ok(()) }
}

/// Whether all required members are present; null counts as absent.
fn all_required<E: de::Error>(schema: &'static Schema, present: &[bool], at: &At<'_>) -> Result<(), E> {
    let members = schema.members.iter().zip(present);
    let missing = members.filter(|(member, present)| member.form.is(Form::REQUIRED) && !**present);
    let missing: Vec<String> = missing.map(|(member, _)| format!("`{}`", at.path_to(member.serialized_name))).collect();
    match missing.as_slice() {
        [] => Ok(()),
        [one] => Err(E::custom(format_args!("the required member {one} is missing"))),
        several => Err(E::custom(format_args!("the required members {} are missing", several.join(", ")))),
    }
}

/// One member that is not null. If it is unknown, the union stays the unknown variant, which it was before.
fn union<'de, A: MapAccess<'de>>(mut map: A, target: &mut dyn Union, at: &At<'_>) -> Result<(), A::Error> {
    let schema = target.schema();
    let mut seen = false;
    while let Some(name) = map.next_key_seed(Name { schema, from: 0 })? {
        let is_there = match name {
            Ok(index) => variant(&mut map, target, index, at)?,
            Err(name) if name == json::TYPE => map.next_value::<IgnoredAny>().map(|_| false)?,
            Err(name) if at.is_strict => return Err(unknown(&name, schema, at)),
            Err(_) => map.next_value::<Option<IgnoredAny>>()?.is_some(),
        };
        if is_there && std::mem::replace(&mut seen, true) {
            return Err(de::Error::custom(format_args!("the union `{}` has more than one member{at}", schema.name)));
        }
    }
    if at.is_strict && !seen {
        return Err(de::Error::custom(format_args!("the union `{}` has no member{at}", schema.name)));
    }
    Ok(())
}

/// Whether the variant has a value that is not null.
fn variant<'de, A: MapAccess<'de>>(
    map: &mut A,
    target: &mut dyn Union,
    index: usize,
    at: &At<'_>,
) -> Result<bool, A::Error> {
    let at = at.in_member(&target.schema().members[index])?;
    let (is_null, mut failure) = (Cell::new(false), None);
    let set = target.set(index, &mut |value_mut| {
        let read = map.next_value_seed(Destination { target: Target::Variant(value_mut, &is_null), at });
        failure = read.err();
        // After an error the union is unchanged.
        if failure.is_some() || is_null.get() { Err(ReadError::new("")) } else { Ok(()) }
    });
    match (failure, set) {
        (Some(failure), _) => Err(failure),
        (None, set) => Ok(set.is_ok()),
    }
}

fn list<'de, A: SeqAccess<'de>>(mut seq: A, target: &mut dyn List, at: &At<'_>) -> Result<(), A::Error> {
    let mut index = 0;
    loop {
        let destination = Destination { target: Target::Item(target), at: at.below(Step::Item(index))? };
        if seq.next_element_seed(destination)?.is_none() {
            return Ok(());
        }
        index += 1;
    }
}

fn entries<'de, A: MapAccess<'de>>(mut map: A, target: &mut dyn Map, at: &At<'_>) -> Result<(), A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        // A key is a value of the map, and is sensitive if the map is.
        let at = at.below(Step::Name(if at.is_sensitive { "…" } else { &key }))?;
        map.next_value_seed(Destination { target: Target::Entry(target, key.clone()), at })?;
    }
    Ok(())
}

/// Reads numbers with all their digits and dates, for which serde has no type: formats represent them as a map with one
/// key that begins with `$`.
fn wrapped<'de, A: MapAccess<'de>>(mut map: A, value_mut: ValueMut<'_>, at: &At<'_>) -> Result<(), A::Error> {
    let is_text = matches!(
        value_mut,
        ValueMut::Str(_) | ValueMut::Enumeration(_) | ValueMut::Bool(_) | ValueMut::Blob(_) | ValueMut::List(_)
    );
    let key = if is_text { None } else { map.next_key::<String>()? };
    if key.is_none_or(|key| !key.starts_with('$')) {
        return Err(refused(Refusal::Kind(kind(&value_mut)), Unexpected::Map, at));
    }
    let digits: String = map.next_value()?;
    store(value_mut, Scalar::Digits(&digits)).map_err(|refusal| refused(refusal, Unexpected::Map, at))
}
