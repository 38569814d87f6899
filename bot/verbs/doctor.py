"""`doctor`: checks all that the bot needs, says how to mend each fault, and changes nothing."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import runbooks
from bot import settings
from bot.clock import SystemClock
from bot.deploying.doctor.catalogue import CHECKS
from bot.deploying.doctor.contract import Ground, Half
from bot.deploying.doctor.examining import Examined, examine
from bot.deploying.doctor.report import as_json, code, table
from bot.deploying.doctor.slack import Slack
from bot.domain.policy import Policy
from bot.domain.words import doctor as words
from bot.domain.words import scopes
from bot.errors import SettingsError
from bot.logs import Scrubber
from bot.policy import file as policy_file
from bot.ports.clock import Clock
from bot.settings import Settings
from bot.verbs.addresses import database_file
from bot.verbs.surroundings import Surroundings
from runbooks.kit import catalog
from runbooks.kit.text import Said

HALVES = ("run", "web", "worker")


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("doctor", help=words.HELP_DOCTOR.en)
    parser.add_argument("--half", choices=HALVES, default="run", help=words.HELP_HALF.en)
    parser.add_argument("--url", default="", metavar="https://HOST", help=words.HELP_URL.en)
    parser.add_argument("--json", action="store_true", help=words.HELP_JSON.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Print the report; 0 where nothing is to mend, 1 where something is."""
    url = str(arguments.url).rstrip("/")
    if url and not url.startswith(("https://", "http://")):
        raise SettingsError((scopes.NOT_A_URL.fill(url=url),))
    folder = Path.cwd()
    environ = settings.merged(os.environ, folder)
    secrets, found = examined(environ, folder, SystemClock(), half=arguments.half, url=url)
    report = as_json(found) if arguments.json else table(found)
    print(Scrubber(secrets).scrub(report))
    return code(found)


def examined(
    environ: Mapping[str, str], folder: Path, clock: Clock, *, half: Half = "run", url: str = ""
) -> tuple[tuple[str, ...], tuple[Examined, ...]]:
    """Return the secrets that no report may hold, and what every check has found."""
    around = Surroundings(environ)
    read, faults = settings.examine(environ, around.fetch)
    policy, policy_faults = _policy(read)
    with closing(around.sessions()) as sessions:
        ground = Ground(
            environ=environ,
            settings=read,
            settings_faults=faults,
            policy=policy,
            policy_faults=policy_faults,
            catalogue=catalog.load(runbooks),
            sessions=sessions,
            slack=Slack(read.slack_bot_token.get_secret_value(), read.slack_api_url),
            clock=clock,
            folder=folder,
            database=database_file(read.database_url.get_secret_value()),
            half=half,
            url=url,
        )
        return read.secrets(), examine(ground, CHECKS)


def _policy(read: Settings) -> tuple[Policy | None, tuple[Said, ...]]:
    """Return the policy, or None and the faults of its file."""
    try:
        return policy_file.load(read.policy_path, own_team=""), ()
    except SettingsError as error:
        return None, error.says
