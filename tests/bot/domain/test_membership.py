"""Whoever joined an approvers' group lately is new in it for a day, unless an admin confirmed."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.domain.membership import (
    WAIT,
    Member,
    approving_groups,
    new_in,
    pinned_groups,
    vouched_by,
    watched_groups,
)
from bot.domain.people import Role
from bot.domain.policy import Grant, Hours, Night
from tests.bot.domain.makers import NOW, a_policy

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("member", "new"),
    [
        (Member("S0A", "U0A", None), False),
        (Member("S0A", "U0A", NOW), True),
        (Member("S0A", "U0A", NOW - WAIT + MOMENT), True),
        (Member("S0A", "U0A", NOW - WAIT), False),
        (Member("S0A", "U0A", NOW, confirmed_by="bob@example.com"), False),
        (Member("S0A", "U0A", NOW + timedelta(days=1)), True),
    ],
)
def test_a_member_is_new_for_a_day(member: Member, *, new: bool) -> None:
    assert member.is_new(NOW) is new
    assert new_in([member], NOW) == ({"S0A"} if new else set())


@pytest.mark.parametrize(
    ("member", "by"),
    [
        (Member("S0A", "U0A", None, confirmed_by="bob@example.com"), set()),
        (Member("S0A", "U0A", NOW), set()),
        (Member("S0A", "U0A", NOW, confirmed_by="bob@example.com"), {"bob@example.com"}),
        (Member("S0A", "U0A", NOW - WAIT + MOMENT, "bob@example.com"), {"bob@example.com"}),
        (Member("S0A", "U0A", NOW - WAIT, confirmed_by="bob@example.com"), set()),
    ],
)
def test_whoever_confirmed_somebody_vouches_for_them_until_the_day_is_over(
    member: Member, by: set[str]
) -> None:
    assert vouched_by([member], NOW) == by


def test_the_groups_of_approvers_and_admins_wait_and_those_of_responders_are_watched() -> None:
    policy = a_policy(
        grants=(
            Grant(Role.RESPONDER, frozenset({"S0RESPOND"})),
            Grant(Role.APPROVER, frozenset({"S0B", "U0BOB"})),
            Grant(Role.ADMIN, frozenset({"S0A"})),
        )
    )

    assert approving_groups(policy) == pinned_groups(policy) == ("S0A", "S0B")
    assert watched_groups(policy) == ("S0A", "S0B", "S0RESPOND")


def test_where_one_may_contain_alone_the_responders_groups_are_pinned_too() -> None:
    policy = a_policy(night=Night(Hours(time(22), time(7), "UTC")))

    assert pinned_groups(policy) == ("S0APPROVE", "S0RESPOND")
    assert approving_groups(policy) == ("S0APPROVE",)
