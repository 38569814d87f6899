"""`practice`: starts the range, which is a package of its own and no part of the bot."""

from __future__ import annotations

import argparse
import importlib
import os
from typing import Any, get_args

from bot.domain.words import settings as words
from runbooks.kit.text import Language

PORT = 3000
LANGUAGES: tuple[Language, ...] = get_args(Language)


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("practice", help=words.HELP_PRACTICE.en)
    parser.add_argument("--port", type=int, default=PORT, help=words.HELP_PORT.en)
    parser.add_argument("--scenario", default="", help=words.HELP_SCENARIO.en)
    parser.add_argument("--play", action="store_true", help=words.HELP_PLAY.en)
    parser.add_argument("--socket", action="store_true", help=words.HELP_SOCKET.en)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help=words.HELP_LANGUAGE.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Start the range. It is loaded here, by name, so that no other verb carries its weight.

    Nothing of the operator's own AWS settings reaches it: no profile, no key, no endpoint.
    """
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    practice: Any = importlib.import_module("practice.range")
    code: int = practice.main(
        port=arguments.port,
        scenario=arguments.scenario,
        play=arguments.play,
        has_sockets=arguments.socket,
        language=arguments.language,
    )
    return code
