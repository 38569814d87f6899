from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import allowing, document, refusal

STOP = "ec2:StopInstances"
MACHINE = "arn:aws:ec2:us-east-1:111122223333:instance/i-1"
OTHER = "arn:aws:ec2:us-east-1:111122223333:instance/i-2"
TRUST = '{"Version": "2012-10-17", "Statement": []}'


@pytest.fixture
def iam(aws: SimulatedAws, account: str) -> Any:
    return aws.client("iam", account)


def a_role(iam: Any, *documents: str, **more: str) -> str:
    arn = str(
        iam.create_role(RoleName="secbot-contain", AssumeRolePolicyDocument=TRUST, **more)["Role"][
            "Arn"
        ]
    )
    for number, one in enumerate(documents):
        iam.put_role_policy(RoleName="secbot-contain", PolicyName=f"p{number}", PolicyDocument=one)
    return arn


def of(iam: Any, arn: str, action: str = STOP, *resources: str, **more: Any) -> dict[str, Any]:
    """Return the one result of a principal's simulation."""
    named = {"ResourceArns": list(resources)} if resources else {}
    answer = iam.simulate_principal_policy(
        PolicySourceArn=arn, ActionNames=[action], **named, **more
    )
    (result,) = answer["EvaluationResults"]
    return dict(result)


def custom(iam: Any, *documents: str, action: str = STOP, **more: Any) -> dict[str, Any]:
    answer = iam.simulate_custom_policy(
        PolicyInputList=list(documents), ActionNames=[action], **more
    )
    (result,) = answer["EvaluationResults"]
    return dict(result)


def entry(key: str, *values: str, kind: str = "string") -> dict[str, Any]:
    return {"ContextKeyName": key, "ContextKeyValues": list(values), "ContextKeyType": kind}


def test_a_role_may_what_its_policies_allow_and_nothing_else(iam: Any) -> None:
    arn = a_role(iam, allowing(STOP))

    may = of(iam, arn)
    assert (may["EvalDecision"], may["EvalActionName"]) == ("allowed", STOP)
    assert may["MatchedStatements"] == [{"SourcePolicyId": "p0", "SourcePolicyType": "role"}]
    assert of(iam, arn, "ec2:StartInstances")["EvalDecision"] == "implicitDeny"


def test_a_role_without_a_policy_may_nothing(iam: Any) -> None:
    assert of(iam, a_role(iam))["EvalDecision"] == "implicitDeny"


def test_a_deny_is_explicit_and_wins(iam: Any) -> None:
    found = of(iam, a_role(iam, allowing("*"), document("Deny", STOP)))

    assert found["EvalDecision"] == "explicitDeny"
    assert [one["SourcePolicyId"] for one in found["MatchedStatements"]] == ["p1"]


def test_a_right_on_one_thing_is_no_right_on_all(iam: Any) -> None:
    arn = a_role(iam, allowing(STOP, resource=MACHINE))

    assert of(iam, arn)["EvalDecision"] == "implicitDeny"
    assert of(iam, arn, STOP, MACHINE)["EvalDecision"] == "allowed"


def test_each_resource_gets_its_answer_and_the_strictest_is_the_whole(iam: Any) -> None:
    found = of(iam, a_role(iam, allowing(STOP, resource=MACHINE)), STOP, MACHINE, OTHER)

    said = {
        one["EvalResourceName"]: one["EvalResourceDecision"]
        for one in found["ResourceSpecificResults"]
    }
    assert said == {MACHINE: "allowed", OTHER: "implicitDeny"}
    assert found["EvalDecision"] == "implicitDeny"


def test_a_managed_policy_counts_and_is_named(iam: Any) -> None:
    arn = a_role(iam)
    made = iam.create_policy(PolicyName="stops", PolicyDocument=allowing(STOP))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="secbot-contain", PolicyArn=made)

    (matched,) = of(iam, arn)["MatchedStatements"]
    assert matched == {"SourcePolicyId": "stops", "SourcePolicyType": "user-managed"}


