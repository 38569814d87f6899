"""Puts canaries on the default bus of an account, under the read role and one right more.

It asks nothing and changes nothing: an event of a source that is secbot's alone, which a rule of
the template leads to the topic. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.domain.canary import DETAIL_TYPE, SOURCE
from bot.domain.policy import Account
from bot.domain.words import canary as words
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.reasons import reason_of
from runbooks.kit.text import Said

PUT = "events:PutEvents"
LONGEST = 30.0
"""Seconds that one canary takes at most."""


class PuttingCanaries:
    """Fulfils the canary sender port."""

    def __init__(self, estate: Estate, threads: Threads, *, longest: float = LONGEST) -> None:
        """Send on these threads."""
        self._estate = estate
        self._threads = threads
        self._longest = longest

    async def send(self, account: Account, region: str, nonce: str) -> Said | None:
        try:
            async with asyncio.timeout(self._longest):
                code = await self._threads.run(lambda: self._put(account, region, nonce))
        except Exception as error:  # noqa: BLE001 - whatever fails, the reason is told
            return reason_of(error, account.number, self._longest)
        return words.REFUSED.fill(code=code) if code else None

    def _put(self, account: Account, region: str, nonce: str) -> str:
        """Put the event; return EventBridge's code where it does not take it."""
        client: Any = self._estate.reading(account, region, (PUT,)).read("events")
        event = {
            "Source": SOURCE,
            "DetailType": DETAIL_TYPE,
            "Detail": json.dumps({"nonce": nonce}),
        }
        (entry,) = client.put_events(Entries=[event])["Entries"]
        return str(entry.get("ErrorCode", ""))
