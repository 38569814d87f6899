"""What an approver must read of a plan: the part of the card that binds."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Kind, Proposal
from bot.domain.ids import Prefix, spell
from bot.domain.words import approval as words
from bot.domain.words import drills, holding
from handlers.views import approval_marks
from handlers.views.hold import spoken
from handlers.views.marks import Always, Field, Line, Words, as_data, line
from handlers.views.recorded import defanged
from handlers.views.rows import row, rows, target_name
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Power, Reach, Step

# AWS STS gives no session shorter than this:
# https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
SESSION_MINUTES = 15
ROWS = 8


def head(card: ApprovalCard, apply: Text, undo: Text, **fields: Field) -> Line:
    """Return the headline, in the words for a change or in those for an undo."""
    ask = card.execution.ask
    common: dict[str, Field] = {
        "title": card.title,
        "target": thing(card.proposal),
        "requester": Always(card.execution.requester_name),
        "incident": card.incident_id or words.NO_INCIDENT,
        **fields,
    }
    if ask.kind is Kind.UNDO and ask.undo_of:
        return line(undo, **common, undone=spell(Prefix.EXECUTION, ask.undo_of))
    return line(apply, **common)


def banner(card: ApprovalCard) -> tuple[Words, ...]:
    """Return the first line of all that is part of a drill, so that none takes it for real."""
    return (drills.BANNER,) if card.execution.ask.drill else ()


def thing(proposal: Proposal) -> Line:
    """Return what the runbook works on, with the name that people know it by where it has one."""
    short = target_name(proposal.target)
    if not proposal.plan.name:
        return line(words.THING, thing=short)
    return line(words.THING_NAMED, thing=short, name=proposal.plan.name)


def place(card: ApprovalCard) -> tuple[Field, Field]:
    """Return the account, by name and number, and the Region."""
    ask = card.execution.ask
    account: Field = ask.account
    if card.account_name:
        account = line(words.ACCOUNT, name=Always(card.account_name), number=ask.account)
    return account, ask.region or words.NO_REGION


def target(card: ApprovalCard) -> Line:
    """Return the line that names the target in full."""
    account, region = place(card)
    fields: dict[str, Field] = {
        "target": card.proposal.target,
        "account": account,
        "region": region,
    }
    if not card.execution.ask.acts_in:
        return line(words.TARGET, **fields)
    name = Always(card.acts_in_name)
    there = line(words.ACCOUNT, name=name, number=card.execution.ask.acts_in)
    return line(words.TARGET_THERE, **fields, there=there)


def reason(card: ApprovalCard, longest: int | None = None) -> tuple[Line, ...]:
    """Return the requester's own words, or nothing where none were given."""
    given = card.execution.ask.reason
    return (Line(words.REASON, {"reason": given}, longest),) if given else ()


def body(card: ApprovalCard, most: int = ROWS) -> tuple[Words, ...]:
    """Return what would change, break, stay unproved, and could be put back.

    `most` is how many rows of each list are shown.
    """
    return (*warned(card, most), *effects(card, most), *behind(card, most))


def warned(card: ApprovalCard, most: int = ROWS) -> tuple[Words, ...]:
    """Return what must be read first: tags, a large blast radius, what has moved since."""
    return (
        *approval_marks.tagged(card),
        *approval_marks.wide(card, most),
        *rows(words.DIFFERENCES, card.proposal.differences, most, words.LEFT_OUT),
    )


def effects(card: ApprovalCard, most: int = ROWS) -> tuple[Words, ...]:
    """Return what would change and what would break."""
    plan, more = card.proposal.plan, words.LEFT_OUT
    return (
        *(rows(words.CHANGES, plan.changes, most, more) or (words.NO_CHANGES,)),
        *(rows(words.BREAKS, plan.breaks, most, more) or (words.NO_BREAKS,)),
    )


def behind(card: ApprovalCard, most: int = ROWS) -> tuple[Words, ...]:
    """Return what the record tells, what stays unproved, what can be put back, and the rights."""
    plan, more = card.proposal.plan, words.LEFT_OUT
    return (
        *rows(words.RECORD, [defanged(said) for said in plan.record], most, more),
        *((words.REOPENS,) if plan.reopens else ()),
        *rows(words.WARNINGS, plan.warnings, most, more),
        *rows(words.UNPROVED, plan.unproved, most, more),
        *rows(words.EVIDENCE, plan.evidence, most, more),
        *approval_marks.proved(card),
        _undo(card),
        *_asks(card),
        _rights(plan, most),
    )


def approval_content(card: ApprovalCard) -> bytes:
    """Return what binds of the card, as canonical JSON: the rendered hash is over it.

    It holds our sentences and what fills their blanks, whole. Who has voted, where the
    execution is, the digest, the expiry and the approvers are not in it.
    """
    whole = body(card, most=sys.maxsize)
    everything = (
        *banner(card),
        head(card, words.HEAD, words.HEAD_UNDO),
        target(card),
        *whole,
        *reason(card),
    )
    data = [as_data(one) for one in everything]
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _undo(card: ApprovalCard) -> Line:
    """Return what undo could put back; only what will have been changed is offered one."""
    plan, ask = card.proposal.plan, card.execution.ask
    if ask.kind is Kind.UNDO:
        return line(words.UNDO_OF_UNDO)
    says = words.REACHES[plan.undo]
    if plan.undo is Reach.NONE or ask.plan_only:
        return line(words.WOULD_REACH[plan.undo], says=plan.undo_says)
    return line(says, says=plan.undo_says, execution=card.execution.id)


def _asks(card: ApprovalCard) -> tuple[Line, ...]:
    """Return after how long somebody is asked whether to put it back, where that is wished for."""
    seconds = card.execution.ask.revert_after
    return (line(holding.ASKS_AFTER, span=spoken(timedelta(seconds=seconds))),) if seconds else ()


def _rights(plan: Plan, most: int) -> Words:
    """Return the rights that the steps need, which are all that the execution is given."""
    rights = [_held(plan, power, most) for power in Power if any(_of(plan, power))]
    if not rights:
        return words.NO_RIGHTS
    return line(words.RIGHTS, rights=row(rights, most), minutes=SESSION_MINUTES)


def _of(plan: Plan, power: Power) -> list[Step]:
    return [step for step in plan.steps if step.power is power]


def _held(plan: Plan, power: Power, most: int) -> Line:
    """Return what one role is narrowed to: each action, and on how many resources."""
    resources: dict[str, set[str]] = {}
    for action, arns in (right for step in _of(plan, power) for right in step.rights):
        resources.setdefault(action, set()).update(arns)
    actions = [
        line(words.RIGHT, action=action, count=len(arns)) for action, arns in resources.items()
    ]
    return line(words.HELD, power=words.POWERS[power], actions=row(actions, most))
