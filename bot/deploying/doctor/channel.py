"""Is each channel there, is the bot in it, and does nobody outside read it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned
from bot.deploying.doctor.slack import SlackFault
from bot.domain.words import doctor_slack as words

NOT_THERE = "channel_not_found"


def look(ground: Ground) -> Iterator[Row]:
    """Yield what conversations.info tells of the channels that are posted to. Raises SlackFault."""
    user = str(ground.slack.who().data.get("user", "secbot"))
    routes = ground.policy.routes if ground.policy else ()
    named = (route.channel for route in routes if route.channel)
    for channel in dict.fromkeys((ground.settings.channel, *named)):
        yield from _of(ground, channel, user)


def _of(ground: Ground, channel: str, user: str) -> Iterator[Row]:
    try:
        found = ground.slack.ask("conversations.info", channel=channel)
    except SlackFault as fault:
        if fault.code != NOT_THERE:
            raise
        is_main = channel == ground.settings.channel
        mend = (words.CHANNEL_NONE_MEND if is_main else words.CHANNEL_ROUTE_MEND).fill(user=user)
        yield failed(channel, words.CHANNEL_NONE.fill(channel=channel), mend)
        return
    yield from _rows(channel, user, found.data.get("channel") or {})


def _rows(channel: str, user: str, told: Mapping[str, Any]) -> Iterator[Row]:
    name = str(told.get("name", channel))
    is_well = True
    if told.get("is_archived"):
        is_well = False
        mend = words.CHANNEL_ARCHIVED_MEND.fill(name=name)
        yield failed(channel, words.CHANNEL_ARCHIVED.fill(name=name), mend)
    if not told.get("is_member"):
        is_well = False
        mend = words.CHANNEL_OUTSIDE_MEND.fill(user=user, name=name)
        yield failed(channel, words.CHANNEL_OUTSIDE.fill(name=name), mend)
    if told.get("is_ext_shared") or told.get("is_pending_ext_shared"):
        is_well = False
        mend = words.CHANNEL_SHARED_MEND.fill()
        yield failed(channel, words.CHANNEL_SHARED.fill(name=name), mend)
    if is_well and not told.get("is_private"):
        mend = words.CHANNEL_PUBLIC_MEND.fill(name=name)
        yield warned(channel, words.CHANNEL_PUBLIC.fill(name=name), mend)
    elif is_well:
        yield passed(channel, words.CHANNEL_FINE.fill(name=name))


CHANNEL = Check(words.CHANNEL, look)
