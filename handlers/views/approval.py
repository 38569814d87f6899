"""The approval card of a plan, and the page with the whole of it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cards import ApprovalCard, Look
from bot.domain.execution import Stage
from bot.domain.ids import Prefix, spell
from bot.domain.people import is_group
from bot.domain.words import approval as words
from bot.domain.words import drills, night
from handlers.views import ids
from handlers.views.approval_body import banner, body, head, place, reason, target, thing
from handlers.views.approval_end import ending, people
from handlers.views.kit import Message, message
from handlers.views.marks import Always, Field, Line, When, Words, called, line
from handlers.views.outcome import became
from handlers.views.parts import Actions, Button, Confirm, Lines
from handlers.views.rows import row
from runbooks.kit.text import Text

GROUPS = 5
REASON = 1_000
MARGIN = Text("{room}", ja="{room}")
MARGIN_UNITS = 300


def approval(card: ApprovalCard, look: Look) -> Message:
    """Return the card on which a plan is decided; once it is decided it says what became of it.

    Where it had to cut, it says that the whole plan must be opened before an approval counts:
    nobody approves what was not shown to them.
    """
    is_open = _waits(card)
    whole = _message(card, look, (), is_open=is_open)
    if not whole.is_cut or not is_open:
        return whole
    return _message(card, look, (words.OPEN_FIRST,), is_open=is_open)


def must_open(card: ApprovalCard, look: Look) -> bool:
    """Say whether the card will have to cut, which the proposal keeps as `is_cut`.

    It is asked before the plan waits, so room is left for what the card will say besides: who
    has approved, and that it came late.
    """
    waiting = replace(card, execution=replace(card.execution, stage=Stage.WAITING), alone=True)
    later = MARGIN.fill(room="x" * MARGIN_UNITS)
    crowded = replace(look, late_seconds=1, late_why=later)
    return approval(waiting, crowded).is_cut


def _message(card: ApprovalCard, look: Look, hint: tuple[Words, ...], *, is_open: bool) -> Message:
    top: tuple[Words, ...] = (_plain_head(card), ending(card))
    if is_open:
        top = (head(card, words.HEAD, words.HEAD_UNDO),)
    parts = (
        Lines((*banner(card), *top, target(card)), is_needed=True),
        Lines(body(card)),
        Lines((*reason(card, REASON), *hint), is_needed=True),
        Actions(_buttons(card) if is_open else ()),
        Lines((_footer(card, is_open=is_open),), is_needed=True),
    )
    return message(look, _push(card, is_open=is_open), parts)


def _waits(card: ApprovalCard) -> bool:
    return card.execution.stage is Stage.WAITING and not card.superseded


def _plain_head(card: ApprovalCard) -> Line:
    return head(card, words.HEAD_PLAN, words.HEAD_PLAN_UNDO, plan=card.proposal.id)


def _buttons(card: ApprovalCard) -> tuple[Button, ...]:
    value = ids.carry(card.proposal.id, card.proposal.digest)
    alone = (Button(night.BUTTON, ids.ALONE, value),) if card.alone else ()
    return (
        Button(words.APPROVE, ids.APPROVE, value, "danger", _confirm(card)),
        Button(words.REJECT, ids.REJECT, value),
        Button(words.PLAN, ids.OPEN_PLAN, value),
        *alone,
    )


def _confirm(card: ApprovalCard) -> Confirm:
    account, region = place(card)
    text = line(
        words.CONFIRM_TEXT,
        target=thing(card.proposal),
        account=account,
        region=region,
        digest=Always(card.proposal.short),
        execution=card.execution.id,
    )
    title = line(words.CONFIRM_TITLE, title=card.title)
    if card.execution.ask.undo_of:
        undone = spell(Prefix.EXECUTION, card.execution.ask.undo_of)
        title = line(words.CONFIRM_TITLE_UNDO, title=card.title, undone=undone)
    return Confirm(title, text, words.CONFIRM_YES, words.CONFIRM_NO)


def _footer(card: ApprovalCard, *, is_open: bool) -> Line:
    proposal = card.proposal
    if not is_open:
        return line(
            words.ENDED, plan=proposal.id, risk=proposal.risk, digest=Always(proposal.short)
        )
    return line(
        words.WAITS,
        plan=proposal.id,
        needs=proposal.needs,
        who=approvers(card.who),
        requester=Always(card.execution.requester_name),
        voices=_voices(card),
        risk=proposal.risk,
        digest=Always(proposal.short),
        expires=When(proposal.expires_at, "time"),
    )


def approvers(who: frozenset[str]) -> Field:
    """Return the groups that must act now, or the people where the policy names no group.

    People are left out beside a group, since the requester may be one of them.
    """
    if not who:
        return words.NO_APPROVERS
    groups = [one for one in sorted(who) if is_group(one)]
    return row(called(groups or sorted(who)), GROUPS, is_content=False)


def _voices(card: ApprovalCard) -> Field:
    names = [voice.name for voice in card.voices if voice.approved]
    return line(words.VOICES, who=people(names)) if names else words.NO_VOICES


def _push(card: ApprovalCard, *, is_open: bool) -> Line:
    push = _plain_push(card, is_open=is_open)
    return line(drills.PUSH_DRILL, push=push) if card.execution.ask.drill else push


def _plain_push(card: ApprovalCard, *, is_open: bool) -> Line:
    execution = card.execution
    if not is_open:
        says = became(execution)
        return line(words.PUSH_ENDED, execution=execution.id, title=card.title, says=says)
    return line(
        words.PUSH,
        title=card.title,
        requester=Always(execution.requester_name),
        execution=execution.id,
        digest=Always(card.proposal.short),
    )
