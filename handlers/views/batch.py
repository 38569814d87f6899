"""The one card of a batch: what all of it would do, and then what becomes of each target."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.batch import outcome_of
from bot.domain.cards import ApprovalCard, BatchCard, Look
from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.ids import spell_round
from bot.domain.words import approval, modal, notice, progress
from bot.domain.words import batch as words
from handlers.views import ids
from handlers.views.approval import REASON, approvers
from handlers.views.approval_body import behind, effects, place, reason, thing, warned
from handlers.views.approval_end import people
from handlers.views.kit import Frame, Message, Modal, message
from handlers.views.kit import modal as framed
from handlers.views.marks import Always, Field, Line, When, Words, as_data, line
from handlers.views.outcome import became
from handlers.views.parts import Actions, Ask, Button, Confirm, Lines, Part
from handlers.views.plan import whole_plan
from handlers.views.rows import row
from runbooks.kit.text import Text

NAMES = 5
CROWDED = Text("{room}", ja="{room}")
CROWDED_UNITS = 300
SIMPLE = Look()


def batch(card: BatchCard, look: Look) -> Message:
    """Return the card: it asks for a decision, then tells how each target stands.

    Where it had to cut, it says that every plan must be opened before an approval counts.
    """
    whole = _message(card, look, ())
    if not whole.is_cut or not card.is_open:
        return whole
    return _message(card, look, (words.OPEN_FIRST,))


def batch_must_open(card: BatchCard, look: Look = SIMPLE) -> bool:
    """Say whether the card will have to cut, which the seal keeps as `is_cut`.

    Room is left for what it will say besides: who has approved, and that it came late.
    """
    later = CROWDED.fill(room="x" * CROWDED_UNITS)
    return batch(card, replace(look, late_seconds=1, late_why=later)).is_cut


def plans_modal(card: BatchCard, look: Look) -> Modal:
    """Return the whole of every plan; where a modal can't hold them, `is_cut` holds."""
    subject = card.batch.plan_id
    carries = ids.carry(subject, _digest(card))
    title = line(words.MODAL_TITLE, plan=subject)
    frame = Frame(ids.PLAN_MODAL, title, approval.MODAL_CLOSE, carries=carries)
    parts = tuple(part for one in card.parts for part in whole_plan(one))
    whole = framed(look.language, frame, (Lines(_left_out(card), is_needed=True), *parts))
    if not whole.is_cut:
        return whole
    told = Lines((words.MODAL_CUT, *_left_out(card)), is_needed=True)
    return framed(look.language, frame, (told, *parts))


def reject_batch_modal(card: BatchCard, look: Look) -> Modal:
    """Return the modal that asks why all of a batch is rejected; it may be left empty."""
    requester, subject = _requester(card), card.batch.plan_id
    title = line(modal.REJECT_TITLE, execution=card.batch.id)
    carries = ids.carry(subject, _digest(card))
    frame = Frame(ids.REJECT_BATCH_MODAL, title, modal.CANCEL, modal.REJECT_SUBMIT, carries)
    head = line(words.REJECT_HEAD, plan=subject, title=card.title, requester=requester)
    label = line(modal.REJECT_REASON, requester=requester)
    field = Ask(ids.REASON, label, modal.REJECT_HINT, is_optional=True)
    return framed(look.language, frame, (Lines((head,), is_needed=True), field))


def _message(card: BatchCard, look: Look, hint: tuple[Words, ...]) -> Message:
    if card.batch.seal is None and not card.superseded:
        head = _head(card, words.HEAD_PLANNING, batch=card.batch.id)
        opening = (Lines((head,), is_needed=True), Lines(_left_out(card), is_needed=True))
        return message(look, _push(card), opening)
    if card.superseded:
        return message(look, _push(card), [Lines((*_top(card),), is_needed=True)])
    parts = [
        Lines((*_top(card),), is_needed=True),
        Lines(_left_out(card), is_needed=True),
        *(_asked(card) if _is_told(card) else _stands(card)),
        Lines((*_reason(card), *hint), is_needed=True),
        Actions(_buttons(card) if card.is_open else ()),
        Actions(_openers(card) if card.is_open and hint else ()),
        Lines(_footer(card), is_needed=True),
    ]
    return message(look, _push(card), parts)


