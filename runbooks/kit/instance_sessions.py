"""The sessions that were issued to the role behind an instance profile: denied by their age.

Taking the profile off ends none of them. The deny is that of `token_age`, on all of the role:
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from runbooks.kit import holders, token_age, trail
from runbooks.kit.aws import Aws
from runbooks.kit.holders import Holder
from runbooks.kit.instance_role import NAMED, Identity
from runbooks.kit.portion import Portion
from runbooks.kit.text import Said, Text
from runbooks.kit.token_age import Age
from runbooks.kit.trail import Denied, Trail
from runbooks.kit.values import Claim, Conflict, Frozen

BREAKS_USED = Text("{who} was used last {used}", ja="{who} の最終使用は {used}")
BREAKS_PROFILES = Text(
    "Instances in every Region get credentials of {who} by the profiles {profiles}; what they "
    "have now is denied",
    ja="全リージョンのインスタンスが、プロファイル {profiles} で {who} の認証情報を"
    "取得しています。現在持っているものは拒否されます",
)
BREAKS_OTHERS = Text(
    "{count} more in this Region ({names}) call AWS as {who}: denied until the metadata service "
    "gives them new credentials, which may be five minutes before theirs expire, in hours",
    ja="このリージョンのほか {count} 台（{names}）が {who} として AWS を呼び"
    "出しています：メタデータサービスが新しい認証情報を渡すまで拒否されます。"
    "渡されるのは期限の 5 分前になることもあり、数時間かかります",
    one="1 more in this Region ({names}) calls AWS as {who}: denied until the metadata service "
    "gives it new credentials, which may be five minutes before its own expire, in hours",
)
UNPROVED_BETWEEN = Text(
    "Credentials that {instance} was given since {time}, until its profile came off, are newer "
    "than the deny: `/sec run revoke_iam role/{role} mode=token_age` denies these too",
    ja="{time} 以降、プロファイルが外されるまでに {instance} に渡された認証情報は、"
    "拒否より新しいものです：`/sec run revoke_iam role/{role} mode=token_age` "
    "でこれらも拒否できます",
)
UNDONE = Text(
    "takes the deny of older sessions off {who}", ja="{who} から、古いセッションの拒否を外します"
)
UNDONE_EARLIER = Text(
    "puts the earlier deny of sessions back on {who}", ja="{who} に、以前のセッション拒否を戻します"
)
WARN_NONE = Text(
    "No role is behind it, so no session is denied: if one was taken off before, "
    "`/sec run revoke_iam role/NAME mode=token_age` denies its sessions",
    ja="背後にロールがないため、セッションは拒否されません：以前にロールを外した"
    "場合は、`/sec run revoke_iam role/NAME mode=token_age` でそのセッションを"
    "拒否できます",
)
WARN_NAMED = Text(
    "{who} was named; the role behind the profile of {instance} is {role}",
    ja="{who} が指定されましたが、{instance} のプロファイルのロールは {role} です",
)
NOT_READ = Text(
    "The deny of {who} was not looked for, so I did not touch the instance either.",
    ja="{who} の拒否を調べていないため、インスタンスにも触れていません。",
)
OTHER = Text(
    "{who} is another one of that name than the one that was denied. I did not touch it.",
    ja="{who} は同じ名前ですが、拒否したものとは別のものです。触れていません。",
)


class Sessions(Frozen):
    """The role behind an instance, and the deny of its older sessions.

    `profiles` hand its credentials to machines, `trail` is what CloudTrail tells of sessions that
    are denied: for planning and proving only.
    """

    holder: Holder
    age: Age
    profiles: tuple[str, ...] = Field(default=(), exclude=True)
    trail: Trail | None = Field(default=None, exclude=True)


def observe(aws: Aws, role: str) -> Sessions:
    """Read a role by its name, with its deny of older sessions.

    Raises UnsupportedError for a service-linked role, one of Identity Center, and secbot's own.
    """
    holder = holders.find(aws, f"role/{role}")
    age = token_age.observe(aws, holder)
    return Sessions(
        holder=holder,
        age=age,
        profiles=holders.profiles(aws, holder),
        trail=trail.observe(aws, holder, _denied(holder, age)) if age.before else None,
    )


def contain(aws: Aws, instance: str, seen: Sessions | None, identity: Identity) -> Portion:
    """Deny what was issued until now; say who else runs under the role, and what slips through.

    When an instance gets new credentials:
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
    """
    if seen is None:
        return Portion(warnings=(WARN_NONE.fill(),))
    holder, portion = seen.holder, token_age.contain(seen.holder, seen.age)
    who = holder.spoken
    warnings: tuple[Said, ...] = ()
    if identity.role not in {"", holder.arn}:
        named = WARN_NAMED.fill(who=who, instance=instance, role=identity.role_name)
        warnings = (named,)
    unproved = [trail.unproved(aws, holder), *portion.unproved]
    if seen.age.read_at:
        time = seen.age.read_at.strftime(token_age.WRITTEN)
        unproved.append(UNPROVED_BETWEEN.fill(instance=instance, time=time, role=holder.name))
    undone = UNDONE_EARLIER if seen.age.document else UNDONE
    return replace(
        portion,
        breaks=(*portion.breaks, *_breaks(seen, identity)),
        unproved=tuple(unproved),
        warnings=warnings,
        undone=(undone.fill(who=who),) if portion.steps else (),
    )


def release(before: Sessions, now: Sessions) -> Portion:
    """Take the deny off, or put back the earlier one."""
    return token_age.release(now.holder, before.age, now.age)


def conflict(before: Sessions, after: Sessions | None, now: Sessions | None) -> Conflict | None:
    """Return why the deny can't be taken off: it was rewritten since, or is another role's.

    Where nobody has read what was left, only what was there before passes. A deny that nobody
    looked for is never left behind in silence.
    """
    if now is None:
        return Conflict(says=NOT_READ.fill(who=before.holder.spoken), differences=())
    holder = now.holder
    if holder.id != before.holder.id:
        differences = (f"now {holder.id}", f"was {before.holder.id}")
        return Conflict(says=OTHER.fill(who=holder.spoken), differences=differences)
    return token_age.conflict(holder, before.age, (after or before).age, now.age)


def held(seen: Sessions) -> Iterator[Claim]:
    """Yield what is proved of the deny, and of the silence of those who are denied."""
    yield token_age.held(seen.holder, seen.age)
    if seen.trail:
        yield trail.held(seen.holder, seen.trail)


def given_back(before: Sessions, seen: Sessions) -> Claim:
    """Return what is proved of the deny after an undo."""
    return token_age.given_back(seen.holder, before.age, seen.age)


def _denied(holder: Holder, age: Age) -> Denied:
    named = {"roleName": holder.name, "policyName": token_age.POLICY}
    return Denied(event="PutRolePolicy", parameters=named, before=age.before)


def _breaks(seen: Sessions, identity: Identity) -> Iterator[Said]:
    who = seen.holder.spoken
    if seen.holder.used:
        yield BREAKS_USED.fill(who=who, used=seen.holder.used)
    if seen.profiles:
        yield BREAKS_PROFILES.fill(who=who, profiles=", ".join(seen.profiles))
    if identity.others:
        more = "" if len(identity.others) <= NAMED else ", ..."
        names = ", ".join(identity.others[:NAMED]) + more
        yield BREAKS_OTHERS.fill(count=len(identity.others), names=names, who=who)
