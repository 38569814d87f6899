"""`audit verify` proves the audit chain and its anchors; `audit export` writes them to a file."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import closing
from pathlib import Path

from bot import settings
from bot.aws.anchors.opening import open_anchor
from bot.clock import SystemClock
from bot.domain.words import anchoring
from bot.domain.words import settings as words
from bot.ports.anchor import Anchor, AnchorError
from bot.ports.store import Store
from bot.store.store import open_store
from bot.verbs.audit_answer import Answer, answer, unanchored, unread
from bot.verbs.audit_export import written
from bot.verbs.databases import current_database
from bot.verbs.surroundings import environment


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("audit", help=words.HELP_AUDIT.en)
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    verify = kinds.add_parser("verify", help=words.HELP_VERIFY.en)
    verify.set_defaults(main=_verify)
    export = kinds.add_parser("export", help=anchoring.HELP_EXPORT.en)
    export.add_argument("--out", required=True, type=Path, help=anchoring.HELP_OUT.en)
    export.set_defaults(main=_export)


def _verify(arguments: argparse.Namespace) -> int:
    """Print what chain and anchors show; 0 anchored, 1 broken or cut, 3 not protected."""
    around = environment()
    url, setting = current_database(around), settings.anchor(around.environ, around.fetch)
    with closing(around.sessions()) as sessions:
        anchor = open_anchor(setting, sessions, SystemClock())
        try:
            found = asyncio.run(_answer(url, anchor))
        finally:
            if anchor is not None:
                anchor.close()
    for said in found.says:
        print(said.plain())
    return found.code


def _export(arguments: argparse.Namespace) -> int:
    """Write the chain and its anchors, as they stand, and say where."""
    print(asyncio.run(_written(current_database(environment()), arguments.out)))
    return 0


async def _written(url: str, out: Path) -> str:
    async with open_store(url) as store:
        return (await store.read(lambda unit: written(unit, out))).plain()


async def _answer(url: str, anchor: Anchor | None) -> Answer:
    async with open_store(url) as store:
        if anchor is None:
            return unanchored(await store.read(lambda unit: unit.records.hold(())))
        return await look(store, anchor)


async def look(store: Store, anchor: Anchor) -> Answer:
    """Look at the anchors, then at the chain: so no anchor can be of a record still to come.

    A bot that runs meanwhile may have anchored and made a change between the two looks: where a
    change seems to have no anchor, the anchors are looked at once more.
    """
    target = anchor.target
    try:
        receipts = await store.read(lambda unit: unit.anchors.of(target))
        found = await asyncio.to_thread(anchor.check, receipts)
        held = await store.read(lambda unit: unit.records.hold(found.marks))
        if held.bare:
            receipts = await store.read(lambda unit: unit.anchors.of(target))
            newer = await asyncio.to_thread(anchor.check, receipts)
            held = held.without(newer.marks)
    except AnchorError as error:
        return unread(await store.read(lambda unit: unit.records.hold(())), error.says)
    return answer(held, found, target)
