"""One alone keeps an incident for a few; to widen or to end that takes two of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.incident import Status
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import What
from bot.domain.restriction import Restriction, place_of
from bot.domain.silencing import Act
from bot.domain.words import deciding, responding
from bot.domain.words import restricting as words
from bot.domain.words import silencing as silence_words
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.incidents.restricting import Few, RestrictDesk
from tests.bot.domain.makers import ANN, BOB, EVE, RYO
from tests.bot.response.office import Office, a_finding

WHY = "it may be one of us"
CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", name="Cat")
VIEWER = replace(ANN, slack_id="U0VIEW", email="view@example.com", groups=frozenset())


def desk(office: Office) -> RestrictDesk:
    return RestrictDesk(office.store, LocalBell(), office.clock, policy=office.policy)


async def restricted(office: Office, *named: Person) -> None:
    """Let Ann keep the first incident for herself and these."""
    await office.incident()
    reply = await desk(office).restrict(ANN, Few(1, named or (BOB,), WHY))
    assert reply.says.text is words.RESTRICTED, reply


async def carried(office: Office, number: int, stage: Stage) -> None:
    """Let an execution come as far as this; what is done has ended well."""
    await office.proposed(number)
    now = office.clock.now()

    def work(unit: Unit) -> None:
        unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, now, plan=1)
        if stage is not Stage.APPROVED:
            unit.executions.begin(number, {})
        if stage is Stage.DONE:
            unit.executions.end(number, Outcome.SUCCESS, {}, now)

    await office.store.write(work)
    assert await office.stage(number) is stage


async def kept(office: Office) -> Restriction | None:
    return await office.store.read(lambda unit: unit.restrictions.of(1))


async def test_the_one_who_restricts_is_named_and_all_goes_to_the_few_in_one_transaction(
    office: Office,
) -> None:
    await office.waiting(await office.incident())
    reply = await desk(office).restrict(ANN, Few(1, (BOB, ANN), WHY))
    assert reply.done

    found = await kept(office)
    assert found is not None
    assert (found.ids, found.channel, found.reason) == (frozenset({"U0ANN", "U0BOB"}), "C0SEC", WHY)
    incident = await office.store.read(lambda unit: unit.incidents.get(1))
    place = place_of(("U0ANN", "U0BOB"))
    assert incident is not None
    assert (incident.channel, (await office.execution(1)).channel) == (place, place)
    (record,) = await office.records(What.RESTRICTED)
    assert (record.body["count"], record.body["reason"]) == (2, WHY)


async def test_who_may_not_restrict_is_told_why(office: Office) -> None:
    await office.incident()
    for person, why in ((VIEWER, silence_words.NEEDS_RESPONDER), (EVE, deciding.GUEST)):
        told = await desk(office).restrict(person, Few(1, (BOB,), WHY))
        assert told.says.text is why, told
    gone = await desk(office).restrict(ANN, Few(9, (BOB,), WHY))
    assert gone.says.text is responding.NO_INCIDENT
    assert await kept(office) is None


async def test_whom_the_finding_names_neither_restricts_nor_is_named(office: Office) -> None:
    finding = replace(a_finding(), principals=("bob@example.com",))
    await office.incident(finding)

    told = await desk(office).restrict(BOB, Few(1, (RYO,), WHY))
    assert told.says.text is deciding.IMPLICATED
    told = await desk(office).restrict(ANN, Few(1, (BOB, RYO), WHY))
    assert told.says.text is words.IMPLICATED
    assert (await desk(office).restrict(ANN, Few(1, (RYO,), WHY))).done


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.RUNNING, Stage.DONE])
async def test_what_is_cut_off_is_never_left_to_two_of_whom_one_could_lock_it(
    office: Office, stage: Stage
) -> None:
    """To put it back takes two approvers: the one who contained it alone must not forbid that."""
    await carried(office, await office.asked(await office.incident(), contains=True), stage)

    two = await desk(office).restrict(ANN, Few(1, (BOB,), WHY))
    assert two.says.text is words.NEEDS_THIRD
    assert await kept(office) is None
    assert (await desk(office).restrict(ANN, Few(1, (BOB, RYO), WHY))).done
    await desk(office).unrestrict(BOB, 1, WHY)
    assert (await desk(office).unrestrict(RYO, 1, WHY)).done


async def test_what_was_put_back_or_only_looked_at_locks_nobody_out(office: Office) -> None:
    wishes: tuple[dict[str, Any], ...]
    wishes = ({}, {"kind": Kind.UNDO, "undo_of": 1}, {"plan_only": True}, {"contains": False})
    await office.incident()
    for wish in wishes:
        asked = await office.asked(1, **{"contains": True, **wish})
        await carried(office, asked, Stage.DONE)

    assert (await desk(office).restrict(ANN, Few(1, (BOB,), WHY))).done


async def test_to_name_one_more_takes_another_of_the_named_who_says_the_same(
    office: Office,
) -> None:
    await restricted(office)
    wish = Few(1, (RYO,), WHY)
    steps = (
        (RYO, wish, words.BARRED),
        (ANN, replace(wish, people=(BOB,)), words.NAMED_ALREADY),
        (ANN, replace(wish, reason="no"), words.NO_REASON),
        (ANN, wish, words.WIDEN_ASKED),
        (ANN, wish, words.ASKED_TWICE),
        (BOB, replace(wish, people=(CAT,)), words.OTHER_WISH),
        (BOB, replace(wish, reason=""), words.WIDENED),
    )
    for person, few, says in steps:
        told = await desk(office).widen(person, few)
        assert told.says.text is says, (person.name, told)
    found = await kept(office)
    assert found is not None
    assert found.ids == {"U0ANN", "U0BOB", "U0RYO"}
    assert found.by_name == "Ann"


async def test_a_wish_that_nobody_agreed_to_in_time_is_asked_anew(office: Office) -> None:
    await restricted(office)
    assert (await desk(office).unrestrict(ANN, 1, WHY)).says.text is words.LIFT_ASKED
    office.clock.advance(WISH_GOOD_FOR)

    assert (await desk(office).unrestrict(BOB, 1, WHY)).says.text is words.LIFT_ASKED
    assert await kept(office) is not None


async def test_two_of_the_named_show_it_to_all_again(office: Office) -> None:
    await restricted(office)
    steps = (
        (RYO, words.BARRED),
        (ANN, words.LIFT_ASKED),
        (ANN, words.ASKED_TWICE),
        (BOB, words.UNRESTRICTED),
    )
    for person, says in steps:
        told = await desk(office).unrestrict(person, 1, WHY)
        assert told.says.text is says, (person.name, told)
    assert await kept(office) is None
    incident = await office.store.read(lambda unit: unit.incidents.get(1))
    assert incident is not None
    assert incident.channel == "C0SEC"
    assert await office.records(What.UNRESTRICTED)


async def test_who_vouched_for_a_newcomer_is_one_with_them(office: Office) -> None:
    await restricted(office, BOB, RYO)
    await office.vouched(RYO, BOB)
    await desk(office).unrestrict(BOB, 1, WHY)

    told = await desk(office).unrestrict(RYO, 1, WHY)
    assert told.says.text is deciding.VOUCHED_FOR_ASKER


async def test_nobody_alone_closes_what_only_a_few_can_see(office: Office) -> None:
    await restricted(office)

    for act in (Act.CLOSE, Act.FALSE_POSITIVE):
        told = await office.silencing.end(ANN, 1, act, WHY)
        assert told.says.text is silence_words.ASKED
    assert (await office.silencing.end(RYO, 1, Act.CLOSE, WHY)).says.text is words.BARRED
    assert (await office.silencing.end(BOB, 1, Act.CLOSE, "")).done
    stub = await office.store.read(lambda unit: unit.outbox.about(1))
    assert Wanted("C0SEC", Sheet.ALERT, "I-1") in stub


async def test_whoever_is_not_named_has_it_no_more(office: Office) -> None:
    await office.incident()
    await office.incidents.take(RYO, 1)
    assert (await desk(office).restrict(ANN, Few(1, (BOB,), WHY))).done

    incident = await office.store.read(lambda unit: unit.incidents.get(1))
    assert incident is not None
    assert (incident.owner, incident.status) == ("", Status.NEW)
    assert (await office.incidents.take(BOB, 1)).done
