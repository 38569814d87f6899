"""From an HTTP request to the API call that it makes, by its signature's scope and AWS's models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from botocore.exceptions import UnknownServiceError
from moto.core.model import OperationModel, StructureShape
from moto.core.parse import PROTOCOL_PARSERS, RequestParserError
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException

from practice.aws.addresses import address_of
from practice.aws.call import Call, Caller, RefusedError

BOTO3_NAMES = {
    "access-analyzer": "accessanalyzer",
    "elasticloadbalancing": "elbv2",
    "email": "ses",
    "es": "opensearch",
    "monitoring": "cloudwatch",
    "states": "stepfunctions",
}
SCOPE_PARTS = 5
CLASSIC = "2012-06-01"
"""The API version of classic load balancers, which sign as the newer ones do."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a Signature Version 4 credential names."""

    access_key: str
    region: str
    service: str


def scope_of(environ: dict[str, Any]) -> Scope | None:
    """Return the scope that a request is signed for, in its header or, presigned, in its query."""
    credential = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split(",")[0]
    if not credential:
        query = parse_qs(environ.get("QUERY_STRING", ""))
        credential = query.get("X-Amz-Credential", [""])[0]
    parts = credential.split("/")
    if len(parts) != SCOPE_PARTS:
        return None
    return Scope(access_key=parts[0], region=parts[2], service=parts[3])


def boto3_name(scope: Scope, path: str) -> str:
    """Return boto3's name of the service; S3 Control signs as S3 and differs by its path."""
    if scope.service == "s3" and path.startswith("/v20180820/"):
        return "s3control"
    return BOTO3_NAMES.get(scope.service, scope.service)


def protocol_of(service: str) -> str:
    """Return the protocol that a service speaks; JSON where it has no model."""
    try:
        return str(get_service_model(service).protocol)
    except UnknownServiceError:
        return "json"


def read(environ: dict[str, Any], scope: Scope, caller: Caller) -> Call | None:
    """Return the call, or None for a service without a model; no such operation is refused."""
    request = Request(environ)
    service = boto3_name(scope, request.path)
    if service == "elbv2" and request.values.get("Version") == CLASSIC:
        service = "elb"
    try:
        operation, parameters, protocol = _parse(service, request)
    except UnknownServiceError:
        return None
    except (
        HTTPException,
        RequestParserError,
        NotImplementedError,
        ValueError,
        LookupError,
    ) as error:
        message = "The action is not valid for this endpoint."
        raise RefusedError(code="InvalidAction", message=message) from error
    return Call(
        service=service,
        operation=str(operation.name),
        parameters=parameters,
        region=scope.region,
        access_key=scope.access_key,
        caller=caller,
        model=operation,
        protocol=protocol,
        time=datetime.now(UTC),
        source_address=address_of(environ),
        user_agent=environ.get("HTTP_USER_AGENT", ""),
    )


def require_members(call: Call) -> None:
    """Raise RefusedError where a request lacks what its operation requires."""
    shape = call.model.input_shape
    required = shape.required_members if isinstance(shape, StructureShape) else []
    missing = [name for name in required if name not in call.parameters]
    if missing:
        message = f"The request must contain the parameter {missing[0]}"
        raise RefusedError(code="MissingParameter", message=message)


def _parse(service: str, request: Request) -> tuple[OperationModel, dict[str, Any], str]:
    model = get_service_model(service)
    operation, uri = get_service_router(service).match(request)
    protocol = determine_request_protocol(model, request.content_type)
    parsed = PROTOCOL_PARSERS[protocol](operation).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": request.get_data(),
            "url_path": request.path,
            "url_params": uri,
        }
    )
    return operation, parsed, protocol
