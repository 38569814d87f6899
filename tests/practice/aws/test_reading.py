from __future__ import annotations

import io
from typing import Any

import pytest

from practice.aws.call import ANONYMOUS, RefusedError
from practice.aws.reading import Scope, boto3_name, protocol_of, read, scope_of

CREDENTIAL = "AKIATEST/20261122/eu-west-1/s3/aws4_request"


def environ(method: str = "GET", path: str = "/", query: str = "", **more: Any) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "RAW_URI": f"{path}?{query}",
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b""),
        **more,
    }


@pytest.mark.parametrize(
    "signed",
    [
        environ(HTTP_AUTHORIZATION=f"AWS4-HMAC-SHA256 Credential={CREDENTIAL}, SignedHeaders=host"),
        environ(query=f"X-Amz-Credential={CREDENTIAL.replace('/', '%2F')}"),
    ],
)
def test_a_scope_is_read_from_the_header_or_the_query(signed: dict[str, Any]) -> None:
    assert scope_of(signed) == Scope("AKIATEST", "eu-west-1", "s3")


@pytest.mark.parametrize("header", ["", "Basic YTpi", "AWS AKIATEST:sig", "Credential=a/b/c"])
def test_what_is_not_signed_by_version_4_has_no_scope(header: str) -> None:
    assert scope_of(environ(HTTP_AUTHORIZATION=header)) is None


def test_services_are_named_as_boto3_names_them() -> None:
    assert boto3_name(Scope("", "", "elasticloadbalancing"), "/") == "elbv2"
    assert boto3_name(Scope("", "", "s3"), "/bucket/key") == "s3"
    assert boto3_name(Scope("", "", "s3"), "/v20180820/configuration") == "s3control"


def test_a_rest_request_is_read_by_path_and_query() -> None:
    found = read(environ("GET", "/pay", "policy"), Scope("", "us-east-1", "s3"), ANONYMOUS)

    assert found is not None
    assert (found.operation, found.parameters["Bucket"]) == ("GetBucketPolicy", "pay")


def test_a_query_request_is_read_by_its_action() -> None:
    form = b"Action=ModifyNetworkInterfaceAttribute&NetworkInterfaceId=eni-1&SecurityGroupId.1=sg-1"
    posted = environ(
        "POST",
        CONTENT_TYPE="application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(len(form)),
    )
    posted["wsgi.input"] = io.BytesIO(form)

    found = read(posted, Scope("", "us-east-1", "ec2"), ANONYMOUS)

    assert found is not None
    assert found.operation == "ModifyNetworkInterfaceAttribute"
    assert found.parameters == {"NetworkInterfaceId": "eni-1", "Groups": ["sg-1"]}


def test_an_operation_that_no_model_knows_is_refused() -> None:
    posted = environ("POST", CONTENT_TYPE="application/x-amz-json-1.1", HTTP_X_AMZ_TARGET="No.Such")

    with pytest.raises(RefusedError, match="InvalidAction"):
        read(posted, Scope("", "us-east-1", "events"), ANONYMOUS)


def test_a_service_that_nobody_knows_is_not_read() -> None:
    assert read(environ("POST"), Scope("", "us-east-1", "nosuch"), ANONYMOUS) is None
    assert (protocol_of("nosuch"), protocol_of("ec2")) == ("json", "ec2")
