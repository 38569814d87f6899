"""Whether anything may have changed, read from the journal alone."""

from __future__ import annotations

import pytest

from bot.domain.record import What, Written
from bot.response.keeping.effects import may_have_changed
from tests.bot.domain.makers import NOW


def written(what: What, step: str, code: str = "") -> Written:
    body = {"step": step, **({"code": code} if what is What.RESULT else {})}
    return Written(1, what, NOW, "", "", None, 1, body, "", "")


def journal(*entries: tuple[str, str | None]) -> list[Written]:
    """Return the records of calls: step and AWS's code, or None for an intent that stands alone."""
    found: list[Written] = []
    for step, code in entries:
        found.append(written(What.INTENT, step))
        if code is not None:
            found.append(written(What.RESULT, step, code))
    return found


@pytest.mark.parametrize(
    ("entries", "changed"),
    [
        ([], False),
        ([("a", "")], True),
        ([("a", "AccessDenied")], False),
        ([("a", "NotSent")], False),
        ([("a", "Unknown")], True),
        ([("a", "InternalError")], True),
        ([("a", None)], True),
        ([("a", "AccessDenied"), ("a", None)], True),
        ([("a", "Throttling"), ("a", "AccessDenied")], False),
        ([("a", "AccessDenied"), ("b", "")], True),
        ([("a", "AccessDenied"), ("b", None)], True),
    ],
)
def test_only_a_call_that_aws_refused_or_never_got_changed_nothing(
    entries: list[tuple[str, str | None]], *, changed: bool
) -> None:
    assert may_have_changed(journal(*entries)) is changed
