//! Partitions: groups of regions that share their DNS suffixes.

/// A partition, and how to recognize its regions.
#[derive(Debug)]
pub struct Partition {
    /// The name, such as `aws`.
    pub name: &'static str,
    /// The domain of its hosts.
    pub dns_suffix: &'static str,
    /// The domain of its hosts with IPv6 and IPv4.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has hosts that comply with FIPS 140.
    pub supports_fips: bool,
    /// Whether it has hosts with IPv6 and IPv4.
    pub supports_dual_stack: bool,
    /// The region of services without regions.
    pub implicit_global_region: &'static str,
    /// Regions that belong to it although their names have no prefix of it.
    pub regions: &'static [&'static str],
    /// The prefixes before `-word-number` in the names of its other regions.
    pub prefixes: &'static [&'static str],
}

/// The partition of a region: the one that lists it, otherwise the one with a matching prefix, otherwise `aws`.
pub fn partition(table: &'static [Partition], region: &str) -> Option<&'static Partition> {
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
