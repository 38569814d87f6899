"""Takes secrets out of what AWS answered, before anybody keeps or shows it."""

from __future__ import annotations

import re

from bot.domain import scrubbing
from bot.domain.words import scrubbing as words

ACCESS_KEY = re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b")


def scrub(text: str) -> str:
    """Return an answer without what looks like a secret, nor an access key's id.

    An id is what a finding about a key must tell; in a tag or a name it has no business.
    """
    return ACCESS_KEY.sub(scrubbing.marked(words.ACCESS_KEY), scrubbing.scrub(text))
