"""The map between pseudonyms in the audit chain and people."""

from __future__ import annotations

from typing import Protocol

from bot.domain.people import Person


class People(Protocol):
    """Names stand apart from the chain, so that erasing one does not break it."""

    def know(self, person: Person) -> str:
        """Keep or refresh a person, and return the pseudonym of the identity."""
        ...

    def hold(self, identity: str) -> None:
        """Let nobody else hold this person until the transaction ends."""
        ...

    def name_of(self, identity: str) -> str:
        """Return the name, or the identity itself where none is kept."""
        ...

    def identity_of(self, slack_id: str) -> str:
        """Return the identity of a Slack id, or the Slack id itself where it is not known."""
        ...

    def erase(self, identity: str) -> bool:
        """Forget a person's name and addresses; the pseudonym stays in the chain."""
        ...
