"""What each message shows, gathered from the store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.answer import Answer
from bot.domain.cards import (
    AlertCard,
    ApprovalCard,
    NoticeCard,
    ProgressCard,
    TimelineCard,
    WordCard,
)
from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.finding import Severity
from bot.domain.ids import Prefix, spell
from bot.domain.message import Message
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.routes import Match, Route
from bot.ports.store import Store
from bot.ports.unit import Unit
from handlers.slack.sheets import Card, gather
from runbooks.kit.values import Reach
from tests.clocks import MORNING
from tests.handlers.slack.scenes import (
    ISOLATE,
    NONE_FOR_SAMPLES,
    SOURCES,
    a_decision,
    a_due,
    a_finding,
    a_proposal,
    ask,
    open_incidents,
)
from tests.stores import a_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        yield opened


async def _gathered(store: Store, sheet: Sheet, subject: str) -> Card | None:
    return await store.read(lambda unit: gather(unit, a_due(sheet, subject), SOURCES))


async def _incident(store: Store) -> str:
    [number] = await store.write(open_incidents)
    return spell(Prefix.INCIDENT, number)


async def test_the_alert_shows_the_incident_with_its_findings_answers_and_offers(
    store: Store,
) -> None:
    subject = await _incident(store)
    answer = Answer("owner", "payments", None, "ec2:DescribeTags", MORNING)
    await store.write(lambda unit: unit.incidents.set_answers(1, [answer]))
    execution = await store.write(lambda unit: ask(unit, 1))
    card = await _gathered(store, Sheet.ALERT, subject)
    assert isinstance(card, AlertCard)
    assert card.case.incident.id == subject
    assert card.case.findings == (a_finding(1),)
    assert card.account_name == "prod-payments"
    assert card.answers == {"owner": answer}
    assert (card.offers, card.no_offer) == ((ISOLATE,), None)
    assert [each.number for each in card.executions] == [execution]


async def test_the_alert_of_a_sample_says_why_it_offers_nothing(store: Store) -> None:
    subject = await _incident(store)
    await store.write(
        lambda unit: unit.findings.replace([a_finding(1, sample=True, count=2)], MORNING)
    )
    card = await _gathered(store, Sheet.ALERT, subject)
    assert isinstance(card, AlertCard)
    assert (card.offers, card.no_offer) == ((), NONE_FOR_SAMPLES.fill())


async def test_an_account_that_the_policy_does_not_name_goes_by_its_number(store: Store) -> None:
    subject = await _incident(store)
    nameless = replace(SOURCES, policy=lambda: Policy("empty"))
    card = await store.read(lambda unit: gather(unit, a_due(Sheet.ALERT, subject), nameless))
    assert isinstance(card, AlertCard)
    assert card.account_name == card.case.incident.account


async def test_the_alert_calls_whom_the_route_of_its_finding_names(store: Store) -> None:
    (number,) = await store.write(open_incidents)
    route = Route(Match(severities=frozenset({Severity.HIGH})), mention="S0RESPOND")
    routed = replace(SOURCES, policy=lambda: replace(SOURCES.policy(), routes=(route,)))
    due = a_due(Sheet.ALERT, spell(Prefix.INCIDENT, number))

    for sources, called in ((SOURCES, ()), (routed, ("S0RESPOND",))):
        card = await store.read(partial(gather, due=due, sources=sources))
        assert isinstance(card, AlertCard)
        assert card.ruled.mentions == called


async def test_of_what_is_not_there_nothing_is_said(store: Store) -> None:
    for sheet, subject in (
        (Sheet.ALERT, "I-7"),
        (Sheet.TIMELINE, "I-7"),
        (Sheet.APPROVAL, "A-7"),
        (Sheet.PROGRESS, "A-7"),
        (Sheet.NOTICE, "2026-11-22"),
        (Sheet.WORD, "7"),
    ):
        assert await _gathered(store, sheet, subject) is None


@pytest.mark.parametrize(
    ("sheet", "subject"),
    [(Sheet.ALERT, "A-1"), (Sheet.PROGRESS, "I-1"), (Sheet.NOTICE, "today"), (Sheet.WORD, "x")],
)
async def test_a_subject_of_another_kind_is_an_error(
    store: Store, sheet: Sheet, subject: str
) -> None:
    with pytest.raises(ValueError, match=subject):
        await _gathered(store, sheet, subject)


async def test_the_timeline_shows_the_records_of_the_incident_oldest_first(store: Store) -> None:
    subject = await _incident(store)
    kinds = (What.FINDING_OPENED, What.INCIDENT_TAKEN, What.INCIDENT_CLOSED)
    records = [Record(kind, MORNING, incident=1) for kind in kinds]
    await store.write(lambda unit: unit.records.write(records))
    card = await _gathered(store, Sheet.TIMELINE, subject)
    assert isinstance(card, TimelineCard)
    assert card.incident_id == subject
    assert tuple(record.what for record in card.records) == kinds


async def test_the_approval_card_shows_the_plan_who_may_decide_and_who_has(store: Store) -> None:
    subject = await _incident(store)
    number = await _planned(store)
    await store.write(lambda unit: unit.executions.decide(a_decision(a_proposal(number))))
    card = await _gathered(store, Sheet.APPROVAL, spell(Prefix.EXECUTION, number))
    assert isinstance(card, ApprovalCard)
    assert card.proposal == a_proposal(number)
    assert card.title == ISOLATE.title
    assert card.incident_id == subject
    assert card.account_name == "prod-payments"
    assert card.who == {"S0APPROVE"}
    assert [(voice.name, voice.approved) for voice in card.voices] == [("Bob", True)]
    assert not card.superseded


async def test_a_newer_plan_takes_the_place_of_an_older_one(store: Store) -> None:
    await _incident(store)
    number = await _planned(store)
    await store.write(lambda unit: _plan_again(unit, number))
    name = spell(Prefix.EXECUTION, number)
    seen = {}
    for subject in (name, f"{name}.1", f"{name}.2"):
        card = await _gathered(store, Sheet.APPROVAL, subject)
        assert isinstance(card, ApprovalCard)
        seen[subject] = (card.proposal.number, card.superseded)
    assert seen == {name: (2, False), f"{name}.1": (1, True), f"{name}.2": (2, False)}


async def test_an_execution_that_has_no_plan_yet_has_no_approval_card(store: Store) -> None:
    number = await store.write(lambda unit: ask(unit, None))
    assert await _gathered(store, Sheet.APPROVAL, spell(Prefix.EXECUTION, number)) is None


async def test_progress_shows_the_execution_its_plan_and_its_records(store: Store) -> None:
    number = await _planned(store, incident=None)
    record = Record(What.STEP, MORNING, execution=number, body={"step": "isolate"})
    await store.write(lambda unit: unit.records.write([record]))
    card = await _gathered(store, Sheet.PROGRESS, spell(Prefix.EXECUTION, number))
    assert isinstance(card, ProgressCard)
    assert card.execution.number == number
    assert card.proposal == a_proposal(number)
    assert card.title == ISOLATE.title
    assert card.incident_id == ""
    assert [each.what for each in card.records] == [What.STEP]
    assert not card.may_undo


async def test_undo_is_on_offer_once_something_has_changed_and_until_somebody_asks_for_it(
    store: Store,
) -> None:
    number = await _ended(store)
    assert await _may_undo(store, number)
    await store.write(lambda unit: ask(unit, None, kind=Kind.UNDO, undo_of=number))
    assert not await _may_undo(store, number)


async def test_undo_is_not_on_offer_once_it_was_put_back(store: Store) -> None:
    number = await _ended(store)
    await _ended(store, kind=Kind.UNDO, undo_of=number)
    assert not await _may_undo(store, number)


async def test_undo_is_not_on_offer_where_nothing_has_changed(store: Store) -> None:
    assert not await _may_undo(store, await _ended(store, code="UnauthorizedOperation"))


async def test_undo_is_not_on_offer_where_there_is_no_way_back(store: Store) -> None:
    assert not await _may_undo(store, await _ended(store, undo=Reach.NONE))


async def test_undo_is_on_offer_where_a_part_was_done(store: Store) -> None:
    assert await _may_undo(store, await _ended(store, outcome=Outcome.PARTIAL))


async def test_an_undo_can_t_be_undone(store: Store) -> None:
    assert not await _may_undo(store, await _ended(store, kind=Kind.UNDO))


async def test_the_notice_shows_the_unreadable_messages_of_its_day(store: Store) -> None:
    moments = [MORNING, MORNING + timedelta(hours=1), MORNING + timedelta(days=1)]
    messages = [
        Message("sns", "arn:aws:sns:eu-west-1:1:t", f"m{number}", moment, moment, "text")
        for number, moment in enumerate(moments)
    ]

    def keep(unit: Unit) -> None:
        unit.inbox.add(messages)
        unread = unit.inbox.unread(10)
        unit.inbox.mark_unreadable({kept.number: "no JSON" for kept in unread})

    await store.write(keep)
    card = await _gathered(store, Sheet.NOTICE, MORNING.date().isoformat())
    assert isinstance(card, NoticeCard)
    assert (card.day, card.count) == ("2026-11-22", 2)
    assert {kept.message.message_id for kept, _ in card.newest} == {"m0", "m1"}


async def test_a_word_is_about_the_record_of_its_number(store: Store) -> None:
    records = [Record(What.STOPPED, MORNING, body={"account": "*"}) for _ in range(3)]
    numbers = await store.write(lambda unit: unit.records.write(records))
    card = await _gathered(store, Sheet.WORD, str(numbers[1]))
    assert isinstance(card, WordCard)
    assert (card.record.number, card.record.what) == (numbers[1], What.STOPPED)


async def _planned(store: Store, incident: int | None = 1, **more: object) -> int:
    """Ask for an execution and propose its first plan."""

    def plan(unit: Unit) -> int:
        number = ask(unit, incident, **more)
        unit.executions.propose(a_proposal(number))
        return number

    return await store.write(plan)


def _plan_again(unit: Unit, number: int) -> None:
    unit.executions.move(number, [Stage.WAITING], Stage.ASKED, MORNING)
    unit.executions.propose(a_proposal(number, 2))


async def _ended(
    store: Store,
    *,
    outcome: Outcome = Outcome.SUCCESS,
    code: str = "",
    undo: Reach = Reach.FULL,
    kind: Kind = Kind.APPLY,
    undo_of: int | None = None,
) -> int:
    """Bring an execution to its end and return its number; `code` is what its call came to."""

    def end(unit: Unit) -> int:
        number = ask(unit, None, kind=kind, undo_of=undo_of)
        unit.executions.propose(a_proposal(number, undo=undo))
        unit.executions.move(number, [Stage.WAITING], Stage.APPROVED, MORNING)
        unit.executions.begin(number, {"groups": ["sg-web"]})
        body = {"step": "move", "action": "ec2:ModifyNetworkInterfaceAttribute", "code": code}
        unit.records.write(
            [
                Record(what, MORNING, execution=number, body=body)
                for what in (What.INTENT, What.RESULT)
            ]
        )
        unit.executions.end(number, outcome, {"groups": ["sg-quarantine"]}, MORNING)
        return number

    return await store.write(end)


async def _may_undo(store: Store, number: int) -> bool:
    card = await _gathered(store, Sheet.PROGRESS, spell(Prefix.EXECUTION, number))
    assert isinstance(card, ProgressCard)
    return card.may_undo
