"""Snoozes: who may alone, what takes two, what they hide, and how they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cards import Look, WordCard
from bot.domain.finding import Severity
from bot.domain.incident import Incident, Status
from bot.domain.people import Person
from bot.domain.record import What
from bot.domain.snoozing import Scope, Snooze
from bot.domain.words import deciding
from bot.domain.words import silencing as words
from bot.durable.bell import LocalBell
from bot.response.incidents.restricting import Few, RestrictDesk
from bot.response.incidents.snoozing import Hush, end_over
from bot.response.people.replies import Reply
from bot.triage.sorting import sort
from handlers.views.word import word
from tests.bot.domain.makers import ANN, BOB, EVE, RYO
from tests.bot.response.office import CHANNEL, Office, a_finding
from tests.journeys.messages import has

HOURS = timedelta(hours=4)
WHY = "the penetration test"
MEDIUM = a_finding(severity=Severity.MEDIUM)


async def snooze(office: Office, person: Person, **given: Any) -> Reply:
    hush = Hush(**{"incident": 1, "length": HOURS, "reason": WHY, **given})
    return await office.snoozing.snooze(person, hush)


async def agree(office: Office, person: Person, **given: Any) -> Reply:
    return await snooze(office, person, length=None, reason="", **given)


async def snoozed(office: Office) -> tuple[Snooze, ...]:
    return await office.store.read(lambda unit: unit.snoozes.listed(office.clock.now()))


async def medium(office: Office, **changes: Any) -> None:
    await office.incident(replace(MEDIUM, **changes), severity=Severity.MEDIUM)


async def arrive(office: Office, **changes: Any) -> None:
    """Let a finding like that of the first incident come in."""
    finding = replace(MEDIUM, **changes)
    now = office.clock.now()
    await office.store.write(lambda unit: sort(unit, [finding], CHANNEL, now))


async def incident(office: Office, number: int) -> Incident:
    found = await office.store.read(lambda unit: unit.incidents.get(number))
    assert found is not None
    return found


async def keep_for_few(office: Office) -> None:
    """Let Ann keep the first incident for herself and Bob."""
    desk = RestrictDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    assert (await desk.restrict(ANN, Few(1, (BOB,), "it may be one of us"))).done


async def tick(office: Office) -> int:
    return await office.store.write(lambda unit: end_over(unit, office.clock.now()))


async def test_one_snoozes_one_finding_below_high_and_the_channel_is_told(office: Office) -> None:
    await medium(office)

    told = await snooze(office, ANN)

    assert told.says.plain().startswith("Snoozed until 2026-11-22 07:00 UTC: the finding")
    (kept,) = await snoozed(office)
    assert (kept.scope, kept.by_name, kept.agreed_name) == (Scope.FINDING, "Ann", "")
    (record,) = await office.records(What.SNOOZED)
    assert (record.actor_name, record.body["reason"]) == ("Ann", WHY)
    assert record.hash
    assert await office.wanted() == 3  # the word, the card that shows it, and its timeline


@pytest.mark.parametrize("scope", [Scope.TYPE, Scope.RESOURCE])
async def test_more_than_one_finding_is_snoozed_by_two(office: Office, scope: Scope) -> None:
    await medium(office)

    assert (await snooze(office, ANN, scope=scope)).says.text is words.ASKED_WOULD
    (asked,) = await office.records(What.SNOOZE_ASKED)
    would = {name: asked.body[name] for name in ("count", "false", "real", "open")}
    assert would == {"count": 1, "false": 0, "real": 0, "open": 1}
    assert has(word(WordCard(asked), Look()).text, words.ALOUD_SNOOZE_WOULD)
    assert (await agree(office, ANN)).says.text is words.ASKED_TWICE
    cat = replace(ANN, slack_id="U0CAT", email="cat@example.com")
    assert (await agree(office, cat)).says.text is words.NEEDS_APPROVER
    assert (await agree(office, BOB, scope=Scope.FINDING)).says.text is words.OTHER_SCOPE
    assert await snoozed(office) == ()
    assert (await agree(office, BOB)).says.text is words.SNOOZED

    (kept,) = await snoozed(office)
    assert (kept.scope, kept.by_name, kept.agreed_name) == (scope, "Ann", "Bob")


async def test_high_and_any_renewal_takes_two_and_critical_is_never_snoozed(
    office: Office,
) -> None:
    await office.incident()
    await medium(office, key="second")
    await office.incident(a_finding(key="third"), severity=Severity.CRITICAL)

    assert (await snooze(office, ANN)).says.text is words.ASKED_WOULD
    assert (await snooze(office, ANN, incident=2)).says.text is words.SNOOZED
    assert (await snooze(office, ANN, incident=2)).says.text is words.ASKED_WOULD
    assert (await snooze(office, BOB, incident=3)).says.text is words.NO_CRITICAL
    office.clock.advance(HOURS)
    await tick(office)
    assert (await snooze(office, ANN, incident=2)).says.text is words.ASKED_WOULD
    assert (await agree(office, BOB, incident=2)).says.text is words.SNOOZED


async def test_whom_it_names_outsiders_and_what_is_closed_are_refused(office: Office) -> None:
    await medium(office, principals=("ryo@example.com",))

    assert (await snooze(office, RYO)).says.text is deciding.IMPLICATED
    assert (await snooze(office, EVE)).says.text is deciding.GUEST
    await snooze(office, ANN, scope=Scope.TYPE)
    assert (await agree(office, RYO)).says.text is deciding.IMPLICATED
    await medium(office, key="second")
    await office.incident(a_finding(key="third"), status=Status.CLOSED)
    assert (await snooze(office, ANN, incident=3)).says.text is words.ENDED
    assert await snoozed(office) == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"length": None}, words.NO_LENGTH),
        ({"reason": "why"}, words.NO_REASON),
        ({"scope": Scope.RESOURCE}, words.NO_KEY),
    ],
)
async def test_it_takes_a_length_a_reason_and_something_to_hide(
    office: Office, given: dict[str, Any], says: object
) -> None:
    await medium(office, resources=())

    assert (await snooze(office, ANN, **given)).says.text is says
    assert await office.records() == []


@pytest.mark.parametrize("scope", [Scope.TYPE, Scope.RESOURCE])
async def test_the_few_of_a_restricted_incident_hide_nothing_else_from_all_others(
    office: Office, scope: Scope
) -> None:
    await medium(office)
    await keep_for_few(office)

    told = await snooze(office, ANN, scope=scope)
    again = await agree(office, BOB, scope=scope)
    await arrive(office, key="second")

    assert (told.says.text, again.done) == (words.RESTRICTED_WIDE, False)
    assert await snoozed(office) == ()
    assert (await incident(office, 2)).has_card
    assert (await snooze(office, ANN)).says.text is words.SNOOZED


async def test_what_hides_others_ends_once_only_a_few_could_wake_it(office: Office) -> None:
    await by_type(office)
    await arrive(office, key="second")

    await keep_for_few(office)

    assert await snoozed(office) == ()
    assert (await incident(office, 2)).has_card
    assert [one.body["count"] for one in await office.records(What.WOKEN)] == [1]


async def test_a_wish_is_good_for_half_an_hour_and_a_second_delivery_for_nothing(
    office: Office,
) -> None:
    await medium(office)
    await snooze(office, ANN, scope=Scope.TYPE, key="one")
    assert (await agree(office, BOB, key="one")).says.plain() == "That is taken up already."
    office.clock.advance(timedelta(minutes=30))
    assert (await agree(office, BOB)).says.text is words.NO_LENGTH
    assert await snoozed(office) == ()


async def by_type(office: Office) -> None:
    """Snooze the type of the first incident's finding, by two."""
    await medium(office)
    await snooze(office, ANN, scope=Scope.TYPE)
    await agree(office, BOB)


