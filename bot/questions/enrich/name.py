"""What people call the resource."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.access_keys import user_of
from bot.questions.enrich.instances import GONE, find_instance
from bot.questions.enrich.kinds import ACCESS_KEY, BUCKET, INSTANCE, ROLE, USER
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

UNNAMED = Text("{id} has no tag Name", ja="{id} に Name タグがありません")
FROM_ID = "resource id"

OWN_NAMES = frozenset({BUCKET, USER, ROLE})

CALLS: Mapping[str, str] = {
    INSTANCE: "ec2:DescribeInstances",
    ACCESS_KEY: "iam:GetAccessKeyLastUsed",
}


class Name(Question):
    """An instance's Name tag, a bucket's own name, the user whom an access key belongs to."""

    about = About(
        key="name",
        title=Text("Name", ja="名前"),
        actions=("ec2:DescribeInstances", "iam:GetAccessKeyLastUsed"),
        types=frozenset({INSTANCE, ACCESS_KEY}) | OWN_NAMES,
        source=FROM_ID,
    )

    def source_of(self, subject: Subject) -> str:
        return CALLS.get(subject.type, self.about.source)

    def known(self, subject: Subject, account: Account | None) -> Found | None:
        return Found(subject.name) if subject.type in OWN_NAMES else None

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        return _user(aws, subject) if subject.type == ACCESS_KEY else _tag(aws, subject)


def _tag(aws: Aws, subject: Subject) -> Found | Missing:
    instance = find_instance(aws, subject.name)
    if instance is None:
        return Missing(GONE.fill(id=subject.name))
    names = [tag.get("Value", "") for tag in instance.get("Tags", []) if tag.get("Key") == "Name"]
    if not any(names):
        return Missing(UNNAMED.fill(id=subject.name))
    return Found(names[0])


def _user(aws: Aws, subject: Subject) -> Found | Missing:
    user = user_of(aws, subject)
    return user if isinstance(user, Missing) else Found(user)
