//! Reads the files of one service as text.

use super::remedy::OrRemedy as _;
use anyhow::{Context, Result, bail};
use dms_codegen::{Source, botocore::Documents};
use flate2::read::GzDecoder;
use std::{collections::BTreeSet, fs, io::Read, path::Path};

/// Collects the documents of a service, plain or compressed with gzip; without partitions.
///
/// `read` takes a file name and returns a name for messages and the bytes, or `None` if there is
/// no such file. `source` is the name of the folder or archive for messages, and `names` are the files in it.
///
/// # Errors
/// When there is no `service-2`, when `read` fails, or when a file is not gzip or not UTF-8.
pub fn collect(
    source: &str,
    names: impl IntoIterator<Item = String>,
    mut read: impl FnMut(&str) -> Result<Option<(String, Vec<u8>)>>,
) -> Result<Documents> {
    let mut find = |stem: &str| -> Result<Option<Source>> {
        for name in [format!("{stem}.json"), format!("{stem}.json.gz")] {
            if let Some((name, bytes)) = read(&name)? {
                return Ok(Some(Source { text: text(&name, bytes)?, name }));
            }
        }
        Ok(None)
    };
    let Some(service) = find("service-2")? else {
        bail!(
            "{source} has no `service-2.json` and no `service-2.json.gz`\n  remedy: point the import at the folder of one API version, such as `data/dms/2016-01-01`"
        );
    };
    Ok(Documents {
        service,
        paginators: find("paginators-1")?,
        waiters: find("waiters-2")?,
        examples: find("examples-1")?,
        endpoint_rule_set: find("endpoint-rule-set-1")?,
        partitions: None,
        unread: names.into_iter().filter(|name| is_unread(name)).collect(),
    })
}

/// Whether a file has a name like `service-2.sdk-extras.json`, and is not one of those that are read.
fn is_unread(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".json").or_else(|| name.strip_suffix(".json.gz")) else { return false };
    let plain = stem.strip_suffix(".sdk-extras").unwrap_or(stem);
    let is_numbered = plain.rsplit_once('-').is_some_and(|(_, number)| number.parse::<u32>().is_ok());
    is_numbered && !READ.contains(&stem)
}

/// The names of the documents that are read.
const READ: [&str; 5] = ["service-2", "paginators-1", "waiters-2", "examples-1", "endpoint-rule-set-1"];

/// Reads the documents in a folder on disk.
///
/// # Errors
/// See [`collect`].
pub fn in_folder(folder: &Path) -> Result<Documents> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names: BTreeSet<_> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    collect(&folder.display().to_string(), names, |name| {
        let path = folder.join(name);
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Some((path.display().to_string(), bytes)))
    })
}

/// The remedy for a file with the wrong format.
const AGAIN: &str = "fetch the file again, it is truncated or altered";

/// Returns the text of a file; its name decides whether it is compressed.
///
/// # Errors
/// When the bytes do not have the format of the name.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<String> {
    let plain = if name.ends_with(".gz") {
        let mut plain = Vec::new();
        let read = GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain);
        read.or_remedy(|| format!("{name} is not complete gzip data"), AGAIN)?;
        plain
    } else {
        bytes
    };
    String::from_utf8(plain).or_remedy(|| format!("{name} is not UTF-8 text"), AGAIN)
}
