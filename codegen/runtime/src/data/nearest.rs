//! "Did you mean …?" for names that do not exist.

/// How alike two names must be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.6;

/// How many names are suggested.
const MOST: usize = 3;

/// Names longer than this are not compared: the cost grows with the product of the lengths.
const LONGEST: usize = 120;

/// The names most like `wanted`, the most alike first. Neither case nor `-` and `_` count.
pub(crate) fn nearest(wanted: &str, names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    if wanted.len() > LONGEST {
        return Vec::new();
    }
    let wanted = folded(wanted);
    let mut alike: Vec<(f64, &'static str)> = names
        .map(|name| (strsim::normalized_damerau_levenshtein(&wanted, &folded(name)), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// A name as it is compared.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// `, did you mean …?`, or nothing where no name comes near.
pub(crate) fn suggestion(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!(", did you mean `{one}`?"),
        [others @ .., last] => format!(", did you mean `{}` or `{last}`?", others.join("`, `")),
    }
}
