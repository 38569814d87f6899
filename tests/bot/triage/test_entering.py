"""Findings that share something are one incident, through a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.finding import Finding, Resource, Severity
from bot.domain.incident import Contained, Status, Verdict
from bot.domain.posting import Sheet
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.snoozing import Scope, Snooze
from bot.ports.incidents import Change
from bot.triage.tying import WINDOW
from tests.bot.policy.reading import policy
from tests.bot.triage.examples import CHANNEL, CUSTOM, a_finding, minutes
from tests.bot.triage.sorted_store import Triage, a_triage

KEY = Resource("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE")
TAKEN = Change(status=Status.IN_PROGRESS, owner=("U0ANN", "Ann"))


def by_key(name: str, **changes: Any) -> Finding:
    """Return a finding of the one key, with a thing of its own."""
    things = (KEY, Resource("AwsEc2Instance", f"arn:aws:ec2:eu-west-1:1:instance/i-{name}"))
    own = {"key": f"guardduty:{name}", "native_id": name, "resources": things}
    return a_finding(**{**own, **changes})


async def incident_of(triage: Triage, finding: Finding) -> int | None:
    known = await triage.known(finding)
    return known.incident if known else None


@pytest.mark.parametrize("at_once", [True, False])
async def test_two_findings_of_one_key_are_one_incident_and_it_says_why(
    tmp_path: Path, *, at_once: bool
) -> None:
    one, two = by_key("one"), by_key("two", severity=Severity.CRITICAL, title="worse")
    async with a_triage(tmp_path) as triage:
        if at_once:
            await triage.sort(one, two)
        else:
            await triage.sort(one)
            assert (await triage.sort(two, at=minutes(5))).opened == ()
        assert await incident_of(triage, one) == await incident_of(triage, two) == 1
        incident = await triage.incident(1)
        assert (incident.severity, incident.title) == (Severity.CRITICAL, "worse")
        records = [each for each in await triage.records(1) if each.what is What.FINDING_JOINED]
        told = {"kind": "key", "value": KEY.id, "key": two.key, "severity": "CRITICAL"}
        assert [each.body for each in records] == [{**told, "type": two.type}]
        cards = [each for each in await triage.deliver(minutes(9)) if each[0] is Sheet.ALERT]
        assert cards == [(Sheet.ALERT, "I-1", False)]


async def test_what_is_new_calls_whoever_has_it_and_a_repeat_does_not(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"))
        await triage.change(1, TAKEN, minutes(2))
        await triage.sort(by_key("two"), at=minutes(3))
        incident = await triage.incident(1)
        assert (incident.owner, incident.status) == ("U0ANN", Status.IN_PROGRESS)
        assert not [each for each in await triage.records(1) if each.what is What.MATERIAL]

        await triage.sort(by_key("three", type="Impact:EC2/Other"), at=minutes(4))
        incident = await triage.incident(1)
        assert (incident.owner, incident.status) == ("", Status.NEW)
        news = (await triage.records(1))[-1]
        assert (news.what, news.body["who"]) == (What.MATERIAL, ["U0ANN"])
        assert news.body["news"] == {"tactic": ["Impact"]}
        assert (Sheet.WORD, str(news.number), False) in await triage.deliver(minutes(5))


async def test_a_newer_revision_that_names_somebody_else_is_material_and_once_only(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"), by_key("two", principals=("bob",)))
        for at, names in ((3, ("bob",)), (4, ("bob", "eve")), (5, ("bob", "eve"))):
            await triage.change(1, TAKEN, minutes(at))
            again = by_key("one", principals=names, updated_at=minutes(at), count=at)
            await triage.sort(again, at=minutes(at))
        found = [each for each in await triage.records(1) if each.what is What.MATERIAL]
        assert [each.body["news"] for each in found] == [{"principal": ["eve"]}]
        assert (await triage.incident(1)).owner == "U0ANN"


async def test_two_that_make_one_incident_worse_at_once_leave_it_at_the_worst(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one", severity=Severity.MEDIUM))
        worst, worse = Severity.CRITICAL, Severity.HIGH
        result = await triage.sort(by_key("two", severity=worst), by_key("three", severity=worse))
        assert (result.opened, result.changed) == ((), (1,))
        assert (await triage.incident(1)).severity is worst


@pytest.mark.parametrize(
    ("change", "earlier"),
    [
        (Change(status=Status.CLOSED, verdict=Verdict.TRUE_POSITIVE), "I-1"),
        (Change(contained=Contained.YES), "I-1"),
        (Change(has_card=False), None),
        (Change(channel="C0ELSE"), None),
    ],
)
async def test_what_takes_nothing_in_is_named_where_that_helps(
    tmp_path: Path, change: Change, earlier: str | None
) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"))
        await triage.change(1, change, minutes(2))
        assert (await triage.sort(by_key("two"), at=minutes(3))).opened == (2,)
        opened = (await triage.records(2))[0]
        assert opened.body.get("earlier") == earlier


async def test_nothing_joins_once_the_window_is_over(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"))
        last = minutes(1) + WINDOW
        assert (await triage.sort(by_key("two"), at=last)).opened == ()
        later = last + WINDOW + timedelta(seconds=1)
        assert (await triage.sort(by_key("three"), at=later)).opened == (2,)


async def test_what_a_snooze_was_begun_at_is_not_joined(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"))
        (until,) = (minutes(600),)
        snooze = Snooze(
            0, 1, Scope.FINDING, "111122223333", "guardduty:one", verified=True,
            severity=Severity.HIGH, since=minutes(2), until=until, by="ann", by_name="Ann",
            agreed_name="", why="known",
        )  # fmt: skip
        await triage.store.write(lambda unit: unit.snoozes.begin(snooze))
        assert (await triage.sort(by_key("two"), at=minutes(3))).opened == (2,)


async def test_what_joins_a_restricted_incident_stays_within_it(tmp_path: Path) -> None:
    named = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))
    kept = Restriction(1, named, CHANNEL, "ann@x", "Ann", minutes(3), "why")
    routes = policy("routes: [{match: {severity: '>=LOW'}, mention: S0RESPOND}]")
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"), policy=routes)
        await triage.deliver(minutes(2))
        await triage.store.write(lambda unit: unit.restrictions.keep(kept))
        await triage.change(1, Change(channel=kept.place), minutes(3))
        await triage.sort(by_key("two", type="Impact:EC2/X"), at=minutes(4), policy=routes)

        due = await triage.store.write(
            lambda unit: unit.outbox.lease(minutes(9), 9, timedelta(minutes=1))
        )
        assert {(each.destination, each.sheet) for each in due} == {
            (kept.place, Sheet.ALERT),
            (CHANNEL, Sheet.ALERT),
        }
        news = (await triage.records(1))[-1]
        assert (news.what, news.body["who"]) == (What.MATERIAL, [])


async def test_a_claim_joins_no_confirmed_incident(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"))
        claim = by_key("two", key="securityhub:x", producer=CUSTOM)
        assert (await triage.sort(claim, at=minutes(3))).opened == (2,)


RULE = """
accounts:
  "111122223333": {name: sandbox, environment: sandbox}
standing:
  - {runbook: block_public_s3, environments: [sandbox], resources: ["arn:aws:s3:::open-*"]}
"""


@pytest.mark.parametrize(("bucket", "opened"), [("open-1", (2,)), ("other", ())])
async def test_what_a_standing_rule_names_has_a_card_of_its_own(
    tmp_path: Path, bucket: str, opened: tuple[int, ...]
) -> None:
    things = (KEY, Resource("AwsS3Bucket", f"arn:aws:s3:::{bucket}"))
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"), policy=policy(RULE))
        result = await triage.sort(by_key("two", resources=things), policy=policy(RULE))
        assert result.opened == opened


async def test_a_finding_without_a_card_stays_without_one_and_joins_nothing_later(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(by_key("one"))
        low = by_key("two", severity=Severity.LOW)
        assert (await triage.sort(low, at=minutes(3))).quiet == 1
        worse = replace(low, severity=Severity.HIGH, updated_at=minutes(9))
        assert (await triage.sort(worse, at=minutes(10))).opened == (2,)
