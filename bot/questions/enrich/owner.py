"""Whose the resource is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from botocore.exceptions import ClientError

from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.access_keys import user_of
from bot.questions.enrich.account import POLICY_FILE
from bot.questions.enrich.kinds import ACCESS_KEY, BUCKET, OF_EC2, ROLE, USER
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

FROM_TAG = Text("tag {key}, {call}", ja="タグ {key}、{call}")
FROM_FINDING = Text("tag {key} in the finding", ja="検出結果のタグ {key}")
UNTAGGED = Text("{id} has no tag owner or team", ja="{id} に owner タグも team タグもありません")
NO_TAGS_OF = Text("secbot does not read tags of {type}", ja="secbot は {type} のタグを読みません")

KEYS = ("owner", "team")
"""Names of tags that name an owner, in any case; the first that is there wins."""

CALLS: Mapping[str, str] = {
    BUCKET: "s3:GetBucketTagging",
    ACCESS_KEY: "iam:ListUserTags",
    ROLE: "iam:ListRoleTags",
    USER: "iam:ListUserTags",
}

Tags = Iterable[Mapping[str, object]]


class Owner(Question):
    """The tag owner or team of the resource, else that in the finding, else the policy file's.

    A tag is whatever somebody in that account has written: it names, and decides nothing.
    """

    about = About(
        key="owner",
        title=Text("Owner", ja="所有者"),
        actions=("ec2:DescribeTags", "iam:GetAccessKeyLastUsed", *sorted({*CALLS.values()})),
        source="ec2:DescribeTags",
    )

    def source_of(self, subject: Subject) -> str:
        return CALLS.get(subject.type, self.about.source)

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        if subject.type != ACCESS_KEY:
            tags = _tags(aws, subject.type, subject.name)
            if tags is None:
                return Missing(NO_TAGS_OF.fill(type=subject.type))
            return self._owner(subject, subject.name, tags)
        user = user_of(aws, subject)
        if isinstance(user, Missing):
            return user
        return self._owner(subject, user, _tags(aws, USER, user))

    def otherwise(self, subject: Subject, account: Account | None) -> Found | None:
        tagged = _tagged(subject.tags)
        if tagged:
            key, value = tagged
            return Found(value, FROM_FINDING.fill(key=key))
        return Found(account.owner, POLICY_FILE) if account and account.owner else None

    def _owner(self, subject: Subject, bearer: str, tags: Tags | None) -> Found | Missing:
        pairs = ((str(tag.get("Key", "")), str(tag.get("Value", ""))) for tag in tags or ())
        tagged = _tagged(pairs)
        if not tagged:
            return Missing(UNTAGGED.fill(id=bearer))
        key, value = tagged
        return Found(value, FROM_TAG.fill(key=key, call=self.source_of(subject)))


def _tags(aws: Aws, kind: str, name: str) -> Tags | None:
    """Return the tags of a resource of this ASFF type, or None where they are not read."""
    if kind.startswith(OF_EC2):
        answer = aws.read("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": [name]}])
        return answer["Tags"]
    if kind == BUCKET:
        return _of_bucket(aws, name)
    if kind == ROLE:
        return aws.read("iam").list_role_tags(RoleName=name)["Tags"]
    if kind == USER:
        return aws.read("iam").list_user_tags(UserName=name)["Tags"]
    return None


def _of_bucket(aws: Aws, bucket: str) -> Tags:
    try:
        return aws.read("s3").get_bucket_tagging(Bucket=bucket)["TagSet"]
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") == "NoSuchTagSet":
            return ()
        raise


def _tagged(tags: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the tag that names an owner, as it is written, or None."""
    written = {key.casefold(): (key, value) for key, value in tags if value.strip()}
    return next((written[key] for key in KEYS if key in written), None)
