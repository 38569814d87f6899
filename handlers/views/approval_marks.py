"""What an approver must read of secbot's own tags on a target, and of the drills behind a plan."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Kind
from bot.domain.ids import Prefix, spell
from bot.domain.words import approval, weighing
from bot.domain.words import drilling as words
from handlers.views.marks import Field, Line, When, Words, line
from handlers.views.rows import row, rows
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.values import RiskClass

ACTIONS = 8
BY_THE_FILE = frozenset(one.en for one in (weighing.RAISED, weighing.PRECIOUS, weighing.SPECIAL))
"""By their English alone: what is stored has the sentence of its time, which may have no other."""


def tagged(card: ApprovalCard) -> Iterator[Line]:
    """Yield what the tags of the target say, and who set them: the first thing to be read."""
    proposal = card.proposal
    unknown: Field = words.SETTER_NOT_ASKED
    if proposal.marks.is_protected is None:
        yield line(words.UNREAD, risk=proposal.risk)
    elif proposal.marks.is_protected:
        set_by = proposal.set_by.get(PROTECTED, unknown)
        yield line(words.PROTECTED, risk=proposal.risk, set_by=set_by)
    for said in proposal.weighed:
        if said.text.en in BY_THE_FILE:
            yield line(weighing.FIRST, says=said)
    if proposal.marks.is_drill:
        yield line(words.DRILL, set_by=proposal.set_by.get(DRILL, unknown))
    elif proposal.is_drill:
        yield line(words.DRILL_ACCOUNT, account=card.execution.ask.account)


def wide(card: ApprovalCard, most: int) -> tuple[Words, ...]:
    """Return why the measured blast radius makes it stricter; `most` is how many rows are shown."""
    head = line(approval.WIDE, risk=card.proposal.risk)
    return rows(head, card.proposal.plan.wide, most, approval.LEFT_OUT)


def proved(card: ApprovalCard) -> tuple[Words, ...]:
    """Return when drills have last proved the runbook here: undo and a look need no proof."""
    if card.execution.ask.kind is Kind.UNDO or card.proposal.risk is RiskClass.A:
        return ()
    found = card.proposal.proved
    if found.at is None or found.execution is None:
        if found.older is None:
            return (words.NEVER,)
        return (line(words.OLDER, when=When(found.older)),)
    drill: dict[str, Field] = {
        "when": When(found.at),
        "execution": spell(Prefix.EXECUTION, found.execution),
    }
    if found.missing:
        return (line(words.IN_PART, **drill, actions=row(found.missing, ACTIONS)),)
    return (line(words.PROVED, **drill),)
