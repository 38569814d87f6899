from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"


def product(account: str) -> str:
    return f"arn:aws:securityhub:{REGION}:{account}:product/{account}/default"


def finding(account: str, name: str = "f1", **more: Any) -> dict[str, Any]:
    return {
        "SchemaVersion": "2018-10-08",
        "Id": name,
        "ProductArn": product(account),
        "GeneratorId": "a test",
        "AwsAccountId": account,
        "Types": ["Effects/Data Exposure"],
        "CreatedAt": "2026-11-22T00:00:00Z",
        "UpdatedAt": "2026-11-22T00:00:00Z",
        "Severity": {"Label": "HIGH"},
        "Title": "bucket is public",
        "Description": "it is",
        "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::pay"}],
        **more,
    }


@pytest.fixture
def hub(aws: SimulatedAws, account: str) -> Any:
    client = aws.client("securityhub", account)
    client.enable_security_hub()
    return client


@pytest.fixture
def queue(aws: SimulatedAws, account: str) -> str:
    url = aws.client("sqs", account).create_queue(QueueName="q")["QueueUrl"]
    events = aws.client("events", account)
    events.put_rule(Name="r", EventPattern=json.dumps({"source": ["aws.securityhub"]}))
    target = {"Id": "t", "Arn": f"arn:aws:sqs:{REGION}:{account}:q"}
    events.put_targets(Rule="r", Targets=[target])
    return str(url)


def heard(aws: SimulatedAws, account: str, queue: str) -> list[dict[str, Any]]:
    found = aws.client("sqs", account).receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(one["Body"]) for one in found.get("Messages", [])]


def only(hub: Any, **how: Any) -> dict[str, Any]:
    (found,) = hub.get_findings(**how)["Findings"]
    return dict(found)


def identifier(account: str, name: str = "f1") -> dict[str, str]:
    return {"Id": name, "ProductArn": product(account)}


def test_an_import_is_kept_with_what_the_hub_adds(hub: Any, account: str) -> None:
    answer = hub.batch_import_findings(Findings=[finding(account)])

    found = only(hub)
    assert (answer["SuccessCount"], answer["FailedCount"]) == (1, 0)
    assert found["Workflow"] == {"Status": "NEW"}
    assert found["RecordState"] == "ACTIVE"
    assert found["Severity"] == {"Label": "HIGH", "Normalized": 70}
    assert found["Region"] == REGION


def test_filters_and_sorting_choose_and_order(hub: Any, account: str) -> None:
    hub.batch_import_findings(
        Findings=[
            finding(account, "low", Severity={"Label": "LOW"}),
            finding(account, "critical", Severity={"Label": "CRITICAL"}),
            finding(account, "high", Severity={"Normalized": 75}),
        ]
    )

    answer = hub.get_findings(
        Filters={"SeverityLabel": [{"Value": "LOW", "Comparison": "NOT_EQUALS"}]},
        SortCriteria=[{"Field": "SeverityNormalized", "SortOrder": "desc"}],
    )
    assert [one["Id"] for one in answer["Findings"]] == ["critical", "high"]


def test_a_finding_that_lacks_something_fails_by_itself(hub: Any, account: str) -> None:
    answer = hub.batch_import_findings(
        Findings=[finding(account, "good"), finding("999900001111", "bad")]
    )

    assert (answer["SuccessCount"], answer["FailedCount"]) == (1, 1)
    assert answer["FailedFindings"][0]["Id"] == "bad"
    assert only(hub)["Id"] == "good"


def test_an_older_import_changes_nothing(hub: Any, account: str) -> None:
    hub.batch_import_findings(Findings=[finding(account)])

    hub.batch_import_findings(
        Findings=[finding(account, Title="older", UpdatedAt="2026-11-21T00:00:00Z")]
    )

    assert only(hub)["Title"] == "bucket is public"


def test_a_newer_import_leaves_what_the_customer_wrote(hub: Any, account: str) -> None:
    hub.batch_import_findings(Findings=[finding(account)])
    hub.batch_update_findings(
        FindingIdentifiers=[identifier(account)],
        Workflow={"Status": "NOTIFIED"},
        Note={"Text": "I-3M9K", "UpdatedBy": "secbot"},
    )

    hub.batch_import_findings(
        Findings=[finding(account, Title="newer", UpdatedAt="2026-11-23T00:00:00Z")]
    )

    found = only(hub)
    assert (found["Title"], found["Workflow"]["Status"]) == ("newer", "NOTIFIED")
    assert found["Note"]["Text"] == "I-3M9K"


