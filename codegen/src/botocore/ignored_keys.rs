//! Keys of botocore's objects that have no meaning for a Smithy model of a JSON service.

use crate::smithy::PROSE;

/// Why the key is ignored; `None` if it is not known.
pub fn reason(key: &str) -> Option<&'static str> {
    IGNORED.iter().find(|(known, _)| *known == key).map(|(_, reason)| *reason)
}

const EVENT: &str = "it belongs to event streams, and operations with event streams are not supported";
const OF_THE_SHAPE: &str = "the target shape has the same key";
const PYTHON: &str = "it is a name that only Python uses";
const XML: &str = "only XML and query protocols use it";

const IGNORED: &[(&str, &str)] = &[
    ("alias", PYTHON),
    ("comments", PROSE),
    ("deprecatedMessage", PROSE),
    ("description", PROSE),
    ("documentation", PROSE),
    ("endpointoperation", "it belongs to endpoint discovery, and operations that require that are not supported"),
    ("event", EVENT),
    ("eventheader", EVENT),
    ("eventpayload", EVENT),
    ("exception", OF_THE_SHAPE),
    ("examples", "they are in examples-1"),
    ("fault", OF_THE_SHAPE),
    ("flattened", XML),
    ("jsonvalue", "it changes the encoding of headers only; in a body the string is sent unchanged"),
    ("id", "it refers to a page of the upstream documentation"),
    ("maxAttempts", "in Smithy the caller chooses how long to wait"),
    ("more_results", "in Smithy the last page is the one without a token"),
    ("non_aggregate_keys", "in Smithy the other members belong to the page"),
    ("py_input_token", PYTHON),
    ("resultWrapper", XML),
    ("ripServiceName", "only the owner of the service uses it"),
    ("serviceAbbreviation", "the model has the full name"),
    ("synthetic", "it marks an error that was added by hand upstream, with no other difference"),
    ("title", "it is prose; the generated title has the operation's name"),
    ("uid", "the model has its two parts, the prefix and the version"),
    ("version", "it is the version of the file format"),
    ("wrapper", XML),
    ("xmlNamespace", XML),
    ("xmlOrder", XML),
];
