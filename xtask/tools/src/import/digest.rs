//! Checksums of imported files.

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 in lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
