"""Every policy of one account and of the bot, side by side, as a deployment has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.deploying import own, roles
from bot.deploying.declared import Declared
from bot.deploying.document import Document
from bot.deploying.names import CONTAIN_ROLE, READ_ROLE, RELEASE_ROLE, SYNC_ROLE
from bot.deploying.place import Place
from bot.deploying.powers import reaches

HOME = "999988887777"
PLACE = Place(account="111122223333")
"""Made-up accounts, as in the docs: what can be done does not hang on the numbers."""

BOT = f"arn:aws:iam::{HOME}:role/bot"
OTHER = f"arn:aws:iam::{HOME}:role/releaser"
PASSABLE = (PLACE.role("web-server"),)
NEEDS = own.Needs(
    roles=tuple(PLACE.role(name) for name in (READ_ROLE, CONTAIN_ROLE, RELEASE_ROLE, SYNC_ROLE)),
    topics=(f"arn:aws:sns:eu-central-1:{HOME}:secbot-findings",),
    anchor="s3://anchors/secbot",
    secrets=("ssm:/secbot/database",),
    front_secrets=("secretsmanager:secbot/slack",),
    pages=(f"arn:aws:sns:eu-central-1:{HOME}:secbot-guard",),
)


@dataclass(frozen=True, slots=True)
class Landscape:
    """Policies by what holds them; `trusts` are the roles' trust policies by the role's name."""

    run: Document
    web: Document
    worker: Document
    held: Mapping[str, Document]
    trusts: Mapping[str, Document]
    boundary: Document

    @property
    def read(self) -> Document:
        """Return the policy of the role that looks."""
        return self.held[READ_ROLE]

    @property
    def contain(self) -> Document:
        """Return the policy of the role that takes away."""
        return self.held[CONTAIN_ROLE]

    @property
    def release(self) -> Document:
        """Return the policy of the role that gives back."""
        return self.held[RELEASE_ROLE]

    @property
    def sync(self) -> Document:
        """Return the policy of the role that tells detective services."""
        return self.held[SYNC_ROLE]

    def reached(self, policy: Document, *, knows_id: bool = True) -> tuple[str, ...]:
        """Return the roles that the bot's identity may assume if it holds this policy."""
        return tuple(
            name
            for name, trust in self.trusts.items()
            if reaches(policy, trust, PLACE.role(name), BOT, knows_id=knows_id)
        )


def landscape(declared: Declared, *, is_released_by_another: bool = False) -> Landscape:
    """Return what a deployment of the template has, for one account and the bot's own."""
    releaser = OTHER if is_released_by_another else BOT
    return Landscape(
        run=own.run(NEEDS, PLACE),
        web=own.web(NEEDS, PLACE),
        worker=own.worker(NEEDS, PLACE),
        held={
            READ_ROLE: roles.read(declared, PLACE),
            CONTAIN_ROLE: roles.contain(declared, PLACE),
            RELEASE_ROLE: roles.release(declared, PLACE, PASSABLE),
            SYNC_ROLE: roles.sync(PLACE),
        },
        trusts={
            READ_ROLE: roles.trust(BOT, "an-external-id"),
            CONTAIN_ROLE: roles.trust(BOT, "an-external-id"),
            RELEASE_ROLE: roles.trust(releaser, "an-external-id"),
            SYNC_ROLE: roles.trust(BOT, "an-external-id"),
        },
        boundary=roles.boundary(declared, PLACE),
    )
