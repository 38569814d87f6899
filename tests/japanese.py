"""Tells the languages apart: English in what should be Japanese, and the English of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.domain.record import SAID, Written

RUN = re.compile(r"\b[a-z]{2,}(?:[ ,']+[a-z]{1,}){2,}\b")
"""Three words in lower case, one after the other: a sentence, and no name of AWS's."""


TYPED = re.compile(r"/sec [^|\n\u3000-\u9fff\uff01-\uff5e]*")


def english_in(shown: str, known: Iterable[str] = ()) -> list[str]:
    """Return the English that stands in a text, `known` left out: findings, names, ids."""
    for each in known:
        shown = shown.replace(each, "")
    return RUN.findall(TYPED.sub("", shown))


def english_of(record: Written) -> dict[str, Any]:
    """Return a record's body without what tells its sentences in other languages."""
    return {key: value for key, value in record.body.items() if not key.endswith(SAID)}
