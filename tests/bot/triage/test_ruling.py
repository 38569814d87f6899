"""What the policy file says of a finding is told on its card."""

from __future__ import annotations

from bot.domain.cards import Ruled
from bot.domain.finding import Resource
from bot.domain.networks import Whose
from bot.domain.policy import Policy
from bot.triage.ruling import ruled
from runbooks.kit.values import Special
from tests.bot.policy.reading import policy
from tests.bot.triage.examples import CUSTOM, HUB, a_finding

FILE = """
organization: {log_archive: "111122223333"}
accounts:
  "111122223333": {name: logs, environment: prod, precious: ["arn:aws:s3:::pay-*"]}
routes:
  - {match: {environment: prod, severity: ">=HIGH"}, mention: S0RESPOND}
networks: {own: [203.0.113.0/24]}
"""
BUCKETS = tuple(Resource("AwsS3Bucket", f"arn:aws:s3:::{name}") for name in ("pay-x", "tmp"))


def test_all_that_the_file_says_is_there() -> None:
    found = a_finding(remote=("203.0.113.9", "198.51.100.7", "evil.example"), resources=BUCKETS)

    assert ruled(found, policy(FILE)) == Ruled(
        mentions=("S0RESPOND",),
        is_trusted=True,
        whose={"203.0.113.9": Whose.OWN, "198.51.100.7": Whose.NEITHER},
        precious=("arn:aws:s3:::pay-x",),
        special=(Special.LOG_ARCHIVE,),
    )


def test_without_a_file_nothing_is_said_and_awss_own_products_are_trusted() -> None:
    remote = a_finding(remote=("203.0.113.9",))

    assert ruled(remote, Policy(digest="p")) == Ruled(is_trusted=True)
    assert ruled(a_finding(producer=CUSTOM), Policy(digest="p")) == Ruled(is_trusted=False)
    assert not ruled(a_finding(producer=HUB), policy("producers: {trusted: []}")).is_trusted
