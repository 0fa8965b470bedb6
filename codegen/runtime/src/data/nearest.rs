//! "Did you mean …?" for names that do not exist.

/// The minimum similarity of a suggested name, from 0 to 1.
const MIN_SIMILARITY: f64 = 0.6;

/// The maximum number of suggestions.
const MAX_SUGGESTIONS: usize = 3;

/// Names longer than this are not compared: the cost grows with the product of the lengths.
const MAX_LENGTH: usize = 120;

/// The names most similar to `wanted`, the best match first. Case, `-` and `_` are ignored.
pub fn nearest(wanted: &str, names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    if wanted.len() > MAX_LENGTH {
        return Vec::new();
    }
    let wanted = folded(wanted);
    let mut alike: Vec<(f64, &'static str)> = names
        .map(|name| (strsim::normalized_damerau_levenshtein(&wanted, &folded(name)), name))
        .filter(|(likeness, _)| *likeness >= MIN_SIMILARITY)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.into_iter().take(MAX_SUGGESTIONS).map(|(_, name)| name).collect()
}

/// A name in the form in which it is compared.
pub fn folded(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// `, did you mean …?`, or an empty string if there is no similar name.
pub fn suggestion(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!(", did you mean `{one}`?"),
        [others @ .., last] => format!(", did you mean `{}` or `{last}`?", others.join("`, `")),
    }
}
