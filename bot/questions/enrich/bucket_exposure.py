"""How far a bucket is open: its own Block Public Access, its policy, its ACL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.kinds import BUCKET
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said, Text, listing

PUBLIC = Text(
    "public by its own settings: {ways}; Block Public Access {blocks}",
    ja="バケット自身の設定で公開されています：{ways}。Block Public Access は{blocks}",
)
CLOSED = Text(
    "not public: {why}; Block Public Access {blocks}",
    ja="公開されていません：{why}。Block Public Access は{blocks}",
)
BY_POLICY = Text("its policy lets anyone in", ja="ポリシーが誰にでもアクセスを許可しています")
BY_ACL = Text("its ACL grants {rights} to {whom}", ja="ACL が {whom} に {rights} を許可しています")
NOTHING_OPEN = Text(
    "neither policy nor ACL lets anyone in", ja="ポリシーも ACL も不特定の相手を許可していません"
)
HELD_BACK = Text(
    "policy or ACL would let anyone in, but the block holds them back",
    ja="ポリシーまたは ACL は誰にでも許可していますが、Block Public Access が遮断しています",
)
AND = Text("{all} and {one}", ja="{all} と {one}")
ALL_ON = Text("is on", ja="オン")
NONE_ON = Text("is off", ja="オフ")
SOME_ON = Text("is on for {names} only", ja="{names} のみオン")

SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
PUBLIC_GROUPS: Mapping[str, Text] = {
    "http://acs.amazonaws.com/groups/global/AllUsers": Text("everyone", ja="全員"),
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": Text(
        "everyone with an AWS account", ja="AWS アカウントを持つ全員"
    ),
}
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee"""


class BucketExposure(Question):
    """Whether a bucket is public, and by what.

    The account's own block, access points and objects' ACLs are not looked at: the first can
    close what this calls public, the others can open what this calls closed.
    """

    about = About(
        key="exposure",
        title=Text("Exposure", ja="公開状況"),
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
            ways = [BY_POLICY.fill(), *ways]
        state = _state(blocks)
        if ways:
            return Found(PUBLIC.fill(ways=listing(ways), blocks=state))
        why = HELD_BACK if has_public_policy or grants else NOTHING_OPEN
        return Found(CLOSED.fill(why=why, blocks=state))


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


def _public_grants(aws: Aws, bucket: str) -> list[Said]:
    """Return in words what the ACL grants to groups that are everyone."""
    rights: dict[Text, list[str]] = {}
    for grant in aws.read("s3").get_bucket_acl(Bucket=bucket).get("Grants", []):
        whom = PUBLIC_GROUPS.get(grant.get("Grantee", {}).get("URI", ""))
        if whom:
            rights.setdefault(whom, []).append(grant.get("Permission", ""))
    return [
        BY_ACL.fill(rights=listing(granted, AND), whom=whom) for whom, granted in rights.items()
    ]


def _state(blocks: Mapping[str, bool]) -> Said:
    names = [name for name in SETTINGS if blocks.get(name)]
    if len(names) == len(SETTINGS):
        return ALL_ON.fill()
    return SOME_ON.fill(names=listing(names)) if names else NONE_ON.fill()


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
