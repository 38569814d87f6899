"""`status`: the daily check at a terminal, or as JSON; it changes nothing and asks AWS nothing."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from bot import settings
from bot.clock import SystemClock
from bot.daily.gathering import Gathering
from bot.daily.unowned import MOST
from bot.domain.policy import Policy
from bot.domain.status import Picture, StatusCard
from bot.domain.words import status as words
from bot.errors import SettingsError
from bot.policy import file as policy_file
from bot.questions.checks.catalogue import TITLES
from bot.response.planning.asking import can_undo
from bot.store.store import open_store
from bot.verbs.databases import current_database
from bot.verbs.status_data import data
from bot.verbs.surroundings import environment
from handlers.views.status import terminal


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("status", help=words.HELP.en)
    parser.add_argument("account", nargs="?", default="", help=words.HELP_ACCOUNT.en)
    parser.add_argument("--json", action="store_true", help=words.HELP_JSON.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Print the sheet; 0 whatever it says."""
    around = environment()
    path = around.environ.get("SECBOT_POLICY", "").strip()
    policy = policy_file.load(Path(path) if path else None, own_team="")
    account = _account(policy, arguments.account)
    has_queue = bool(settings.queue_url(around.environ, around.fetch))
    database = current_database(around)
    picture = asyncio.run(_picture(database, policy, account, has_queue=has_queue))
    if arguments.json:
        print(json.dumps(data(picture), indent=2))
        return 0
    for line in terminal(StatusCard(picture), policy.language):
        print(line)
    return 0


async def _picture(url: str, policy: Policy, account: str, *, has_queue: bool) -> Picture:
    async with open_store(url) as store:
        clock = SystemClock()
        gathering = Gathering(
            store, clock, policy, can_undo, TITLES, has_queue=has_queue, named=MOST
        )
        return await gathering.picture(account)


def _account(policy: Policy, typed: str) -> str:
    """Return the number of an account, empty for all. Raises SettingsError for what is none."""
    if not typed:
        return ""
    for number, known in policy.accounts.items():
        if typed.casefold() in {number, known.name.casefold()}:
            return number
    raise SettingsError((words.NO_SUCH_ACCOUNT.fill(typed=typed),))
