//! Equality of structures and unions, member by member.

use super::{List, Map, Structure, Union, View};

/// Whether two structures of one type hold the same, fields that are no members included.
pub fn equal_structures(a: &dyn Structure, b: &dyn Structure) -> bool {
    (0..a.schema().members.len()).all(|index| equal(a.get(index), b.get(index))) && a.hidden() == b.hidden()
}

/// Whether two unions of one type hold the same variant with the same value. Unknown variants are alike if nothing is kept
/// of them.
pub fn equal_unions(a: &dyn Union, b: &dyn Union) -> bool {
    match (a.get(), b.get()) {
        (Some((a_index, a)), Some((b_index, b))) => a_index == b_index && equal(a, b),
        (None, None) => a.unknown() == b.unknown(),
        _ => false,
    }
}

fn equal(a: View<'_>, b: View<'_>) -> bool {
    match (a, b) {
        (View::Absent, View::Absent) => true,
        (View::Str(a), View::Str(b)) => a == b,
        (View::Enumeration(a), View::Enumeration(b)) => a.text() == b.text(),
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Integer(a), View::Integer(b)) => a == b,
        (View::Float(a), View::Float(b)) => a == b,
        (View::Double(a), View::Double(b)) => a == b,
        (View::BigInteger(a), View::BigInteger(b)) => a == b,
        (View::BigDecimal(a), View::BigDecimal(b)) => a.as_ref() == b.as_ref(),
        (View::Timestamp(a), View::Timestamp(b)) => a == b,
        (View::Blob(a), View::Blob(b)) => a == b,
        (View::Document(a), View::Document(b)) => a == b,
        (View::Structure(a), View::Structure(b)) => equal_structures(a, b),
        (View::Union(a), View::Union(b)) => equal_unions(a, b),
        (View::List(a), View::List(b)) => equal_lists(a, b),
        (View::Map(a), View::Map(b)) => equal_maps(a, b),
        _ => false,
    }
}

fn equal_lists(a: &dyn List, b: &dyn List) -> bool {
    a.len() == b.len() && (0..a.len()).all(|index| equal(a.get(index), b.get(index)))
}

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
