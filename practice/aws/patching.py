"""Puts our behaviour into moto's classes while the simulated AWS runs, and takes it out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_ABSENT = object()


@dataclass(slots=True)
class Patches:
    """What was replaced, in order, so that it can be put back in the reverse order."""

    _replaced: list[tuple[Any, str, Any]] = field(default_factory=list)

    def put(self, owner: Any, name: str, replacement: Any) -> None:
        """Replace an attribute of a class or module, or give it one that it lacks."""
        self._replaced.append((owner, name, vars(owner).get(name, _ABSENT)))
        setattr(owner, name, replacement)

    def undo(self) -> None:
        """Put everything back as it was."""
        while self._replaced:
            owner, name, held = self._replaced.pop()
            if held is _ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, held)
