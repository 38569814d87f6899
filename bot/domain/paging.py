"""Ways of paging beyond Slack: what may be told of each, and whether the last page was taken."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from bot.domain.posture import Checked, Standing
from bot.domain.words import paging as words
from runbooks.kit.moments import for_people

SNS = "page_sns"
WEBHOOK = "page_webhook"
"""What the check of each way is called in the daily check."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes pages. It may hold a token, so it is never shown: its host is."""

    url: str = field(repr=False)

    @property
    def host(self) -> str:
        """Return its host, which may be shown."""
        return urlsplit(self.url).hostname or ""

    @property
    def told(self) -> str:
        """Return what may be written down of it, which differs from any other address's."""
        return f"{self.host} #{hashlib.sha256(self.url.encode()).hexdigest()[:8]}"


def sent(way: str, place: str, at: datetime, *, taken: bool) -> Checked:
    """Return the check of a way by which a page was just sent."""
    if taken:
        says = words.TAKEN.fill(place=place, at=for_people(at))
        return Checked(way, "", "", Standing.PASSED, says, at)
    says = words.NOT_TAKEN.fill(place=place, at=for_people(at))
    return Checked(way, "", "", Standing.FAILED, says, at)


def checked(
    places: Mapping[str, str], kept: Mapping[str, Checked], now: datetime
) -> tuple[Checked, ...]:
    """Return how each way stands; `places` says by way where it leads, `kept` how it was last.

    A way that failed while another one took the page is a warning: somebody was reached.
    """
    never = (
        Checked(way, "", "", Standing.PASSED, words.NEVER.fill(place=place), now)
        for way, place in places.items()
        if way not in kept
    )
    known = [kept[way] for way in places if way in kept]
    reached = any(each.standing is Standing.PASSED for each in known)
    return (*(_softened(each) if reached else each for each in known), *never)


def _softened(check: Checked) -> Checked:
    if check.standing is Standing.PASSED:
        return check
    return Checked(check.check, "", "", Standing.WARNING, check.says, check.at)
