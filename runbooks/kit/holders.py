"""Who holds a credential: the IAM user or role that a finding or a person means, found in AWS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from botocore.exceptions import ClientError
from pydantic import Field

from runbooks.kit import principals
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.own import is_ours
from runbooks.kit.refusals import code_of
from runbooks.kit.shield import marks_of
from runbooks.kit.text import Text
from runbooks.kit.values import Frozen, Marks

LINKED = "/aws-service-role/"
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html"""
OF_CENTER = "/aws-reserved/sso.amazonaws.com/"
RESERVED = "AWSReservedSSO_"
"""https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html"""
GONE = "NoSuchEntity"
GLOBAL = {"aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
"""Where CloudTrail keeps the events of IAM, in partitions other than `aws`."""

IS_ROOT = Text(
    "The root user of {account} can't be denied anything by a policy in its account. Change its "
    "password, delete its access keys and check its MFA, signed in as root; in an organization "
    "take its credentials away centrally, or deny it by an SCP. Nothing was changed.",
    ja="{account} のルートユーザーは、アカウント内のポリシーでは何も拒否できません。"
    "ルートとしてサインインし、パスワードの変更、アクセスキーの削除、MFA の確認を"
    "行ってください。組織では、認証情報を一元的に削除するか、SCP で"
    "拒否してください。何も変更していません。",
)
IS_LINKED = Text(
    "{name} is a service-linked role, which only its AWS service can use and change. Look at who "
    "makes the service act: contain them. Nothing was changed.",
    ja="{name} はサービスリンクロールで、使用も変更もその AWS "
    "サービスにしかできません。サービスを動かしている相手を調べ、そちらを封じ"
    "込めてください。何も変更していません。",
)
IS_OF_CENTER = Text(
    "{name} is a role of Identity Center, which puts it back as it was. Disable the user in "
    "Identity Center or its identity source, end the sessions there, and take the assignment "
    "away. Nothing was changed.",
    ja="{name} は Identity Center のロールで、変更しても元に戻されます。Identity "
    "Center またはその ID ソースでユーザーを無効にし、セッションを終了し、割り"
    "当てを外してください。何も変更していません。",
)
IS_OURS = Text(
    "{name} bears a name of secbot's own, and I don't contain myself. If it is none of mine, "
    "contain it by hand: somebody hides behind the name.",
    ja="{name} は secbot 自身の名前で、自分自身は封じ込めません。secbot "
    "のものでなければ、誰かがその名前に隠れています。手動で封じ込めてください。",
)
MISSING = Text(
    "There is no {kind} {name} in {account}. Nothing was changed.",
    ja="{account} に {kind} {name} はありません。何も変更していません。",
)
NO_KEY = Text(
    "No user of {account} has the access key {key}. Nothing was changed.",
    ja="{account} にアクセスキー {key} を持つユーザーはいません。何も変更していません。",
)
WHOSE = Text(
    "{key} is a temporary key, and CloudTrail shows no call by it in {regions}, so I can't tell "
    "whose it is. Name its `user/NAME` or `role/NAME`. Nothing was changed.",
    ja="{key} は一時キーで、CloudTrail では {regions} にこのキーの呼び"
    "出しがないため、誰のものか分かりません。`user/NAME` または `role/NAME` を"
    "指定してください。何も変更していません。",
)
BORROWED = Text(
    "{key} belongs to {kind}, which is neither a user nor a role of {account}: contain whoever "
    "gave it out. Nothing was changed.",
    ja="{key} は {kind} のもので、{account} のユーザーでもロールでもありません："
    "発行した相手を封じ込めてください。何も変更していません。",
)


class Holder(Frozen):
    """A user or a role. Another one of the same name has another `id`.

    `used` says when and where it was used last, `read_at` is AWS's own time of the answer, `key`
    the access key that was asked for: for planning and proving only. `marks` are the state's.
    """

    kind: Literal["user", "role"]
    name: str
    arn: str
    id: str
    marks: Marks = Field(default=Marks(), exclude=True)
    used: str = Field(default="", exclude=True)
    read_at: datetime | None = Field(default=None, exclude=True)
    key: str = Field(default="", exclude=True)

    @property
    def spoken(self) -> str:
        """Return it as people read it: `user carol`."""
        return f"{self.kind} {self.name}"

    @property
    def parameter(self) -> str:
        """Return what IAM's calls name it by."""
        return "UserName" if self.kind == "user" else "RoleName"


def find(aws: Aws, principal: str) -> Holder:
    """Return the user or role that is meant, by a key too.

    A path that is written has to be theirs. Raises DoesNotExistError, and UnsupportedError for
    whoever must be contained in another way.
    """
    if principal == principals.ROOT:
        raise UnsupportedError(IS_ROOT.fill(account=aws.account))
    key = principal if principals.is_key(principal) else ""
    kind, name = _behind(aws, key) if key else principals.split(principal)
    _refuse_by_name(name)
    holder = _read_user(aws, name) if kind == "user" else _read_role(aws, name)
    named = principal.partition("/")[2]
    if not key and named != name and holder.arn != principals.arn(aws, principal):
        raise _missing(aws, kind, named)
    return holder.model_copy(update={"key": key})


def home(aws: Aws) -> str:
    """Return the Region in which CloudTrail keeps the events of IAM."""
    return GLOBAL.get(aws.partition, "us-east-1")


def regions(aws: Aws) -> tuple[str, ...]:
    """Return the Regions whose CloudTrail is looked at: IAM's, and the one that is worked in."""
    return tuple(dict.fromkeys((home(aws), aws.region)))


def identity_of(event: Any) -> dict[str, Any]:
    """Return who CloudTrail says made a call, in the words of its record.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
    """
    found = json.loads(event.get("CloudTrailEvent") or "{}").get("userIdentity")
    return found if isinstance(found, dict) else {}


def _behind(aws: Aws, key: str) -> tuple[str, str]:
    """Return the kind and the name of whoever a key belongs to."""
    if key.startswith(principals.TEMPORARY):
        return _behind_session(aws, key)
    try:
        answer = aws.read("iam").get_access_key_last_used(AccessKeyId=key)
    except ClientError as error:
        if code_of(error) != GONE:
            raise
        answer = {}  # type: ignore[typeddict-item]  # nobody has it
    name = answer.get("UserName", "")
    if not name:
        raise DoesNotExistError(NO_KEY.fill(account=aws.account, key=key))
    return "user", name


def _behind_session(aws: Aws, key: str) -> tuple[str, str]:
    """Return whom CloudTrail has seen using a temporary key, of which IAM knows nothing."""
    identity = next(_seen(aws, key), None)
    if identity is None:
        raise UnsupportedError(WHOSE.fill(key=key, regions=", ".join(regions(aws))))
    kind, issuer = str(identity.get("type", "")), identity.get("sessionContext", {})
    name = str(issuer.get("sessionIssuer", {}).get("userName") or identity.get("userName", ""))
    if kind == "Root":
        raise UnsupportedError(IS_ROOT.fill(account=aws.account))
    if identity.get("accountId") != aws.account or not name:
        raise UnsupportedError(BORROWED.fill(key=key, kind=kind, account=aws.account))
    return ("role" if kind == "AssumedRole" else "user"), name


def _seen(aws: Aws, key: str) -> Iterator[dict[str, Any]]:
    for region in regions(aws):
        answer = aws.read("cloudtrail", region).lookup_events(
            LookupAttributes=[{"AttributeKey": "AccessKeyId", "AttributeValue": key}]
        )
        yield from (found for found in map(identity_of, answer["Events"]) if found)


def _refuse_by_name(name: str) -> None:
    if is_ours(name):
        raise UnsupportedError(IS_OURS.fill(name=name))
    if name.startswith(RESERVED):
        raise UnsupportedError(IS_OF_CENTER.fill(name=name))


def _read_user(aws: Aws, name: str) -> Holder:
    try:
        answer = aws.read("iam").get_user(UserName=name)
    except ClientError as error:
        if code_of(error) == GONE:
            raise _missing(aws, "user", name) from error
        raise
    user = answer["User"]
    return Holder(
        kind="user",
        name=user["UserName"],
        arn=user["Arn"],
        id=user["UserId"],
        marks=_marks(aws, name, user),
        used=_told(user.get("PasswordLastUsed"), "console"),
        read_at=time_of(answer),
    )


def _read_role(aws: Aws, name: str) -> Holder:
    try:
        answer = aws.read("iam").get_role(RoleName=name)
    except ClientError as error:
        if code_of(error) == GONE:
            raise _missing(aws, "role", name) from error
        raise
    role = answer["Role"]
    if role["Path"].startswith(LINKED):
        raise UnsupportedError(IS_LINKED.fill(name=name))
    if role["Path"].startswith(OF_CENTER):
        raise UnsupportedError(IS_OF_CENTER.fill(name=name))
    used = role.get("RoleLastUsed", {})
    return Holder(
        kind="role",
        name=role["RoleName"],
        arn=role["Arn"],
        id=role["RoleId"],
        marks=_marks(aws, name, role),
        used=_told(used.get("LastUsedDate"), used.get("Region", "")),
        read_at=time_of(answer),
    )


def time_of(answer: Any) -> datetime | None:
    """Return when AWS answered, by AWS's own clock and to the second; None where it is not told."""
    sent = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
    return parsedate_to_datetime(sent) if sent else None


def _missing(aws: Aws, kind: str, name: str) -> DoesNotExistError:
    return DoesNotExistError(MISSING.fill(kind=kind, name=name, account=aws.account))


def _marks(aws: Aws, name: str, found: Any) -> Marks:
    tags = {tag["Key"]: tag["Value"] for tag in found.get("Tags", [])}
    return marks_of(name, tags, home(aws))


def _told(used: datetime | None, where: str) -> str:
    if used is None:
        return ""
    at = used.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return f"{at} UTC, {where}".removesuffix(", ")


def profiles(aws: Aws, role: Holder) -> tuple[str, ...]:
    """Return the names of the instance profiles that give a role's credentials to machines."""
    pages = aws.read("iam").get_paginator("list_instance_profiles_for_role")
    found = [
        each for page in pages.paginate(RoleName=role.name) for each in page["InstanceProfiles"]
    ]
    return tuple(sorted(each["InstanceProfileName"] for each in found))
