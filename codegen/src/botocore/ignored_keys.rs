//! Keys of botocore's objects that carry nothing for a Smithy model of a json service.

use crate::smithy::PROSE;

/// Why the key is left out; `None` where it is not known.
pub fn reason(key: &str) -> Option<&'static str> {
    IGNORED.iter().find(|(known, _)| *known == key).map(|(_, reason)| *reason)
}

const EVENT: &str = "it is of event streams, and operations that have one are refused";
const OF_THE_SHAPE: &str = "the shape that is referred to says it";
const PYTHON: &str = "it is a name for Python only";
const XML: &str = "it is for protocols that write XML or queries";

const IGNORED: &[(&str, &str)] = &[
    ("alias", PYTHON),
    ("comments", PROSE),
    ("deprecatedMessage", PROSE),
    ("description", PROSE),
    ("documentation", PROSE),
    ("endpointoperation", "it marks what endpoint discovery calls, and operations that require that are refused"),
    ("event", EVENT),
    ("eventheader", EVENT),
    ("eventpayload", EVENT),
    ("exception", OF_THE_SHAPE),
    ("examples", "they are in examples-1"),
    ("fault", OF_THE_SHAPE),
    ("flattened", XML),
    ("jsonvalue", "only headers are encoded for it; in a body such a text is sent as it is"),
    ("id", "it names a page of the upstream documentation"),
    ("maxAttempts", "in Smithy the caller says how long to wait"),
    ("more_results", "in Smithy the last page is the one without a token"),
    ("non_aggregate_keys", "in Smithy what is beside the items is a page's"),
    ("py_input_token", PYTHON),
    ("resultWrapper", XML),
    ("ripServiceName", "it is internal to the service's owner"),
    ("serviceAbbreviation", "the full name is kept"),
    ("synthetic", "the error was added by hand upstream; it is an error like any other"),
    ("title", "it is prose; ours is made of the operation's name"),
    ("uid", "it is made of the prefix and the version, both kept"),
    ("version", "it is of the file format"),
    ("wrapper", XML),
    ("xmlNamespace", XML),
    ("xmlOrder", XML),
];
