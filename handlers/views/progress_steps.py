"""The steps of an execution, each with its calls: made, failed, under way or not made."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.cards import ProgressCard
from bot.domain.record import What, Written
from bot.domain.words import progress as words
from handlers.views import recorded
from handlers.views.marks import Field, Line, Words, line
from runbooks.kit.text import Text

CALLS = 3


def steps(card: ProgressCard) -> Iterator[Words]:
    """Return a line for each step, then its newest calls and what it made."""
    sayings = _sayings(card)
    if not sayings:
        yield words.NO_STEP_MADE if card.execution.stage.is_end else words.NO_STEPS
        return
    yield words.STEPS
    is_over = card.execution.stage.is_end
    for number, (key, says) in enumerate(sayings.items(), start=1):
        of_step = [one for one in card.records if recorded.text(one, "step") == key]
        yield line(_state(of_step, is_over=is_over), number=number, says=says)
        yield from _calls(of_step)
        yield from _made(of_step)


def _sayings(card: ProgressCard) -> dict[str, Field]:
    """Return what each step says by its key: from the plan, or from what was recorded."""
    if card.proposal:
        return {step.key: step.says for step in card.proposal.plan.steps}
    kinds = {What.INTENT, What.RESULT, What.STEP}
    found: dict[str, Field] = {}
    for record in card.records:
        key = recorded.text(record, "step")
        if record.what in kinds and key:
            is_told = record.what is What.STEP
            found[key] = recorded.said(record, "says") if is_told else found.get(key, key)
    return found


def _state(records: list[Written], *, is_over: bool) -> Text:
    newest = {record.what: record for record in records}
    made, result = newest.get(What.STEP), newest.get(What.RESULT)
    if made:
        return words.STEP_ALREADY if made.body.get("already") is True else words.STEP_MADE
    if result and recorded.text(result, "code"):
        return words.STEP_FAILED
    if is_over:
        return words.STEP_OPEN
    return words.STEP_RUNNING if newest else words.STEP


def _calls(records: list[Written]) -> Iterator[Line]:
    results = [record for record in records if record.what is What.RESULT]
    for record in results[-CALLS:]:
        yield _call(record)
    intents = [record for record in records if record.what is What.INTENT]
    if len(intents) > len(results):
        yield line(words.CALL_OPEN, action=recorded.text(intents[-1], "action"))


def _call(record: Written) -> Line:
    """Return a call with AWS's own id of it, which there is none of where no answer came."""
    action, code = recorded.text(record, "action"), recorded.text(record, "code")
    request = recorded.text(record, "request_id")
    if request and code:
        return line(words.CALL_FAILED, action=action, request=request, code=code)
    if request:
        return line(words.CALLED, action=action, request=request)
    if code:
        return line(words.CALL_UNTOLD, action=action, code=code)
    return line(words.CALLED_UNTOLD, action=action)


def _made(records: list[Written]) -> Iterator[Line]:
    for record in records:
        if record.what is What.STEP:
            for name, value in recorded.values(record, "values").items():
                yield line(words.MADE, name=name, value=str(value))
