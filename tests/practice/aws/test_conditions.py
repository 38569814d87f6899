from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from practice.aws.conditions import EVERY_KEY, clauses, finding_fields, holds

KEY = "iam:PassedToService"


def met(operator: str, wanted: object, given: str | Sequence[str] | None) -> bool:
    """Tell whether an Allow with one condition on a key holds for a request that gives it."""
    statement: dict[str, Any] = {"Effect": "Allow", "Condition": {operator: {KEY: wanted}}}
    context = {} if given is None else {KEY.lower(): given}
    return holds(statement, context, EVERY_KEY)


@pytest.mark.parametrize(
    ("operator", "wanted", "fits", "differs"),
    [
        ("StringEquals", "ec2.amazonaws.com", "ec2.amazonaws.com", "EC2.amazonaws.com"),
        ("StringEqualsIgnoreCase", "EC2", "ec2", "ec3"),
        ("StringLike", "ec2.*", "ec2.amazonaws.com", "ecs.amazonaws.com"),
        ("StringNotEquals", ["a", "b"], "c", "b"),
        ("ArnLike", "arn:aws:iam::*:role/web", "arn:aws:iam::1:role/web", "arn:aws:iam::1:role/x"),
        ("Bool", True, "true", "false"),
        ("NumericLessThan", 10, "9.5", "10"),
        ("NumericGreaterThanEquals", "10", "10", "9"),
        ("DateLessThan", "2026-11-22T00:00:00Z", "2026-11-21T23:00:00Z", "2026-11-23"),
        ("IpAddress", "192.0.2.0/24", "192.0.2.9", "198.51.100.1"),
        ("NotIpAddress", "192.0.2.0/24", "198.51.100.1", "192.0.2.9"),
    ],
)
def test_an_operator_holds_for_what_fits_and_not_for_what_differs(
    operator: str, wanted: object, fits: str, differs: str
) -> None:
    assert met(operator, wanted, fits)
    assert not met(operator, wanted, differs)


def test_a_key_that_is_missing_meets_no_condition_but_a_negated_or_a_forgiving_one() -> None:
    assert not met("StringEquals", "a", None)
    assert met("StringNotEquals", "a", None)
    assert met("StringEqualsIfExists", "a", None)
    assert met("Null", "true", None)
    assert not met("Null", "false", None)


def test_null_asks_whether_a_key_is_there() -> None:
    assert met("Null", "false", "anything")
    assert not met("Null", ["true"], "anything")


def test_a_key_of_many_values_is_asked_for_any_or_for_all_of_them() -> None:
    assert met("ForAnyValue:StringEquals", ["a", "b"], ("b", "x"))
    assert not met("ForAnyValue:StringEquals", ["a", "b"], ("x",))
    assert met("ForAllValues:StringEquals", ["a", "b"], ("a", "b"))
    assert not met("ForAllValues:StringEquals", ["a", "b"], ("a", "x"))
    assert met("ForAllValues:StringEquals", ["a"], None)


def test_all_of_a_statements_conditions_must_hold() -> None:
    statement = {"Condition": {"StringEquals": {"a:b": "1", "a:c": "2"}}}

    assert holds(statement, {"a:b": "1", "a:c": "2"}, EVERY_KEY)
    assert not holds(statement, {"a:b": "1", "a:c": "3"}, EVERY_KEY)
    assert [one.spelled for one in clauses(statement)] == ["a:b", "a:c"]


def test_what_the_simulator_does_not_keep_neither_narrows_an_allow_nor_widens_a_deny() -> None:
    condition = {"StringEquals": {KEY: "ec2.amazonaws.com"}}

    assert holds({"Effect": "Allow", "Condition": condition}, {}, ())
    assert not holds({"Effect": "Deny", "Condition": condition}, {}, ())


def test_a_variable_is_what_the_request_says_and_fits_nothing_where_it_says_nothing() -> None:
    same = {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}
    statement = {"Effect": "Allow", "Condition": same}
    bucket = {"aws:resourceaccount": "111122223333"}

    assert holds(statement, bucket | {"aws:principalaccount": "111122223333"}, EVERY_KEY)
    assert holds(statement, bucket | {"aws:principalaccount": ("111122223333",)}, EVERY_KEY)
    assert not holds(statement, bucket | {"aws:principalaccount": "444455556666"}, EVERY_KEY)
    assert not holds(statement, bucket, EVERY_KEY)


def test_an_update_of_a_finding_says_which_fields_it_changes_and_to_what() -> None:
    given = {"Workflow": {"Status": "RESOLVED"}, "Types": ["x"], "FindingIdentifiers": []}
    start = "securityhub:asffsyntaxpath/"
    assert finding_fields(given) == {
        f"{start}types": "['x']",
        f"{start}workflow.status": "RESOLVED",
    }
    assert finding_fields({"StatusId": 3}) == {"securityhub:ocsfsyntaxpath/statusid": "3"}
