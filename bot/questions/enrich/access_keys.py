"""Looks up whom an access key belongs to."""

from __future__ import annotations

import re

from bot.domain.answer import Subject
from bot.questions.contract import Missing
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

NO_KEY = Text("the finding does not tell the key's id", ja="検出結果にキーの ID がありません")
TEMPORARY = Text(
    "{id} is a temporary key: it belongs to a session, not to a user",
    ja="{id} は一時キーです：ユーザーではなくセッションのものです",
)
NOBODYS = Text("no user has {id}", ja="{id} を持つユーザーはいません")

ID = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{12,124}\b")
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids"""


def user_of(aws: Aws, subject: Subject) -> str | Missing:
    """Return the user of a long-lived key; AWS does not tell it of a temporary one.

    The id is looked for in whatever the finding calls the key. Needs iam:GetAccessKeyLastUsed.
    """
    found = ID.search(subject.id)
    if found is None:
        return Missing(NO_KEY.fill())
    key = found.group()
    if key.startswith("ASIA"):
        return Missing(TEMPORARY.fill(id=key))
    user = aws.read("iam").get_access_key_last_used(AccessKeyId=key).get("UserName", "")
    return user or Missing(NOBODYS.fill(id=key))
