"""Who is behind a resource: the IAM user or role that a finding's instance, bucket or key leads to.

Names in findings and in CloudTrail are strangers' words: IAM is asked who it is, and an ARN of
another account, or one that is none, is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError
from pydantic import Field

from runbooks.kit import ec2, guardduty, holders, principals
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen

INSTANCE = re.compile(r"i-[0-9a-f]{8,17}")
AT_ONCE = 50
KINDS: Mapping[str, str] = {"iamuser": "user", "role": "role", "assumedrole": "role"}
"""What IAM calls it, by GuardDuty's `userType` in lower case."""

OF_ITSELF = Text("as it was asked for", ja="申請で指定されたとおり")
OF_INSTANCE = Text("the role of {instance}", ja="{instance} のロール")
OF_KEY = Text("the owner of the key {key}", ja="キー {key} の所有者")
OF_SESSION = Text(
    "whose session the key {key} belongs to, by CloudTrail",
    ja="CloudTrail によると、キー {key} はこのセッションのものです",
)
OF_BUCKET = Text(
    "named by GuardDuty in {type} on the bucket {bucket}",
    ja="バケット {bucket} に関する GuardDuty の {type} で名指しされています",
)
GONE = Text(
    "{name} is not in IAM any more; what it did is told all the same",
    ja="{name} はもう IAM にありません。行ったことはそれでも表示します",
)
NO_INSTANCE = Text(
    "There is no instance {instance} in account {account}. Nothing was changed.",
    ja="アカウント {account} にインスタンス {instance} はありません。何も変更していません。",
)
NO_ROLE = Text(
    "{instance} has no instance profile with a role",
    ja="{instance} には、ロールを持つインスタンスプロファイルがありません",
)
NO_EVENTS = Text(
    "CloudTrail knows no management event of the key {key} in its last 90 days",
    ja="CloudTrail の直近 90 日間に、キー {key} の管理イベントはありません",
)
NO_OWNER = Text(
    "IAM knows no owner of the key {key} in this account",
    ja="このアカウントの IAM には、キー {key} の所有者がいません",
)
NO_ACTOR = Text(
    "no finding of GuardDuty's on the bucket {bucket} names who acted",
    ja="バケット {bucket} に関する GuardDuty の検出結果に、実行者を示すものはありません",
)
IS_ROOT = Text(
    "it is the account's root, which Detective does not investigate",
    ja="アカウントのルートユーザーです。Detective はルートユーザーを調査しません",
)


class Principal(Frozen):
    """A user or role; `arn` is empty where there is none to be found, and `why_not` says why.

    `id` is IAM's unique id (AIDA..., AROA...), empty for what is not in IAM any more. How it was
    found is for telling alone.
    """

    arn: str = ""
    id: str = ""
    how: Said | None = Field(default=None, exclude=True)
    why_not: Said | None = Field(default=None, exclude=True)
    warning: Said | None = Field(default=None, exclude=True)

    @property
    def name(self) -> str:
        """Return the name without its path."""
        return self.arn.rpartition("/")[2]

    @property
    def is_role(self) -> bool:
        """Say whether it is a role, not a user."""
        return ":role/" in self.arn


def resolve(aws: Aws, subject: str) -> Principal:
    """Return who is behind a subject: `i-0abc`, `role/NAME`, `user/NAME`, `root`, a key, a bucket.

    Raises DoesNotExistError for an instance that is not there.
    """
    if INSTANCE.fullmatch(subject):
        return _of_instance(aws, subject)
    if principals.is_key(subject):
        is_lasting = subject.startswith(principals.LASTING)
        return _of_user_key(aws, subject) if is_lasting else _of_session(aws, subject)
    if subject == principals.ROOT:
        return Principal(why_not=IS_ROOT.fill())
    kind, name = principals.split(subject)
    return _known(aws, kind, name, OF_ITSELF.fill()) if kind else _of_bucket(aws, subject)


