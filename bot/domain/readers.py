"""Who may read a channel, as Slack told last: what is not known to be private is shown little."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.posture import Checked, Standing
from bot.domain.words import readers as words
from runbooks.kit.text import Text

CHECK = "channel_readers"
"""What the check of each channel is called in the daily check."""
HID = "channel_hid"
"""What the check is called that keeps when a channel was last shown little."""

BELIEVED_FOR = timedelta(days=1)
"""How long what Slack told is gone by while Slack does not tell."""
TOLD_FOR = timedelta(days=2)
"""How long the daily check tells of a channel that nothing was posted to since."""


class Readers(StrEnum):
    """Who may read what stands in a channel."""

    FEW = "few"
    ALL = "all"
    UNKNOWN = "unknown"


_STANDINGS: Mapping[Readers, Standing] = {
    Readers.FEW: Standing.PASSED,
    Readers.ALL: Standing.WARNING,
    Readers.UNKNOWN: Standing.NOT_AVAILABLE,
}
_SAYS: Mapping[Readers, Text] = {
    Readers.FEW: words.FEW,
    Readers.ALL: words.ALL,
    Readers.UNKNOWN: words.UNKNOWN,
}


def name_of(channel: str) -> str:
    """Return the name under which the check of a channel is kept."""
    return f"{CHECK}:{channel}"


def noted(channel: str, told: Readers, before: Checked | None, now: datetime) -> Checked | None:
    """Return the check to keep, or None where the one before still says more.

    That Slack did not tell just now makes nobody forget what it told within a day.
    """
    if told is Readers.UNKNOWN and of(before, now) is not Readers.UNKNOWN:
        return None
    says = _SAYS[told].fill(channel=channel)
    return Checked(name_of(channel), "", "", _STANDINGS[told], says, now)


def of(check: Checked | None, now: datetime) -> Readers:
    """Return who may read the channel of a check; UNKNOWN where there is none, or an old one."""
    if check is None or now - check.at >= BELIEVED_FOR:
        return Readers.UNKNOWN
    return next(each for each, standing in _STANDINGS.items() if standing is check.standing)


def hid(channel: str, told: Readers, now: datetime) -> Checked | None:
    """Return the check to keep of a channel that is shown little now, or None for one that is not."""
    if told is Readers.FEW:
        return None
    says = _SAYS[told].fill(channel=channel)
    return Checked(hid_name_of(channel), "", "", _STANDINGS[told], says, now)


def hid_name_of(channel: str) -> str:
    """Return the name under which is kept when a channel was last shown little."""
    return f"{HID}:{channel}"


def hides(check: Checked | None, hidden: Checked | None, since: datetime, now: datetime) -> bool:
    """Say whether a card that stands in a channel since then may leave names out.

    It does where too many read the channel, by its check; and it may where they did, by what is
    kept of when it was shown little, after the card was made: nobody edits it when a channel gets
    private, or when Slack tells at last that it is. Where there is no check, none stands.
    """
    if check is None:
        return False
    was_hidden = hidden is not None and hidden.at >= since
    return was_hidden or of(check, now) is not Readers.FEW
