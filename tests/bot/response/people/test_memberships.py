"""A newcomer in an approvers' group is announced, and approves nothing for a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.domain.execution import Stage
from bot.domain.people import Person, Role
from bot.domain.policy import Grant
from bot.domain.record import What
from bot.domain.run import Run, Work
from bot.domain.words import deciding, responding
from bot.durable.bell import LocalBell
from bot.response.deciding.deciding import DecisionDesk
from bot.response.people import voting
from bot.response.people.memberships import EVERY_GROUP, GroupReader, MemberDesk
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN, BOB, EVE, RYO
from tests.bot.response.office import CHANNEL, Office, decide

GROUP = "S0APPROVE"
NEW = Person("U0NEW", "T0RANGE", "new@example.com", "New", groups=frozenset({GROUP}))
RUN = Run(1, Work.MEMBERS, EVERY_GROUP, 1, 1)


@dataclass
class Roll:
    """A directory: who is in which group, None where Slack does not answer."""

    groups: dict[str, frozenset[str] | None] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)

    async def person(self, slack_id: str, team: str, groups: Collection[str]) -> Person:
        known = self.persons.get(slack_id)
        return known or Person(slack_id, team, "", slack_id, groups=None)

    async def people(
        self, known: Sequence[tuple[str, str]], groups: Collection[str]
    ) -> tuple[Person, ...]:
        return tuple([await self.person(*each, groups) for each in known])

    async def members(self, group: str) -> frozenset[str] | None:
        return self.groups.get(group)


@pytest.fixture
def roll() -> Roll:
    everybody = {each.slack_id: each for each in (BOB, RYO, NEW)}
    return Roll({GROUP: frozenset({"U0BOB", "U0RYO"})}, everybody)


async def read(office: Office, roll: Roll) -> None:
    reader = GroupReader(office.store, roll, LocalBell(), office.clock, office.policy, CHANNEL)
    await reader(RUN)


def desk(office: Office) -> MemberDesk:
    return MemberDesk(
        office.store, LocalBell(), office.clock, policy=office.policy, channel=CHANNEL
    )


async def approve(office: Office, person: Person, number: int = 1) -> Text:
    given = await office.short(number)
    return (await office.deciding.approve(person, number, given, "click")).says.text


async def test_those_of_the_first_reading_approve_at_once(office: Office, roll: Roll) -> None:
    await read(office, roll)
    await office.waiting()

    assert await approve(office, BOB) is responding.APPROVED
    (first,) = await office.records(What.GROUP_READ)
    assert first.body == {"group": GROUP, "count": 2}
    assert await office.records(What.GROUP_JOINED) == []


async def test_whoever_joins_is_announced_once_and_approves_nothing_for_a_day(
    office: Office, roll: Roll
) -> None:
    await read(office, roll)
    before = await office.wanted()
    roll.groups[GROUP] = frozenset({"U0BOB", "U0RYO", "U0NEW"})
    for _ in range(2):
        await read(office, roll)

    (joined,) = await office.records(What.GROUP_JOINED)
    assert joined.actor_name == "New"
    assert await office.wanted() == before + 1
    await office.waiting(expires_at=office.clock.now() + timedelta(days=2))
    office.clock.advance(timedelta(hours=23, minutes=59))
    assert await approve(office, NEW) is deciding.TOO_NEW
    assert await office.stage(1) is Stage.WAITING
    office.clock.advance(timedelta(minutes=1))
    assert await approve(office, NEW) is responding.APPROVED


async def test_whoever_joined_since_the_last_reading_is_found_out_at_the_decision(
    office: Office, roll: Roll
) -> None:
    await read(office, roll)
    await office.waiting()

    assert await approve(office, NEW) is deciding.TOO_NEW

    (joined,) = await office.records(What.GROUP_JOINED)
    assert joined.actor_name == "New"
    assert await approve(office, BOB) is responding.APPROVED


async def test_an_admin_s_word_lets_a_newcomer_count_at_once(office: Office, roll: Roll) -> None:
    await read(office, roll)
    await office.waiting()
    await approve(office, NEW)

    reply = await desk(office).confirm(BOB, NEW)

    assert (reply.done, reply.says.text) == (True, responding.CONFIRMED)
    assert await approve(office, NEW) is responding.APPROVED
    (confirmed,) = await office.records(What.MEMBER_CONFIRMED)
    assert (confirmed.actor_name, confirmed.body["groups"]) == ("Bob", [GROUP])


async def test_an_admin_s_word_is_about_no_group_that_was_not_announced_before(
    office: Office, roll: Roll
) -> None:
    grants = (*office.policy.grants, Grant(Role.APPROVER, frozenset({"S0SECOND"})))
    wider = replace(office, policy=replace(office.policy, grants=grants))
    roll.groups["S0SECOND"] = frozenset({"U0BOB"})
    await read(wider, roll)
    roll.groups[GROUP] = frozenset({"U0BOB", "U0RYO", "U0NEW"})
    await read(wider, roll)

    everywhere = replace(NEW, groups=frozenset({GROUP, "S0SECOND"}))
    assert (await desk(wider).confirm(BOB, everywhere)).done

    (confirmed,) = await office.records(What.MEMBER_CONFIRMED)
    assert confirmed.body["groups"] == [GROUP]
    assert len(await office.records(What.GROUP_JOINED)) == 2


async def test_whoever_was_announced_to_nobody_yet_is_announced_before_a_word_counts(
    office: Office, roll: Roll
) -> None:
    await read(office, roll)

    reply = await desk(office).confirm(BOB, NEW)

    assert (reply.done, reply.says.text) == (False, responding.JUST_JOINED)
    assert len(await office.records(What.GROUP_JOINED)) == 1
    assert (await desk(office).confirm(BOB, NEW)).done


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (ANN, deciding.NEEDS_ADMIN),
        (EVE, deciding.GUEST),
        (NEW, deciding.OWN_MEMBERSHIP),
        (replace(NEW, slack_id="U0TWIN"), deciding.OWN_MEMBERSHIP),
        (replace(BOB, groups=None), deciding.NO_ANSWER),
        (replace(NEW, slack_id="U0OTHER", email="o@example.com"), deciding.NEEDS_ADMIN),
    ],
)
async def test_nobody_else_s_word_does_and_least_of_all_another_newcomer_s(
    office: Office, roll: Roll, person: Person, why: Text
) -> None:
    await read(office, roll)
    await office.waiting()

    reply = await desk(office).confirm(person, NEW)

    assert (reply.done, reply.says.text) == (False, why)
    assert await approve(office, NEW) is deciding.TOO_NEW


async def test_whoever_was_confirmed_today_confirms_nobody(office: Office, roll: Roll) -> None:
    await read(office, roll)
    next_one = replace(NEW, slack_id="U0NEXT", email="next@example.com")
    roll.groups[GROUP] = frozenset({"U0BOB", "U0RYO", "U0NEW"})
    await read(office, roll)
    assert (await desk(office).confirm(BOB, NEW)).done

    assert (await desk(office).confirm(NEW, next_one)).says.text is deciding.NEEDS_ADMIN
    office.clock.advance(timedelta(hours=24))
    assert (await desk(office).confirm(NEW, next_one)).says.text is responding.JUST_JOINED
    assert (await desk(office).confirm(NEW, next_one)).says.text is responding.CONFIRMED


async def test_whoever_is_not_new_needs_no_word(office: Office, roll: Roll) -> None:
    await read(office, roll)

    assert (await desk(office).confirm(BOB, RYO)).says.text is responding.NOT_NEW


async def test_where_slack_does_not_answer_nothing_changes(office: Office, roll: Roll) -> None:
    await read(office, roll)
    roll.groups[GROUP] = None
    await read(office, roll)

    assert await office.records(What.GROUP_LEFT) == []
    known = await office.store.read(lambda unit: unit.memberships.known(GROUP))
    assert known == frozenset({"U0BOB", "U0RYO"})


async def test_whoever_leaves_is_written_down(office: Office, roll: Roll) -> None:
    await read(office, roll)
    roll.groups[GROUP] = frozenset({"U0BOB"})
    await read(office, roll)

    (left,) = await office.records(What.GROUP_LEFT)
    assert left.body == {"group": GROUP}


async def test_a_vote_of_a_newcomer_that_was_written_past_the_desk_does_not_count(
    office: Office, roll: Roll
) -> None:
    await read(office, roll)
    plan = await office.waiting()
    roll.groups[GROUP] = frozenset({"U0BOB", "U0RYO", "U0NEW"})
    await read(office, roll)
    await office.store.write(lambda unit: decide(unit, plan, NEW))

    (vote,) = await office.store.read(lambda unit: voting.votes(unit, plan))

    assert vote.person.new_in == {GROUP}


async def test_an_earlier_voter_counts_by_no_group_that_they_have_joined_since(
    office: Office, roll: Roll
) -> None:
    grants = (*office.policy.grants, Grant(Role.APPROVER, frozenset({"S0SECOND"})))
    policy = replace(office.policy, grants=grants)
    roll.groups["S0SECOND"] = frozenset()
    await read(replace(office, policy=policy), roll)
    await office.waiting(risk=RiskClass.D, is_drill=True)
    deciding_desk = DecisionDesk(office.store, LocalBell(), office.clock, policy=policy)
    given = await office.short(1)
    await deciding_desk.approve(BOB, 1, given, "click")

    moved = replace(BOB, groups=frozenset({"S0SECOND"}))
    reply = await deciding_desk.approve(RYO, 1, given, "click", (moved,))

    assert reply.says.text is responding.COUNTED
    assert await office.stage(1) is Stage.WAITING


RESPOND = "S0RESPOND"


async def test_a_new_responder_is_announced_asks_at_once_and_vouches_for_nobody(
    office: Office, roll: Roll
) -> None:
    roll.groups[RESPOND] = frozenset({"U0ANN", "U0BOB"})
    await read(office, roll)
    await office.waiting()
    before = await office.wanted()
    roll.groups[RESPOND] = frozenset({"U0ANN", "U0BOB", "U0NEW", "U0RYO"})
    await read(office, roll)

    joined = await office.records(What.GROUP_JOINED)
    assert [each.actor_name for each in joined] == ["New", "Ryo"]
    assert [each.body.get("is_responders") for each in joined] == [True, True]
    assert await office.wanted() == before + 2
    responder = replace(NEW, groups=frozenset({RESPOND}))
    assert (await desk(office).confirm(BOB, responder)).says.text is responding.NOT_NEW
    both = replace(RYO, groups=frozenset({GROUP, RESPOND}))
    assert await approve(office, both) is responding.APPROVED

    roll.groups[RESPOND] = frozenset({"U0ANN", "U0BOB"})
    await read(office, roll)
    left = await office.records(What.GROUP_LEFT)
    assert [each.body["group"] for each in left] == [RESPOND, RESPOND]
