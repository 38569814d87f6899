from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.guardduty import detector
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"
C2: dict[str, Any] = {
    "id": "f1",
    "type": "Backdoor:EC2/C&CActivity.B!DNS",
    "severity": 8,
    "title": "EC2 instance talks to a command and control server",
    "resource": {"resourceType": "Instance", "instanceDetails": {"instanceId": "i-0abc"}},
    "service": {"count": 3, "action": {"actionType": "DNS_REQUEST"}},
}


@pytest.fixture
def guardduty(aws: SimulatedAws, account: str) -> Any:
    return aws.client("guardduty", account)


def ids(guardduty: Any, home: str, **how: Any) -> list[str]:
    listed: list[str] = guardduty.list_findings(DetectorId=home, **how)["FindingIds"]
    return listed


def test_a_finding_is_read_in_the_apis_shape(
    aws: SimulatedAws, account: str, guardduty: Any
) -> None:
    aws.raise_finding(account, REGION, C2)
    home = detector(account, REGION)

    (found,) = guardduty.get_findings(DetectorId=home, FindingIds=["f1"])["Findings"]

    assert (found["AccountId"], found["Region"], found["Id"]) == (account, REGION, "f1")
    assert found["Arn"] == f"arn:aws:guardduty:{REGION}:{account}:detector/{home}/finding/f1"
    assert found["Type"] == C2["type"]
    assert found["Severity"] == 8.0
    assert found["Resource"]["InstanceDetails"]["InstanceId"] == "i-0abc"
    assert (found["Service"]["Count"], found["Service"]["Archived"]) == (3, False)
    assert found["CreatedAt"] == found["UpdatedAt"]


def test_findings_are_listed_by_criteria_and_order(
    aws: SimulatedAws, account: str, guardduty: Any
) -> None:
    for number, severity in enumerate((2, 8, 5)):
        aws.raise_finding(account, REGION, {**C2, "id": f"f{number}", "severity": severity})
    home = detector(account, REGION)

    grave = {"Criterion": {"severity": {"GreaterThanOrEqual": 5}}}
    by = {"AttributeName": "severity", "OrderBy": "DESC"}
    assert ids(guardduty, home, FindingCriteria=grave, SortCriteria=by) == ["f1", "f2"]
    assert len(ids(guardduty, home)) == 3


def test_an_archived_finding_is_out_of_sight_until_it_is_brought_back(
    aws: SimulatedAws, account: str, guardduty: Any
) -> None:
    aws.raise_finding(account, REGION, C2)
    home = detector(account, REGION)
    current = {"Criterion": {"service.archived": {"Equals": ["false"]}}}

    guardduty.archive_findings(DetectorId=home, FindingIds=["f1"])
    archived = ids(guardduty, home, FindingCriteria=current)
    guardduty.unarchive_findings(DetectorId=home, FindingIds=["f1"])

    assert (archived, ids(guardduty, home, FindingCriteria=current)) == ([], ["f1"])


def test_an_archived_finding_that_happens_again_stays_archived(
    aws: SimulatedAws, account: str, guardduty: Any
) -> None:
    aws.raise_finding(account, REGION, C2)
    home = detector(account, REGION)
    guardduty.archive_findings(DetectorId=home, FindingIds=["f1"])

    raised = aws.raise_finding(account, REGION, {**C2, "service": {"count": 4}})

    (found,) = guardduty.get_findings(DetectorId=home, FindingIds=["f1"])["Findings"]
    assert (found["Service"]["Count"], found["Service"]["Archived"]) == (4, True)
    assert raised["service"]["archived"] is True


def test_sample_findings_say_that_they_are_samples(account: str, guardduty: Any) -> None:
    home = guardduty.create_detector(Enable=True)["DetectorId"]

    guardduty.create_sample_findings(DetectorId=home, FindingTypes=["Recon:EC2/Portscan"])

    (found,) = guardduty.get_findings(DetectorId=home, FindingIds=ids(guardduty, home))["Findings"]
    said = json.loads(found["Service"]["AdditionalInfo"]["Value"])
    assert (found["Type"], found["AccountId"], said["sample"]) == (
        "Recon:EC2/Portscan",
        account,
        True,
    )


