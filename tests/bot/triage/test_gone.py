"""What was deleted at its age and comes up again is told as known before, and never silently new."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.domain.incident import Status
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.retention import Rule
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from tests.bot.triage.examples import CHANNEL, a_finding, minutes
from tests.bot.triage.sorted_store import Triage, a_triage

LATER = minutes(0) + timedelta(days=500)
RULE = Rule(timedelta(days=400), LATER)
AGAIN = a_finding(updated_at=LATER, last_seen=LATER, count=2)


async def deleted(triage: Triage) -> None:
    """Let an incident come and be closed, and its finding be deleted."""

    def delete(unit: Unit) -> None:
        unit.purges.delete(unit.purges.remains(unit.purges.deletable([1], RULE), RULE))

    await triage.sort(a_finding())
    await triage.change(1, Change(status=Status.CLOSED), minutes(2))
    await triage.store.write(delete)
    assert await triage.known(a_finding()) is None


async def test_what_has_changed_since_opens_an_incident_that_names_the_old_one(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        await deleted(triage)
        sorted_ = await triage.sort(AGAIN, at=LATER)
        again = await triage.sort(AGAIN, at=LATER)
        (record,) = [one for one in await triage.records(2) if one.what is What.FINDING_RETURNED]
        old = await triage.incident(1)

    assert sorted_.opened == (2,)
    assert again.nothing_new == 1
    assert record.body == {
        "key": AGAIN.key,
        "day": LATER.date().isoformat(),
        "days": 400,
        "earlier": "I-1",
    }
    assert old.status is Status.CLOSED


async def test_what_is_sent_again_as_it_was_is_nothing_new(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await deleted(triage)
        sorted_ = await triage.sort(a_finding(), at=LATER)

        assert (sorted_.opened, sorted_.quiet, sorted_.nothing_new) == ((), 0, 1)
        assert await triage.known(a_finding()) is None


async def test_it_may_join_another_incident_which_says_so_too(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await deleted(triage)
        other = a_finding(key="guardduty:other", native_id="f2", updated_at=LATER)
        sorted_ = await triage.sort(other, AGAIN, at=LATER)
        what = [one.what for one in await triage.records(2)]

    assert sorted_.opened == (2,)
    assert what.count(What.FINDING_JOINED) == 1
    assert what.count(What.FINDING_RETURNED) == 1


async def test_a_restricted_incident_is_not_named(tmp_path: Path) -> None:
    named = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))
    restriction = Restriction(1, named, CHANNEL, "ann@x", "Ann", LATER, "why")
    async with a_triage(tmp_path) as triage:
        await deleted(triage)
        await triage.store.write(lambda unit: unit.restrictions.keep(restriction))
        await triage.sort(AGAIN, at=LATER)
        (record,) = [one for one in await triage.records(2) if one.what is What.FINDING_RETURNED]

    assert "earlier" not in record.body
