//! The partitions of AWS, which endpoint rules use to look up regions.

use super::{ImportReport, read, report::Document};
use crate::smithy::{PROSE, deep_sorted, pretty};
use serde_json::Value;

/// `partitions.json` without the descriptions of regions: sorted keys, partitions in their own order. `None` if the
/// document is absent or invalid.
pub fn convert(report: &mut ImportReport<'_>) -> Option<String> {
    let mut document = read::whole(Document::Partitions, report)?;
    let partitions = document.get_mut("partitions").and_then(Value::as_array_mut);
    let partitions = partitions.map(Vec::as_mut_slice).unwrap_or_default();
    if partitions.is_empty() {
        let remedy = "This release of botocore has the partitions in another file or format; import another release.";
        report.refuse("partitions", "the document lists no partitions", remedy);
        return None;
    }
    for partition in partitions {
        let regions = partition.get_mut("regions").and_then(Value::as_object_mut);
        for (name, region) in regions.into_iter().flatten() {
            if region.as_object_mut().and_then(|region| region.shift_remove("description")).is_some() {
                report.ignore(name, "`description` of a region", PROSE);
            }
        }
    }
    Some(pretty(&deep_sorted(&document)))
}
