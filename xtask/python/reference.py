"""Runs botocore, the reference client, with lines of JSON, for `cargo xtask conformance`.

A line on standard input is a call: operation, input, region, and the response of the service. A line on standard output
is its result: the request as it would have been sent, and the output or the error. Values that have no JSON type
are objects with one key: {"$time": microseconds since 1970}, {"$blob": base64}, {"$float": "NaN"}.
"""

import base64
import datetime
import json
import math
import sys

import botocore
import botocore.awsrequest
import botocore.config
import botocore.exceptions
import botocore.session

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MICROSECOND = datetime.timedelta(microseconds=1)


def from_json(value):
    """Converts JSON to values for botocore."""
    if isinstance(value, list):
        return [from_json(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$time" in value:
        return EPOCH + value["$time"] * MICROSECOND
    if "$blob" in value:
        return base64.b64decode(value["$blob"])
    if "$float" in value:
        return float(value["$float"])
    return {key: from_json(item) for key, item in value.items()}


def to_json(value):
    """Converts values from botocore to JSON."""
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, datetime.datetime):
        # Times without a time zone are UTC in this protocol.
        value = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return {"$time": (value - EPOCH) // MICROSECOND}
    if isinstance(value, bytes):
        return {"$blob": base64.b64encode(value).decode()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$float": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    return value


class Body:
    """The body of a response, with the interface of a connection."""

    def __init__(self, text):
        self.bytes = text.encode()

    def stream(self, *_, **__):
        yield self.bytes


class Wire:
    """Replaces the network: records a request and returns the response."""

    def __init__(self):
        self.response = self.request = None

    def exchange(self, request, **_):
        body = request.body or b""
        self.request = {
            "method": request.method,
            "url": request.url,
            "headers": {name: text(value) for name, value in request.headers.items()},
            "body": text(body),
        }
        headers = {name.lower(): value for name, value in self.response["headers"].items()}
        return botocore.awsrequest.AWSResponse(
            request.url, self.response["status"], botocore.awsrequest.HeadersDict(headers), Body(self.response["body"])
        )


def text(value):
    return value.decode() if isinstance(value, (bytes, bytearray)) else str(value)


class Clients:
    """Clients by region and kind of endpoint."""

    def __init__(self, wire):
        self.wire = wire
        self.session = botocore.session.Session()
        self.session.set_credentials("AKIDEXAMPLE", "not-a-secret", "a-session")
        self.clients = {}

    def get(self, region, fips, dual_stack):
        place = (region, fips, dual_stack)
        if place not in self.clients:
            config = botocore.config.Config(
                retries={"total_max_attempts": 1}, use_fips_endpoint=fips, use_dualstack_endpoint=dual_stack
            )
            client = self.session.create_client("dms", region_name=region, config=config)
            client.meta.events.register("before-send.dms", self.wire.exchange)
            self.clients[place] = client
        return self.clients[place]


def call(clients, line):
    """Makes a call and returns its result."""
    wire = clients.wire
    wire.response, wire.request = line["response"], None
    try:
        client = clients.get(line["region"], line["fips"], line["dual_stack"])
        method = getattr(client, botocore.xform_name(line["operation"]))
        output = method(**from_json(line["input"]))
        output.pop("ResponseMetadata", None)
        outcome = {"output": to_json(output)}
    except botocore.exceptions.ClientError as error:
        details = error.response.get("Error", {})
        metadata = error.response.get("ResponseMetadata", {})
        outcome = {
            "error": {
                "variant": type(error).__name__,
                "code": details.get("Code"),
                "message": details.get("Message"),
                "request_id": metadata.get("RequestId"),
                "text": str(error),
            }
        }
    except botocore.exceptions.ParamValidationError as error:
        outcome = {"error": {"refused": str(error)}}
    except Exception as error:  # Any other error is the result of the call.
        outcome = {"error": {"variant": type(error).__name__, "text": str(error)}}
    return {"request": wire.request, **outcome}


def main():
    clients = Clients(Wire())
    for line in sys.stdin:
        print(json.dumps(call(clients, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