async def test_what_is_snoozed_is_kept_and_counted_and_shown_once_it_ends_by_itself(
    office: Office,
) -> None:
    await by_type(office)
    before = await office.wanted()

    await arrive(office, key="second")
    await arrive(office, key="second", count=2, updated_at=office.clock.now() + timedelta(hours=1))

    assert await office.wanted() == before
    assert not (await incident(office, 2)).has_card
    assert [each.hidden for each in await snoozed(office)] == [2]
    assert await tick(office) == 0
    office.clock.advance(HOURS)
    assert await tick(office) == 1
    assert await tick(office) == 0

    (ended,) = await office.records(What.SNOOZE_ENDED)
    assert (ended.body["count"], ended.body["how"]) == (2, "over")
    assert (await incident(office, 2)).has_card
    assert await office.wanted() == before + 3


async def test_what_is_more_severe_gets_its_card_at_once_and_ends_the_snooze(
    office: Office,
) -> None:
    await by_type(office)
    await arrive(office, key="second")
    before = await office.wanted()

    await arrive(office, key="third", severity=Severity.HIGH)

    assert (await incident(office, 3)).has_card
    assert await office.wanted() == before + 2
    assert await snoozed(office) == ()
    assert await tick(office) == 1
    (ended,) = await office.records(What.SNOOZE_ENDED)
    assert ended.body["how"] == "worse"
    assert (await incident(office, 2)).has_card


async def test_one_wakes_it_alone_from_any_incident_that_it_hides(office: Office) -> None:
    await by_type(office)
    await arrive(office, key="second")

    woken = await office.snoozing.wake(ANN, 2)

    assert woken.says.text is words.WOKEN
    assert await snoozed(office) == ()
    assert (await incident(office, 2)).has_card
    (record,) = await office.records(What.WOKEN)
    assert (record.actor_name, record.body["count"]) == ("Ann", 1)
    assert (await office.snoozing.wake(ANN, 2)).says.text is words.NOT_SNOOZED
    assert (await office.snoozing.wake(EVE, 2)).says.text is deciding.GUEST


async def test_what_comes_after_its_end_is_shown_even_before_the_end_is_told(
    office: Office,
) -> None:
    await by_type(office)
    office.clock.advance(HOURS)

    await arrive(office, key="second")

    assert (await incident(office, 2)).has_card
