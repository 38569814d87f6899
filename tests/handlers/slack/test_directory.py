"""Who Slack says a person is, and what is missing where it does not say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.people import Person
from handlers.slack.directory import SlackDirectory
from practice.slack.failures import Failure, Kind
from practice.slack.people import ANN, OTHER_TEAM, TEAM
from practice.slack.server import SlackRange
from tests.clocks import FrozenClock
from tests.handlers.slack.workspaces import Tally, a_web, a_workspace

SECONDS = 1.5
"""How long a person is waited for: short, since some tests wait, and long beside any answer."""


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
async def slack(clock: FrozenClock) -> AsyncIterator[SlackRange]:
    async with a_workspace(clock) as opened:
        yield opened


@pytest.fixture
async def directory(slack: SlackRange, tally: Tally) -> AsyncIterator[SlackDirectory]:
    async with a_web(slack, tally) as web:
        yield SlackDirectory(web, seconds=SECONDS)


async def _ann(directory: SlackDirectory, *groups: str) -> Person:
    return await directory.person(ANN.id, TEAM, groups)


def _fail(slack: SlackRange, method: str, kind: Kind, code: str = "") -> None:
    slack.failures.add(Failure(method, kind, code=code, seconds=1.2 * SECONDS))


async def test_a_person_comes_with_address_name_and_the_groups_asked_for(
    directory: SlackDirectory,
) -> None:
    assert await _ann(directory, "S0RESPOND", "S0APPROVE") == Person(
        slack_id=ANN.id,
        team=TEAM,
        email="ann@example.com",
        name="Ann",
        guest=False,
        groups=frozenset({"S0RESPOND"}),
    )


async def test_a_profile_is_asked_for_every_time(
    directory: SlackDirectory, slack: SlackRange, tally: Tally
) -> None:
    assert not (await _ann(directory)).guest
    slack.workspace.people[ANN.id] = replace(ANN, is_guest=True)
    assert (await _ann(directory)).guest
    assert tally.count("users.info") == 2


async def test_membership_is_asked_for_every_time(
    directory: SlackDirectory, slack: SlackRange
) -> None:
    members = slack.workspace.groups["S0APPROVE"].members
    assert (await _ann(directory, "S0APPROVE")).groups == frozenset()
    members.append(ANN.id)
    assert (await _ann(directory, "S0APPROVE")).groups == frozenset({"S0APPROVE"})
    members.remove(ANN.id)
    assert (await _ann(directory, "S0APPROVE")).groups == frozenset()


async def test_where_no_group_is_asked_for_slack_is_not_asked(
    directory: SlackDirectory, tally: Tally
) -> None:
    assert (await _ann(directory)).groups == frozenset()
    assert tally.count("usergroups.users.list") == 0


@pytest.mark.parametrize(
    "more", [{"is_guest": True}, {"is_deleted": True}, {"team": OTHER_TEAM}, {"team": ""}]
)
async def test_guests_strangers_and_people_of_other_teams_are_guests(
    directory: SlackDirectory, slack: SlackRange, more: dict[str, Any]
) -> None:
    slack.workspace.people[ANN.id] = replace(ANN, **more)
    assert (await _ann(directory)).guest


async def test_a_click_that_comes_from_another_team_than_slack_s_is_a_guest_s(
    directory: SlackDirectory,
) -> None:
    person = await directory.person(ANN.id, "T0EXTERNAL", ["S0RESPOND"])
    assert person.guest
    assert person.team == "T0EXTERNAL"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("broken", ""),
        ("limited", ""),
        ("late", ""),
        ("refused", "no_permission"),
    ],
)
async def test_where_a_group_does_not_answer_no_group_counts(
    directory: SlackDirectory, slack: SlackRange, kind: Kind, code: str
) -> None:
    _fail(slack, "usergroups.users.list", kind, code)
    person = await _ann(directory, "S0APPROVE", "S0RESPOND")
    assert person.groups is None
    assert person.email == "ann@example.com"


@pytest.mark.parametrize("kind", ["broken", "limited", "late", "refused"])
async def test_where_slack_does_not_say_who_it_is_address_and_groups_are_missing(
    directory: SlackDirectory, slack: SlackRange, kind: Kind
) -> None:
    _fail(slack, "users.info", kind, "user_not_found")
    person = await _ann(directory, "S0RESPOND")
    assert (person.email, person.groups) == ("", None)
    assert (await _ann(directory, "S0RESPOND")).groups == frozenset({"S0RESPOND"})


async def test_a_group_that_is_not_there_holds_nobody_and_spoils_no_other(
    directory: SlackDirectory,
) -> None:
    assert (await _ann(directory, "S0RESPOND", "S0GONE")).groups == frozenset({"S0RESPOND"})


async def test_a_bot_without_an_address_has_none(directory: SlackDirectory) -> None:
    person = await directory.person("U0BOT", TEAM, ())
    assert (person.email, person.name) == ("", "secbot")


async def test_the_members_of_a_group_are_all_told_and_of_no_group_nobody(
    directory: SlackDirectory, slack: SlackRange
) -> None:
    members = slack.workspace.groups["S0APPROVE"].members

    assert await directory.members("S0APPROVE") == frozenset(members)
    assert await directory.members("S0GONE") == frozenset()


@pytest.mark.parametrize("kind", ["broken", "limited", "late", "refused"])
async def test_where_a_group_does_not_answer_its_members_are_not_known(
    directory: SlackDirectory, slack: SlackRange, kind: Kind
) -> None:
    _fail(slack, "usergroups.users.list", kind, "no_permission")

    assert await directory.members("S0APPROVE") is None


async def test_each_group_is_asked_for_once_for_all_who_decide(
    directory: SlackDirectory, tally: Tally
) -> None:
    ids = [(who, TEAM) for who in ("U0ANN", "U0BOB", "U0RYO")]

    found = await directory.people(ids, ("S0APPROVE", "S0RESPOND"))

    assert [each.groups for each in found] == [
        frozenset({"S0RESPOND"}),
        *[frozenset({"S0APPROVE", "S0RESPOND"})] * 2,
    ]
    assert tally.count("usergroups.users.list") == 2
    assert tally.count("users.info") == 3


async def test_where_one_of_several_has_no_profile_the_others_are_told_all_the_same(
    directory: SlackDirectory,
) -> None:
    nobody, bob = await directory.people([("U0GONE", TEAM), ("U0BOB", TEAM)], ("S0APPROVE",))

    assert (nobody.email, nobody.groups) == ("", None)
    assert bob.groups == frozenset({"S0APPROVE"})
