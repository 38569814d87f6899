"""The command line: `python -m bot VERB`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.domain.words import settings as words
from bot.errors import SecbotError
from bot.ports.store import StoreError
from bot.verbs import audit, doctor, halves, iam, manifest, migrate, practice, run, status
from runbooks.kit.text import Said

USAGE = 2
VERBS = (run, practice, migrate, audit, status, manifest, doctor, halves, iam)


def parser() -> argparse.ArgumentParser:
    """Return the whole command line."""
    made = argparse.ArgumentParser(prog="python -m bot", description=words.HELP_BOT.en)
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB", help=words.HELP_VERB.en)
    for verb in VERBS:
        verb.register(verbs)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code; 2 for what can't be used."""
    read = parser().parse_args(arguments)
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
