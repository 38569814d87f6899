"""Findings into incidents, through a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.finding import Severity, Workflow
from bot.domain.posting import Sheet
from bot.domain.routes import Mode
from bot.triage.sorting import newest_of
from tests.bot.policy.reading import policy
from tests.bot.triage.examples import CHANNEL, CUSTOM, FORWARDED, HUB, a_finding, minutes
from tests.bot.triage.sorted_store import a_triage


async def test_a_finding_opens_one_incident_with_its_card_and_its_enrichment(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        result = await triage.sort(a_finding())
        assert (len(result.opened), result.changed) == (1, ())
        (number,) = result.opened
        incident = await triage.incident(number)
        assert (incident.severity, incident.account) == (Severity.HIGH, "111122223333")
        known = await triage.known(a_finding())
        assert known is not None
        assert (known.incident, known.finding) == (number, a_finding())
        assert await triage.runs() == [("enrich", number)]
        assert [record.what for record in await triage.records(number)] == ["finding.opened"]
        assert await triage.deliver(minutes(2)) == [
            (Sheet.ALERT, incident.id, False),
            (Sheet.TIMELINE, incident.id, False),
        ]


async def test_an_echo_changes_nothing(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        before = await triage.incident(number)
        result = await triage.sort(a_finding(), a_finding(), at=minutes(2))
        assert (result.opened, result.changed, result.nothing_new) == ((), (), 2)
        assert await triage.incident(number) == before


async def test_a_repeat_raises_the_count_on_the_same_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        await triage.deliver(minutes(2))
        again = a_finding(updated_at=minutes(9), count=4)
        result = await triage.sort(again, at=minutes(10))
        assert (result.opened, result.changed) == ((), (number,))
        known = await triage.known(again)
        assert known is not None
        assert known.finding.count == 4
        incident = await triage.incident(number)
        assert await triage.deliver(minutes(11)) == [(Sheet.ALERT, incident.id, True)]
        assert len(await triage.records(number)) == 1


async def test_a_late_older_revision_changes_nothing(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        newer = a_finding(updated_at=minutes(9), count=4)
        await triage.sort(newer)
        result = await triage.sort(a_finding(severity=Severity.CRITICAL))
        assert result.nothing_new == 1
        known = await triage.known(newer)
        assert known is not None
        assert known.finding == newer


async def test_two_revisions_in_one_batch_open_one_incident_at_the_newest(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        newer = a_finding(updated_at=minutes(9), count=4, severity=Severity.CRITICAL)
        result = await triage.sort(a_finding(), newer, a_finding())
        assert (len(result.opened), result.nothing_new) == (1, 1)
        assert (await triage.incident(result.opened[0])).severity is Severity.CRITICAL


async def test_many_findings_open_an_incident_each_in_order(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        findings = [a_finding(key=f"guardduty:k{n}", title=f"t{n}") for n in range(30)]
        opened = (await triage.sort(*findings)).opened
        assert len(set(opened)) == 30
        titles = [(await triage.incident(number)).title for number in opened]
        assert titles == [f"t{n}" for n in range(30)]


async def test_what_gets_no_card_is_kept_and_counted_once(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        low = a_finding(severity=Severity.LOW)
        assert (await triage.sort(low)).quiet == 1
        repeated = a_finding(severity=Severity.LOW, updated_at=minutes(9))
        assert (await triage.sort(repeated)).quiet == 0
        known = await triage.known(low)
        assert known is not None
        assert (known.incident, known.finding) == (None, repeated)
        assert await triage.without_card() == 1
        assert await triage.deliver(minutes(10)) == []


async def test_a_quiet_finding_that_gets_worse_gets_its_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(a_finding(severity=Severity.LOW))
        worse = a_finding(severity=Severity.HIGH, updated_at=minutes(9))
        (number,) = (await triage.sort(worse)).opened
        known = await triage.known(worse)
        assert known is not None
        assert (known.incident, known.finding.severity) == (number, Severity.HIGH)


async def test_what_was_suppressed_gets_its_card_when_that_is_taken_back(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        suppressed = a_finding(producer=HUB, workflow=Workflow.SUPPRESSED)
        assert (await triage.sort(suppressed)).opened == ()
        assert len((await triage.sort(a_finding(producer=HUB))).opened) == 1


async def test_what_was_suppressed_before_it_got_worse_gets_its_card(tmp_path: Path) -> None:
    """Whoever may write upstream could settle what is small, and let it grow unseen."""
    small = a_finding(severity=Severity.LOW)
    settled = replace(small, producer=FORWARDED, workflow=Workflow.SUPPRESSED)
    async with a_triage(tmp_path) as triage:
        await triage.sort(small)
        await triage.sort(settled, at=minutes(2))
        worse = a_finding(severity=Severity.HIGH, updated_at=minutes(9))
        assert len((await triage.sort(worse, at=minutes(10))).opened) == 1


async def test_one_finding_that_comes_two_ways_is_one_incident(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding(count=4))).opened
        result = await triage.sort(a_finding(producer=FORWARDED, count=4))
        assert (result.opened, result.nothing_new) == ((), 1)
        assert len((await triage.sort(a_finding(key="other"))).opened) == 1
        assert (await triage.incident(number)).severity is Severity.HIGH


async def test_a_finding_that_only_names_guarddutys_arn_touches_nothing_of_it(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding())).opened
        before = await triage.incident(number)
        forged = a_finding(
            key=f"securityhub:aws:111122223333:eu-west-1:{CUSTOM.product}|{a_finding().key}",
            producer=CUSTOM,
            severity=Severity.LOW,
            archived=True,
            updated_at=minutes(9),
        )
        assert (await triage.sort(forged)).opened == ()
        assert await triage.incident(number) == before


async def test_nothing_to_sort_is_nothing_sorted(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        result = await triage.sort()
        assert (result.opened, result.changed, result.quiet, result.nothing_new) == ((), (), 0, 0)


def test_the_newest_of_a_batch_holds_whatever_the_order() -> None:
    revisions = [a_finding(updated_at=minutes(n), count=n + 1) for n in (2, 1, 3, 0)]
    newest, nothing_new = newest_of({}, revisions)
    assert list(newest.values()) == [revisions[2]]
    assert nothing_new == 2


async def test_what_aws_reports_proves_the_way_from_its_place_even_if_it_says_nothing_new(
    tmp_path: Path,
) -> None:
    place = ("111122223333", "eu-west-1")
    async with a_triage(tmp_path) as triage:
        for at in (minutes(1), minutes(30)):
            await triage.sort(a_finding(), at=at)
            heard = await triage.store.read(lambda unit: unit.coverage.last_heard())
            assert heard == {place: at}


async def test_a_product_that_names_another_account_proves_nothing_of_it(tmp_path: Path) -> None:
    claim = a_finding(producer=CUSTOM, account="999988887777")
    async with a_triage(tmp_path) as triage:
        await triage.sort(claim)
        assert await triage.known(claim) is not None
        assert await triage.store.read(lambda unit: unit.coverage.last_heard()) == {}


ROUTES = """
routes:
  - {match: {type: "Recon:*", severity: "<HIGH"}, channel: C0NOISE, mode: digest}
  - {match: {severity: "LOW"}, mode: drop}
  - {match: {severity: ">=HIGH"}, channel: C0PROD, mention: S0RESPOND}
