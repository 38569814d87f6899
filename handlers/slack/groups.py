"""Asks Slack who is in a user group, at a pace that Slack lets an app keep."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from bot.ports.notifier import LimitedError, RefusedError
from handlers.slack.web_client import SlackWeb

STANDS_IN_SECONDS = 10.0
"""How old an answer may be that is taken where Slack asks to wait."""

METHOD = "usergroups.users.list"
_NO_SUCH_GROUP = frozenset({"no_such_subteam", "subteam_disabled", "subteam_not_found"})


class GroupLists:
    """The members of groups, asked for every time, save where Slack asks to wait.

    Slack lets an app ask for groups twenty times a minute
    (https://docs.slack.dev/apis/web-api/rate-limits), and a decision asks for several at once:
    whoever tries again with all of them, over and over, would never have all answers. So while
    Slack wants a wait nothing is asked, what Slack told a moment ago stands in, and the group
    whose answer is the oldest is asked for first.
    """

    def __init__(self, web: SlackWeb, now: Callable[[], float] = time.monotonic) -> None:
        """Take the way to Slack; `now` tells seconds that only grow."""
        self._web = web
        self._now = now
        self._told: dict[str, tuple[float, frozenset[str]]] = {}
        self._waits_until = 0.0

    def oldest_first(self, groups: Iterable[str]) -> list[str]:
        """Return the groups in the order in which to ask for them."""
        return sorted(groups, key=lambda group: (self._told.get(group, (0.0,))[0], group))

    async def members(self, group: str) -> frozenset[str]:
        """Return the Slack ids of who is in a group; one that is not there holds nobody.

        Raises the errors of `bot.ports.notifier`.
        """
        wait = self._waits_until - self._now()
        if wait > 0:
            return self._stand_in(group, LimitedError(wait))
        try:
            found = await self._ask(group)
        except LimitedError as error:
            self._waits_until = self._now() + error.seconds
            return self._stand_in(group, error)
        self._told[group] = (self._now(), found)
        return found

    async def _ask(self, group: str) -> frozenset[str]:
        call = self._web.client.usergroups_users_list(usergroup=group)
        try:
            answer = await self._web.ask(METHOD, call)
        except RefusedError as error:
            if error.code in _NO_SUCH_GROUP:
                return frozenset()
            raise
        return frozenset(str(each) for each in answer.get("users", []))

    def _stand_in(self, group: str, error: LimitedError) -> frozenset[str]:
        """Return what Slack told of a group a moment ago; raise the error where it did not."""
        told = self._told.get(group)
        if told is None or self._now() - told[0] > STANDS_IN_SECONDS:
            raise error
        return told[1]
