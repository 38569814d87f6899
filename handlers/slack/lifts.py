"""Reads `/sec lift [ACCOUNT] 1h reason`, of which the one who agrees needs only the first words."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.response.brakes.lifting import LiftWish
from handlers.slack.grammar import Words
from handlers.slack.lookups import account
from handlers.slack.reception import Reception

LENGTH = re.compile(r"([1-9][0-9]{0,3})([mh])", re.IGNORECASE)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1)}
NAMED = "account="
PLACES = 2
"""The words among which the length stands: the first, or the one behind an account."""


def read(reception: Reception, typed: Words, key: str) -> LiftWish | None:
    """Return what is wanted, or None where the account is none of ours."""
    spoken = typed.text.split()[1:]
    lengths = [LENGTH.fullmatch(word) for word in spoken[:PLACES]]
    found = next((each for each in lengths if each), None)
    place = lengths.index(found) if found else min(len(spoken), 1)
    where = account(reception, " ".join(spoken[:place]).removeprefix(NAMED))
    if where is None:
        return None
    if found is None:
        return LiftWish(where, None, typed.after(place), key)
    length = int(found[1]) * UNITS[found[2].casefold()]
    return LiftWish(where, length, typed.after(place + 1), key)