"""


async def test_a_card_goes_to_the_channel_of_its_route_and_stays_there(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = (await triage.sort(a_finding(), policy=policy(ROUTES))).opened
        worse = a_finding(severity=Severity.CRITICAL, updated_at=minutes(9))
        await triage.sort(worse, at=minutes(10))

        assert (await triage.incident(number)).channel == "C0PROD"
        due = await triage.store.write(
            lambda unit: unit.outbox.lease(minutes(11), 9, timedelta(minutes=1))
        )
        assert {each.destination for each in due} == {"C0PROD"}
        opened, *_ = await triage.records(number)
        assert opened.body["route"] == "severity HIGH CRITICAL → card"


async def test_what_a_route_keeps_aside_is_kept_and_counted_by_route(tmp_path: Path) -> None:
    recon, low = a_finding(type="Recon:EC2/Portscan"), a_finding(severity=Severity.LOW)
    some = (
        replace(recon, key="guardduty:1", severity=Severity.MEDIUM),
        replace(recon, key="guardduty:2", severity=Severity.LOW),
        replace(low, key="guardduty:3"),
        replace(low, key="guardduty:4", severity=Severity.INFORMATIONAL),
    )
    async with a_triage(tmp_path) as triage:
        result = await triage.sort(*some, policy=policy(ROUTES))
        again = await triage.sort(some[0], policy=policy(ROUTES))
        asides = await triage.store.read(lambda unit: unit.asides.since("2026-01-01"))

    assert (result.quiet, result.opened, again.quiet) == (4, (), 0)
    counted = [(each.channel, each.mode, each.severity, each.many) for each in asides]
    assert sorted(counted) == [
        (CHANNEL, Mode.DROP, Severity.LOW, 1),
        ("C0NOISE", Mode.DIGEST, Severity.LOW, 1),
        ("C0NOISE", Mode.DIGEST, Severity.MEDIUM, 1),
    ]


async def test_what_was_kept_aside_gets_its_card_once_it_is_worse(tmp_path: Path) -> None:
    quiet = a_finding(type="Recon:EC2/Portscan", severity=Severity.LOW)
    async with a_triage(tmp_path) as triage:
        await triage.sort(quiet, policy=policy(ROUTES))
        worse = replace(quiet, severity=Severity.HIGH, updated_at=minutes(9))
        (number,) = (await triage.sort(worse, policy=policy(ROUTES))).opened

        assert (await triage.incident(number)).channel == "C0PROD"
