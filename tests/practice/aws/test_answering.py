from __future__ import annotations

import json

import pytest
from werkzeug.wrappers import Response

from practice.aws.answering import (
    answer,
    error_code,
    refusal,
    request_id,
    settle_request_id,
)
from practice.aws.call import RefusedError
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import a_call

NO = RefusedError(code="Refused.ForGood", message="no <b>you</b> & nobody", status=409)


@pytest.mark.parametrize(
    ("service", "protocol"),
    [
        ("ec2", "ec2"),
        ("iam", "query"),
        ("s3", "rest-xml"),
        ("s3control", "rest-xml"),
        ("events", "json"),
        ("guardduty", "rest-json"),
    ],
)
def test_a_refusal_carries_its_code_and_status_in_every_protocol(
    service: str, protocol: str
) -> None:
    response = refusal(service, protocol, NO)

    assert response.status_code == 409
    assert error_code(response) == "Refused.ForGood"


def test_a_refusals_words_cannot_break_out_of_the_xml() -> None:
    body = refusal("iam", "query", NO).get_data(as_text=True)

    assert "no &lt;b&gt;you&lt;/b&gt; &amp; nobody" in body


def test_an_answer_keeps_what_the_shape_knows_and_drops_the_rest() -> None:
    response = answer(a_call("guardduty", "ListFindings"), {"FindingIds": ["a"], "Secret": "x"})

    assert json.loads(response.get_data()) == {"findingIds": ["a"]}


def test_a_response_that_went_well_has_no_code() -> None:
    assert error_code(Response("<Code>Fine</Code>")) == ""


def test_a_failure_without_a_code_is_named_by_its_status() -> None:
    assert error_code(Response("<html>", status=502)) == "502"
    assert error_code(Response("[1]", status=404, content_type="application/json")) == "404"


def test_a_code_is_read_from_json_without_its_namespace() -> None:
    body = json.dumps({"__type": "com.amazonaws#ThrottlingException"})

    assert error_code(Response(body, status=400)) == "ThrottlingException"


def test_header_and_body_tell_the_same_request_id() -> None:
    told = settle_request_id(
        "ec2", Response("<R><requestId>request-id</requestId></R>", content_type="text/xml")
    )

    assert request_id(told) in told.get_data(as_text=True)
    assert request_id(told) != "request-id"


def test_an_objects_own_words_are_left_alone() -> None:
    body = "<x><RequestId>request-id</RequestId></x>"
    told = settle_request_id("s3", Response(body, content_type="text/xml"))

    assert told.get_data(as_text=True) == body


def test_boto3_and_the_record_name_the_same_request(aws: SimulatedAws, account: str) -> None:
    told = [
        getattr(aws.client(service, account), operation)()["ResponseMetadata"]["RequestId"]
        for service, operation in (
            ("ec2", "describe_vpcs"),
            ("iam", "list_users"),
            ("s3", "list_buckets"),
            ("guardduty", "list_detectors"),
            ("cloudtrail", "lookup_events"),
        )
    ]

    assert told == [one.request_id for one in aws.calls(account=account)]
