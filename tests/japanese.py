"""Finds English sentences in what should be Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterable

RUN = re.compile(r"\b[a-z]{2,}(?:[ ,']+[a-z]{1,}){2,}\b")
"""Three words in lower case, one after the other: a sentence, and no name of AWS's."""


def english_in(shown: str, known: Iterable[str] = ()) -> list[str]:
    """Return the English that stands in a text, `known` left out: findings, names, ids."""
    for each in known:
        shown = shown.replace(each, "")
    return RUN.findall(shown)
