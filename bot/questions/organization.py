"""Asks AWS Organizations which accounts there are, under the read role.

The management account and delegated administrators may ask:
https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.domain.organization import Member
from bot.domain.policy import Account
from bot.domain.words import organization as words
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.reasons import reason_of
from bot.questions.scrubber import scrub
from runbooks.kit.text import Said

ACTIONS = ("organizations:ListAccounts",)
LONGEST = 600.0
"""Seconds: 20 accounts a page, two pages a second, and whoever else waits for the limiter."""


class ListingOrganization:
    """Fulfils the roll port."""

    def __init__(self, estate: Estate, threads: Threads, *, longest: float = LONGEST) -> None:
        """Ask on these threads, for so many seconds at most."""
        self._estate = estate
        self._threads = threads
        self._longest = longest

    async def call(self, account: Account) -> tuple[Member, ...] | Said:
        try:
            async with asyncio.timeout(self._longest):
                found = await self._threads.run(lambda: self._list(account))
        except Exception as error:  # noqa: BLE001 - whatever fails, the reason is told
            return reason_of(error, account.number, self._longest)
        if account.number not in {one.number for one in found}:
            return words.INCOMPLETE.fill(account=account.number)
        return found

    def _list(self, account: Account) -> tuple[Member, ...]:
        client: Any = self._estate.reading(account, "", ACTIONS).read("organizations")
        pages = client.get_paginator("list_accounts").paginate()
        return tuple(_member(one) for page in pages for one in page["Accounts"])


def _member(one: Mapping[str, Any]) -> Member:
    """Return an account; `State` takes the place of `Status`, which AWS gives up in 2026."""
    state = str(one.get("State") or one.get("Status") or "")
    return Member(str(one["Id"]), scrub(str(one.get("Name", ""))), state)