def _is_told(card: BatchCard) -> bool:
    """Say whether the plans are told in full: while they wait, and where they only are looked at."""
    looked = any(one.stage is Stage.PLANNED for one in card.members)
    return card.is_open or looked


def _top(card: BatchCard) -> Iterator[Words]:
    if card.superseded:
        newest = spell_round(card.batch.number, card.batch.round + 1)
        yield _head(card, words.HEAD_PLAIN, batch=card.batch.id)
        yield line(words.SUPERSEDED, plan=newest)
    elif card.is_open:
        is_undo = card.members[0].ask.kind is Kind.UNDO
        yield _head(card, words.HEAD_UNDO if is_undo else words.HEAD)
    else:
        yield _head(card, words.HEAD_PLAIN, batch=card.batch.id)
        yield from _ended(card)


def _ended(card: BatchCard) -> Iterator[Words]:
    """Yield who decided, and what came of all of it once nothing goes on any more."""
    yes = [voice.name for voice in card.voices if voice.approved]
    no = [voice.name for voice in card.voices if not voice.approved]
    if no:
        yield line(words.REJECTED_BY, who=people(no))
    elif yes:
        yield line(words.DECIDED_BY, who=people(yes))
    outcome = outcome_of(card.members, card.batch.left_out)
    if outcome is not None:
        yield line(words.OUTCOME, outcome=outcome)


def _head(card: BatchCard, text: Text, **more: Field) -> Line:
    fields: dict[str, Field] = {
        "title": card.title,
        "requester": _requester(card),
        "incident": card.incident_id or approval.NO_INCIDENT,
        **more,
    }
    counted: dict[str, Field] = {"count": len(card.parts) or len(card.members)}
    return line(text, **fields, **({} if text is words.HEAD_PLAIN else counted))


def _left_out(card: BatchCard) -> tuple[Words, ...]:
    """Return every target that is in no plan, with its reason: none is dropped silently."""
    seal = card.batch.seal
    found = seal.left_out if seal else card.batch.left_out
    rows = tuple(line(words.NOT_IN_ROW, target=one.target, why=one.why) for one in found)
    return (words.NOT_IN, *rows) if rows else ()


def _asked(card: BatchCard) -> Iterator[Part]:
    """Yield each target with what would change and break there, then what all have alike."""
    groups = [_groups((*warned(part), *behind(part))) for part in card.parts]
    shared = (
        set.intersection(*({_key(one) for one in each} for each in groups)) if groups else set()
    )
    is_one = len(card.parts) == 1
    for part, own in zip(card.parts, groups, strict=True):
        yield Lines((_target(part),), is_needed=True)
        mine = [one for one in own if is_one or _key(one) not in shared]
        yield Lines((*effects(part), *(each for one in mine for each in one)))
    if groups and not is_one:
        alike = [one for one in groups[0] if _key(one) in shared]
        yield Lines((words.FOR_ALL, *(each for one in alike for each in one)))
    yield Lines((words.EACH_ALONE,), is_needed=True)


def _groups(lines: Sequence[Words]) -> list[tuple[Words, ...]]:
    """Return the lines with each heading and its rows together."""
    groups: list[tuple[Words, ...]] = []
    for one in lines:
        is_row = isinstance(one, Line) and one.text in {notice.ROW, approval.LEFT_OUT}
        if is_row and groups:
            groups[-1] = (*groups[-1], one)
        else:
            groups.append((one,))
    return groups


def _key(group: tuple[Words, ...]) -> str:
    return json.dumps([as_data(one) for one in group], sort_keys=True)


def _target(part: ApprovalCard) -> Line:
    account, region = place(part)
    fields: dict[str, Field] = {
        "execution": part.execution.id,
        "thing": thing(part.proposal),
        "risk": part.proposal.risk,
        "target": part.proposal.target,
        "account": account,
        "region": region,
    }
    if not part.execution.ask.acts_in:
        return line(words.PART, **fields)
    name = Always(part.acts_in_name)
    there = line(approval.ACCOUNT, name=name, number=part.execution.ask.acts_in)
    return line(words.PART_THERE, **fields, there=there)


