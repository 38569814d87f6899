"""The command line: `python -m bot VERB`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module

from bot.domain.words import settings as words
from bot.errors import SecbotError
from bot.ports.store import StoreError
from runbooks.kit.text import Said

USAGE = 2
VERBS: Mapping[str, str] = {
    "run": "run",
    "practice": "practice",
    "migrate": "migrate",
    "audit": "audit",
    "status": "status",
    "manifest": "manifest",
    "doctor": "doctor",
    "web": "halves",
    "worker": "halves",
    "iam": "iam",
}
"""The module of each verb: only that of the verb that was typed is loaded.

All of them take twice as long as most of them alone.
"""


def parser(
    modules: Iterable[str] = tuple(dict.fromkeys(VERBS.values())),
) -> argparse.ArgumentParser:
    """Return the whole command line, or the part of it that these modules of verbs declare."""
    made = argparse.ArgumentParser(prog="python -m bot", description=words.HELP_BOT.en)
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB", help=words.HELP_VERB.en)
    for module in modules:
        import_module(f"bot.verbs.{module}").register(verbs)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code; 2 for what can't be used."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    module = VERBS.get(typed[0]) if typed else None
    read = (parser([module]) if module else parser()).parse_args(typed)
    try:
        code: int = read.main(read)
    except SecbotError as error:
        return _refuse(*error.says)
    except StoreError as error:
        return _refuse(error.says)
    return code


def _refuse(*says: Said) -> int:
    for said in says:
        sys.stderr.write(said.plain() + "\n")
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
