"""The progress reply of an execution: what was done, what is proved, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.answer import Sensitivity
from bot.domain.cards import Look, ProgressCard
from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.record import What, Written
from bot.domain.words import drills, notice
from bot.domain.words import progress as words
from handlers.views import ids, recorded
from handlers.views.answers import is_shown
from handlers.views.approval_body import thing
from handlers.views.hold import one
from handlers.views.kit import Message, message
from handlers.views.marks import Always, Field, Line, Link, Many, Words, line
from handlers.views.outcome import became
from handlers.views.parts import Actions, Button, Lines
from handlers.views.progress_steps import steps
from handlers.views.rows import DOT, rows
from runbooks.kit.values import Proof, RiskClass

CHANGES = 8
UNPROVED = 8


def progress(card: ProgressCard, look: Look) -> Message:
    """Return the reply; it is edited with every record until the execution has ended."""
    execution = card.execution
    undo = Button(words.UNDO, ids.UNDO, ids.carry(execution.id, execution.plan_number))
    parts = (
        Lines(_head(card), is_needed=True),
        Lines(tuple(_found(card, look))),
        Lines(tuple(steps(card))),
        Lines(tuple(_claims(card, look))),
        Lines(_unproved(card)),
        Lines(_changes(card, look)),
        Actions((undo,) if card.may_undo else ()),
    )
    push = line(words.PUSH, execution=execution.id, title=card.title, says=_became(card))
    if execution.ask.drill:
        push = line(drills.PUSH_DRILL, push=push)
    return message(look, push, parts)


def _head(card: ProgressCard) -> tuple[Words, ...]:
    execution = card.execution
    ask = execution.ask
    fields: dict[str, Field] = {
        "sign": _sign(execution),
        "execution": execution.id,
        "title": card.title,
        "says": _became(card),
    }
    if ask.kind is Kind.UNDO and ask.undo_of:
        undone = spell(Prefix.EXECUTION, ask.undo_of)
        head = line(words.HEAD_UNDO, **fields, undone=undone)
    else:
        head = line(words.HEAD, **fields)
    hint = (line(words.UNDO_HINT, execution=execution.id),) if card.may_undo else ()
    banner = (drills.BANNER,) if ask.drill else ()
    held = one(card.hold) if card.hold else ()
    return (*banner, head, *_put_back(card.undone_by), *held, _place(card), *hint)


def _put_back(undo: Execution | None) -> tuple[Words, ...]:
    """Return that it is in force no more, which nobody would see from what it has proved."""
    if undo is None or not undo.stage.is_end:
        return ()
    is_whole = undo.outcome in {Outcome.SUCCESS, None}
    return (line(words.PUT_BACK if is_whole else words.PUT_BACK_IN_PART, undo=undo.id),)


def _became(card: ProgressCard) -> Field:
    """Return what became of it, and what the run itself has written down of why."""
    why = [recorded.said(one, "why") for one in card.records if one.what is What.ENDED]
    says = became(card.execution, looks=_looks(card))
    return line(words.BECAUSE, says=says, why=why[-1]) if why and why[-1] else says


def _looks(card: ProgressCard) -> bool:
    """Say whether it changes nothing: class A reads only."""
    return card.proposal is not None and card.proposal.risk is RiskClass.A


def _place(card: ProgressCard) -> Line:
    ask = card.execution.ask
    account = line(words.ACCOUNT, name=Always(card.account_name), number=ask.account)
    parts: list[Field] = []
    if card.proposal:
        parts.append(thing(card.proposal))
    parts.append(account if card.account_name else ask.account)
    if ask.region:
        parts.append(ask.region)
    if ask.acts_in:
        there = line(words.ACCOUNT, name=Always(card.acts_in_name), number=ask.acts_in)
        parts.append(line(words.ACTS_IN, account=there))
    if card.incident_id:
        parts.append(line(words.FOR, incident=card.incident_id))
    return line(words.PLACE, parts=Many(tuple(parts), DOT))


def _sign(execution: Execution) -> str:
    if execution.outcome is Outcome.SUCCESS:
        return words.SIGN_DONE
    if execution.outcome is not None:
        return words.SIGN_PROBLEM
    if execution.stage.is_end:
        return words.SIGN_ENDED
    return words.SIGN_RUNNING if execution.stage is Stage.RUNNING else words.SIGN_WAITING


def _claims(card: ProgressCard, look: Look) -> Iterator[Words]:
    """Return the newest reading of each claim."""
    newest = {
        recorded.text(record, "key"): record for record in card.records if record.what is What.CLAIM
    }
    if newest:
        yield words.CLAIMS
        for record in newest.values():
            yield _claim(record, look)
    elif card.execution.stage in {Stage.RUNNING, Stage.DONE}:
        yield words.NO_CLAIMS


def _claim(record: Written, look: Look) -> Line:
    proof = recorded.text(record, "proof")
    # A proof that is none of the three has shown nothing.
    says = words.PROOFS[Proof(proof) if proof in set(Proof) else Proof.INCONCLUSIVE]
    fields: dict[str, Field] = {"says": recorded.said(record, "says")}
    evidence = recorded.text(record, "evidence")
    if not evidence:
        return line(says, **fields, evidence=words.NO_EVIDENCE)
    shown: Field = evidence if is_shown(Sensitivity.STANDARD, look) else notice.HIDDEN
    return line(says, **fields, evidence=line(words.EVIDENCE, evidence=shown))


def _found(card: ProgressCard, look: Look) -> Iterator[Words]:
    """Return what a look has found, in its newest record: every blank of it is a stranger's."""
    found = [record for record in card.records if record.what is What.FOUND]
    if not found:
        return
    yield words.FOUND
    if not is_shown(Sensitivity.STANDARD, look):
        yield notice.HIDDEN
        return
    for says, link in recorded.found(found[-1]):
        if link:
            yield line(words.FOUND_LINK, says=says, link=Link(link, words.CONSOLE))
        else:
            yield line(words.FOUND_ROW, says=says)


def _unproved(card: ProgressCard) -> tuple[Words, ...]:
    if card.proposal is None:
        return ()
    return rows(words.UNPROVED, card.proposal.plan.unproved, UNPROVED, notice.MORE)


def _changes(card: ProgressCard, look: Look) -> tuple[Words, ...]:
    """Return before and after as the plan puts them, once it is proved that all of it is so."""
    is_proved = card.execution.outcome is Outcome.SUCCESS and not _looks(card)
    if card.proposal is None or not is_proved:
        return ()
    if not is_shown(Sensitivity.STANDARD, look):
        return rows(words.CHANGES, (notice.HIDDEN,), CHANGES, notice.MORE)
    return rows(words.CHANGES, card.proposal.plan.changes, CHANGES, notice.MORE)
