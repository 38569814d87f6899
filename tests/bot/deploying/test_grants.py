"""Every grant is on what its action takes, and no narrower one was forgotten."""

from __future__ import annotations

import pytest

from bot.deploying.grants import ANYTHING, BOTH, CONTAINS, RELEASES, Grants, passing
from tests.bot.deploying.examples import PLACE, WEB
from tests.bot.deploying.reference import exists, narrows, takes

TABLES = (("both", BOTH), ("contains", CONTAINS), ("releases", RELEASES))


@pytest.mark.parametrize(
    ("action", "table"),
    [
        pytest.param(action, table, id=f"{name}:{action}")
        for name, table in TABLES
        for action in table
    ],
)
def test_an_action_is_one_of_awss_and_takes_what_it_is_granted_on(
    action: str, table: Grants
) -> None:
    assert exists(action)
    for grant in table[action]:
        for resource in grant.resources:
            assert takes(action, PLACE.fill(resource)), resource
        assert (ANYTHING not in grant.resources) is narrows(action)


def test_an_action_is_granted_in_one_way_to_both_roles_or_in_each_its_own() -> None:
    assert not BOTH.keys() & (CONTAINS.keys() | RELEASES.keys())


def test_a_role_is_passed_to_machines_only_and_none_unless_it_is_named() -> None:
    (grant,) = passing((WEB,))

    assert grant.resources == (WEB,)
    assert grant.when == {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}
    assert passing(()) == ()
