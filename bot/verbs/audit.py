"""`audit verify`: proves the audit chain, with an exit code for each answer."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from bot import settings
from bot.domain.words import settings as words
from bot.errors import SettingsError
from bot.ports.records import Verified
from bot.store.store import open_store
from bot.verbs.addresses import database_file
from bot.verbs.references import fetch

BROKEN = 1
NOT_ANCHORED = 3


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("audit", help=words.HELP_AUDIT.en)
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="verify")
    kinds.add_parser("verify", help=words.HELP_VERIFY.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Print what the chain shows and return 1 for a broken one, 3 for one without an anchor."""
    environ = settings.environment(os.environ, Path.cwd())
    url = settings.database_url(environ, fetch).get_secret_value()
    path = database_file(url)
    if path is not None and not path.is_file():
        raise SettingsError((words.NO_DATABASE.fill(path=path),))
    verified = asyncio.run(_verify(url))
    print(told(verified))
    return code(verified)


async def _verify(url: str) -> Verified:
    async with open_store(url) as store:
        return await store.read(lambda unit: unit.records.verify())


def told(verified: Verified) -> str:
    """Return the answer in a sentence."""
    if verified.broken_at is not None:
        return words.BROKEN.fill(number=verified.broken_at).plain()
    if verified.cut_after is not None:
        return words.CUT.fill(number=verified.cut_after).plain()
    return words.VERIFIED.fill(count=verified.count, head=verified.head[:12]).plain()


def code(verified: Verified) -> int:
    """Return the exit code; none is 0 until anchors can be kept."""
    is_whole = verified.broken_at is None and verified.cut_after is None
    return NOT_ANCHORED if is_whole else BROKEN
