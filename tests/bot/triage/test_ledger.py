"""What a newer revision does to an incident that people work on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.domain.finding import Resource, Severity, Workflow
from bot.domain.incident import LONGEST_TITLE, Status, Verdict
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.syncing import Fate, Tell, Telling
from bot.ports.incidents import Change
from tests.bot.triage.examples import FORWARDED, a_finding, minutes
from tests.bot.triage.sorted_store import a_triage

TAKEN = Change(status=Status.IN_PROGRESS, owner=("U0ANN", "Ann"))
CLOSED = Change(status=Status.CLOSED, verdict=Verdict.TRUE_POSITIVE)


async def test_a_severity_that_rises_ends_the_ack_and_is_recorded(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        await triage.deliver(minutes(2))
        await triage.change(number, TAKEN, minutes(3))
        worse = a_finding(severity=Severity.CRITICAL, updated_at=minutes(9))
        await triage.sort(worse, at=minutes(10))
        incident = await triage.incident(number)
        assert (incident.severity, incident.status) == (Severity.CRITICAL, Status.NEW)
        assert (incident.owner, incident.owner_name) == ("", "")
        record, news = (await triage.records(number))[-2:]
        assert record.what == "finding.changed"
        assert record.body == {
            "before": {"severity": "HIGH"},
            "after": {"severity": "CRITICAL"},
            "reopened": False,
        }
        assert (news.what, news.body["who"]) == ("incident.material", ["U0ANN"])
        assert news.body["news"] == {"severity": ["CRITICAL"]}
        assert sorted(await triage.deliver(minutes(11))) == [
            (Sheet.ALERT, incident.id, True),
            (Sheet.TIMELINE, incident.id, True),
            (Sheet.WORD, str(news.number), False),
        ]


async def test_what_claims_something_else_is_read_again_at_its_source(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        assert await triage.runs(finish=True) == [("enrich", number)]
        other = (Resource("AwsEc2Instance", "i-0victim"),)
        await triage.sort(a_finding(resources=other, updated_at=minutes(9)), at=minutes(10))
        assert await triage.runs() == [("enrich", number)]


async def test_a_severity_that_falls_is_shown_and_lowers_nothing(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        await triage.change(number, TAKEN, minutes(3))
        result = await triage.sort(a_finding(severity=Severity.LOW, updated_at=minutes(9)))
        incident = await triage.incident(number)
        assert result.changed == (number,)
        assert (incident.severity, incident.owner_name) == (Severity.HIGH, "Ann")


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({"workflow": Workflow.SUPPRESSED}, ["SUPPRESSED"]),
        ({"workflow": Workflow.RESOLVED}, ["RESOLVED"]),
        ({"archived": True}, ["ARCHIVED"]),
        ({"compliance": "PASSED"}, []),
        ({"compliance": "PASSED", "workflow": Workflow.RESOLVED}, []),
    ],
)
async def test_upstream_ends_no_open_incident_and_who_has_it_is_called(
    changes: dict[str, Any], how: list[str], tmp_path: Path
) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding(producer=FORWARDED))).opened
        await triage.change(number, TAKEN, minutes(3))
        await triage.sort(a_finding(producer=FORWARDED, **changes), at=minutes(5))
        incident = await triage.incident(number)
        assert (incident.status, incident.owner) == (Status.IN_PROGRESS, "U0ANN")
        opened, changed, *settled = await triage.records(number)
        assert (opened.what, changed.what) == ("finding.opened", "finding.changed")
        assert [record.body["how"] for record in settled] == how
        assert all(record.body["who"] == ["U0ANN"] for record in settled)
        runs = [each for each in await triage.runs() if each[0] == "settled"]
        assert runs == [("settled", record.number) for record in settled]


@pytest.mark.parametrize(
    ("tell", "later", "told"),
    [
        (Tell.SUPPRESSED, 10, 0),
        (Tell.SUPPRESSED, 60, 1),
        (Tell.SUPPRESSED_V2, 10, 0),
        (Tell.SUPPRESSED_V2, 60, 1),
        (Tell.RESOLVED_V2, 10, 1),
    ],
)
async def test_what_secbot_itself_has_told_upstream_is_an_echo_for_a_while(
    tell: Tell, later: int, told: int, tmp_path: Path
) -> None:
    async with a_triage(tmp_path) as triage:
        finding = a_finding(producer=FORWARDED)
        (number,) = (await triage.sort(finding)).opened
        telling = Telling(0, number, finding.key, tell, finding.account, finding.region, minutes(1))
        await triage.store.write(lambda unit: unit.tellings.want([telling]))
        await triage.store.write(lambda unit: unit.tellings.send([1]))
        await triage.store.write(lambda unit: unit.tellings.end([1], Fate.DONE, "", minutes(2)))

        suppressed = a_finding(producer=FORWARDED, workflow=Workflow.SUPPRESSED)
        await triage.sort(suppressed, at=minutes(later))

        settled = [each for each in await triage.records(number) if each.what is What.SETTLED]
        assert len(settled) == told


@pytest.mark.parametrize(("is_told", "status"), [(True, Status.NEW), (False, Status.CLOSED)])
async def test_a_threat_that_goes_on_is_open_again_though_secbot_had_it_archived(
    tmp_path: Path, *, is_told: bool, status: Status
) -> None:
    async with a_triage(tmp_path) as triage:
        finding = a_finding()
        (number,) = (await triage.sort(finding)).opened
        await triage.change(number, CLOSED, minutes(3))
        if is_told:
            telling = Telling(
                0, number, finding.key, Tell.ARCHIVED, finding.account, finding.region, minutes(3)
            )
            await triage.store.write(lambda unit: unit.tellings.want([telling]))
            await triage.store.write(lambda unit: unit.tellings.send([1]))

        goes_on = {"last_seen": minutes(30), "updated_at": minutes(31), "count": 2}
        await triage.sort(a_finding(archived=True, **goes_on), at=minutes(32))

        assert (await triage.incident(number)).status is status


async def test_the_echo_of_somebody_being_told_changes_no_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding(producer=FORWARDED))).opened
        before = await triage.incident(number)
        told = a_finding(producer=FORWARDED, workflow=Workflow.NOTIFIED, note_at="n")
        result = await triage.sort(told, at=minutes(5))
        assert (result.opened, result.changed) == ((), ())
        assert await triage.incident(number) == before
        known = await triage.known(told)
        assert known is not None
        assert known.finding.workflow is Workflow.NOTIFIED


async def test_a_threat_that_goes_on_after_the_end_is_open_again_and_nobodys(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        await triage.change(number, TAKEN, minutes(2))
        await triage.change(number, CLOSED, minutes(10))
        again = a_finding(count=2, last_seen=minutes(30), updated_at=minutes(31))
        result = await triage.sort(again, at=minutes(32))
        incident = await triage.incident(number)
        assert (result.opened, result.changed) == ((), (number,))
        assert (incident.status, incident.verdict) == (Status.NEW, Verdict.UNKNOWN)
        assert incident.owner == ""
        assert (await triage.records(number))[-1].body["reopened"] is True


async def test_a_false_positive_that_repeats_stays_closed_and_is_counted(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        harmless = Change(status=Status.CLOSED, verdict=Verdict.FALSE_POSITIVE)
        await triage.change(number, harmless, minutes(10))
        again = a_finding(count=2, last_seen=minutes(30), updated_at=minutes(31))
        result = await triage.sort(again, at=minutes(32))
        assert result.changed == (number,)
        assert (await triage.incident(number)).status is Status.CLOSED


async def test_a_closed_incident_that_gets_worse_is_open_again_though_it_is_archived(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        await triage.change(number, CLOSED, minutes(10))
        last = a_finding(severity=Severity.CRITICAL, archived=True, updated_at=minutes(31))
        await triage.sort(last, at=minutes(32))
        incident = await triage.incident(number)
        assert (incident.status, incident.severity) == (Status.NEW, Severity.CRITICAL)


async def test_a_title_as_long_as_a_novel_is_cut(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding(title="x" * 10_000))).opened
        assert len((await triage.incident(number)).title) == LONGEST_TITLE


async def test_a_stub_in_the_channel_is_edited_when_it_gets_worse(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        await triage.deliver(minutes(2))
        channel = (await triage.incident(number)).channel
        named = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))
        kept = Restriction(number, named, channel, "ann@x", "Ann", minutes(3), "why")
        await triage.store.write(lambda unit: unit.restrictions.keep(kept))
        await triage.change(number, Change(channel=kept.place), minutes(3))

        worse = a_finding(severity=Severity.CRITICAL, updated_at=minutes(9))
        await triage.sort(worse, at=minutes(10))
        about = await triage.store.read(lambda unit: unit.outbox.about(number))
        assert Wanted(kept.place, Sheet.TIMELINE, "I-1", "I-1") in about
        waits = await triage.store.read(lambda unit: unit.outbox.waits_since(channel))
        assert waits == minutes(10)
