"""One corporate identity is one pseudonym, however many Slack accounts it has."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Person
from bot.domain.record import Record, What
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

ANN = Person("U0ANN", "T0OURS", "Ann@Example.com", "Ann")


async def test_a_person_keeps_one_pseudonym_that_says_nothing_of_them(store: Store) -> None:
    first = await store.write(lambda unit: unit.people.know(ANN))
    again = await store.write(lambda unit: unit.people.know(replace(ANN, name="Ann B.")))

    assert first == again
    assert "ann" not in first.casefold()
    assert await store.read(lambda unit: unit.people.name_of("ann@example.com")) == "Ann B."


async def test_two_slack_accounts_with_one_address_are_one_person(store: Store) -> None:
    other = replace(ANN, slack_id="U0ANN2")

    assert await store.write(lambda unit: unit.people.know(ANN)) == await store.write(
        lambda unit: unit.people.know(other)
    )
    assert await store.read(lambda unit: unit.people.identity_of("U0ANN")) == "ann@example.com"
    assert await store.read(lambda unit: unit.people.identity_of("U0ANN2")) == "ann@example.com"


async def test_who_was_known_by_slack_id_alone_keeps_the_pseudonym(store: Store) -> None:
    unnamed = replace(ANN, email="", name="")
    first = await store.write(lambda unit: unit.people.know(unnamed))

    assert await store.read(lambda unit: unit.people.identity_of("U0ANN")) == "U0ANN"
    assert await store.write(lambda unit: unit.people.know(ANN)) == first
    assert await store.read(lambda unit: unit.people.identity_of("U0ANN")) == "ann@example.com"


async def test_what_slack_did_not_tell_this_time_takes_nothing_away(store: Store) -> None:
    first = await store.write(lambda unit: unit.people.know(ANN))
    unanswered = replace(ANN, email="", name="", groups=None)

    assert await store.write(lambda unit: unit.people.know(unanswered)) == first
    assert await store.read(lambda unit: unit.people.identity_of("U0ANN")) == "ann@example.com"
    assert await store.read(lambda unit: unit.people.name_of("ann@example.com")) == "Ann"


async def test_another_address_on_the_same_slack_account_is_another_person(store: Store) -> None:
    first = await store.write(lambda unit: unit.people.know(ANN))
    second = await store.write(lambda unit: unit.people.know(replace(ANN, email="b@example.com")))

    assert first != second
    assert await store.read(lambda unit: unit.people.identity_of("U0ANN")) == "b@example.com"


async def test_somebody_at_the_command_line_has_no_slack_account(store: Store) -> None:
    operator = Person("", "", "op@example.com", HOSTILE)
    await store.write(lambda unit: unit.people.know(operator))

    assert await store.read(lambda unit: unit.people.name_of("op@example.com")) == HOSTILE
    assert await store.read(lambda unit: unit.people.identity_of("")) == ""


async def test_an_unknown_person_is_called_by_what_was_asked(store: Store) -> None:
    assert await store.read(lambda unit: unit.people.name_of("x@example.com")) == "x@example.com"
    assert await store.read(lambda unit: unit.people.identity_of("U0NEW")) == "U0NEW"
    assert not await store.write(lambda unit: unit.people.erase("x@example.com"))


async def test_who_is_erased_is_a_stranger_within_the_same_transaction(store: Store) -> None:
    def come_and_go(unit: Unit) -> tuple[str, str]:
        first = unit.people.know(ANN)
        unit.people.erase(ANN.identity)
        unit.records.write([Record(What.INCIDENT_TAKEN, MORNING, ANN.identity, None, body={})])
        (written,) = unit.records.since(0, 1)
        return first, written.actor

    first, second = await store.write(come_and_go)

    assert first != second


async def test_an_erased_person_is_forgotten_and_comes_back_as_a_stranger(store: Store) -> None:
    first = await store.write(lambda unit: unit.people.know(ANN))

    assert await store.write(lambda unit: unit.people.erase("ann@example.com"))
    assert await store.read(lambda unit: unit.people.identity_of("U0ANN")) == "U0ANN"
    assert await store.read(lambda unit: unit.people.name_of("ann@example.com")) == (
        "ann@example.com"
    )
    assert await store.write(lambda unit: unit.people.know(ANN)) != first
