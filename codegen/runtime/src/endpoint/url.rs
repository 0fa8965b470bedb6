//! URLs of custom endpoints.

use http_1x::Uri;
use std::{borrow::Cow, net::IpAddr};

/// The parts of a URL.
#[derive(Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// `http` or `https`.
    pub scheme: &'static str,
    /// The host, and the port if there is one.
    pub authority: &'a str,
    /// The path as it is written. It is empty if there is none, because rules append it to other hosts.
    pub path: &'a str,
    /// Whether the host is an IP address.
    pub is_ip: bool,
    normalized_path: Cow<'a, str>,
}

impl Url<'_> {
    /// The path with a `/` at both ends.
    #[inline]
    pub fn normalized_path(&self) -> &str {
        &self.normalized_path
    }
}

/// Parses a URL. Returns `None` if it is not a URL with http or https, or has a query or fragment.
#[inline]
pub fn parse_url(text: &str) -> Option<Url<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = ["http", "https"].into_iter().find(|known| known.eq_ignore_ascii_case(scheme))?;
    if text.contains(['?', '#']) {
        return None;
    }
    let uri: Uri = text.parse().ok()?;
    let host = uri.host().filter(|host| !host.is_empty())?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.rsplit_once('@').map_or(authority, |(_, authority)| authority);
    let normalized_path = match path {
        "" => Cow::Borrowed("/"),
        path if path.ends_with('/') => Cow::Borrowed(path),
        path => Cow::Owned(format!("{path}/")),
    };
    let is_ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    Some(Url { scheme, authority, path, is_ip, normalized_path })
}
