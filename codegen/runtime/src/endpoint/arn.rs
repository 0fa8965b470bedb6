//! Amazon Resource Names.

/// The parts of `arn:partition:service:region:account:resource`.
#[derive(Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    pub partition: &'a str,
    pub service: &'a str,
    /// Empty for resources without a region.
    pub region: &'a str,
    /// Empty for resources without an account.
    pub account_id: &'a str,
    /// The resource, split at `:` and `/`.
    pub resource_id: Vec<&'a str>,
}

/// Parses an ARN. Returns `None` if the text is not an ARN.
#[inline]
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    let mut next = || parts.next();
    let (prefix, partition, service, region, account_id, resource) =
        (next()?, next()?, next()?, next()?, next()?, next()?);
    if prefix != "arn" || partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    Some(Arn { partition, service, region, account_id, resource_id: resource.split([':', '/']).collect() })
}
