"""`web` and `worker`: the two halves of `run`, which need PostgreSQL."""

from __future__ import annotations

import argparse

from bot.domain.words import settings as words
from bot.errors import NotServedError


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare both verbs."""
    for verb, says in (("web", words.HELP_WEB), ("worker", words.HELP_WORKER)):
        parser = verbs.add_parser(verb, help=says.en)
        parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Refuse by name."""
    raise NotServedError((words.NEEDS_POSTGRESQL.fill(verb=arguments.verb),))
