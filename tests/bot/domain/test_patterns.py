from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from bot.domain.patterns import is_any

PATTERNS = (
    "arn:aws:s3:::pay-*",
    "arn:*:iam::*:role/*/secbot*",
    "arn:aws:s3:::[ab]?",
    "a.b+c(d|e)",
    "*",
    "",
    "arn:aws:s3:::log",
)
TEXTS = (
    "arn:aws:s3:::pay-exports",
    "arn:aws:s3:::Pay-exports",
    "arn:aws:iam::1:role/a/secbot-contain",
    "arn:aws:iam::1:role/secbot-contain",
    "arn:aws:s3:::ab",
    "arn:aws:s3:::log\n",
    "arn:aws:s3:::logs",
    "a.b+c(d|e)",
    "aXb+c(d",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_many_at_once_are_as_each_by_itself(text: str) -> None:
    for first in PATTERNS:
        for second in PATTERNS:
            each = fnmatchcase(text, first) or fnmatchcase(text, second)
            assert is_any(text, (first, second)) is each


def test_nothing_is_of_no_pattern() -> None:
    assert not is_any("", ())
    assert not is_any("x", ())
