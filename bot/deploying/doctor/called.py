"""Does whoever the policy file has called in a channel read it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.deploying.doctor.contract import (
    Check,
    Ground,
    Row,
    failed,
    passed,
    unseen,
    warned,
    without_policy,
)
from bot.deploying.doctor.slack import SlackFault
from bot.domain.people import is_group
from bot.domain.policy import Policy
from bot.domain.routes import Mode
from bot.domain.words import doctor_called as words

AT_ONCE = "999"
"""Members in a page, under 1000: https://docs.slack.dev/reference/methods/conversations.members"""
MOST_PAGES = 20
MEMBERS = "conversations.members"
TOO_MANY = "too_many_members"
NAMED = 10
"""People whose names are asked for; how many more there are is told."""


@dataclass(frozen=True, slots=True)
class Calling:
    """What calls in a channel, and whom: Slack ids of people and groups."""

    channel: str
    what: str
    whom: tuple[str, ...]


class _UnreadError(Exception):
    """A row that stands for what Slack did not tell."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row


@dataclass(frozen=True, slots=True)
class _Room:
    """A channel as Slack has it."""

    name: str
    is_private: bool
    members: frozenset[str]


def look(ground: Ground) -> Iterator[Row]:
    """Yield, for each channel, who is called there and is not in it. Raises SlackFault."""
    if ground.policy is None:
        yield without_policy()
        return
    found = callings(ground.policy, ground.settings.channel)
    if not found:
        yield passed("", words.NOBODY.fill())
    for channel in dict.fromkeys(each.channel for each in found):
        yield from _of(ground, channel, [each for each in found if each.channel == channel])


def callings(policy: Policy, channel: str) -> tuple[Calling, ...]:
    """Return what calls where: routes by their mention, the rotation wherever cards are.

    `channel` is where a route goes that names none.
    """
    rooms = [channel, *(each.channel for each in policy.routes if each.mode is Mode.CARD)]
    on_call = policy.on_call
    rota = on_call.rotation if on_call else None
    group = (on_call.group,) if on_call and on_call.group else ()
    duty = tuple(
        Calling(room, words.ON_CALL.en, rota.members if rota else group)
        for room in dict.fromkeys(filter(None, rooms))
        if rota or group
    )
    routes = tuple(
        Calling(each.channel or channel, words.ROUTE.fill(number=at).plain(), (each.mention,))
        for at, each in enumerate(policy.routes, 1)
        if each.mention
    )
    return (*duty, *routes)


def _of(ground: Ground, channel: str, found: list[Calling]) -> Iterator[Row]:
    try:
        room = _room(ground, channel)
    except SlackFault as fault:
        says = words.CHANNEL_UNREAD.fill(channel=channel, code=fault.code)
        yield unseen(channel, says, words.CHANNEL_MEND.fill())
        return
    rows, every = [], set[str]()
    for each in found:
        try:
            whom = _people(ground, each)
        except _UnreadError as unread:
            rows.append(unread.row)
            continue
        every |= whom
        if outside := sorted(whom - room.members):
            rows.append(_outside(ground, room, each, outside))
    yield from rows
    if not rows:
        yield passed(channel, words.FINE.fill(count=len(every), name=room.name))


def _room(ground: Ground, channel: str) -> _Room:
    told: Mapping[str, Any] = (
        ground.slack.ask("conversations.info", channel=channel).data.get("channel") or {}
    )
    members, cursor = set[str](), ""
    for _ in range(MOST_PAGES):
        page = ground.slack.ask(
            "conversations.members", channel=channel, limit=AT_ONCE, cursor=cursor
        ).data
        members.update(page.get("members") or ())
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            name = str(told.get("name", channel))
            return _Room(name, bool(told.get("is_private")), frozenset(members))
    raise SlackFault(MEMBERS, TOO_MANY)


def _people(ground: Ground, calling: Calling) -> set[str]:
    found: set[str] = set()
    for each in calling.whom:
        if not is_group(each):
            found.add(each)
            continue
        try:
            answer = ground.slack.ask("usergroups.users.list", usergroup=each)
        except SlackFault as fault:
            says = words.GROUP_UNREAD.fill(group=each, what=calling.what, code=fault.code)
            raise _UnreadError(
                unseen(each, says, words.GROUP_MEND.fill(what=calling.what))
            ) from None
        found.update(answer.data.get("users") or ())
    return found


def _outside(ground: Ground, room: _Room, calling: Calling, outside: list[str]) -> Row:
    names = ", ".join(_name(ground, each) for each in outside[:NAMED])
    more = len(outside) - NAMED
    who = words.MORE.fill(names=names, count=more).plain() if more > 0 else names
    fields = {"who": who, "name": room.name, "what": calling.what}
    mend = words.INVITE.fill(name=room.name, what=calling.what)
    if room.is_private:
        return failed(calling.channel, words.SHUT_OUT.fill(**fields), mend)
    return warned(calling.channel, words.OUTSIDE.fill(**fields), mend)


def _name(ground: Ground, person: str) -> str:
    """Return a person's name and Slack id; the id alone where Slack does not tell."""
    try:
        told = ground.slack.ask("users.info", user=person).data.get("user") or {}
    except SlackFault:
        return person
    profile = told.get("profile") or {}
    name = profile.get("display_name") or told.get("real_name") or told.get("name")
    return f"{name} ({person})" if name else person


CALLED = Check(words.CHECK, look)