def test_a_finding_is_announced_to_its_account_and_its_administrator(
    aws: SimulatedAws, account: str, account_numbers: Any
) -> None:
    home = next(account_numbers)
    aws.delegate(home, [account])
    for one in (home, account):
        aws.client("sqs", one).create_queue(QueueName="q")
        events = aws.client("events", one)
        events.put_rule(Name="r", EventPattern=json.dumps({"source": ["aws.guardduty"]}))
        target = {"Id": "t", "Arn": f"arn:aws:sqs:{REGION}:{one}:q"}
        events.put_targets(Rule="r", Targets=[target])

    aws.raise_finding(account, REGION, C2)

    for one in (home, account):
        sqs = aws.client("sqs", one)
        url = sqs.get_queue_url(QueueName="q")["QueueUrl"]
        (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
        event = json.loads(message["Body"])
        assert event["detail-type"] == "GuardDuty Finding"
        assert (event["account"], event["detail"]["accountId"]) == (one, account)
        assert event["detail"]["service"]["action"] == {"actionType": "DNS_REQUEST"}


def test_an_administrator_reads_and_archives_its_members_findings(
    aws: SimulatedAws, account: str, account_numbers: Any
) -> None:
    home = next(account_numbers)
    aws.delegate(home, [account])
    aws.raise_finding(account, REGION, C2)
    theirs, mine = aws.client("guardduty", home), detector(home, REGION)

    assert ids(theirs, mine) == ["f1"]
    theirs.archive_findings(DetectorId=mine, FindingIds=["f1"])

    own, member = aws.client("guardduty", account), detector(account, REGION)
    (found,) = own.get_findings(DetectorId=member, FindingIds=["f1"])["Findings"]
    assert found["Service"]["Archived"] is True


def test_another_region_sees_nothing(aws: SimulatedAws, account: str) -> None:
    aws.raise_finding(account, REGION, C2)
    other = aws.client("guardduty", account, "eu-west-1")

    assert ids(other, detector(account, "eu-west-1")) == []


def test_a_detector_that_is_not_ones_own_is_refused(guardduty: Any) -> None:
    codes = {
        refusal(guardduty.list_findings, DetectorId="d" * 32),
        refusal(guardduty.get_findings, DetectorId="d" * 32, FindingIds=["f1"]),
        refusal(guardduty.create_sample_findings, DetectorId="d" * 32),
    }

    assert codes == {"BadRequestException"}


def test_more_than_fifty_ids_at_once_are_refused(account: str, guardduty: Any) -> None:
    home = detector(account, REGION)
    many = [f"f{number}" for number in range(51)]

    code = refusal(guardduty.get_findings, DetectorId=home, FindingIds=many)
    assert code == "BadRequestException"


def test_what_the_range_keeps_cannot_be_changed_from_outside(
    aws: SimulatedAws, account: str, guardduty: Any
) -> None:
    raised = aws.raise_finding(account, REGION, C2)
    raised["title"] = "changed"

    home = detector(account, REGION)
    (found,) = guardduty.get_findings(DetectorId=home, FindingIds=["f1"])["Findings"]
    assert found["Title"] == C2["title"]


def test_whether_a_finding_was_of_use_is_kept_and_the_last_word_counts(
    aws: SimulatedAws, account: str, guardduty: Any
) -> None:
    aws.raise_finding(account, REGION, C2)
    home = detector(account, REGION)
    for word in ("USEFUL", "NOT_USEFUL"):
        guardduty.update_findings_feedback(DetectorId=home, FindingIds=["f1"], Feedback=word)

    (found,) = guardduty.get_findings(DetectorId=home, FindingIds=["f1"])["Findings"]
    assert found["Service"]["UserFeedback"] == "NOT_USEFUL"
