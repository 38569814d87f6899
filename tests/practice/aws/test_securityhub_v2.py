from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"


@pytest.fixture
def client(aws: SimulatedAws, account: str) -> Any:
    for name in ("1", "2"):
        document = {"metadata": {"uid": f"hash-{name}"}, "finding_info": {"uid": name}}
        aws.reporters.hub_v2.keep(account, REGION, document)
    return aws.client("securityhub", account, REGION)


def equals(field: str, value: str, comparison: str = "EQUALS") -> dict[str, Any]:
    return {"FieldName": field, "Filter": {"Value": value, "Comparison": comparison}}


def asking(*groups: dict[str, Any]) -> dict[str, Any]:
    return {"CompositeFilters": list(groups), "CompositeOperator": "AND"}


def group(operator: str, *filters: dict[str, Any]) -> dict[str, Any]:
    return {"StringFilters": list(filters), "Operator": operator}


def ids(client: Any, *groups: dict[str, Any]) -> list[str]:
    found = client.get_findings_v2(Filters=asking(*groups))["Findings"]
    return [one["finding_info"]["uid"] for one in found]


def test_documents_are_filtered_by_the_path_of_a_field(client: Any) -> None:
    for field, value in (("finding_info.uid", "2"), ("metadata.uid", "hash-2")):
        assert ids(client, group("AND", equals(field, value))) == ["2"]
    assert len(client.get_findings_v2()["Findings"]) == 2


def test_groups_are_joined_as_their_operators_say(client: Any) -> None:
    both = (equals("finding_info.uid", "1"), equals("finding_info.uid", "2"))

    assert ids(client, group("OR", *both)) == ["1", "2"]
    assert ids(client, group("AND", *both)) == []
    assert ids(client, group("OR", *both), group("AND", equals("metadata.uid", "hash-1"))) == ["1"]


def test_a_comparison_that_is_not_simulated_and_too_many_filters_are_refused(client: Any) -> None:
    prefix = group("AND", equals("metadata.uid", "h", "PREFIX"))
    many = group("OR", *(equals("metadata.uid", str(one)) for one in range(21)))

    for filters in (prefix, many):
        code = refusal(client.get_findings_v2, Filters=asking(filters))
        assert code == "ValidationException"


def test_an_update_is_kept_and_announced_and_an_unknown_uid_is_told(
    client: Any, aws: SimulatedAws, account: str
) -> None:
    queue = aws.client("sqs", account).create_queue(QueueName="q")["QueueUrl"]
    events = aws.client("events", account)
    events.put_rule(Name="r", EventPattern=json.dumps({"source": ["aws.securityhub"]}))
    events.put_targets(Rule="r", Targets=[{"Id": "t", "Arn": f"arn:aws:sqs:{REGION}:{account}:q"}])
    answer = client.batch_update_findings_v2(
        MetadataUids=["hash-1", "gone"], StatusId=2, Comment="mine"
    )

    assert answer["ProcessedFindings"] == [{"MetadataUid": "hash-1"}]
    (lost,) = answer["UnprocessedFindings"]
    assert (lost["MetadataUid"], lost["ErrorCode"]) == ("gone", "ResourceNotFoundException")
    (kept, _) = client.get_findings_v2()["Findings"]
    assert (kept["status_id"], kept["status"], kept["comment"]) == (2, "In Progress", "mine")
    (message,) = aws.client("sqs", account).receive_message(QueueUrl=queue)["Messages"]
    event = json.loads(message["Body"])
    assert event["detail-type"] == "Findings Imported V2"
    assert event["detail"]["findings"] == [kept]


@pytest.mark.parametrize(
    "how",
    [
        {"MetadataUids": []},
        {"MetadataUids": ["hash-1"], "StatusId": 6},
        {"MetadataUids": ["hash-1"], "Comment": "x" * 513},
        {"MetadataUids": [str(one) for one in range(101)]},
    ],
)
def test_what_aws_would_not_take_is_refused(client: Any, how: dict[str, Any]) -> None:
    assert refusal(client.batch_update_findings_v2, **how) == "ValidationException"
