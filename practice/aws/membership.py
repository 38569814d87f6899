"""Which account is the delegated administrator of which members, for findings' services."""

from __future__ import annotations

from collections.abc import Iterable


class Membership:
    """Members and their administrator; an account that nobody administers stands alone."""

    def __init__(self) -> None:
        """Begin with every account alone."""
        self._administrators: dict[str, str] = {}

    def delegate(self, administrator: str, members: Iterable[str]) -> None:
        """Make one account the administrator of others."""
        for member in members:
            self._administrators[member] = administrator

    def sees(self, account: str, owner: str) -> bool:
        """Tell whether an account is shown what belongs to another."""
        return owner == account or self._administrators.get(owner) == account

    def told(self, owner: str) -> tuple[str, ...]:
        """Return the accounts on whose buses an event about an account appears."""
        administrator = self._administrators.get(owner)
        return (owner, administrator) if administrator else (owner,)
