"""A responder, with an approver's stolen Slack session, tries to free what was contained."""

from __future__ import annotations

from collections.abc import Mapping

from practice.scenarios.contract import Attempt, Brief
from practice.scenarios.public_bucket import PublicBucket
from practice.slack.people import ANN, BOB, EVE, RYO
from runbooks.kit.text import Text

PLANNING = Text("I am planning")
OWN = Text("so somebody else must approve it")
OTHER_PLAN = Text("That is not the plan that waits now")
ONE_OF_TWO = Text("One of two")
TWICE = Text("You have asked for that already")
GUESTS = Text("Guests can't do that")
REJECTED = Text("is rejected")


class Insider(PublicBucket):
    """The open bucket again; once it is shut, Ann and Bob's open session try to undo that.

    Ann is a responder. Bob knows nothing of it: what bears his name is done in his session. Ryo
    alone is to be trusted, and reads the channel.
    """

    brief = Brief(
        title=Text("An insider and a stolen session"),
        story=Text(
            "Payment exports were open to everybody, and are contained. Ann is on the thief's "
            "side, and sits before Bob's Slack as well: they try to open them again, to cut off "
            "production and to blind the team."
        ),
        runbook="block_public_s3",
        reason=Text("payment exports can be read by anybody"),
        undo_reason=Text("payments needs the old settings back until its own fix is out"),
    )
    attempts = (
        Attempt(ANN, Text("/sec fp {incident} it was a test of ours"), ONE_OF_TWO),
        Attempt(BOB, Text("/sec close {incident} all is well"), ONE_OF_TWO),
        Attempt(ANN, Text("/sec snooze {incident} 4h scope=type noise of ours"), ONE_OF_TWO),
        Attempt(ANN, Text("/sec undo {contained} it was a false alarm"), PLANNING),
        Attempt(ANN, Text("/sec approve {last} {digest}"), OWN),
        Attempt(BOB, Text("/sec approve {last} {wrong}"), OTHER_PLAN),
        Attempt(BOB, Text("/sec approve {last} {digest}"), Text("1 more needed")),
        Attempt(BOB, Text("/sec approve {last} {digest}"), Text("from somebody else")),
        Attempt(
            BOB,
            Text("/sec break-glass {last} payments are down and nobody answers"),
            Text("can't be broken for an undo"),
        ),
        Attempt(RYO, Text("/sec reject {last} nobody has mended the bucket"), REJECTED),
        Attempt(BOB, Text("/sec approve {last} {digest}"), Text("does not wait")),
        Attempt(
            ANN,
            Text("/sec run block_public_s3_account {account} account={account} receipts leak"),
            PLANNING,
            Text("Block public access, account"),
        ),
        Attempt(BOB, Text("/sec approve {last} {digest}"), Text("1 more needed")),
        Attempt(
            BOB,
            Text("/sec break-glass {last} receipts leak and nobody answers"),
            Text("can't be broken for a class D plan"),
        ),
        Attempt(RYO, Text("/sec reject {last} no bucket of it leaks"), REJECTED),
        Attempt(
            ANN,
            Text("/sec run revoke_iam arn:aws:iam::{account}:role/secbot-contain it leaks"),
            PLANNING,
            Text("bears a name of secbot's own"),
        ),
        Attempt(
            ANN,
            Text("/sec run block_public_s3 receipts account=999999999999 they leak"),
            Text("is not in the policy file"),
        ),
        Attempt(
            ANN,
            Text("/sec run isolate_instance {machine} account={account} region={region} it mines"),
            PLANNING,
        ),
        Attempt(ANN, Text("/sec approve {last} {digest}"), OWN),
        Attempt(
            ANN,
            Text("/sec break-glass {last} exfiltration goes on and nobody answers"),
            Text("Only an admin"),
        ),
        Attempt(RYO, Text("/sec reject {last} it is one of the payments machines"), REJECTED),
        Attempt(EVE, Text("/sec stop"), GUESTS),
        Attempt(ANN, Text("/sec stop"), Text("Stopped: all accounts"), Text("pulled the brake")),
        Attempt(ANN, Text("/sec start"), ONE_OF_TWO, Text("asked to release the brake")),
        Attempt(ANN, Text("/sec start"), TWICE),
        Attempt(RYO, Text("/sec start"), Text("Started again"), Text("released the brake")),
        Attempt(ANN, Text("/sec release {contained} the bucket is mended"), ONE_OF_TWO),
    )

    def blanks(self) -> Mapping[str, str]:
        """Return the account that is attacked, and a machine in it that did nothing."""
        place = self.estate.prod
        machine = next(iter(place.instances.values()))
        return {"account": place.account, "region": self.estate.region, "machine": machine}
