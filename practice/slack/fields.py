"""What Slack's client checks in a form before the app ever hears of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from practice.slack import words
from practice.slack.content import Json
from practice.slack.values import TYPED, State

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"https?://\S+")


def form_errors(blocks: Sequence[Json], state: State) -> dict[str, str]:
    """Return the errors of a view's fields by block_id, as the person reads them."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            part = block["element"]
            held = state[block["block_id"]][part["action_id"]]
            error = _error(part, held, is_optional=block.get("optional") is True)
            if error:
                errors[block["block_id"]] = error
    return errors


def _error(part: Json, held: Json, *, is_optional: bool) -> str:
    value = next(given for name, given in held.items() if name != "type")
    if not value:
        return "" if is_optional else words.REQUIRED.en
    return _typed_error(part, str(value)) if part["type"] in TYPED else ""


def _typed_error(part: Json, value: str) -> str:
    kind = part["type"]
    if kind == "plain_text_input":
        return _length_error(part, value)
    if kind == "number_input":
        return _number_error(part, value)
    if kind == "email_text_input":
        return "" if _EMAIL.fullmatch(value) else words.NOT_AN_EMAIL.en
    return "" if _LINK.fullmatch(value) else words.NOT_A_LINK.en


def _length_error(part: Json, value: str) -> str:
    least, most = part.get("min_length", 0), part.get("max_length", 3000)
    if len(value) < least:
        return words.TOO_SHORT.fill(least=least).plain()
    return words.TOO_LONG.fill(most=most).plain() if len(value) > most else ""


def _number_error(part: Json, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return words.NOT_A_NUMBER.en
    if not number.is_finite() or (number % 1 and not part.get("is_decimal_allowed")):
        return words.NOT_A_NUMBER.en
    least, most = part.get("min_value"), part.get("max_value")
    if least is not None and number < Decimal(least):
        return words.TOO_LOW.fill(least=least).plain()
    too_high = most is not None and number > Decimal(most)
    return words.TOO_HIGH.fill(most=most).plain() if too_high else ""