def _of_instance(aws: Aws, instance: str) -> Principal:
    found = ec2.find(aws, instance)
    if found is None:
        raise DoesNotExistError(NO_INSTANCE.fill(instance=instance, account=aws.account))
    profile = found.get("IamInstanceProfile", {}).get("Arn", "").rpartition("/")[2]
    if not profile:
        return Principal(why_not=NO_ROLE.fill(instance=instance))
    try:
        answer = aws.read("iam").get_instance_profile(InstanceProfileName=profile)
    except ClientError as error:
        if code_of(error) == "NoSuchEntity":
            return Principal(why_not=NO_ROLE.fill(instance=instance))
        raise
    how = OF_INSTANCE.fill(instance=instance)
    for role in answer["InstanceProfile"]["Roles"]:
        return Principal(arn=role["Arn"], id=role["RoleId"], how=how)
    return Principal(why_not=NO_ROLE.fill(instance=instance))


def _of_user_key(aws: Aws, key: str) -> Principal:
    """Return a long-lived key's user.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html
    """
    try:
        answer = aws.read("iam").get_access_key_last_used(AccessKeyId=key)
    except ClientError as error:
        if code_of(error) == "NoSuchEntity":
            return Principal(why_not=NO_OWNER.fill(key=key))
        raise
    user = answer.get("UserName", "")
    if not user:
        return Principal(why_not=NO_OWNER.fill(key=key))
    return _known(aws, "user", user, OF_KEY.fill(key=key))


def _of_session(aws: Aws, key: str) -> Principal:
    """Return whose session a key belongs to that runs out by itself: IAM does not know it."""
    for region in holders.regions(aws):
        answer = aws.read("cloudtrail", region).lookup_events(
            LookupAttributes=[{"AttributeKey": "AccessKeyId", "AttributeValue": key}],
            MaxResults=AT_ONCE,
        )
        for event in answer["Events"]:
            kind, name = _identified(aws, event)
            if kind:
                return _known(aws, kind, name, OF_SESSION.fill(key=key))
    return Principal(why_not=NO_EVENTS.fill(key=key))


def _identified(aws: Aws, event: Any) -> tuple[str, str]:
    """Return the user or role of this account that an event says has acted; empty for others."""
    try:
        identity = holders.identity_of(event)
        issuer = identity.get("sessionContext", {}).get("sessionIssuer", {})
        arn = str(issuer.get("arn") or identity.get("arn"))
    except (ValueError, AttributeError):
        return "", ""
    is_ours = arn.startswith(f"arn:{aws.partition}:iam::{aws.account}:")
    return principals.split(principals.spelled(arn)) if is_ours else ("", "")


def _of_bucket(aws: Aws, bucket: str) -> Principal:
    """Return who acted on a bucket by the newest finding that says so."""
    seen = guardduty.findings(aws, {"resource.s3BucketDetails.name": bucket})
    for finding in seen.findings:
        kind, name = KINDS.get(finding.user_type.casefold(), ""), finding.user
        # A finding names nobody's path, so that a slash is none of IAM's.
        if kind and principals.split(f"{kind}/{name}") == (kind, name):
            how = OF_BUCKET.fill(type=finding.type, bucket=bucket)
            return _known(aws, kind, name, how)
    return Principal(why_not=seen.why_not or NO_ACTOR.fill(bucket=bucket))


def _known(aws: Aws, kind: str, name: str, how: Said) -> Principal:
    """Return a user or role as IAM knows it, or as it was called where IAM does not any more."""
    iam = aws.read("iam")
    try:
        if kind == "user":
            user = iam.get_user(UserName=name)["User"]
            return Principal(arn=user["Arn"], id=user["UserId"], how=how)
        role = iam.get_role(RoleName=name)["Role"]
        return Principal(arn=role["Arn"], id=role["RoleId"], how=how)
    except ClientError as error:
        if code_of(error) != "NoSuchEntity":
            raise
    arn = principals.arn(aws, f"{kind}/{name}")
    return Principal(arn=arn, how=how, warning=GONE.fill(name=name))
