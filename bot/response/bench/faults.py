"""Says in our words what pydantic finds wrong with an input, by its type and never its message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic_core import ErrorDetails

from bot.domain.words import inputs as words
from runbooks.kit.contract import WrongInputError
from runbooks.kit.text import Said, Text

EXTRA = "extra_forbidden"
OWN = "value_error"
SAID: Mapping[str, Text] = {
    "missing": words.MISSING,
    "string_too_short": words.TOO_SHORT,
    "string_too_long": words.TOO_LONG,
    "string_pattern_mismatch": words.OTHER_SHAPE,
    "string_type": words.NOT_TEXT,
    "int_type": words.NOT_WHOLE,
    "int_parsing": words.NOT_WHOLE,
    "int_from_float": words.NOT_WHOLE,
    "float_type": words.NOT_A_NUMBER,
    "float_parsing": words.NOT_A_NUMBER,
    "bool_type": words.NOT_A_TRUTH,
    "bool_parsing": words.NOT_A_TRUTH,
    "greater_than_equal": words.NOT_AT_LEAST,
    "less_than_equal": words.NOT_AT_MOST,
    "greater_than": words.NOT_MORE,
    "less_than": words.NOT_LESS,
    "literal_error": words.NOT_A_CHOICE,
    "enum": words.NOT_A_CHOICE,
}
"""https://docs.pydantic.dev/latest/errors/validation_errors/"""


def fault(detail: ErrorDetails, known: Iterable[str]) -> Said | str:
    """Return what is wrong; `known` are the inputs that there are.

    A runbook's own check raises a WrongInputError with a sentence of its own.
    """
    context = detail.get("ctx", {})
    if detail["type"] == EXTRA:
        return words.UNKNOWN.fill(known=", ".join(known))
    if detail["type"] == OWN:
        wrong = context["error"]
        return wrong.says.fill() if isinstance(wrong, WrongInputError) else str(wrong)
    text = SAID.get(detail["type"], words.NOT_FIT)
    return text.fill(**{name: context[name] for name in text.blanks})
