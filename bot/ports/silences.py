"""What keeps others from looking: wishes to end an incident that wait for a second person."""

from __future__ import annotations

from typing import Protocol

from bot.domain.silencing import Act, Wish


class Silences(Protocol):
    """One wish for each act on each incident."""

    def wish(self, incident: int, act: Act) -> Wish | None:
        """Return the wish, over or not, held until commit."""
        ...

    def of_incident(self, incident: int) -> tuple[Wish, ...]:
        """Return every wish about an incident, over or not, to show it."""
        ...

    def keep(self, wish: Wish) -> None:
        """Keep a wish in the place of the last one of its kind."""
        ...

    def drop(self, incident: int) -> None:
        """Forget every wish about an incident."""
        ...
