"""Asks Slack who a person is and which user groups they are in at this moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.domain.people import Person
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.groups import GroupLists
from handlers.slack.web_client import SlackWeb

DEADLINE_SECONDS = 1.0

T = TypeVar("T")

_NO_ANSWER = (LimitedError, RefusedError, UncertainError, UnreachableError)


@dataclass(frozen=True, slots=True)
class Profile:
    """What users.info told; `home` is the team that Slack counts the person to."""

    home: str
    email: str
    name: str
    guest: bool


class SlackDirectory:
    """Fulfils the directory port.

    Profile and membership are asked for every time, since a decision hangs on them: who was
    made a guest or has left a minute ago decides nothing. Whatever Slack did not tell within a
    second is missing from the person, and so refuses what needs it; where it wants a wait, what
    it told of a group ten seconds ago at most stands in.
    """

    def __init__(
        self,
        web: SlackWeb,
        *,
        seconds: float = DEADLINE_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the way to Slack, and how many seconds a question may take in all.

        `now` tells seconds that only grow.
        """
        self._web = web
        self._groups = GroupLists(web, now)
        self._seconds = seconds

    async def person(self, slack_id: str, team: str, groups: Collection[str]) -> Person:
        """Return the person, with those of the groups that they are in at this moment."""
        (person,) = await self.people(((slack_id, team),), groups)
        return person

    async def people(
        self, known: Sequence[tuple[str, str]], groups: Collection[str]
    ) -> tuple[Person, ...]:
        """Return people by Slack id and team; each group is asked for once, for all of them.

        A decision must not use up Slack's pace (`handlers/slack/groups.py`).
        """
        names = self._groups.oldest_first(groups)
        asking = (self._in_time(self._profile(slack_id)) for slack_id, _ in known)
        listing = (self._in_time(self._groups.members(name)) for name in names)
        profiles, lists = await asyncio.gather(asyncio.gather(*asking), asyncio.gather(*listing))
        members = None if None in lists else dict(zip(names, lists, strict=True))
        return tuple(
            _person(slack_id, team, profile, members)
            for (slack_id, team), profile in zip(known, profiles, strict=True)
        )

    async def _in_time(self, question: Coroutine[Any, Any, T]) -> T | None:
        """Return the answer, or None where Slack gave none before the deadline."""
        try:
            async with asyncio.timeout(self._seconds):
                return await question
        except (*_NO_ANSWER, TimeoutError):
            return None

    async def _profile(self, slack_id: str) -> Profile:
        answer = await self._web.ask("users.info", self._web.client.users_info(user=slack_id))
        return _read_profile(answer.get("user") or {})

    async def members(self, group: str) -> frozenset[str] | None:
        """Return the Slack ids of a user group's members, or None where Slack did not answer."""
        return await self._in_time(self._groups.members(group))


def _person(
    slack_id: str,
    team: str,
    profile: Profile | None,
    members: Mapping[str, frozenset[str] | None] | None,
) -> Person:
    """Return a person as Slack has told; without a profile, or a group's answer, no group counts."""
    if profile is None:
        return Person(slack_id, team, email="", name=slack_id, groups=None)
    inside = (
        None
        if members is None
        else frozenset(name for name, found in members.items() if found and slack_id in found)
    )
    return Person(
        slack_id,
        team,
        email=profile.email,
        name=profile.name or slack_id,
        guest=profile.guest or profile.home != team,
        groups=inside,
    )


def _read_profile(user: dict[str, Any]) -> Profile:
    """Read the fields of https://docs.slack.dev/reference/objects/user-object that matter here."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    flags = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted")
    return Profile(
        home=str(user.get("team_id") or ""),
        email=str(profile.get("email") or ""),
        name=str(next((name for name in names if name), "")),
        guest=any(user.get(flag) for flag in flags),
    )
