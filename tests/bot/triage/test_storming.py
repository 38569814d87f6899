"""A storm gathers incidents on one card, in the transaction in which they are opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.finding import Finding, Resource, Severity, Workflow
from bot.domain.message import Message
from bot.domain.policy import Policy, StandingRule
from bot.domain.posting import Sheet
from bot.domain.rota import OnCall
from bot.domain.routes import Match, Route
from bot.domain.storm import Cause, Kind, Storm
from bot.response.incidents.storming import go_on
from tests.bot.policy.reading import policy
from tests.bot.triage.examples import CUSTOM, a_finding, minutes
from tests.bot.triage.sorted_store import Triage, a_triage

MANY = 12
CRITICAL = Severity.CRITICAL
PRECIOUS = """
accounts:
  "111122223333": {name: prod, environment: prod, precious: ["arn:aws:s3:::pay-*"]}
"""
BARE = Policy(digest="")


def findings(many: int, prefix: str = "f", **changes: Any) -> list[Finding]:
    return [
        a_finding(
            key=f"guardduty:{prefix}{at}",
            native_id=f"{prefix}{at}",
            resources=(Resource("AwsEc2Instance", f"i-{prefix}{at}"),),
            **changes,
        )
        for at in range(many)
    ]


async def storm_of(triage: Triage, number: int = 1) -> Storm:
    found = await triage.store.read(lambda unit: unit.storms.get(number))
    assert found is not None
    return found


async def cards(triage: Triage, numbers: tuple[int, ...]) -> list[int]:
    return [each for each in numbers if (await triage.incident(each)).has_card]


async def test_five_a_minute_have_their_own_cards_and_the_sixth_begins_a_storm(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        calm = (await triage.sort(*findings(5))).opened
        stormy = (await triage.sort(*findings(2, "more"))).opened
        assert await cards(triage, (*calm, *stormy)) == [*calm]
        brought = Counter(sheet for sheet, _, _ in await triage.deliver(minutes(2)))
        assert brought == {Sheet.ALERT: 5, Sheet.STORM: 1}  # timelines are for calmer hours
        assert (await storm_of(triage)).findings == 2


async def test_what_is_gathered_is_an_incident_that_is_listed_and_recorded_as_ever(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        opened = (await triage.sort(*findings(MANY))).opened
        listed = await triage.store.read(
            lambda unit: unit.incidents.listed(floor=Severity.HIGH, owner="", limit=100, offset=0)
        )
        assert {each.number for each in listed} == {*opened}
        assert [each.what for each in await triage.records(opened[-1])] == ["finding.opened"]
        assert await triage.runs() == [("storm", 1)]
        extent = await triage.store.read(lambda unit: unit.storms.extent(1, 10))
        assert (extent.resources, extent.accounts, extent.left) == (MANY, 1, MANY)
        assert extent.mostly == a_finding().type


async def test_a_repeat_of_what_is_gathered_brings_no_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(*findings(MANY))
        again = findings(MANY, updated_at=minutes(3), count=7)
        await triage.sort(*again, at=minutes(4))
        assert [sheet for sheet, _, _ in await triage.deliver(minutes(5))] == [Sheet.STORM]


async def test_what_gets_worse_in_a_storm_is_named_and_the_first_ones_have_their_cards(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        opened = (await triage.sort(*findings(MANY, severity=Severity.MEDIUM))).opened
        assert (await storm_of(triage)).named == 0
        worse = findings(MANY, severity=Severity.CRITICAL, updated_at=minutes(1.5))
        await triage.sort(*worse, at=minutes(1.6))
        assert (await storm_of(triage)).named == 1
        assert len(await cards(triage, opened)) == 2
        (group,) = await triage.store.read(lambda unit: unit.storms.lines(1, 1, 9))
        assert group.severity is Severity.CRITICAL


async def test_what_gets_worse_once_all_is_calm_has_its_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (first, *rest) = (await triage.sort(*findings(MANY, severity=Severity.MEDIUM))).opened
        await triage.runs(finish=True)
        await triage.store.write(lambda unit: go_on(unit, 1, minutes(9)))
        (worse, *_) = findings(1, severity=Severity.HIGH, updated_at=minutes(29))
        await triage.sort(worse, at=minutes(30))
        assert await cards(triage, (first, *rest)) == [first]
        assert await triage.runs() == [("enrich", first)]


async def test_the_two_weightiest_critical_ones_keep_their_cards_as_they_come(
    tmp_path: Path,
) -> None:
    rare = a_finding(
        key="guardduty:rare", native_id="rare", type="Impact:S3/Rare", severity=Severity.CRITICAL
    )
    async with a_triage(tmp_path) as triage:
        await triage.sort(*findings(4), at=minutes(-9))
        common = findings(MANY, "c", severity=Severity.CRITICAL)
        opened = (await triage.sort(*common, rare)).opened
        assert await cards(triage, opened) == [opened[0], opened[-1]]
        later = findings(3, "late", type="Impact:S3/New", severity=Severity.CRITICAL)
        assert len(await cards(triage, (await triage.sort(*later)).opened)) == 0


async def test_claims_keep_no_critical_finding_of_awss_from_its_card(tmp_path: Path) -> None:
    """Whoever may import findings could import CRITICAL ones of ever new types, without end."""
    claims = [
        a_finding(
            key=f"securityhub:c{at}",
            type=f"New/{at}",
            producer=CUSTOM,
            severity=CRITICAL,
            resources=(),
        )
        for at in range(MANY)
    ]
    true = [replace(each, severity=CRITICAL) for each in findings(3)]
    async with a_triage(tmp_path) as triage:
        opened = (await triage.sort(*claims)).opened
        assert await cards(triage, opened) == []
        assert await triage.store.write(lambda unit: go_on(unit, 1, minutes(1)))
        assert await cards(triage, opened) == []
        real = (await triage.sort(*true)).opened
        assert await cards(triage, real) == [*real]


def claims_of(many: int, prefix: str = "c", **changes: Any) -> list[Finding]:
    return [
        a_finding(
            key=f"securityhub:{prefix}{at}",
            native_id=f"{prefix}{at}",
            producer=CUSTOM,
            resources=(Resource("AwsEc2Instance", f"i-{prefix}{at}"),),
            **changes,
        )
        for at in range(many)
    ]


async def test_claims_neither_begin_nor_prolong_the_storm_of_what_is_found(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        claimed = (await triage.sort(*claims_of(MANY), *findings(5))).opened
        assert await cards(triage, claimed) == [*claimed[MANY:]]
        assert (await storm_of(triage)).kind is Kind.CLAIMED
        (sixth,) = (await triage.sort(*findings(1, "sixth"), at=minutes(1.1))).opened
        assert await cards(triage, (sixth,)) == []
        found = await storm_of(triage, 2)
        assert (found.kind, found.findings) == (Kind.FOUND, 1)
        await triage.sort(*claims_of(MANY, "more"), at=minutes(3))
        assert await triage.store.write(lambda unit: go_on(unit, 2, minutes(4.2))) is None
        assert await triage.store.read(lambda unit: unit.storms.on()) == (1,)


async def test_a_flood_of_claims_that_makes_messages_wait_gathers_nothing_that_is_found(
    tmp_path: Path,
) -> None:
    waiting = Message("sns", "arn:aws:sns:eu-west-1:1:t", "m1", minutes(0), minutes(0), "{}")
    async with a_triage(tmp_path) as triage:
        await triage.store.write(lambda unit: unit.inbox.add([waiting]))
        opened = (await triage.sort(*findings(3), *claims_of(MANY), at=minutes(0.5))).opened
        assert await cards(triage, opened) == [*opened[:3]]


async def test_claims_make_no_type_common(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(*claims_of(MANY))
        seen = await triage.store.read(lambda unit: unit.storms.seen([a_finding().type]))
        assert seen == {a_finding().type: 0}


async def test_what_is_precious_outranks_what_is_as_severe(tmp_path: Path) -> None:
    file = policy(PRECIOUS)
    precious = a_finding(
        key="guardduty:p",
        native_id="p",
        severity=Severity.CRITICAL,
        resources=(Resource("AwsS3Bucket", "arn:aws:s3:::pay-1"),),
    )
    async with a_triage(tmp_path) as triage:
        await triage.sort(*findings(4), at=minutes(-9))
        common = findings(MANY, "c", severity=Severity.CRITICAL)
        opened = (await triage.sort(*common, precious, policy=file)).opened
        assert opened[-1] in await cards(triage, opened)
        extent = await triage.store.read(lambda unit: unit.storms.extent(1, 1))
        assert [each.incident for each in extent.top] == [opened[-1]]


async def test_what_joins_what_is_opened_makes_it_as_precious(tmp_path: Path) -> None:
    key = Resource("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE")
    things = (key, Resource("AwsS3Bucket", "arn:aws:s3:::pay-1"))
    plain, precious = (
        a_finding(
            key=f"guardduty:{name}", native_id=name, severity=Severity.CRITICAL, resources=named
        )
        for name, named in (("plain", (key,)), ("precious", things))
    )
    async with a_triage(tmp_path) as triage:
        await triage.sort(*findings(4), at=minutes(-9))
        common = findings(MANY, "c", severity=Severity.CRITICAL)
        opened = (await triage.sort(*common, plain, precious, policy=policy(PRECIOUS))).opened
        assert len(opened) == MANY + 1
        assert opened[-1] in await cards(triage, opened)


async def test_each_channel_has_its_own_weather(tmp_path: Path) -> None:
    noise = Route(Match(type="Recon:*"), channel="C0NOISE", mention="S0NOISE")
    routed = replace(BARE, routes=(noise,), on_call=OnCall(group="S0DUTY"))
    async with a_triage(tmp_path) as triage:
        scans = findings(MANY, "scan", type="Recon:EC2/Portscan")
        opened = (await triage.sort(*scans, a_finding(), policy=routed)).opened
        assert await cards(triage, opened) == [opened[-1]]
        storm = await storm_of(triage)
        assert (storm.channel, storm.whom) == ("C0NOISE", ("S0DUTY", "S0NOISE"))


async def test_what_is_snoozed_or_has_no_card_anyway_makes_no_storm(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(*findings(MANY, severity=Severity.LOW))
        await triage.sort(*findings(MANY, "done", workflow=Workflow.RESOLVED))
        assert await triage.store.read(lambda unit: unit.storms.on()) == ()


async def test_the_backlog_of_a_queue_that_is_old_is_one_card(tmp_path: Path) -> None:
    waiting = Message("sns", "arn:aws:sns:eu-west-1:1:t", "m1", minutes(0), minutes(0), "{}")
    async with a_triage(tmp_path) as triage:
        await triage.store.write(lambda unit: unit.inbox.add([waiting]))
        opened = (await triage.sort(*findings(2), at=minutes(0.1))).opened
        assert await cards(triage, opened) == [*opened]
        late = (await triage.sort(*findings(2, "late"), at=minutes(0.2))).opened
        assert await cards(triage, late) == []
        assert (await storm_of(triage)).cause is Cause.QUEUE


async def test_with_standing_rules_what_is_gathered_is_still_confirmed_at_its_source(
    tmp_path: Path,
) -> None:
    file = replace(BARE, standing=(StandingRule("look_at_role", frozenset({"prod"})),))
    async with a_triage(tmp_path) as triage:
        opened = (await triage.sort(*findings(MANY), policy=file)).opened
        assert set(await triage.runs()) == {("storm", 1), *(("enrich", each) for each in opened)}


async def test_a_storm_that_is_on_gathers_the_next_one_alone(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(*findings(MANY))
        later = minutes(1) + timedelta(seconds=90)
        (number,) = (await triage.sort(*findings(1, "next"), at=later)).opened
        assert not (await triage.incident(number)).has_card
        storm = await storm_of(triage)
        assert (storm.findings, storm.stormy_at) == (MANY + 1, minutes(1))
