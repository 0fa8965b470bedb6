//! "Did you mean …?" for ids and names that do not exist.

/// The minimum similarity of a suggested name, from 0 to 1.
const MIN_SIMILARITY: f64 = 0.65;

/// Names longer than this are not compared: the cost grows with the product of the lengths.
const MAX_LENGTH: usize = 120;

/// A remedy: the candidates most similar to `wanted`, or `otherwise` if no candidate is similar.
///
/// Ids are compared by the part after the `#`, so that a wrong or missing namespace is found too.
pub(crate) fn did_you_mean<'c>(wanted: &str, candidates: impl Iterator<Item = &'c str>, otherwise: &str) -> String {
    let bare = bare_name(wanted);
    if bare.len() > MAX_LENGTH {
        return otherwise.to_owned();
    }
    let mut alike: Vec<(f64, &str)> = candidates
        .filter(|candidate| candidate.len() <= MAX_LENGTH * 2)
        .map(|candidate| (strsim::normalized_damerau_levenshtein(bare, bare_name(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= MIN_SIMILARITY)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    match alike.as_slice() {
        [] => otherwise.to_owned(),
        [(_, one)] => format!("Did you mean `{one}`?"),
        [(_, one), (_, two)] => format!("Did you mean `{one}` or `{two}`?"),
        [(_, one), (_, two), (_, three), ..] => format!("Did you mean `{one}`, `{two}` or `{three}`?"),
    }
}

/// The part of an id after the `#`, or the whole id if it has no namespace.
pub(crate) fn bare_name(id: &str) -> &str {
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}
