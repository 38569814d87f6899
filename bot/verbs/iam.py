"""`iam`: prints the policies, the template and the SCP, and what a thief could do with them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bot import settings
from bot.deploying import own, roles, scp, template
from bot.deploying.doctor.entering import roles_of
from bot.deploying.document import Document, written
from bot.deploying.names import CONTAIN_ROLE, READ_ROLE, RELEASE_ROLE, SYNC_ROLE
from bot.deploying.place import ANY, Place
from bot.deploying.proof import prove
from bot.deploying.section import BEGIN, END, NoMarksError, put
from bot.domain.ours import MENDERS
from bot.domain.words import deploying as words
from bot.domain.words import guarding
from bot.errors import SettingsError
from bot.policy import file as policy_file
from bot.verbs.declaring import declared
from bot.verbs.surroundings import environment
from runbooks.kit.text import Text

FRONT = frozenset({"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"})
"""Secrets of the half that speaks to Slack; the database is both halves'."""

Policy = Callable[[argparse.Namespace, Place], Document]


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb and its kinds."""
    parser = verbs.add_parser("iam", help=words.HELP_IAM.en)
    kinds = parser.add_subparsers(
        dest="kind", required=True, metavar="KIND", help=words.HELP_KIND.en
    )
    made = {kind: _policy(kinds, kind, says, policy) for kind, says, policy in POLICIES}
    made["release"].add_argument(
        "--pass", dest="passable", action="append", default=[], help=words.HELP_PASS.en
    )
    made["trust"].add_argument("--principal", required=True, help=words.HELP_PRINCIPAL.en)
    made["trust"].add_argument("--external-id", required=True, help=words.HELP_EXTERNAL_ID.en)
    made["scp"].add_argument("--deployer", action="append", help=words.HELP_DEPLOYER.en)
    made["scp"].add_argument("--keep", action="append", help=words.HELP_KEEP.en)
    kinds.add_parser("template", help=words.HELP_TEMPLATE.en).set_defaults(main=_template)
    kinds.add_parser("guard", help=guarding.HELP_TEMPLATE.en).set_defaults(main=_guard)
    proving = kinds.add_parser("prove", help=words.HELP_PROVE.en)
    proving.add_argument("--into", type=Path, help=words.HELP_INTO.en)
    proving.set_defaults(main=_prove)


def _policy(
    kinds: argparse._SubParsersAction[argparse.ArgumentParser],
    kind: str,
    says: Text,
    policy: Policy,
) -> argparse.ArgumentParser:
    parser = kinds.add_parser(kind, help=says.en)
    parser.add_argument("--account", default=ANY, help=words.HELP_ACCOUNT.en)
    parser.add_argument("--partition", default="aws", help=words.HELP_PARTITION.en)
    parser.set_defaults(main=_print, policy=policy)
    return parser


def _print(arguments: argparse.Namespace) -> int:
    """Print one policy as JSON."""
    place = Place(arguments.partition, arguments.account)
    sys.stdout.write(written(arguments.policy(arguments, place)))
    return 0


def _template(arguments: argparse.Namespace) -> int:
    """Print the template as YAML."""
    sys.stdout.write(template.written(declared()))
    return 0


def _guard(arguments: argparse.Namespace) -> int:
    """Print the guard's template as YAML."""
    sys.stdout.write(template.guard_written(declared()))
    return 0


def _prove(arguments: argparse.Namespace) -> int:
    """Print the page, or put it into a file; the exit code says whether all claims hold."""
    proof = prove(declared())
    if arguments.into is not None:
        _put(arguments.into, proof.page)
        return 0
    print(proof.page)
    print()
    print(proof.says.plain())
    return proof.code


def _put(path: Path, page: str) -> None:
    try:
        put(path, page)
    except NoMarksError:
        raise SettingsError((words.NO_MARKS.fill(path=path, begin=BEGIN, end=END),)) from None
    except OSError as error:
        raise SettingsError((words.NOT_WRITTEN.fill(path=path, why=error.strerror),)) from None


def _release(arguments: argparse.Namespace, place: Place) -> Document:
    if not arguments.passable:
        _warn(words.NOTHING_PASSES)
    return roles.release(declared(), place, tuple(arguments.passable))


def _scp(arguments: argparse.Namespace, place: Place) -> Document:
    deployers, kept = arguments.deployer or scp.DEPLOYERS, arguments.keep or MENDERS
    return scp.scp(tuple(deployers), tuple(kept))


def _needs(place: Place) -> own.Needs:
    """Read what the bot is to reach from its settings and its policy file, and ask AWS nothing."""
    around = environment()
    environ, fetch = around.environ, around.fetch
    topics = settings.topics(environ, fetch)
    if not topics:
        _warn(words.NO_TOPICS)
    path = environ.get("SECBOT_POLICY", "")
    policy = policy_file.load(Path(path) if path else None, own_team="")
    named = [
        Place(place.partition, account.number).role(role.strip("/"))
        for account in policy.accounts.values()
        for role in roles_of(account, policy)
    ]
    if not named:
        _warn(words.NO_ACCOUNTS)
        anywhere = Place(place.partition)
        named = [anywhere.role(role) for role in (READ_ROLE, CONTAIN_ROLE, RELEASE_ROLE)]
        named += [anywhere.role(SYNC_ROLE)] if policy.sync.is_on else []
    secrets = settings.references(environ)
    return own.Needs(
        roles=tuple(sorted(set(named))),
        topics=tuple(topics),
        anchor=settings.anchor(environ, fetch),
        secrets=tuple(value for name, value in secrets.items() if name not in FRONT),
        front_secrets=tuple(secrets.values()),
        pages=(policy.page_topic,) if policy.page_topic else (),
        queue=own.queue_arn(settings.queue_url(environ, fetch), place),
    )


def _warn(says: Text) -> None:
    sys.stderr.write(says.en + "\n")


POLICIES: tuple[tuple[str, Text, Policy], ...] = (
    ("run", words.HELP_RUN, lambda _, place: own.run(_needs(place), place)),
    ("web", words.HELP_WEB, lambda _, place: own.web(_needs(place), place)),
    ("worker", words.HELP_WORKER, lambda _, place: own.worker(_needs(place), place)),
    ("read", words.HELP_READ, lambda _, place: roles.read(declared(), place)),
    ("contain", words.HELP_CONTAIN, lambda _, place: roles.contain(declared(), place)),
    ("release", words.HELP_RELEASE, _release),
    ("sync", words.HELP_SYNC, lambda _, place: roles.sync(place)),
    ("canary", words.HELP_CANARY, lambda _, place: roles.canary(place)),
    ("boundary", words.HELP_BOUNDARY, lambda _, place: roles.boundary(declared(), place)),
    ("deny-all", words.HELP_DENY_ALL, lambda _, place: roles.deny_all(place)),
    (
        "trust",
        words.HELP_TRUST,
        lambda arguments, _: roles.trust(arguments.principal, arguments.external_id),
    ),
    ("scp", words.HELP_SCP, _scp),
)
"""The kinds of policy, in the order in which they are listed."""
