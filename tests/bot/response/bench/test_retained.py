"""Of an incident whose findings were deleted everything says so, and nothing fails or is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import Before, Why
from bot.domain.ids import Prefix
from bot.domain.incident import Status
from bot.domain.restriction import Named, Restriction
from bot.domain.retention import Emptied, Rule
from bot.domain.snoozing import Scope
from bot.domain.words import responding
from bot.domain.words import retention as words
from bot.durable.bell import LocalBell
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response.bench.prefill import UnfitError
from bot.response.bench.retained import before, nothing_left, why, why_before
from bot.response.explaining.explaining import WhyDesk
from bot.response.incidents.incidents import Audit
from bot.response.incidents.regrouping import RegroupDesk
from bot.response.incidents.snoozing import Hush
from bot.response.planning.aiming import Wish, aim
from runbooks.kit.moments import for_people
from tests.bot.domain.makers import ANN, BOB
from tests.bot.response.office import CATALOGUE, Office, a_finding

DAY = timedelta(days=1)
SNOOZE = Hush(1, length=DAY, scope=Scope.RESOURCE, reason="a known scanner of ours")


@pytest.fixture
async def emptied(office: Office) -> Office:
    """Return an office 500 days after the findings of its one incident were seen and it closed."""
    await office.incident()
    closing = Change(status=Status.CLOSED)
    await office.store.write(lambda unit: unit.incidents.change(1, closing, office.clock.now()))
    office.clock.advance(500 * DAY)
    rule = Rule(400 * DAY, office.clock.now())
    await office.store.write(
        lambda unit: unit.purges.delete(unit.purges.remains(unit.purges.deletable([1], rule), rule))
    )
    return office


def explaining(office: Office) -> WhyDesk:
    return WhyDesk(office.store, office.clock, policy=office.policy)


def regrouping(office: Office) -> RegroupDesk:
    return RegroupDesk(office.store, LocalBell(), office.clock, policy=office.policy)


async def test_it_is_told_by_why_and_audit(emptied: Office) -> None:
    told = await explaining(emptied).why(ANN, Prefix.INCIDENT, 1)
    assert isinstance(told, Why)
    (line,) = told.lines
    assert line.text is words.WHY
    assert line.fields["at"] == for_people(emptied.clock.now())
    for prefix in (Prefix.INCIDENT, Prefix.FINDING):
        found = await emptied.incidents.audit(ANN, prefix=prefix, number=1, actor="")
        assert isinstance(found, Audit)
        assert found.emptied == Emptied(1, emptied.clock.now(), 400)


async def test_nothing_is_done_to_it_any_more(emptied: Office) -> None:
    await emptied.incident(a_finding(key="other"))
    for reply in (
        await emptied.silencing.reopen(ANN, 1, "it is back"),
        await regrouping(emptied).split(ANN, 1, [], "they are two"),
        await regrouping(emptied).merge(ANN, 1, 2, "they are one thing"),
        await emptied.silencing.assign(ANN, 1, BOB),
        await emptied.snoozing.snooze(ANN, SNOOZE),
    ):
        assert not reply.done
        assert reply.says.text is words.NOTHING_LEFT
    kept = await emptied.store.read(lambda unit: unit.incidents.get(1))
    assert kept is not None
    assert kept.status is Status.CLOSED


async def test_nothing_can_be_run_on_it(emptied: Office) -> None:
    policy = emptied.policy

    def aimed(unit: Unit) -> None:
        with pytest.raises(UnfitError) as raised:
            aim(unit, Wish("block_public_s3", incident=1, reason="it is open"), CATALOGUE, policy)
        assert raised.value.says.text is words.NOTHING_LEFT

    await emptied.store.read(aimed)


async def test_what_comes_up_again_tells_what_it_was_unless_that_is_for_few(
    emptied: Office,
) -> None:
    now, again = emptied.clock.now(), a_finding(count=2)
    named = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))
    few = Restriction(1, named, "C0", "ann@x", "Ann", now, "why")
    known = await emptied.store.read(lambda unit: before(unit, [again]))
    said = await emptied.store.read(lambda unit: why_before(unit, [again]))
    await emptied.store.write(lambda unit: unit.restrictions.keep(few))
    hidden = await emptied.store.read(lambda unit: before(unit, [again]))

    assert known == (Before("I-1", now, 400),)
    assert [one.fields["incident"] for one in said] == ["I-1"]
    assert hidden == (Before("", now, 400),)


async def test_what_has_its_findings_is_told_nothing(office: Office) -> None:
    number = await office.incident()

    def look(unit: Unit) -> None:
        incident = unit.incidents.get(number)
        assert incident is not None
        assert nothing_left(unit, incident) is None
        assert why(unit, incident) is None
        unknown = replace(incident, number=99)
        assert why(unit, unknown) is None

    await office.store.read(look)
    missing = await explaining(office).why(ANN, Prefix.INCIDENT, 99)
    assert not isinstance(missing, Why)
    assert missing.says.text is responding.NO_INCIDENT