def test_a_users_groups_count(iam: Any) -> None:
    arn = iam.create_user(UserName="ann")["User"]["Arn"]
    iam.create_group(GroupName="stoppers")
    iam.put_group_policy(GroupName="stoppers", PolicyName="p", PolicyDocument=allowing(STOP))
    assert of(iam, arn)["EvalDecision"] == "implicitDeny"

    iam.add_user_to_group(GroupName="stoppers", UserName="ann")
    assert of(iam, arn)["EvalDecision"] == "allowed"
    group = iam.get_group(GroupName="stoppers")["Group"]["Arn"]
    assert of(iam, group)["EvalDecision"] == "allowed"


def test_a_boundary_bounds_and_says_so(iam: Any) -> None:
    bounds = iam.create_policy(PolicyName="bounds", PolicyDocument=allowing("s3:*"))["Policy"]
    found = of(iam, a_role(iam, allowing("*"), PermissionsBoundary=bounds["Arn"]))

    assert found["EvalDecision"] == "implicitDeny"
    detail = found["PermissionsBoundaryDecisionDetail"]
    assert detail["AllowedByPermissionsBoundary"] is False
    wider = of(iam, found_arn(iam), PermissionsBoundaryPolicyInputList=[allowing("ec2:*")])
    assert wider["EvalDecision"] == "allowed"


def found_arn(iam: Any) -> str:
    return str(iam.get_role(RoleName="secbot-contain")["Role"]["Arn"])


def test_a_condition_whose_key_nobody_gave_is_not_met_and_the_key_is_named(iam: Any) -> None:
    condition = {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::111122223333:policy/SecbotDenyAll"}}
    arn = a_role(iam, allowing("iam:AttachUserPolicy", Condition=condition))

    found = of(iam, arn, "iam:AttachUserPolicy")
    assert found["EvalDecision"] == "implicitDeny"
    assert found["MissingContextValues"] == ["iam:PolicyARN"]
    given = [entry("iam:PolicyARN", "arn:aws:iam::111122223333:policy/SecbotDenyAll")]
    assert of(iam, arn, "iam:AttachUserPolicy", ContextEntries=given)["EvalDecision"] == "allowed"
    other = [entry("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess")]
    refused = of(iam, arn, "iam:AttachUserPolicy", ContextEntries=other)
    assert (refused["EvalDecision"], refused["MissingContextValues"]) == ("implicitDeny", [])


def test_policies_at_hand_are_simulated_without_a_principal(iam: Any) -> None:
    assert custom(iam, allowing(STOP))["EvalDecision"] == "allowed"
    assert custom(iam, allowing(STOP), document("Deny", "*"))["EvalDecision"] == "explicitDeny"
    bounded = custom(iam, allowing(STOP), PermissionsBoundaryPolicyInputList=[allowing("s3:*")])
    assert bounded["EvalDecision"] == "implicitDeny"


def test_many_actions_come_in_pages(iam: Any) -> None:
    actions = ["ec2:StopInstances", "ec2:StartInstances", "ec2:RunInstances"]
    asked = {"PolicyInputList": [allowing("ec2:St*")], "ActionNames": actions, "MaxItems": 2}

    first = iam.simulate_custom_policy(**asked)
    second = iam.simulate_custom_policy(**asked, Marker=first["Marker"])
    said = [one["EvalDecision"] for page in (first, second) for one in page["EvaluationResults"]]
    assert said == ["allowed", "allowed", "implicitDeny"]
    assert (first["IsTruncated"], second["IsTruncated"]) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ActionNames": ["StopInstances"]},
        {"ResourceArns": ["i-1"]},
        {"PolicyInputList": ["{"]},
        {"Marker": "later"},
        {"ResourcePolicy": TRUST},
    ],
)
def test_what_is_no_question_is_refused(iam: Any, wrong: dict[str, Any]) -> None:
    asked = {"PolicyInputList": [allowing(STOP)], "ActionNames": [STOP], **wrong}

    assert refusal(iam.simulate_custom_policy, **asked) == "InvalidInput"


def test_who_is_not_there_and_what_is_no_principal_are_refused(iam: Any, account: str) -> None:
    gone = f"arn:aws:iam::{account}:role/gone"
    session = f"arn:aws:sts::{account}:assumed-role/secbot-read/A-1"

    with pytest.raises(iam.exceptions.NoSuchEntityException):
        of(iam, gone)
    with pytest.raises(ClientError) as raised:
        of(iam, session)
    assert raised.value.response["Error"]["Code"] == "InvalidInput"
