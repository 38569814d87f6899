"""Two people end a hold, and a change that is told of is looked at without delay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.execution import Kind
from bot.domain.hold import USUAL, Grip, Hold, Mark
from bot.domain.ids import Prefix
from bot.domain.incident import Contained
from bot.domain.people import WISH_GOOD_FOR, Person, Role
from bot.domain.policy import Account, Grant
from bot.domain.reason import MOST_REMARK
from bot.domain.record import What
from bot.domain.words import holding
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.holding.holding_desk import HoldDesk, Letting
from runbooks.kit.text import Text
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, NOW, RYO, TARGET, a_policy
from tests.bot.response.office import Office, a_finding

OTHER = "444455556666"
TWO = {
    ACCOUNT: Account(ACCOUNT, "prod-payments", environment="prod"),
    OTHER: Account(OTHER, "staging"),
}
CY = replace(ANN, slack_id="U0CY", email="cy@example.com", name="Cy")
VIEWER = replace(CY, groups=frozenset())
LEASE = timedelta(minutes=1)


class Desk:
    """The desk on an office's store, and holds to let go."""

    def __init__(self, office: Office, **policy: Any) -> None:
        """Serve under this policy."""
        self.office = office
        self.policy = a_policy(**policy)
        self.desk = HoldDesk(office.store, LocalBell(), office.clock, policy=self.policy)

    async def begin(self, execution: int = 1, **more: Any) -> int:
        """Begin a hold of an execution of the incident that there is, and return its number."""
        number = await self.office.asked(1, runbook="block_public_s3", **more)
        hold = Hold(
            execution=number,
            incident=1,
            account=ACCOUNT,
            region="eu-west-1",
            runbook="block_public_s3",
            target=TARGET,
            state=Grip.HELD,
            since=NOW,
            next_check_at=NOW + USUAL,
            held_at=NOW,
            checked_at=NOW,
            marks={"settings": Mark.FIRM},
        )

        def work(unit: Unit) -> None:
            unit.holds.begin(hold, ["pay-exports", "i-0abc"])

        await self.office.store.write(work)
        return number

    async def release(
        self,
        person: Person,
        number: int = 1,
        prefix: Prefix = Prefix.EXECUTION,
        reason: str = "",
        key: str = "",
    ) -> str:
        reply = await self.desk.release(person, Letting(prefix, number, reason, key))
        return reply.says.plain()

    async def state(self, number: int = 1) -> Grip:
        return (await self.hold(number)).state

    async def hold(self, number: int = 1) -> Hold:
        found = await self.office.store.read(lambda unit: unit.holds.get(number))
        assert found is not None
        return found


@pytest.fixture
async def desk(office: Office) -> Desk:
    """Return the desk with one hold."""
    await office.incident()
    made = Desk(office)
    await made.begin()
    return made


def is_said(told: str, text: Text) -> bool:
    return told.startswith(text.en.partition("{")[0]) and bool(told)


async def test_one_asks_another_ends_it_and_both_are_written_down(desk: Desk) -> None:
    assert is_said(await desk.release(ANN, reason=" all is rebuilt "), holding.ASKED)
    assert await desk.state() is Grip.HELD
    assert await desk.release(BOB) == (
        "The hold of A-1 has ended: it is not checked any more. What was changed in AWS stays as "
        "it is."
    )

    hold = await desk.hold()
    assert hold.state is Grip.RELEASED
    assert hold.why is not None
    assert hold.why.plain() == "Bob ended the hold, as Ann had asked"
    (asked,) = await desk.office.records(What.RELEASE_ASKED)
    (released,) = await desk.office.records(What.HOLD_RELEASED)
    assert asked.body == {"reason": "all is rebuilt"}
    assert (asked.actor_name, released.actor_name) == ("Ann", "Bob")
    assert (asked.incident, released.execution) == (1, 1)
    assert await desk.office.records(What.DECIDED) == []


async def test_nobody_ends_it_alone_with_a_second_account_neither(desk: Desk) -> None:
    both = replace(BOB, groups=frozenset({"S0RESPOND", "S0APPROVE"}))
    assert is_said(await desk.release(both), holding.ASKED)
    twins = (
        both,
        replace(both, slack_id="U0BOB2"),
        replace(both, email="other@example.com"),
    )
    for person in twins:
        assert await desk.release(person) == holding.ASKED_TWICE.en
    assert await desk.state() is Grip.HELD


async def test_the_second_must_be_an_approver_and_is_told_so(desk: Desk) -> None:
    await desk.release(ANN)
    told = await desk.release(CY)

    assert "needs approver" in told
    assert await desk.state() is Grip.HELD
    (refused,) = await desk.office.records(What.CLICK_REFUSED)
    assert refused.actor_name == "Cy"


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (EVE, "Guests can't"),
        (replace(BOB, team="T0OTHER"), "not of one of this bot's own teams"),
        (replace(BOB, email="bob@other.example"), "not of one of this bot's own teams"),
        (VIEWER, "needs responder"),
        (replace(BOB, groups=None), "Slack did not tell in time"),
        (replace(BOB, email="", groups=None), "Slack did not tell in time"),
    ],
    ids=["guest", "other team", "other address", "viewer", "no groups", "no answer"],
)
@pytest.mark.parametrize("is_second", [False, True])
async def test_who_may_not_neither_asks_nor_ends(
    desk: Desk, person: Person, says: str, *, is_second: bool
) -> None:
    if is_second:
        await desk.release(ANN)
    assert says in await desk.release(person)

    assert await desk.state() is Grip.HELD
    assert (await desk.hold()).asked_by == (ANN.identity if is_second else "")


