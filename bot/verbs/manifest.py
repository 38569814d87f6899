"""`manifest`: prints the Slack app's manifest, for HTTP or for Socket Mode."""

from __future__ import annotations

import argparse
import json
from urllib.parse import urlsplit

from bot.deploying.manifest import as_yaml, manifest
from bot.deploying.scopes import needed
from bot.domain.words import scopes as words
from bot.errors import SettingsError


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("manifest", help=words.HELP_MANIFEST.en)
    variant = parser.add_mutually_exclusive_group(required=True)
    variant.add_argument("--url", metavar="https://HOST", help=words.HELP_URL.en)
    variant.add_argument("--socket", action="store_true", help=words.HELP_SOCKET.en)
    parser.add_argument("--private", action="store_true", help=words.HELP_PRIVATE.en)
    parser.add_argument("--json", action="store_true", help=words.HELP_JSON.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Print the manifest. Raises SettingsError for an address that Slack could not post to."""
    url = None if arguments.socket else _address(arguments.url)
    scopes = needed(is_private=arguments.private)
    made = manifest(scopes, url)
    print(json.dumps(made, indent=2) if arguments.json else as_yaml(made, scopes), end="")
    if arguments.json:
        print()
    return 0


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingsError((words.NOT_A_URL.fill(url=url),))
    return url.rstrip("/")
