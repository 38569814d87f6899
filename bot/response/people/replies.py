"""What a desk answers the person who asked it."""

from __future__ import annotations

from dataclasses import dataclass

from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence, and whether what was asked for was done.

    `execution` is the number that it is about, where there is one, so that the listener can
    point to its card. `who` are the user and group ids that may do it instead, and `whom` names
    them in words, for where no id can be shown as a name.
    """

    says: Said
    done: bool
    execution: int | None = None
    who: frozenset[str] = frozenset()
    whom: Said | None = None
