"""Noise is read from incidents, findings and records, and tells nothing of what is for few."""

from __future__ import annotations

from bot.domain.finding import Severity
from bot.domain.incident import Status, Verdict
from bot.domain.noise import Fate, Noted
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.triage.examples import CHANNEL, a_finding, an_incident, minutes

NAMED = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))
FINDING = a_finding()


def opened(unit: Unit, key: str = "f1", **changes: object) -> int:
    """Open an incident of one finding, on the first route."""
    (number,) = unit.incidents.open([an_incident(**changes)])
    account = an_incident(**changes).account
    unit.findings.add([(a_finding(key=key, account=account), number)], minutes(0))
    opening = Record(What.FINDING_OPENED, minutes(0), incident=number, body={"route": "first"})
    unit.records.write([opening])
    return number


async def test_an_incident_is_read_with_what_came_of_it_and_when_it_was_taken(
    store: Store,
) -> None:
    def fill(unit: Unit) -> int:
        ended = {"status": Status.CLOSED, "verdict": Verdict.FALSE_POSITIVE}
        number = opened(unit, severity=Severity.LOW, **ended)
        unit.findings.add([(a_finding(key="f2", type="Another:Type"), number)], minutes(0))
        takes = (What.INCIDENT_ASSIGNED, 9), (What.INCIDENT_TAKEN, 12)
        unit.records.write([Record(what, minutes(at), "a@x", number) for what, at in takes])
        return number

    number = await store.write(fill)

    assert await store.read(lambda unit: unit.noises.since(minutes(0), 9)) == (
        Noted(
            incident=number,
            account=FINDING.account,
            type=FINDING.type,
            resource=FINDING.resources[0].id,
            key="f1",
            verified=True,
            severity=Severity.LOW,
            opened_at=minutes(0),
            fate=Fate.FALSE,
            route="first",
            taken_at=minutes(9),
        ),
    )


async def test_what_is_older_of_another_account_or_for_few_is_left_out(store: Store) -> None:
    def fill(unit: Unit) -> tuple[int, ...]:
        opened(unit, "old", opened_at=minutes(-1))
        other = opened(unit, "other", account="222233334444")
        newest = [opened(unit, key) for key in ("f3", "f4")]
        few = opened(unit, "few")
        kept = Restriction(few, NAMED, CHANNEL, "b@x", "Bob", minutes(0), "an insider")
        unit.restrictions.keep(kept)
        return other, *newest

    other, first, second = await store.write(fill)

    async def found(limit: int, account: str = "") -> list[int]:
        noted = await store.read(lambda unit: unit.noises.since(minutes(0), limit, account))
        return [each.incident for each in noted]

    assert await found(9) == [second, first, other]
    assert await found(1) == [second]
    assert await found(9, FINDING.account) == [second, first]


async def test_page_after_page_tells_of_each_once_those_of_one_moment_too(store: Store) -> None:
    def fill(unit: Unit) -> list[int]:
        return [
            opened(unit, f"f{at}{key}", opened_at=minutes(at)) for at in (0, 1) for key in "abc"
        ]

    numbers = await store.write(fill)

    found: list[Noted] = []
    for _ in range(3):
        before = found[-1] if found else None
        found += await store.read(lambda unit: unit.noises.since(minutes(0), 2, before=before))  # noqa: B023 - read at once

    assert [each.incident for each in found] == sorted(numbers, reverse=True)
    assert await store.read(lambda unit: unit.noises.since(minutes(0), 2, before=found[-1])) == ()
