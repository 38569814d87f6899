"""What became of a plan, for a card that nobody can decide on any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Stage
from bot.domain.ids import spell_plan
from bot.domain.words import approval as words
from handlers.views.marks import Field, Line, When, Words, always, line
from handlers.views.outcome import became
from handlers.views.rows import row
from runbooks.kit.text import Said, Text
from runbooks.kit.values import RiskClass

NAMES = 5
FIXED: Mapping[Stage, Text] = {
    Stage.ASKED: words.PLANNING,
    Stage.WAITING: words.PLANNING,
    Stage.PLANNED: words.PLANNED_ONLY,
    Stage.NOTHING_TO_DO: words.NOTHING_TO_DO,
}


def ending(card: ApprovalCard) -> Words:
    """Return who decided what, or what ended the waiting."""
    execution = card.execution
    if card.superseded:
        return _superseded(card)
    match execution.stage:
        case Stage.REJECTED:
            return _rejected(card)
        case Stage.EXPIRED:
            return line(words.EXPIRED, when=When(card.proposal.expires_at, "time"))
        case Stage.REFUSED:
            why = execution.why
            return line(words.REFUSED, why=why) if why else words.REFUSED_UNSAID
        case _:
            return FIXED.get(execution.stage) or _approved(card)


def people(names: Sequence[str | Said]) -> Field:
    """Return people by name: nobody is mentioned for what they did themselves."""
    return (
        row([always(name) for name in names], NAMES, is_content=False)
        if names
        else words.NOBODY_NAMED
    )


def _superseded(card: ApprovalCard) -> Words:
    newest = card.execution.plan_number
    if newest <= card.proposal.number:
        return words.PLANNING
    return line(words.SUPERSEDED, plan=spell_plan(card.execution.number, newest))


def _approved(card: ApprovalCard) -> Line:
    execution = card.execution
    names = [voice.name for voice in card.voices if voice.approved]
    now = became(execution, looks=card.proposal.risk is RiskClass.A)
    if not names:
        return line(words.UNASKED, execution=execution.id, says=now)
    says = words.RAN if execution.stage is Stage.DONE else words.APPROVED
    return line(says, who=people(names), execution=execution.id, says=now)


def _rejected(card: ApprovalCard) -> Line:
    against = [voice for voice in card.voices if not voice.approved]
    who = people([voice.name for voice in against])
    reasons = [voice.reason for voice in against if voice.reason]
    if reasons:
        return line(words.REJECTED_BECAUSE, who=who, reason=reasons[-1])
    return line(words.REJECTED, who=who)