def _stands(card: BatchCard) -> Iterator[Part]:
    """Yield how each target stands, and what is not proved of it."""
    for part in card.parts:
        alone = part.superseded or part.execution.stage is Stage.ASKED
        says = line(
            words.PART_ALONE if alone else words.PART_STANDS,
            sign=_sign(part.execution),
            execution=part.execution.id,
            thing=thing(part.proposal),
            account=Always(part.account_name),
            says=became(part.execution),
        )
        claims = card.unproved.get(part.execution.number, ())
        undo = card.put_back.get(part.execution.number)
        back = (line(words.PART_BACK, undo=undo),) if undo else ()
        yield Lines((says, *back), is_needed=True)
        yield Lines(tuple(line(words.PART_CLAIM, says=claim) for claim in claims))
    told = {one.execution for one in (card.batch.seal.left_out if card.batch.seal else ())}
    for one in card.others:
        if one.number not in told or not one.stage.is_end:
            says = line(words.PART_LEFT, sign=_sign(one), execution=one.id, says=became(one))
            yield Lines((says,), is_needed=True)


def _sign(execution: Execution) -> Text | str:
    if execution.stage is Stage.RUNNING:
        return progress.SIGN_RUNNING
    if not execution.stage.is_end:
        return progress.SIGN_WAITING
    if execution.outcome is Outcome.SUCCESS:
        return progress.SIGN_DONE
    return progress.SIGN_PROBLEM if execution.outcome is not None else progress.SIGN_ENDED


def _reason(card: BatchCard) -> tuple[Line, ...]:
    return reason(card.parts[0], REASON) if card.parts else ()


def _buttons(card: BatchCard) -> tuple[Button, ...]:
    value = ids.carry(card.batch.plan_id, _digest(card))
    return (
        Button(words.APPROVE, ids.APPROVE_BATCH, value, "danger", _confirm(card)),
        Button(words.REJECT, ids.REJECT_BATCH, value),
        Button(words.PLANS, ids.OPEN_BATCH, value),
    )


def _openers(card: BatchCard) -> tuple[Button, ...]:
    """Return a button for each plan, for where not all of them fit into one window."""
    return tuple(
        Button(
            line(words.PLAN_OF, execution=part.execution.id),
            ids.plan_action(part.execution.id),
            ids.carry(part.proposal.id, part.proposal.digest),
        )
        for part in card.parts
    )


def _confirm(card: BatchCard) -> Confirm:
    targets = row([thing(part.proposal) for part in card.parts], NAMES, is_content=False)
    short = card.batch.seal.short if card.batch.seal else ""
    text = line(words.CONFIRM_TEXT, targets=targets, digest=short, batch=card.batch.id)
    title = line(words.CONFIRM_TITLE, title=card.title, count=len(card.parts))
    return Confirm(title, text, approval.CONFIRM_YES, approval.CONFIRM_NO)


def _footer(card: BatchCard) -> tuple[Line, ...]:
    seal = card.batch.seal
    if seal is None or not card.parts:
        return ()
    fields: dict[str, Field] = {
        "plan": card.batch.plan_id,
        "risk": seal.risk,
        "digest": seal.short,
    }
    if not card.is_open:
        ran = any(one.outcome is not None for one in card.members)
        back = (line(words.HOW_BACK, batch=card.batch.id),) if ran else ()
        return (*back, line(words.ENDED, **fields))
    names = [voice.name for voice in card.voices if voice.approved]
    voices: Field = line(approval.VOICES, who=people(names)) if names else approval.NO_VOICES
    waits = line(
        words.WAITS,
        **fields,
        needs=seal.needs,
        who=approvers(card.who),
        requester=_requester(card),
        voices=voices,
        expires=When(seal.expires_at, "time"),
    )
    return (waits,)


def _push(card: BatchCard) -> Line:
    count = len(card.parts) or len(card.members)
    fields: dict[str, Field] = {"batch": card.batch.id, "title": card.title, "count": count}
    if not card.is_open or card.batch.seal is None:
        return line(words.PUSH_STANDS, **fields)
    return line(words.PUSH, **fields, requester=_requester(card), digest=card.batch.seal.short)


def _requester(card: BatchCard) -> str:
    return card.members[0].requester_name


def _digest(card: BatchCard) -> str:
    """Return the digest that a button carries; a card that is not sealed has no such button."""
    return card.batch.seal.digest if card.batch.seal else "0"
