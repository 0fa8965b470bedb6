//! The partitions of AWS, which endpoint rules look regions up in.

use super::{files::AGAIN, remedy::OrRemedy as _, stable};
use anyhow::{Result, ensure};
use dms_codegen::Source;
use serde_json::{Map, Value};

/// `partitions.json` without the prose of region names: sorted keys, partitions in their own order.
///
/// # Errors
/// When the file is not JSON or holds no partitions.
pub fn convert(source: &Source) -> Result<String> {
    let mut document: Value =
        serde_json::from_str(&source.text).or_remedy(|| format!("{} is not JSON", source.name), AGAIN)?;
    let partitions = document.get_mut("partitions").and_then(Value::as_array_mut);
    let partitions = partitions.map(Vec::as_mut_slice).unwrap_or_default();
    ensure!(
        !partitions.is_empty(),
        "{} lists no partitions\n  remedy: this release of botocore keeps them elsewhere; import another",
        source.name
    );
    for partition in partitions {
        let regions = partition.get_mut("regions").and_then(Value::as_object_mut);
        for region in regions.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut) {
            region.remove("description");
        }
    }
    Ok(stable::pretty(&stable::deep_sorted(&document)))
}
