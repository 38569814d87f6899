from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.targets import as_aws_writes, message

EVENT: dict[str, Any] = {
    "version": "0",
    "id": "e-1",
    "detail-type": "GuardDuty Finding",
    "source": "aws.guardduty",
    "account": "111122223333",
    "time": "2026-11-22T00:00:00Z",
    "region": "us-east-1",
    "resources": [],
    "detail": {"title": 'a "quoted" <id> title', "severity": 8, "ips": [{"ip": "192.0.2.1"}]},
}


def test_an_event_is_written_with_an_account_and_an_iso_time() -> None:
    raw = {"id": "e", "time": 1_795_305_600.5, "account": "111122223333", "ingestion-time": 1}

    assert as_aws_writes(raw | {"source": "s", "detail": {}}) == {
        "version": "0",
        "id": "e",
        "time": "2026-11-22T00:00:00Z",
        "account": "111122223333",
        "source": "s",
        "detail": {},
    }


def test_without_a_transformation_the_whole_event_goes_out_untouched() -> None:
    assert json.loads(message({"Arn": "a"}, EVENT)) == EVENT


def test_a_constant_takes_the_events_place() -> None:
    assert message({"Input": '{"ping": 1}'}, EVENT) == '{"ping": 1}'


@pytest.mark.parametrize(
    ("path", "found"),
    [("$.detail.severity", 8), ("$.detail.ips[0].ip", "192.0.2.1"), ("$.no.such", None)],
)
def test_a_path_sends_a_part_of_the_event(path: str, found: object) -> None:
    assert json.loads(message({"InputPath": path}, EVENT)) == found


def test_a_template_inserts_json_and_inside_quotes_bare_text() -> None:
    transformer = {
        "InputPathsMap": {"sev": "$.detail.severity", "kind": "$.detail-type", "no": "$.none"},
        "InputTemplate": '{"s": <sev>, "k": <kind>, "said": "A <kind> of <no>.", "n": <no>}',
    }

    sent = json.loads(message({"InputTransformer": transformer}, EVENT))

    kind = "GuardDuty Finding"
    assert sent == {"s": 8, "k": kind, "said": f"A {kind} of .", "n": None}


def test_a_template_may_embed_the_whole_event() -> None:
    template = {"InputTemplate": '{"originalEvent": <aws.events.event.json>}'}

    assert json.loads(message({"InputTransformer": template}, EVENT)) == {"originalEvent": EVENT}


def test_a_title_with_quotes_breaks_a_careless_template_as_it_does_on_aws() -> None:
    careless = {
        "InputPathsMap": {"title": "$.detail.title"},
        "InputTemplate": '{"t": "<title>"}',
    }

    sent = message({"InputTransformer": careless}, EVENT)

    with pytest.raises(ValueError, match="Expecting"):
        json.loads(sent)
