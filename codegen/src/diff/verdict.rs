//! Verdicts, and the version that follows from them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether clients of the old model still understand a service of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// They do.
    #[default]
    Compatible,
    /// Not all of them, or not always.
    Breaking,
}

/// Whether programs that compile with the old crate compile with the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Semver {
    /// They do.
    #[default]
    Patch,
    /// They do, and there is more to use, or a warning.
    Minor,
    /// Not all of them.
    Major,
}

/// Both verdicts on one change, or on all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Verdicts {
    /// On the wire.
    pub wire: Wire,
    /// In Rust.
    pub rust: Semver,
}

impl Verdicts {
    /// The worse of both.
    #[must_use]
    pub fn and(self, other: Verdicts) -> Verdicts {
        Verdicts { wire: self.wire.max(other.wire), rust: self.rust.max(other.rust) }
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Wire::Compatible => "compatible",
            Wire::Breaking => "breaking",
        })
    }
}

impl fmt::Display for Semver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Semver::Patch => "patch",
            Semver::Minor => "minor",
            Semver::Major => "major",
        })
    }
}

/// The version that comes after `version` with such changes, by Cargo's rules: below 1.0 the middle number counts as
/// the first does later, and below 0.1 the last one. `None` where the version is not three numbers.
pub fn next_version(version: &str, change: Semver) -> Option<String> {
    let parts: Vec<u64> = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [major, minor, patch] = parts[..] else { return None };
    let next = match (major, minor, change) {
        (0, 0, _) | (0, _, Semver::Minor | Semver::Patch) | (_, _, Semver::Patch) => {
            (major, minor, patch.checked_add(1)?)
        }
        (0, _, Semver::Major) | (_, _, Semver::Minor) => (major, minor.checked_add(1)?, 0),
        (_, _, Semver::Major) => (major.checked_add(1)?, 0, 0),
    };
    Some(format!("{}.{}.{}", next.0, next.1, next.2))
}

#[cfg(test)]
mod tests {
    use super::{Semver, next_version};

    #[test]
    fn below_1_0_the_numbers_mean_one_thing_more() {
        let next = |version, change| next_version(version, change).unwrap_or_default();
        assert_eq!(["0.0.3", "0.0.4"].map(|v| next(v, Semver::Patch)), ["0.0.4", "0.0.5"]);
        assert_eq!(next("0.0.3", Semver::Major), "0.0.4");
        assert_eq!(
            [Semver::Patch, Semver::Minor, Semver::Major].map(|c| next("0.1.2", c)),
            ["0.1.3", "0.1.3", "0.2.0"]
        );
        assert_eq!(
            [Semver::Patch, Semver::Minor, Semver::Major].map(|c| next("1.2.3", c)),
            ["1.2.4", "1.3.0", "2.0.0"]
        );
        for odd in ["", "1.2", "1.2.3.4", "1.2.x", "18446744073709551615.0.0-", "1.2.18446744073709551615"] {
            assert_eq!(next_version(odd, Semver::Patch), None, "{odd}");
        }
    }
}
