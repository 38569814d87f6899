from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import allowing, refusal

ABOVE = 600_000_000_000
REGION = "us-east-1"
NOW = datetime.now(UTC)
SCOPE = {"ScopeStartTime": NOW - timedelta(hours=24), "ScopeEndTime": NOW}
HOUR = 3600.0


@pytest.fixture
def admin(account: str) -> str:
    return str(int(account) + ABOVE)


@pytest.fixture
def detective(aws: SimulatedAws, admin: str) -> Any:
    return aws.client("detective", admin, REGION)


@pytest.fixture
def graph(aws: SimulatedAws, admin: str, account: str) -> Any:
    yield aws.detective.open_graph(admin, REGION, [account])
    aws.detective.takes_seconds = 0.0
    aws.detective.fails = False


def user(account: str, name: str = "mallory") -> str:
    return f"arn:aws:iam::{account}:user/{name}"


def start(detective: Any, graph: str, entity: str) -> str:
    answer = detective.start_investigation(GraphArn=graph, EntityArn=entity, **SCOPE)
    return str(answer["InvestigationId"])


def get(detective: Any, graph: str, number: str) -> dict[str, Any]:
    return dict(detective.get_investigation(GraphArn=graph, InvestigationId=number))


def test_a_graph_is_its_administrators_alone_and_of_its_region(
    aws: SimulatedAws, account: str, admin: str, detective: Any, graph: str
) -> None:
    assert [one["Arn"] for one in detective.list_graphs()["GraphList"]] == [graph]
    assert aws.client("detective", account, REGION).list_graphs()["GraphList"] == []
    elsewhere = aws.client("detective", admin, "eu-west-1")
    assert elsewhere.list_graphs()["GraphList"] == []
    assert refusal(elsewhere.list_members, GraphArn=graph) == "ResourceNotFoundException"


def test_where_detective_is_off_there_is_no_graph(
    aws: SimulatedAws, account: str, admin: str, detective: Any
) -> None:
    aws.detective.open_graph(admin, REGION, [account])
    aws.detective.close_graph(admin, REGION)
    assert detective.list_graphs()["GraphList"] == []


def test_members_are_listed_with_their_status_a_page_at_a_time(
    aws: SimulatedAws, admin: str, detective: Any
) -> None:
    numbers = [f"{number:012}" for number in range(700_000_000_000, 700_000_000_005)]
    graph = aws.detective.open_graph(admin, REGION, numbers, "INVITED")
    first = detective.list_members(GraphArn=graph, MaxResults=3)
    rest = detective.list_members(GraphArn=graph, NextToken=first["NextToken"])

    listed = [*first["MemberDetails"], *rest["MemberDetails"]]
    assert [one["AccountId"] for one in listed] == numbers
    assert {one["Status"] for one in listed} == {"INVITED"}
    assert len(first["MemberDetails"]) == 3
    assert "NextToken" not in rest


def test_an_investigation_runs_until_its_time_has_passed(
    aws: SimulatedAws, account: str, detective: Any, graph: str
) -> None:
    aws.detective.takes_seconds = HOUR
    number = start(detective, graph, user(account))
    running = get(detective, graph, number)
    aws.detective.pass_time(HOUR)
    ended = get(detective, graph, number)

    assert len(number) == 21
    assert number.isdigit()
    assert (running["Status"], ended["Status"]) == ("RUNNING", "SUCCESSFUL")
    assert "Severity" not in running
    assert ended["Severity"] == "INFORMATIONAL"
    assert ended["EntityType"] == "IAM_USER"
    assert ended["ScopeEndTime"] - ended["ScopeStartTime"] == timedelta(hours=24)


def test_an_investigation_may_fail_and_then_has_no_indicators(
    aws: SimulatedAws, account: str, detective: Any, graph: str
) -> None:
    aws.detective.fails = True
    number = start(detective, graph, user(account))

    assert get(detective, graph, number)["Status"] == "FAILED"
    found = detective.list_indicators(GraphArn=graph, InvestigationId=number)
    assert found["Indicators"] == []


def test_each_start_is_another_investigation(account: str, detective: Any, graph: str) -> None:
    first, second = (start(detective, graph, user(account)) for _ in range(2))
    listed = detective.list_investigations(
        GraphArn=graph,
        FilterCriteria={"EntityArn": {"Value": user(account)}},
        SortCriteria={"Field": "CREATED_TIME", "SortOrder": "DESC"},
    )["InvestigationDetails"]

    assert first != second
    assert [one["InvestigationId"] for one in listed] == [second, first]


