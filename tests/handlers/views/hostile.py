"""Strangers' words at their worst, put wherever a view shows a stranger's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from bot.domain.cards import (
    AlertCard,
    ApprovalCard,
    Look,
    NoticeCard,
    Offer,
    TimelineCard,
    WordCard,
)
from bot.domain.execution import Execution, Stage
from bot.domain.finding import Producer, Resource
from bot.domain.incident import Case, Contained
from bot.domain.message import Kept
from bot.domain.message import Message as Sent
from bot.domain.posture import Checked, Standing
from bot.domain.record import What
from bot.domain.status import Brake, Picture, StatusCard, Undoable, Unknown, Waiting
from handlers.views.alert import alert
from handlers.views.approval import approval
from handlers.views.kit import Message, Modal
from handlers.views.modals import ask_modal, message_modal, reject_modal, undo_modal
from handlers.views.notice import notice
from handlers.views.plan import plan_modal
from handlers.views.progress import progress
from handlers.views.replies import audit, incidents, say, unknown_verb
from handlers.views.status import status
from handlers.views.timeline import timeline
from handlers.views.word import word
from runbooks.kit.text import Text
from tests.handlers.views import examples

ATTACKS = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e\u2066\u200b",
    "<!channel>",
    "<!here|here>",
    "<@U0EVE>",
    "<#C0SEC>",
    "<!subteam^S0PAY>",
    "<http://evil.com|AWS console>",
    "https://evil.com/a?b=c",
    "@here @everyone",
    "*bold* _italic_ ~strike~ `code` ```fence```",
    "{title} {0} {{x}} {",
    "a\nb\r\n> quoted\u2028c",
    "e" + "\u0301" * 500,
    "\N{REGIONAL INDICATOR SYMBOL LETTER J}" * 301,
    "&lt;!channel&gt; &amp;",
    ":white_check_mark: Approved by Bob",
    examples.HOSTILE,
    examples.HUGE,
    "arn:aws:ec2:" + ":/" * 2_000,
)
WORDS = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=400),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Mn", "So", "Zl", "Zp"]), max_size=60),
)


def messages(words: str, look: Look) -> Mapping[str, Message]:
    """Return every message there is, with these words in every blank that a stranger may fill."""
    card = _alert(words)
    doubtful = _approval(words)
    planned = replace(doubtful.execution, stage=Stage.PLANNED)
    says = {"text": {"en": "{x}"}, "fields": {"x": words}}
    told: dict[str, Any] = dict.fromkeys(
        ("name", "reason", "why", "power", "action", "account"), words
    )
    records = tuple(
        examples.record(what, number, **(told | {"step": "move_1", "says": says, "key": words}))
        for number, what in enumerate(What, start=1)
    )
    sent = Sent(words, words, words, examples.NINE, examples.NINE, words)
    unread = NoticeCard("2026-11-22", 30, ((Kept(1, sent), words),) * 20)
    shown = replace(examples.progress_card(), records=records, account_name=words)
    return {
        "alert": alert(card, look),
        "approval": approval(doubtful, look),
        "planned": approval(replace(doubtful, execution=planned), look),
        "progress": progress(shown, look),
        "timeline": timeline(TimelineCard("I-3K9K", records * 5), look),
        "notice": notice(unread, look),
        "word": word(WordCard(examples.record(What.STOPPED, **told)), look),
        "say": say(Text("no {x}").fill(x=words), look, "E-41"),
        "unknown_verb": unknown_verb(words, "status", look),
        "incidents": incidents(
            (card.case.incident,) * 40, {"111122223333": words}, look, number=1, pages=2
        ),
        "audit": audit(words, records * 9, look),
        "status": status(_status(words), look),
        "status_of_one": status(_status(words, "111122223333"), look),
    }


def modals(words: str, look: Look) -> Mapping[str, Modal]:
    """Return every modal there is, with these words in every blank."""
    return {
        "ask": ask_modal(_alert(words), look),
        "reject": reject_modal(_approval(words), look),
        "undo": undo_modal(
            examples.progress_card(incident_id=words), look, {"again": Text("Again?")}
        ),
        "plan": plan_modal(_approval(words), look),
        "message": message_modal(Text("no {x}").fill(x=words), look, words),
    }


def _alert(words: str) -> AlertCard:
    source = Producer(words, words, verified=False)
    found = examples.finding(
        producer=source,
        type=words,
        title=words,
        description=words,
        region=words,
        native_id=words,
        remote=(words,) * 9,
        resources=(Resource(words, words, words, words, ((words, words),)),) * 3,
    )
    incident = examples.incident(
        title=words, owner=words, owner_name=words, region=words, contained=Contained.YES
    )
    answers = {
        name: examples.answer(name, words or None, source=words)
        for name in ("name", "owner", "exposure", "account")
    }
    return examples.alert_card(
        case=Case(incident, (found,) * 3),
        account_name="",
        answers=answers,
        offers=tuple(Offer(f"runbook_{n}", Text("Isolate the instance fully")) for n in range(9)),
        executions=(_run(words),),
    )


def _status(words: str, account: str = "") -> StatusCard:
    says = Text("off: {x}").fill(x=words)
    checks = tuple(
        Checked(words, number, words, standing, says, examples.NINE)
        for standing in Standing
        for number in ("111122223333", words)
        for _ in range(9)
    )
    waiting = Waiting("A-1.1", words, words, words, words, 0, 1, examples.NINE)
    undo = Undoable("A-2", words, words, words, None, None)
    picture = Picture(
        at=examples.NINE,
        account=account,
        names={"111122223333": words},
        titles={},
        open=Unknown(says),
        unowned=(_alert(words).case.incident,) * 9,
        waiting=(waiting,) * 9,
        undo=(undo,) * 9,
        brakes=(Brake(words, words, examples.NINE), Brake("", words, examples.NINE)),
        day=Unknown(says),
        looked_at=examples.NINE,
        heard={(words, words): examples.NINE},
        proof=checks,
    )
    return StatusCard(picture, due_at=examples.NINE - timedelta(hours=1), is_refreshing=True)


def _run(words: str) -> Execution:
    return examples.execution(
        requester_name=words,
        why=Text("since {x}").fill(x=words),
        ask=examples.ask(reason=words, runbook="isolate", region=words),
    )


def _approval(words: str) -> ApprovalCard:
    said = Text("from {x} to {y}").fill(x=words, y=words)
    step = examples.step(resources=(words,), parameters={"Name": words, "More": [words]}, says=said)
    plan = examples.plan(
        changes=(said,) * 12,
        breaks=(said,) * 12,
        unproved=(said,) * 12,
        evidence=(said,) * 12,
        warnings=(said,) * 12,
        steps=(step,) * 12,
        undo_says=said,
        reopens=True,
        name=words,
    )
    return examples.approval_card(
        execution=_run(words),
        proposal=examples.proposal(plan=plan, target=words, differences=(words,) * 12),
        account_name=words,
        incident_id=words,
        voices=(examples.voice(words, reason=words),) * 9,
    )
