"""Tests of the run that enriches an incident, over a real store."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.domain.answer import CONFIRMED
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.incident import Case
from bot.domain.policy import Account, Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.run import Run, Work
from bot.ports.bell import Ring
from bot.ports.confirming import SilentError
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.questions.confirming import Confirming
from bot.questions.contract import Question
from bot.questions.enrich.catalogue import ENRICHERS
from bot.questions.enriching import Enriching, main_resource
from bot.questions.runner import Runner
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.findings import raised
from tests.bot.questions.desk import (
    CHANNEL,
    HELD_BACK,
    Desk,
    DeskFor,
    Rings,
    Told,
    a_finding,
    an_incident,
    unhurried,
)
from tests.bot.questions.enrich.resources import an_instance
from tests.clocks import FrozenClock
from tests.stores import a_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as store:
        yield store


@pytest.fixture
def desk_for(store: Store, estate: AwsEstate, threads: AwsThreads, prod: Account) -> DeskFor:
    async def make(
        *resources: Resource, has_card: bool = True, found: Finding | None = None
    ) -> Desk:
        clock, bell = FrozenClock(datetime.now(UTC)), Rings()
        policy = Policy("digest", accounts={prod.number: prod})
        confirming = Confirming(estate, threads, lambda: policy, clock)

        def enrich_with(questions: tuple[Question, ...], first_seconds: float) -> Enriching:
            runner = Runner(estate, threads, clock, questions)
            return Enriching(store, runner, confirming, lambda: policy, clock, bell, first_seconds)

        def open_incident(unit: Unit) -> int:
            (number,) = unit.incidents.open([an_incident(prod.number, has_card=has_card)])
            unit.findings.add([(found or a_finding(prod.number, *resources), number)], clock.now())
            incident = unit.incidents.get(number)
            assert incident
            held = Wanted(CHANNEL, Sheet.ALERT, incident.id, not_before=clock.now() + HELD_BACK)
            if has_card:
                unit.outbox.want([held], clock.now())
            return number

        return Desk(store, clock, bell, await store.write(open_incident), enrich_with)

    return make


@pytest.fixture
async def desk(desk_for: DeskFor) -> Desk:
    return await desk_for(Resource("AwsEc2Instance", "i-0abc"))


async def test_when_all_have_answered_the_card_goes_out_at_once_with_all_of_it(desk: Desk) -> None:
    assert await desk.due() == ()

    await desk.enrich(Told("name"), Told("owner"))

    assert {key: answer.value for key, answer in (await desk.answers()).items()} == {
        "name": "name",
        "owner": "owner",
    }
    assert [due.sheet for due in await desk.due()] == [Sheet.ALERT]
    assert await desk.revision() == 2
    assert set(desk.bell.rung) == {Ring.OUTBOX}


async def test_what_is_late_does_not_hold_the_card_and_is_an_edit(desk: Desk) -> None:
    let = threading.Event()
    enriching = asyncio.create_task(
        desk.enrich(Told("owner", let), Told("name"), first_seconds=0.2)
    )
    await desk.bell.next_ring()
    early = await desk.answers()
    desk.clock.advance(HELD_BACK)
    (posted,) = await desk.due()
    await desk.sent(posted)

    let.set()
    await enriching

    (edited,) = await desk.due()
    assert set(early) == {"name"}
    assert set(await desk.answers()) == {"name", "owner"}
    assert (posted.ts, edited.ts) == ("", "1.1")


async def test_the_card_stays_held_back_while_an_answer_is_missing(desk: Desk) -> None:
    let = threading.Event()
    enriching = asyncio.create_task(
        desk.enrich(Told("owner", let), Told("name"), first_seconds=0.2)
    )
    await desk.bell.next_ring()
    assert await desk.due() == ()

    let.set()
    await enriching

    assert len(await desk.due()) == 1
    assert await desk.revision() == 3


async def test_where_nothing_is_early_all_is_written_once(desk: Desk) -> None:
    let = threading.Event()
    enriching = asyncio.create_task(desk.enrich(Told("owner", let), first_seconds=0.01))
    asyncio.get_running_loop().call_later(0.1, let.set)
    await enriching

    assert len(desk.bell.rung) == 1
    assert set(await desk.answers()) == {"owner"}


async def test_an_incident_without_a_card_is_enriched_and_stays_without(
    desk_for: DeskFor,
) -> None:
    desk = await desk_for(Resource("AwsEc2Instance", "i-0abc"), has_card=False)

    await desk.enrich(Told("name"))

    assert set(await desk.answers()) == {"name"}
    assert await desk.due() == ()


async def test_with_nothing_to_ask_the_card_is_let_go(desk: Desk) -> None:
    await desk.enrich()

    assert len(await desk.due()) == 1
    assert await desk.revision() == 1


async def test_a_run_that_is_done_again_changes_no_answer(desk: Desk) -> None:
    await desk.enrich(Told("name"))
    first = await desk.answers()

    await desk.enrich(Told("name"))

    assert await desk.answers() == first


async def test_an_incident_that_is_not_there_is_no_fault(desk: Desk) -> None:
    await desk.enrich_with((Told("name"),), 0.2)(Run(1, Work.ENRICH, 999, 1, 1))

    assert desk.bell.rung == []


async def test_the_real_questions_enrich_an_instance(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    instance = an_instance(aws, prod.number, {"Name": "web-7", "Owner": "payments"})
    arn = f"arn:aws:ec2:{REGION}:{prod.number}:instance/{instance}"
    desk = await desk_for(Resource("AwsEc2Instance", arn))

    await desk.enrich(*(unhurried(question) for question in ENRICHERS))

    answers = await desk.answers()
    measured = {"exposure", "radius"}
    assert {key: answer.value for key, answer in answers.items() if key not in measured} == {
        "name": "web-7",
        "account": "prod-payments",
        "owner": "payments",
    }
    assert (answers["exposure"].value or "").startswith("not public")
    assert (answers["radius"].value or "").startswith("No load balancer sends to it")


async def kept(desk: Desk) -> Finding:
    found = await desk.store.read(lambda unit: unit.findings.of_incidents([desk.number]))
    return found[desk.number][0]


async def test_what_its_source_bears_out_is_confirmed_and_the_moment_is_kept(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    finding = raised(aws, prod.number)
    desk = await desk_for(found=finding)

    await desk.enrich()

    assert (await kept(desk)).confirmed_at == desk.clock.now()
    assert (await desk.answers())[CONFIRMED].value == "GuardDuty"


async def test_what_its_source_does_not_know_stays_a_claim_and_says_why(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    finding = replace(raised(aws, prod.number), native_id="forged")
    desk = await desk_for(found=finding)

    await desk.enrich()

    assert (await kept(desk)).confirmed_at is None
    reason = (await desk.answers())[CONFIRMED].reason
    assert reason is not None
    assert reason.plain() == "GuardDuty knows no such finding"


async def test_a_source_that_gave_no_answer_is_told_and_asked_again(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    desk = await desk_for(found=raised(aws, prod.number))
    aws.faults.place(Fault(Failing.THROTTLED, prod.number, operation="GetFindings"))

    with pytest.raises(SilentError):
        await desk.enrich(Told("name"))

    answers = await desk.answers()
    assert answers["name"].value == "name"
    reason = answers[CONFIRMED].reason
    assert reason is not None
    assert "throttled GetFindings" in reason.plain()

    aws.faults.clear(prod.number)
    await desk.enrich(Told("name"))
    assert (await kept(desk)).confirmed_at is not None
    assert (await desk.answers())[CONFIRMED].reason is None


async def test_what_its_source_may_not_know_yet_is_told_and_asked_about_again_in_time(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    call = replace(raised(aws, prod.number), key="cloudtrail:aws:1", created_at=datetime.now(UTC))
    desk = await desk_for(found=call)

    assert await desk.enrich() == timedelta(minutes=2)
    early = (await desk.answers())[CONFIRMED].reason
    assert early is not None
    assert early.plain().startswith("CloudTrail does not show it yet")

    desk.clock.advance(timedelta(minutes=16))
    assert await desk.enrich() is None
    late = (await desk.answers())[CONFIRMED].reason
    assert late is not None
    assert late.plain() == "CloudTrail knows no such finding"


async def test_what_has_changed_while_its_source_was_asked_is_not_confirmed(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    finding = raised(aws, prod.number)
    desk = await desk_for(found=finding)
    other = replace(finding, resources=(Resource("AwsEc2Instance", "i-0other"),))
    await desk.store.write(lambda unit: unit.findings.replace([other], desk.clock.now()))

    is_confirmed = await desk.store.write(
        lambda unit: unit.findings.confirm(finding, desk.clock.now())
    )

    assert not is_confirmed
    assert (await kept(desk)).confirmed_at is None


async def test_an_account_outside_the_policy_gets_honest_reasons(
    store: Store, estate: AwsEstate, threads: AwsThreads, desk: Desk
) -> None:
    runner = Runner(estate, threads, desk.clock, ENRICHERS)
    policy = Policy("digest")
    confirming = Confirming(estate, threads, lambda: policy, desk.clock)
    enriching = Enriching(store, runner, confirming, lambda: policy, desk.clock, desk.bell)

    await enriching(Run(1, Work.ENRICH, desk.number, 1, 1))

    answers = await desk.answers()
    assert set(answers) == {"name", "account", "owner", "exposure", "radius"}
    assert all(
        "is not in the policy file" in a.reason.plain() for a in answers.values() if a.reason
    )
    assert all(answer.value is None for answer in answers.values())


def test_the_main_resource_is_the_first_of_the_finding_that_the_card_speaks_of() -> None:
    low = a_finding("111122223333", Resource("AwsS3Bucket", "pay"), severity=Severity.LOW)
    tagged = Resource("AwsEc2Instance", "i-0", "us-west-2", tags=(("Owner", "ann"),))
    high = a_finding("111122223333", tagged, Resource("AwsS3Bucket", "pay"))

    subject = main_resource(Case(an_incident("111122223333"), (low, high)))

    assert (subject.type, subject.id, subject.region) == ("AwsEc2Instance", "i-0", "us-west-2")
    assert subject.tags == (("Owner", "ann"),)
    assert subject.account == "111122223333"


def test_a_resource_without_a_region_is_in_the_finding_s_and_none_at_all_is_the_account() -> None:
    bare = a_finding("111122223333", Resource("AwsS3Bucket", "pay"))
    none = replace(bare, resources=())

    assert main_resource(Case(an_incident("1"), (bare,))).region == REGION
    assert main_resource(Case(an_incident("1"), (none,))).type == "AwsAccount"
    assert main_resource(Case(an_incident("1"), (none,))).id == "111122223333"


async def test_the_other_findings_of_an_incident_are_read_again_too(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    lead = raised(aws, prod.number, id="f-1")
    second = replace(raised(aws, prod.number, id="f-2"), severity=Severity.LOW)
    forged = replace(second, key="guardduty:forged", native_id="forged")
    claim = replace(second, key="claim", producer=replace(second.producer, verified=False))
    desk = await desk_for(found=lead)
    await desk.store.write(
        lambda unit: unit.findings.add(
            [(one, desk.number) for one in (second, forged, claim)], desk.clock.now()
        )
    )

    await desk.enrich(Told("name"))

    found = await desk.store.read(lambda unit: unit.findings.of_incidents([desk.number]))
    confirmed = {one.key for one in found[desk.number] if one.confirmed_at}
    assert confirmed == {lead.key, second.key}
    assert (await desk.answers())[CONFIRMED].value == "GuardDuty"
    assert [due.sheet for due in await desk.due()] == [Sheet.ALERT]


async def test_where_another_finding_s_source_gave_no_answer_it_is_asked_again(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    desk = await desk_for(found=raised(aws, prod.number))
    at = "inspector2:aws:1"
    other = replace(raised(aws, prod.number, id="f-2"), key=at, severity=Severity.LOW)
    early = replace(other, key="cloudtrail:aws:1", created_at=desk.clock.now())
    await desk.store.write(
        lambda unit: unit.findings.add(
            [(other, desk.number), (early, desk.number)], desk.clock.now()
        )
    )
    aws.faults.place(Fault(Failing.THROTTLED, prod.number, operation="ListFindings"))

    with pytest.raises(SilentError, match="throttled ListFindings"):
        await desk.enrich(Told("name"))
    aws.faults.clear(prod.number)
    assert await desk.enrich(Told("name")) == timedelta(minutes=2)


async def test_what_joins_while_the_others_are_asked_is_asked_about_at_once(
    aws: SimulatedAws, desk_for: DeskFor, prod: Account
) -> None:
    desk, let = await desk_for(found=raised(aws, prod.number, id="f-1")), threading.Event()
    second = replace(raised(aws, prod.number, id="f-2"), severity=Severity.LOW)
    asked = desk.enrich(Told("owner", let), Told("name"), first_seconds=0.2)
    enriching = asyncio.create_task(asked)
    await desk.bell.next_ring()
    await desk.store.write(
        lambda unit: unit.findings.add([(second, desk.number)], desk.clock.now())
    )
    let.set()

    assert await enriching == timedelta(0)
    assert await desk.enrich() is None
    found = await desk.store.read(lambda unit: unit.findings.of_incidents([desk.number]))
    assert all(one.confirmed_at for one in found[desk.number])
