"""`migrate`: brings the database to the newest schema."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

from bot import settings
from bot.domain.words import settings as words
from bot.verbs.surroundings import environment


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb."""
    parser = verbs.add_parser("migrate", help=words.HELP_MIGRATE.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Migrate, and say so. What migrates is loaded here, by name: `run` must not carry alembic."""
    around = environment()
    migrating: Any = importlib.import_module("bot.store.migrate")
    migrating.upgrade(settings.database_url(around.environ, around.fetch).get_secret_value())
    print(words.MIGRATED.en)
    return 0
