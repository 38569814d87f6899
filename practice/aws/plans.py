"""Which accounts have a Support plan with the APIs of AWS Health and AWS Support."""

from __future__ import annotations

from practice.aws.call import Call, RefusedError

NOT_SUBSCRIBED = "SubscriptionRequiredException"


class SupportPlans:
    """Every account has such a plan until it is taken away."""

    def __init__(self) -> None:
        """Begin with a plan for each."""
        self._without: set[str] = set()

    def end(self, account: str) -> None:
        """Take an account's plan away."""
        self._without.add(account)

    def check(self, call: Call) -> None:
        """Raise RefusedError where the caller's account has none."""
        if call.account in self._without:
            message = (
                "Amazon Web Services Premium Support Subscription is required to use this service."
            )
            raise RefusedError(NOT_SUBSCRIBED, message)
