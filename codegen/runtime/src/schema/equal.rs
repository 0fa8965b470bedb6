//! Equality of structures and unions, member by member.
//!
//! All of it is `#[inline]`, so that only programs that compare contain the code.

use super::{List, Map, Structure, Union, ValueRef};

/// Whether two structures of one type are equal, including fields that are not members.
#[inline]
pub fn equal_structures(a: &dyn Structure, b: &dyn Structure) -> bool {
    (0..a.schema().members.len()).all(|index| equal(a.get(index), b.get(index))) && a.hidden() == b.hidden()
}

/// Whether two unions of one type have the same variant with equal values. Unknown variants without stored content are
/// equal.
#[inline]
pub fn equal_unions(a: &dyn Union, b: &dyn Union) -> bool {
    match (a.get(), b.get()) {
        (Some((a_index, a)), Some((b_index, b))) => a_index == b_index && equal(a, b),
        (None, None) => a.unknown() == b.unknown(),
        _ => false,
    }
}

#[inline]
fn equal(a: ValueRef<'_>, b: ValueRef<'_>) -> bool {
    match (a, b) {
        (ValueRef::Absent, ValueRef::Absent) => true,
        (ValueRef::Str(a), ValueRef::Str(b)) => a == b,
        (ValueRef::Enumeration(a), ValueRef::Enumeration(b)) => a.text() == b.text(),
        (ValueRef::Bool(a), ValueRef::Bool(b)) => a == b,
        (ValueRef::Integer(a), ValueRef::Integer(b)) => a == b,
        (ValueRef::Float(a), ValueRef::Float(b)) => a == b,
        (ValueRef::Double(a), ValueRef::Double(b)) => a == b,
        (ValueRef::BigInteger(a), ValueRef::BigInteger(b)) => a == b,
        (ValueRef::BigDecimal(a), ValueRef::BigDecimal(b)) => a.as_ref() == b.as_ref(),
        (ValueRef::Timestamp(a), ValueRef::Timestamp(b)) => a == b,
        (ValueRef::Blob(a), ValueRef::Blob(b)) => a == b,
        (ValueRef::Document(a), ValueRef::Document(b)) => a == b,
        (ValueRef::Structure(a), ValueRef::Structure(b)) => equal_structures(a, b),
        (ValueRef::Union(a), ValueRef::Union(b)) => equal_unions(a, b),
        (ValueRef::List(a), ValueRef::List(b)) => equal_lists(a, b),
        (ValueRef::Map(a), ValueRef::Map(b)) => equal_maps(a, b),
        _ => false,
    }
}

#[inline]
fn equal_lists(a: &dyn List, b: &dyn List) -> bool {
    a.len() == b.len() && (0..a.len()).all(|index| equal(a.get(index), b.get(index)))
}

#[inline]
fn equal_maps(a: &dyn Map, b: &dyn Map) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut same = true;
    let _ = a.try_each(&mut |key, value| {
        same &= b.get(key.text()).is_some_and(|other| equal(value, other));
        Ok(())
    });
    same
}