def test_investigations_are_listed_by_what_they_are_of_and_how_they_stand(
    aws: SimulatedAws, account: str, detective: Any, graph: str
) -> None:
    done = start(detective, graph, user(account, "done"))
    aws.detective.takes_seconds = HOUR
    running = start(detective, graph, user(account, "running"))

    def listed(**criteria: Any) -> list[str]:
        answer = detective.list_investigations(GraphArn=graph, FilterCriteria=criteria)
        return [one["InvestigationId"] for one in answer["InvestigationDetails"]]

    assert listed(Status={"Value": "RUNNING"}) == [running]
    assert listed(EntityArn={"Value": user(account, "done")}) == [done]
    past = {"StartInclusive": NOW - timedelta(days=2), "EndInclusive": NOW - timedelta(days=1)}
    assert listed(CreatedTime=past) == []


def test_what_an_entity_really_did_is_what_is_found(
    aws: SimulatedAws, account: str, detective: Any, graph: str
) -> None:
    iam = aws.client("iam", account)
    iam.create_user(UserName="mallory")
    key = iam.create_access_key(UserName="mallory")["AccessKey"]
    s3 = aws.client_of("s3", key["AccessKeyId"], key["SecretAccessKey"], region=REGION)
    bucket = f"emptied-{account}"
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="a", Body=b"a")
    s3.delete_object(Bucket=bucket, Key="a")
    refusal(s3.get_object, Bucket=bucket, Key="a")
    named = {"userName": "mallory", "userType": "IAMUser"}
    finding = {"type": "Impact:S3/AnomalousBehavior.Delete"}
    aws.raise_finding(account, REGION, {**finding, "resource": {"accessKeyDetails": named}})
    planted = {
        "IndicatorType": "FLAGGED_IP_ADDRESS",
        "IndicatorDetail": {"FlaggedIpAddressDetail": {"IpAddress": "198.51.100.23"}},
    }
    aws.detective.plant(user(account), planted)

    number = start(detective, graph, user(account))
    pages = detective.list_indicators(GraphArn=graph, InvestigationId=number, MaxResults=2)
    rest = detective.list_indicators(
        GraphArn=graph, InvestigationId=number, NextToken=pages["NextToken"]
    )
    found = [*pages["Indicators"], *rest["Indicators"]]
    ttps = {
        one["IndicatorDetail"]["TTPsObservedDetail"]["APIName"]: one["IndicatorDetail"][
            "TTPsObservedDetail"
        ]
        for one in found
        if one["IndicatorType"] == "TTP_OBSERVED"
    }
    assert ttps["DeleteObject"]["Tactic"] == "Impact"
    assert ttps["DeleteObject"]["APISuccessCount"] == 1
    assert ttps["GetObject"]["APIFailureCount"] == 1
    kinds = {one["IndicatorType"] for one in found}
    assert {"FLAGGED_IP_ADDRESS", "NEW_USER_AGENT", "RELATED_FINDING"} <= kinds
    assert get(detective, graph, number)["Severity"] == "HIGH"
    only = detective.list_indicators(
        GraphArn=graph, InvestigationId=number, IndicatorType="RELATED_FINDING"
    )["Indicators"]
    assert [one["IndicatorDetail"]["RelatedFindingDetail"]["Type"] for one in only] == [
        finding["type"]
    ]


def test_what_can_not_be_investigated_is_refused(
    aws: SimulatedAws, account: str, admin: str, detective: Any, graph: str
) -> None:
    asked = {"GraphArn": graph, **SCOPE}
    begin = detective.start_investigation
    assert refusal(begin, **asked, EntityArn=f"arn:aws:s3:::{account}") == "ValidationException"
    assert refusal(begin, **asked, EntityArn=user("123456789012")) == "ValidationException"
    backwards = {"ScopeStartTime": NOW, "ScopeEndTime": NOW - timedelta(hours=1)}
    crooked = {**asked, **backwards, "EntityArn": user(account)}
    assert refusal(begin, **crooked) == "ValidationException"
    aws.detective.open_graph(admin, REGION, [account], "ACCEPTED_BUT_DISABLED")
    assert refusal(begin, **asked, EntityArn=user(account)) == "ValidationException"
    unknown = {"GraphArn": graph, "InvestigationId": "1" * 21}
    assert refusal(detective.get_investigation, **unknown) == "ResourceNotFoundException"


def test_the_right_to_start_is_weighed_on_the_graph(
    aws: SimulatedAws, account: str, admin: str, graph: str
) -> None:
    iam = aws.client("iam", admin)
    iam.create_user(UserName="analyst")
    key = iam.create_access_key(UserName="analyst")["AccessKey"]
    client = aws.client_of("detective", key["AccessKeyId"], key["SecretAccessKey"], region=REGION)
    other = allowing("detective:StartInvestigation", resource=f"{graph}f*")
    iam.put_user_policy(UserName="analyst", PolicyName="p", PolicyDocument=other)
    asked = {"GraphArn": graph, "EntityArn": user(account), **SCOPE}
    assert refusal(client.start_investigation, **asked) == "AccessDeniedException"

    own = allowing("detective:StartInvestigation", resource=graph)
    iam.put_user_policy(UserName="analyst", PolicyName="p", PolicyDocument=own)
    assert client.start_investigation(**asked)["InvestigationId"]