def test_an_archived_finding_that_is_active_again_is_new_again(hub: Any, account: str) -> None:
    hub.batch_import_findings(Findings=[finding(account, RecordState="ARCHIVED")])
    hub.batch_update_findings(
        FindingIdentifiers=[identifier(account)], Workflow={"Status": "RESOLVED"}
    )

    hub.batch_import_findings(Findings=[finding(account, UpdatedAt="2026-11-23T00:00:00Z")])

    assert only(hub)["Workflow"] == {"Status": "NEW"}


def test_an_update_leaves_the_time_of_the_finding_alone(hub: Any, account: str) -> None:
    hub.batch_import_findings(Findings=[finding(account)])

    answer = hub.batch_update_findings(
        FindingIdentifiers=[identifier(account), identifier(account, "missing")],
        Workflow={"Status": "RESOLVED"},
    )

    assert answer["ProcessedFindings"] == [identifier(account)]
    assert answer["UnprocessedFindings"][0]["ErrorCode"] == "FindingNotFound"
    found = only(hub)
    assert found["UpdatedAt"].startswith("2026-11-22T00:00:00")
    assert found["Workflow"] == {"Status": "RESOLVED"}


def test_every_import_and_every_update_is_announced_one_finding_an_event(
    aws: SimulatedAws, hub: Any, account: str, queue: str
) -> None:
    hub.batch_import_findings(Findings=[finding(account, "a"), finding(account, "b")])
    hub.batch_update_findings(
        FindingIdentifiers=[identifier(account, "a")], Workflow={"Status": "NOTIFIED"}
    )

    heard_of = heard(aws, account, queue)
    listed = [one["detail"]["findings"] for one in heard_of]
    assert {one["detail-type"] for one in heard_of} == {"Security Hub Findings - Imported"}
    assert sorted((one["Id"], one["Workflow"]["Status"]) for (one,) in listed) == [
        ("a", "NEW"),
        ("a", "NOTIFIED"),
        ("b", "NEW"),
    ]
    assert heard_of[0]["resources"][0].startswith(product(account))


def test_an_administrator_sees_and_updates_its_members_findings(
    aws: SimulatedAws, hub: Any, account: str, account_numbers: Any
) -> None:
    home = next(account_numbers)
    aws.delegate(home, [account])
    theirs = aws.client("securityhub", home)
    theirs.enable_security_hub()
    hub.batch_import_findings(Findings=[finding(account)])

    theirs.batch_update_findings(
        FindingIdentifiers=[identifier(account)], Workflow={"Status": "SUPPRESSED"}
    )

    assert only(theirs)["AwsAccountId"] == account
    assert only(hub)["Workflow"] == {"Status": "SUPPRESSED"}


def test_a_stranger_sees_nothing_and_updates_nothing(
    aws: SimulatedAws, hub: Any, account: str, account_numbers: Any
) -> None:
    other = aws.client("securityhub", next(account_numbers))
    other.enable_security_hub()
    hub.batch_import_findings(Findings=[finding(account)])

    answer = other.batch_update_findings(
        FindingIdentifiers=[identifier(account)], Workflow={"Status": "RESOLVED"}
    )

    assert other.get_findings()["Findings"] == []
    assert answer["ProcessedFindings"] == []
    assert only(hub)["Workflow"] == {"Status": "NEW"}


def test_an_account_without_the_hub_is_refused(aws: SimulatedAws, account: str) -> None:
    client = aws.client("securityhub", account)

    codes = {
        refusal(client.get_findings),
        refusal(client.batch_import_findings, Findings=[finding(account)]),
        refusal(client.batch_update_findings, FindingIdentifiers=[identifier(account)]),
    }
    assert codes == {"InvalidAccessException"}


def test_more_than_a_hundred_at_once_are_refused(hub: Any, account: str) -> None:
    many = [finding(account, f"f{number}") for number in range(101)]

    assert refusal(hub.batch_import_findings, Findings=many) == "InvalidInputException"
    assert refusal(hub.get_findings, MaxResults=101) == "InvalidInputException"


def test_findings_come_in_pages(hub: Any, account: str) -> None:
    hub.batch_import_findings(Findings=[finding(account, f"f{one}") for one in range(5)])

    pages = hub.get_paginator("get_findings").paginate(PaginationConfig={"PageSize": 2})
    assert [len(one["Findings"]) for one in pages] == [2, 2, 1]
