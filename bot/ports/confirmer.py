"""Confirms that a topic may send here."""

from __future__ import annotations

from typing import Protocol


class ConfirmError(Exception):
    """The topic could not be asked, or would not confirm; the text names AWS's code."""


class Confirmer(Protocol):
    """Answers a SubscriptionConfirmation through the SNS API, never by visiting its URL."""

    async def confirm(self, topic_arn: str, token: str) -> None:
        """Call ConfirmSubscription with AuthenticateOnUnsubscribe; again for one token is fine.

        Never blocks the event loop. Raises ConfirmError.
        """
        ...
