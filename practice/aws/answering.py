"""From a handler's answer, or a refusal, to the HTTP response that boto3 expects."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any
from xml.sax.saxutils import escape

from moto.core.serialize import SerializationContext, get_serializer_class
from werkzeug.wrappers import Response

from practice.aws.call import Call, RefusedError

XML_CODE = re.compile(rb"<Code>([^<]+)</Code>")
XML_REQUEST_ID = re.compile(rb"<[Rr]equest(?:Id|ID)>([^<]+)</[Rr]equest(?:Id|ID)>")
UNSET_REQUEST_ID = "request-id"


def answer(call: Call, result: dict[str, Any]) -> Response:
    """Serialise a result by the operation's output shape; what the shape lacks is left out."""
    request_id = str(uuid.uuid4())
    serializer_class = get_serializer_class(call.service, call.protocol)
    serializer = serializer_class(call.model, context=SerializationContext(request_id))
    sent = serializer.serialize(result)
    response = Response(sent["body"], status=sent["status_code"], headers=dict(sent["headers"]))
    response.headers["x-amzn-RequestId"] = request_id
    return response


def refusal(service: str, protocol: str, error: RefusedError) -> Response:
    """Say no in the words of the service's protocol."""
    request_id = str(uuid.uuid4())
    if protocol.endswith("json"):
        body = json.dumps({"__type": error.code, "message": error.message})
        content_type = "application/x-amz-json-1.1"
    else:
        body = _xml_refusal(service, protocol, error, request_id)
        content_type = "text/xml"
    response = Response(body, status=error.status, content_type=content_type)
    response.headers["x-amzn-RequestId"] = request_id
    response.headers["x-amzn-ErrorType"] = error.code
    return response


def _xml_refusal(service: str, protocol: str, error: RefusedError, request_id: str) -> str:
    said = f"<Code>{escape(error.code)}</Code><Message>{escape(error.message)}</Message>"
    if service == "s3":
        return f"<Error>{said}<RequestId>{request_id}</RequestId></Error>"
    if protocol == "ec2":
        errors = f"<Errors><Error>{said}</Error></Errors>"
        return f"<Response>{errors}<RequestID>{request_id}</RequestID></Response>"
    kind = "<Type>Sender</Type>"
    return (
        f"<ErrorResponse><Error>{kind}{said}</Error>"
        f"<RequestId>{request_id}</RequestId></ErrorResponse>"
    )


def error_code(response: Response) -> str:
    """Return AWS's code of a failed response, the HTTP status where it has none, else nothing."""
    if response.status_code < 400:  # noqa: PLR2004  # HTTP's own border between well and ill
        return ""
    body = response.get_data()
    if found := XML_CODE.search(body):
        return found[1].decode()
    named = response.headers.get("x-amzn-errortype") or _json_type(body)
    return named.split("#")[-1].split(":")[0] or str(response.status_code)


def _json_type(body: bytes) -> str:
    try:
        return str(json.loads(body).get("__type", ""))
    except (ValueError, AttributeError):
        return ""


def request_id(response: Response) -> str:
    """Return the request id that the client was given."""
    return str(response.headers["x-amzn-RequestId"])


def settle_request_id(service: str, response: Response) -> Response:
    """Let header and body of moto's answer tell the same request id, where boto3 looks for it."""
    given = response.headers.get("x-amzn-RequestId") or str(uuid.uuid4())
    an_object = service == "s3" and response.status_code < 400  # noqa: PLR2004  # as above
    if "xml" in (response.content_type or "") and not an_object:
        body = response.get_data()
        if found := XML_REQUEST_ID.search(body):
            told = found[1].decode()
            given = given if told == UNSET_REQUEST_ID else told
            response.set_data(body.replace(found[0], found[0].replace(found[1], given.encode())))
    response.headers["x-amzn-RequestId"] = given
    if service == "s3":
        response.headers["x-amz-request-id"] = given
    return response
