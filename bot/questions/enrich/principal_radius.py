"""Who runs under a role, or when a user and its keys were used last: what a revocation breaks."""

from __future__ import annotations

from botocore.exceptions import ClientError

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.access_keys import user_of
from bot.questions.enrich.kinds import ACCESS_KEY, ROLE, USER
from runbooks.kit import radius_role
from runbooks.kit.aws import Aws
from runbooks.kit.moments import for_people
from runbooks.kit.refusals import code_of
from runbooks.kit.text import SENTENCES, Said, Text, listing

USED = Text("used last {when}, {service} in {region}", ja="最終使用 {when}、{region} の {service}")
NEVER_USED = Text("never used", ja="使用されたことはありません")
KEY = Text("Key {key} of user {user}: {used}", ja="ユーザー {user} のキー {key}：{used}")
NO_KEY = Text("User {user} has no access key", ja="ユーザー {user} にアクセスキーはありません")
ROLE_USED = Text("Role {role} was used last {when}", ja="ロール {role} の最終使用は {when}")
ROLE_UNUSED = Text(
    "Role {role} was not used within IAM's memory of 400 days",
    ja="ロール {role} は、IAM に残る 400 日間使用されていません",
)
GONE = Text("{id} is not there any more", ja="{id} はもう存在しません")
NO_SUCH = "NoSuchEntity"


class PrincipalRadius(Question):
    """A role's last use and who runs under it; a user's keys, and when each was used last.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
    """

    about = About(
        key="radius",
        title=Text("Blast radius", ja="影響範囲"),
        actions=(
            "iam:GetAccessKeyLastUsed",
            "iam:GetRole",
            "iam:ListAccessKeys",
            *radius_role.READS,
        ),
        types=frozenset({USER, ROLE, ACCESS_KEY}),
        source="iam:GetAccessKeyLastUsed",
        cached=60.0,
    )

    def source_of(self, subject: Subject) -> str:
        is_role = subject.type == ROLE
        return (
            "iam:GetRole, ec2:DescribeIamInstanceProfileAssociations"
            if is_role
            else self.about.source
        )

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        user = user_of(aws, subject) if subject.type == ACCESS_KEY else subject.name
        if isinstance(user, Missing):
            return user
        try:
            said = _of_role(aws, user) if subject.type == ROLE else _of_user(aws, user)
        except ClientError as error:
            if code_of(error) == NO_SUCH:
                return Missing(GONE.fill(id=user))
            raise
        return Found(listing(said, SENTENCES))


def _of_role(aws: Aws, name: str) -> list[Said]:
    role = aws.read("iam").get_role(RoleName=name)["Role"]
    at = role.get("RoleLastUsed", {}).get("LastUsedDate")
    used = ROLE_USED.fill(role=name, when=for_people(at)) if at else ROLE_UNUSED.fill(role=name)
    carriers = radius_role.observe(aws, name, role["Arn"])
    return [used, *radius_role.breaks(aws, name, carriers)]


def _of_user(aws: Aws, name: str) -> list[Said]:
    iam = aws.read("iam")
    keys = [
        each["AccessKeyId"] for each in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
    ]
    told = [KEY.fill(key=key, user=name, used=_last_used(aws, key)) for key in keys]
    return told or [NO_KEY.fill(user=name)]


def _last_used(aws: Aws, key: str) -> Said:
    found = aws.read("iam").get_access_key_last_used(AccessKeyId=key)["AccessKeyLastUsed"]
    at = found.get("LastUsedDate")
    if at is None:
        return NEVER_USED.fill()
    return USED.fill(when=for_people(at), service=found["ServiceName"], region=found["Region"])
