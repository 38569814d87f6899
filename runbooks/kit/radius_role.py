"""Who gets a role's credentials, measured: machines and functions; and what a role may do."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError
from pydantic import Field

from runbooks.kit import instance_role
from runbooks.kit.aws import Aws
from runbooks.kit.refusals import UNREAD, asked, code_of
from runbooks.kit.text import Said, Text, listing
from runbooks.kit.values import Frozen

READS = (
    "ec2:DescribeIamInstanceProfileAssociations",
    "iam:ListInstanceProfilesForRole",
    "lambda:ListFunctions",
)
RIGHTS_READS = (
    "iam:GetInstanceProfile",
    "iam:ListAttachedRolePolicies",
    "iam:ListRolePolicies",
)
MANY = 5
MOST_FUNCTIONS = 500
NAMED = 3
GONE = "NoSuchEntity"

MACHINES = Text(
    "{count} instances in {region} get credentials of role {role}: {names}",
    ja="{region} のインスタンス {count} 台がロール {role} の認証情報を取得しています：{names}",
)
FUNCTIONS = Text(
    "{count} functions in {region} run under role {role}: {names}",
    ja="{region} の関数 {count} 個がロール {role} で動作しています：{names}",
)
NOBODY = Text(
    "No instance and no function in {region} runs under role {role}; other Regions and "
    "services were not looked at",
    ja="{region} でロール {role} で動作するインスタンスも関数もありません。ほかの"
    "リージョンとサービスは調べていません",
)
UNKNOWN = Text(
    "Who runs under role {role} is not known whole: {why}",
    ja="ロール {role} で動作しているものをすべては把握できません：{why}",
)
MORE_FUNCTIONS = Text("only the first {most} were looked at", ja="最初の {most} 個だけを調べました")
WIDE = Text(
    "{count} machines and functions run under role {role}",
    ja="インスタンスと関数 {count} 個がロール {role} で動作しています",
)
RIGHTS = Text(
    "Its role {role} reaches AWS by {policies}",
    ja="ロール {role} は {policies} で AWS にアクセスします",
)
NO_RIGHTS = Text(
    "Its role {role} has no policy of its own", ja="ロール {role} には独自のポリシーがありません"
)
NO_ROLE = Text("It has no role", ja="ロールはありません")
RIGHTS_UNKNOWN = Text(
    "What its role reaches is not known: {why}", ja="ロールがアクセスできる範囲は不明です：{why}"
)
INLINE = Text("{count} inline policies", ja="インラインポリシー {count} 個")


class Carriers(Frozen):
    """Who runs under a role in one Region.

    `is_many` is the fact that raises a class; the names are for planning only, since machines
    come and go. `unknown` is what could not be read, each with the reason.
    """

    is_many: bool = False
    unknown: tuple[Said | str, ...] = ()
    machines: tuple[str, ...] = Field(default=(), exclude=True)
    functions: tuple[str, ...] = Field(default=(), exclude=True)


def observe(aws: Aws, role: str, arn: str) -> Carriers:
    """Measure who runs under a role; what is denied is unknown, all else rises."""
    unknown: list[Said] = []
    machines = asked(unknown, "instances", lambda: tuple(_machines(aws, role))) or ()
    functions = asked(unknown, "functions", lambda: _functions(aws, arn, unknown)) or ()
    return judged(machines, functions, tuple(unknown))


def judged(
    machines: tuple[str, ...], functions: tuple[str, ...], unknown: tuple[Said | str, ...] = ()
) -> Carriers:
    """Return what counts come to. Asks nobody."""
    is_many = len(machines) + len(functions) >= MANY
    return Carriers(is_many=is_many, unknown=unknown, machines=machines, functions=functions)


def breaks(aws: Aws, role: str, seen: Carriers) -> Iterator[Said]:
    """Yield who loses the role, and what of that nobody could tell."""
    place = {"role": role, "region": aws.region}
    for says, names in ((MACHINES, seen.machines), (FUNCTIONS, seen.functions)):
        if names:
            yield says.fill(count=len(names), names=_first(names), **place)
    for each in seen.unknown:
        yield UNKNOWN.fill(role=role, why=each)
    if not (seen.machines or seen.functions or seen.unknown):
        yield NOBODY.fill(**place)


def wide(role: str, seen: Carriers) -> Iterator[Said]:
    """Yield why the loss of a role is graver than that of one machine's."""
    if seen.is_many:
        yield WIDE.fill(count=len(seen.machines) + len(seen.functions), role=role)


def rights(aws: Aws, profile: str) -> Said:
    """Return what the role behind an instance profile's ARN reaches: by what policies."""
    if not profile:
        return NO_ROLE.fill()
    iam = aws.read("iam")
    try:
        found = iam.get_instance_profile(InstanceProfileName=profile.rpartition("/")[2])
        role = next((each["RoleName"] for each in found["InstanceProfile"]["Roles"]), "")
        if not role:
            return NO_ROLE.fill()
        attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
        inline = iam.list_role_policies(RoleName=role)["PolicyNames"]
    except ClientError as error:
        return NO_ROLE.fill() if code_of(error) == GONE else RIGHTS_UNKNOWN.fill(why=code_of(error))
    names: list[str | Said] = [each.get("PolicyName", "?") for each in attached]
    if inline:
        names.append(INLINE.fill(count=len(inline)))
    return RIGHTS.fill(role=role, policies=listing(names)) if names else NO_RIGHTS.fill(role=role)


def _machines(aws: Aws, role: str) -> Iterator[str]:
    """Yield the machines of a Region that get a role's credentials by an instance profile."""
    pages = aws.read("iam").get_paginator("list_instance_profiles_for_role").paginate(RoleName=role)
    profiles = {each["Arn"] for page in pages for each in page["InstanceProfiles"]}
    if not profiles:
        return
    for each in instance_role.live(aws):
        if each.get("IamInstanceProfile", {}).get("Arn") in profiles:
            yield each.get("InstanceId", "?")


def _functions(aws: Aws, arn: str, unknown: list[Said]) -> tuple[str, ...]:
    """Return the functions of a Region that run under a role, of the first so many."""
    names: list[str] = []
    seen = 0
    for page in aws.read("lambda").get_paginator("list_functions").paginate():
        seen += len(page["Functions"])
        names += [each["FunctionName"] for each in page["Functions"] if each.get("Role") == arn]
        if seen >= MOST_FUNCTIONS and page.get("NextMarker"):
            unknown.append(UNREAD.fill(what="functions", why=MORE_FUNCTIONS.fill(most=seen)))
            break
    return tuple(names)


def _first(names: tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + (", ..." if len(names) > NAMED else "")
