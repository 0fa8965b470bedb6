//! Partitions: groups of regions that share their DNS suffixes.

/// A partition, and how to recognize its regions.
#[derive(Debug)]
pub(crate) struct Partition {
    pub(crate) name: &'static str,
    pub(crate) dns_suffix: &'static str,
    pub(crate) dual_stack_dns_suffix: &'static str,
    pub(crate) supports_fips: bool,
    pub(crate) supports_dual_stack: bool,
    pub(crate) implicit_global_region: &'static str,
    /// Regions that belong to it although their names have no prefix of it.
    pub(crate) regions: &'static [&'static str],
    /// The prefixes before `-word-number` in the names of its other regions.
    pub(crate) prefixes: &'static [&'static str],
}

/// The partition of a region: the one that lists it, otherwise the one with a matching prefix, otherwise `aws`.
pub(crate) fn partition(table: &'static [Partition], region: &str) -> Option<&'static Partition> {
    for partition in table {
        if partition.regions.contains(&region) {
            return Some(partition);
        }
    }
    for partition in table {
        for prefix in partition.prefixes {
            if is_alike(region, prefix) {
                return Some(partition);
            }
        }
    }
    table.iter().find(|partition| partition.name == "aws")
}

fn is_alike(region: &str, prefix: &str) -> bool {
    let tail = region.strip_prefix(prefix).and_then(|tail| tail.strip_prefix('-'));
    tail.and_then(|tail| tail.split_once('-')).is_some_and(|(word, number)| {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        let is_number = |b: u8| b.is_ascii_digit();
        !word.is_empty() && word.bytes().all(is_word) && !number.is_empty() && number.bytes().all(is_number)
    })
}
