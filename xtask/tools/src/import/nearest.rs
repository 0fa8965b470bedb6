//! Suggests names and versions for misspelt ones.

/// The maximum number of suggestions in a message.
const COUNT: usize = 3;

/// Returns the names nearest to `wanted`, best first.
pub fn names<'n>(wanted: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut known: Vec<_> = known.map(|name| (strsim::jaro_winkler(wanted, name), name)).collect();
    known.sort_by(|(near, one), (far, other)| far.total_cmp(near).then(one.cmp(other)));
    known.into_iter().take(COUNT).map(|(_, name)| name).collect()
}

/// Returns the versions nearest to `wanted` by their numbers, in ascending order.
pub fn versions<'n>(wanted: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let numbers = |version: &str| -> Vec<u64> {
        version.split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().unwrap_or(0)).collect()
    };
    let wanted = numbers(wanted);
    let mut known: Vec<_> = known.map(|version| (numbers(version), version)).collect();
    known.sort();
    let position = known.partition_point(|(version, _)| *version < wanted);
    let end = (position + COUNT.div_ceil(2)).max(COUNT).min(known.len());
    known[end.saturating_sub(COUNT)..end].iter().map(|(_, version)| *version).collect()
}

/// Formats names as `` `a`, `b` and `c` ``
pub fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_near() {
        let known = ["dms", "dynamodb", "transcribe", "stepfunctions", "translate"];
        assert_eq!(names("transcribe-streaming", known.into_iter())[0], "transcribe");
        assert_eq!(names("dynamo", known.into_iter())[0], "dynamodb");
        assert_eq!(names("x", std::iter::empty()), Vec::<&str>::new());
    }

    #[test]
    fn versions_are_near_by_their_numbers() {
        let known = ["1.44.10", "1.44.5", "1.44.4", "1.43.9", "1.9.0"];
        assert_eq!(versions("1.44.6", known.into_iter()), ["1.44.4", "1.44.5", "1.44.10"]);
        assert_eq!(versions("9.0.0", known.into_iter()), ["1.44.4", "1.44.5", "1.44.10"]);
        assert_eq!(versions("0.1", known.into_iter()), ["1.9.0", "1.43.9", "1.44.4"]);
        assert_eq!(versions("1", ["2.0.0"].into_iter()), ["2.0.0"]);
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!((list(&["a"]), list(&["a", "b", "c"])), ("`a`".to_owned(), "`a`, `b` and `c`".to_owned()));
    }
}