async def test_a_person_without_an_address_could_be_two_and_so_is_none(office: Office) -> None:
    await office.incident()
    desk = Desk(office, email_domain="")
    await desk.begin()

    assert "e-mail address" in await desk.release(replace(BOB, email=""))
    assert (await desk.hold()).asked_by == ""


async def test_whom_the_incident_names_neither_asks_nor_ends(office: Office) -> None:
    named = a_finding(principals=("bob@example.com",))
    await office.incident(named)
    desk = Desk(office, principals={"bob@example.com": "bob@example.com"})
    await desk.begin()
    for asked in (False, True):
        if asked:
            await desk.release(ANN)
        assert "names you" in await desk.release(BOB)
    assert await desk.state() is Grip.HELD
    assert is_said(await desk.release(RYO), holding.ENDED)


async def test_an_approver_of_another_account_ends_nothing_here(office: Office) -> None:
    await office.incident()
    grants = (
        Grant(Role.RESPONDER, frozenset({"S0RESPOND", "S0APPROVE"})),
        Grant(Role.APPROVER, frozenset({"S0APPROVE"}), accounts=frozenset({OTHER})),
    )
    desk = Desk(office, accounts=TWO, grants=grants)
    await desk.begin()
    await desk.release(ANN)

    assert "needs approver" in await desk.release(BOB)
    assert await desk.state() is Grip.HELD


async def test_a_wish_that_is_too_old_counts_no_more(desk: Desk) -> None:
    await desk.release(ANN)
    desk.office.clock.advance(WISH_GOOD_FOR)
    assert is_said(await desk.release(BOB), holding.ASKED)
    assert await desk.state() is Grip.HELD
    assert is_said(await desk.release(RYO), holding.ENDED)


async def test_a_wish_that_slack_delivers_twice_is_one_wish(desk: Desk) -> None:
    await desk.release(ANN, key="t1")
    await desk.release(BOB, key="t2")
    await desk.begin()
    assert await desk.release(ANN, 2, key="t1") == "That is taken up already."
    assert (await desk.hold(2)).asked_by == ""


async def test_all_of_an_incident_are_let_go_together_but_none_that_nobody_else_asked_for(
    desk: Desk,
) -> None:
    await desk.begin()
    assert is_said(await desk.release(ANN, 1, Prefix.INCIDENT), holding.ASKED)
    await desk.begin()
    told = await desk.release(BOB, 1, Prefix.INCIDENT)

    assert told.startswith("The hold of A-1, A-2 has ended")
    assert "first to ask for A-3" in told
    states = [await desk.state(number) for number in (1, 2, 3)]
    assert states == [Grip.RELEASED, Grip.RELEASED, Grip.HELD]


async def test_what_is_not_held_can_not_be_let_go(desk: Desk) -> None:
    assert is_said(await desk.release(ANN, 9), holding.NO_HOLD)
    assert is_said(await desk.release(ANN, 9, Prefix.INCIDENT), holding.NO_HOLD)
    await desk.release(ANN)
    await desk.release(BOB)
    assert "has ended already" in await desk.release(RYO)


async def test_to_let_go_of_what_has_slipped_makes_nothing_whole(desk: Desk) -> None:
    hold = replace(await desk.hold(), state=Grip.SLIPPED, slipped_at=NOW)
    await desk.office.store.write(lambda unit: unit.holds.looked(hold, Grip.HELD))
    await desk.release(ANN)
    await desk.release(BOB)

    assert (await desk.hold()).slipped_at == NOW
    incident = await desk.office.store.read(lambda unit: unit.incidents.get(1))
    assert incident is not None
    assert incident.contained is not Contained.YES


async def test_an_endless_reason_is_cut(desk: Desk) -> None:
    await desk.release(ANN, reason="x" * 10_000)
    (asked,) = await desk.office.records(What.RELEASE_ASKED)
    assert asked.body == {"reason": "x" * MOST_REMARK}


async def test_only_what_has_slipped_is_asked_for_again_with_the_same_inputs(desk: Desk) -> None:
    asking = desk.office.asking
    told = await asking.again(ANN, 1)
    assert "A-1 has not slipped" in told.says.plain()

    hold = replace(await desk.hold(), state=Grip.SLIPPED, slipped_at=NOW)
    await desk.office.store.write(lambda unit: unit.holds.looked(hold, Grip.HELD))
    assert "needs responder" in (await asking.again(VIEWER, 1)).says.plain()
    assert "Guests" in (await asking.again(EVE, 1)).says.plain()
    reply = await asking.again(ANN, 1, "click-1")
    assert reply.execution == 2
    again, first = await desk.office.execution(2), await desk.office.execution(1)
    assert again.ask == replace(first.ask, reason="A-1 has slipped: contain it again")
    assert again.ask.kind is Kind.APPLY
    assert (await asking.again(ANN, 1, "click-1")).says.plain() == "That is taken up already."
    assert "Nothing is held for A-9" in (await asking.again(ANN, 9)).says.plain()


async def test_an_approver_since_an_hour_ago_is_no_second_yet(desk: Desk) -> None:
    now = desk.office.clock.now()
    yesterday = now - timedelta(days=2)

    def read(unit: Unit) -> None:
        unit.memberships.read("S0APPROVE", ["U0RYO"], yesterday)

    await desk.office.store.write(read)
    await desk.release(ANN)
    assert "joined" in await desk.release(BOB)
    assert await desk.state() is Grip.HELD
    assert is_said(await desk.release(RYO), holding.ENDED)


async def test_whom_the_asker_has_let_in_today_is_no_second_person(desk: Desk) -> None:
    await desk.office.vouched(RYO, by=BOB)
    await desk.release(BOB)

    assert "the two count as one" in await desk.release(RYO)
    assert await desk.state() is Grip.HELD
