//! Verdicts, and the next version that they require.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether clients of the old model still work with a service of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// All of them do.
    #[default]
    Compatible,
    /// Some of them do not, or not always.
    Breaking,
}

/// Whether programs that compile with the old crate compile with the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Semver {
    /// All of them do.
    #[default]
    Patch,
    /// All of them do, but there are new items or new warnings.
    Minor,
    /// Some of them do not.
    Major,
}

/// Both verdicts on one change, or on several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Verdicts {
    /// The verdict on the wire.
    pub wire: Wire,
    /// The verdict in Rust.
    pub rust: Semver,
}

impl Verdicts {
    /// Combines two verdicts: the worse of both wins.
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

/// The version after `version` with such changes, by Cargo's rules: below 1.0, the second number has the meaning of the
/// first, and below 0.1, the third one. `None` if the version is not three numbers.
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
        for invalid in ["", "1.2", "1.2.3.4", "1.2.x", "18446744073709551615.0.0-", "1.2.18446744073709551615"] {
            assert_eq!(next_version(invalid, Semver::Patch), None, "{invalid}");
        }
    }
}
