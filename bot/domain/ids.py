"""The ids that people read aloud: a letter, a dash, and a number in Crockford's base 32."""

from __future__ import annotations

from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FOLD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LONGEST = 12


class Prefix(StrEnum):
    """What an id names."""

    INCIDENT = "I"
    FINDING = "F"
    EXECUTION = "A"
    BATCH = "B"
    ERROR = "E"


def spell(prefix: Prefix, number: int) -> str:
    """Return the id of a positive number, such as `I-3M9K`; ids grow as numbers do."""
    digits = ""
    rest = number
    while rest:
        rest, digit = divmod(rest, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return f"{prefix}-{digits or '0'}"


def read(text: str) -> tuple[Prefix | None, int] | None:
    """Return the prefix (None where it was left out) and number of an id as people type it.

    Case is free, `O` reads as 0, `I` and `L` as 1 after the prefix; a plan's number (`.2`) is
    not part of it. Returns None for what can't be an id.
    """
    folded = text.strip().upper()
    prefix: Prefix | None = None
    if len(folded) > 1 and folded[1] == "-":
        if folded[0] not in set(Prefix):
            return None
        prefix, folded = Prefix(folded[0]), folded[2:]
    digits = folded.translate(_FOLD)
    if not digits or len(digits) > _LONGEST or any(digit not in ALPHABET for digit in digits):
        return None
    number = 0
    for digit in digits:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    return (prefix, number) if number else None


def spell_plan(execution: int, plan: int) -> str:
    """Return the id of one plan of an execution, such as `A-19X.2`."""
    return f"{spell(Prefix.EXECUTION, execution)}.{plan}"


def spell_round(batch: int, round_: int) -> str:
    """Return the id of the plans of a batch that are decided on together, such as `B-7.1`."""
    return f"{spell(Prefix.BATCH, batch)}.{round_}"
