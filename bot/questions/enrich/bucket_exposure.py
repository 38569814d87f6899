"""How far a bucket is open: its own Block Public Access, its policy, its ACL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.kinds import BUCKET
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

PUBLIC = Text("public by its own settings: {ways}; Block Public Access {blocks}")
CLOSED = Text("not public: {why}; Block Public Access {blocks}")
BY_POLICY = Text("its policy lets anyone in")
BY_ACL = Text("its ACL grants {rights} to {whom}")
NOTHING_OPEN = Text("neither policy nor ACL lets anyone in")
HELD_BACK = Text("policy or ACL would let anyone in, but the block holds them back")
ALL_ON = Text("is on")
NONE_ON = Text("is off")
SOME_ON = Text("is on for {names} only")

SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
PUBLIC_GROUPS: Mapping[str, str] = {
    "http://acs.amazonaws.com/groups/global/AllUsers": "everyone",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": "everyone with an AWS account",
}
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee"""


class BucketExposure(Question):
    """Whether a bucket is public, and by what.

    The account's own block, access points and objects' ACLs are not looked at: the first can
    close what this calls public, the others can open what this calls closed.
    """

    about = About(
        key="exposure",
        title=Text("Exposure"),
        actions=("s3:GetBucketAcl", "s3:GetBucketPolicyStatus", "s3:GetBucketPublicAccessBlock"),
        types=frozenset({BUCKET}),
        source="s3:GetBucketPublicAccessBlock, s3:GetBucketPolicyStatus, s3:GetBucketAcl",
        cached=60.0,
    )

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        bucket = subject.name
        blocks = _blocks(aws, bucket)
        has_public_policy = _has_public_policy(aws, bucket)
        grants = _public_grants(aws, bucket)
        ways = [] if blocks.get("IgnorePublicAcls") else grants
        if has_public_policy and not blocks.get("RestrictPublicBuckets"):
            ways = [BY_POLICY.en, *ways]
        state = _state(blocks)
        if ways:
            return Found(PUBLIC.fill(ways=", ".join(ways), blocks=state).plain())
        why = HELD_BACK if has_public_policy or grants else NOTHING_OPEN
        return Found(CLOSED.fill(why=why.en, blocks=state).plain())


def _blocks(aws: Aws, bucket: str) -> Mapping[str, bool]:
    try:
        answer: Mapping[str, Any] = aws.read("s3").get_public_access_block(Bucket=bucket)
    except ClientError as error:
        if _code(error) == "NoSuchPublicAccessBlockConfiguration":
            return {}
        raise
    settings = answer["PublicAccessBlockConfiguration"]
    return {name: bool(settings.get(name)) for name in SETTINGS}


def _has_public_policy(aws: Aws, bucket: str) -> bool:
    try:
        answer = aws.read("s3").get_bucket_policy_status(Bucket=bucket)
    except ClientError as error:
        if _code(error) == "NoSuchBucketPolicy":
            return False
        raise
    return bool(answer["PolicyStatus"].get("IsPublic"))


def _public_grants(aws: Aws, bucket: str) -> list[str]:
    """Return in words what the ACL grants to groups that are everyone."""
    rights: dict[str, list[str]] = {}
    for grant in aws.read("s3").get_bucket_acl(Bucket=bucket).get("Grants", []):
        whom = PUBLIC_GROUPS.get(grant.get("Grantee", {}).get("URI", ""))
        if whom:
            rights.setdefault(whom, []).append(grant.get("Permission", ""))
    return [
        BY_ACL.fill(rights=" and ".join(granted), whom=whom).plain()
        for whom, granted in rights.items()
    ]


def _state(blocks: Mapping[str, bool]) -> str:
    names = [name for name in SETTINGS if blocks.get(name)]
    if len(names) == len(SETTINGS):
        return ALL_ON.en
    return SOME_ON.fill(names=", ".join(names)).plain() if names else NONE_ON.en


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
