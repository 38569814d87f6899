"""What an IAM user signs in and signs with: every credential that has a status, and that status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from pydantic import Field

from runbooks.kit.aws import Aws
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text, listing
from runbooks.kit.values import Claim, Frozen, Made, Power, Proof, Step

ACTIVE, INACTIVE = "Active", "Inactive"
NEVER = "never"

CHANGES = Text(
    "{count} {what}s of {who}: active → inactive",
    ja="{who} の {what} {count} 個：有効 → 無効",
    one="1 {what} of {who}: active → inactive",
)
CHANGES_BACK = Text(
    "{count} {what}s of {who}: inactive → active",
    ja="{who} の {what} {count} 個：無効 → 有効",
    one="1 {what} of {who}: inactive → active",
)
NAMED = Text("{what} {id}", ja="{what} {id}")
SAYS = Text("Make the {what} {id} of {who} inactive", ja="{who} の {what} {id} を無効にします")
SAYS_BACK = Text(
    "Make the {what} {id} of {who} active again", ja="{who} の {what} {id} を再び有効にします"
)
BREAKS = Text("Whatever signs with the {what} {id}", ja="{what} {id} で署名しているものすべて")
BREAKS_USED = Text(
    "Whatever signs with the {what} {id}, last used {used}",
    ja="{what} {id} で署名しているものすべて。最終使用 {used}",
)
BREAKS_UNUSED = Text(
    "Nothing that is known signs with the {what} {id}: it was never used",
    ja="{what} {id} で署名しているものは知られていません：使用されたことがありません",
)
UNDONE = Text(
    "leaves what was made inactive so, unless reactivate=true is asked for",
    ja="無効にしたものは、reactivate=true を指定しない限り無効のままです",
)
KEPT_OFF = Text(
    "{ids} stay inactive: that is asked for by `reactivate=true`",
    ja="{ids} は無効のままです：有効化するには `reactivate=true` を指定します",
)
REOPENS = Text(
    "A copy of these, in whosever hands, works again: {ids}. Make new ones instead",
    ja="次のもののコピーは、誰の手元にあっても再び使えるようになります：{ids}。"
    "代わりに新しいものを作成してください",
)
WARN_NEW = Text(
    "Made since, and as good as {who}'s own as soon as nothing is denied: {ids}",
    ja="その後に作成され、拒否が外れるとすぐに {who} 自身のものと同様に使えるもの：{ids}",
)
WARN_GONE = Text(
    "Deleted since, and not to be had again: {ids}", ja="その後に削除され、元に戻せないもの：{ids}"
)
CLAIM = Text("No credential of {who} is active", ja="{who} の有効な認証情報はありません")
CLAIM_BACK = Text(
    "The credentials of {who} that were active are so again",
    ja="{who} の有効だった認証情報は、再び有効です",
)
CLAIM_KEPT = Text(
    "The credentials of {who} that were made inactive are still so",
    ja="{who} の無効にした認証情報は、無効のままです",
)


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of credential: what it is called, and how IAM lists and sets it."""

    what: Text
    lists: str
    found: str
    sets: str
    id: str
    action: str


SORTS: Mapping[str, Sort] = {
    "key": Sort(
        what=Text("access key", ja="アクセスキー"),
        lists="list_access_keys",
        found="AccessKeyMetadata",
        sets="update_access_key",
        id="AccessKeyId",
        action="iam:UpdateAccessKey",
    ),
    "service": Sort(
        what=Text("service-specific credential", ja="サービス固有の認証情報"),
        lists="list_service_specific_credentials",
        found="ServiceSpecificCredentials",
        sets="update_service_specific_credential",
        id="ServiceSpecificCredentialId",
        action="iam:UpdateServiceSpecificCredential",
    ),
    "ssh": Sort(
        what=Text("SSH public key", ja="SSH 公開鍵"),
        lists="list_ssh_public_keys",
        found="SSHPublicKeys",
        sets="update_ssh_public_key",
        id="SSHPublicKeyId",
        action="iam:UpdateSSHPublicKey",
    ),
    "certificate": Sort(
        what=Text("signing certificate", ja="署名証明書"),
        lists="list_signing_certificates",
        found="Certificates",
        sets="update_signing_certificate",
        id="CertificateId",
        action="iam:UpdateSigningCertificate",
    ),
}
"""In the order in which they are made inactive: what is leaked most comes first.

https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html
"""


class Credential(Frozen):
    """One credential by its id; `status` is IAM's word, which may also be `Expired`.

    `used` says when and where an access key was used last, for planning only.
    """

    id: str
    sort: str
    status: str
    used: str = Field(default="", exclude=True)

    @property
    def is_active(self) -> bool:
        """Say whether IAM accepts it."""
        return self.status == ACTIVE


def observe(aws: Aws, user: str) -> tuple[Credential, ...]:
    """Read every credential of a user, sort by sort."""
    found = (one for sort in SORTS for one in _listed(aws, user, sort))
    return tuple(
        one.model_copy(update={"used": _used(aws, one.id)}) if one.sort == "key" else one
        for one in found
    )


def contain(holder: Holder, seen: tuple[Credential, ...]) -> Portion:
    """Make inactive what is active."""
    active = [one for one in seen if one.is_active]
    if not active:
        return Portion()
    return Portion(
        steps=tuple(_step(holder, one, INACTIVE, SAYS, Power.CONTAIN) for one in active),
        changes=tuple(_counted(CHANGES, holder, active)),
        breaks=tuple(map(_breaks, active)),
        undone=(UNDONE.fill(),),
        is_partial=True,
    )


def release(
    holder: Holder,
    before: tuple[Credential, ...],
    now: tuple[Credential, ...],
    *,
    is_asked: bool,
) -> Portion:
    """Make active what was so before and is there still, where that is asked for.

    What was inactive before stays so. What was made or deleted since is told, and left alone.
    """
    known, there = {one.id for one in before}, {one.id for one in now}
    was = [one for one in before if one.is_active]
    ours = [one for one in now if one.id in {each.id for each in was} and not one.is_active]
    new = [one for one in now if one.is_active and one.id not in known]
    gone = [one for one in was if one.id not in there]
    warnings = (
        *((WARN_NEW.fill(who=holder.spoken, ids=_ids(new)),) if new else ()),
        *((WARN_GONE.fill(ids=_ids(gone)),) if gone else ()),
    )
    if not ours or not is_asked:
        kept = (KEPT_OFF.fill(ids=_ids(ours)),) if ours else ()
        return Portion(warnings=(*kept, *warnings))
    return Portion(
        steps=tuple(_step(holder, one, ACTIVE, SAYS_BACK, Power.RELEASE) for one in ours),
        changes=tuple(_counted(CHANGES_BACK, holder, ours)),
        breaks=(REOPENS.fill(ids=_ids(ours)),),
        warnings=warnings,
    )


def held(holder: Holder, seen: tuple[Credential, ...]) -> Claim:
    """Return what is proved of all of them being inactive."""
    is_off = not any(one.is_active for one in seen)
    proof = Proof.PASSED if is_off else Proof.FAILED
    return _claim(CLAIM.fill(who=holder.spoken), proof, seen)


def given_back(
    holder: Holder,
    before: tuple[Credential, ...],
    seen: tuple[Credential, ...],
    *,
    is_asked: bool,
) -> tuple[Claim, ...]:
    """Return what is proved after an undo, of those that were active and are there still."""
    was = {one.id for one in before if one.is_active}
    there = [one for one in seen if one.id in was]
    if not there:
        return ()
    says = CLAIM_BACK if is_asked else CLAIM_KEPT
    is_so = all(one.is_active is is_asked for one in there)
    proof = Proof.PASSED if is_so else Proof.FAILED
    return (_claim(says.fill(who=holder.spoken), proof, tuple(there)),)


def do_set(aws: Aws, sort: str, parameters: Mapping[str, Any]) -> Made:
    """Set a credential's status, unless it has it."""
    kind = SORTS[sort]
    listed = _listed(aws, parameters["UserName"], sort)
    if any((one.id, one.status) == (parameters[kind.id], parameters["Status"]) for one in listed):
        return Made(already=True)
    getattr(aws.change("iam"), kind.sets)(**parameters)
    return Made()


def do_key(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Set an access key's status."""
    return do_set(aws, "key", parameters)


def do_service(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Set a service-specific credential's status."""
    return do_set(aws, "service", parameters)


def do_ssh(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Set an SSH public key's status."""
    return do_set(aws, "ssh", parameters)


def do_certificate(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Set a signing certificate's status."""
    return do_set(aws, "certificate", parameters)


def _listed(aws: Aws, user: str, sort: str) -> Iterator[Credential]:
    """Yield a user's credentials of one sort; not all of IAM's lists have a paginator."""
    kind = SORTS[sort]
    ask, asked = getattr(aws.read("iam"), kind.lists), {"UserName": user}
    while True:
        answer: Mapping[str, Any] = ask(**asked)
        for one in answer[kind.found]:
            yield Credential(id=one[kind.id], sort=sort, status=one["Status"])
        if not answer.get("IsTruncated"):
            return
        asked["Marker"] = answer["Marker"]


def _used(aws: Aws, key: str) -> str:
    answer: Mapping[str, Any] = aws.read("iam").get_access_key_last_used(AccessKeyId=key)
    last = answer.get("AccessKeyLastUsed", {})
    if not last.get("LastUsedDate"):
        return NEVER
    at = last["LastUsedDate"].astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return f"{at} UTC, {last['ServiceName']} {last['Region']}"


def _breaks(one: Credential) -> Said:
    what = {"what": SORTS[one.sort].what, "id": one.id}
    if one.used == NEVER:
        return BREAKS_UNUSED.fill(**what)
    return BREAKS_USED.fill(**what, used=one.used) if one.used else BREAKS.fill(**what)


def _step(holder: Holder, one: Credential, status: str, says: Text, power: Power) -> Step:
    sort = SORTS[one.sort]
    return make_step(
        f"{one.sort}:{one.id}",
        sort.action,
        (holder.arn,),
        {"UserName": holder.name, sort.id: one.id, "Status": status},
        says.fill(what=sort.what, id=one.id, who=holder.spoken),
        power,
    )


def _counted(text: Text, holder: Holder, listed: list[Credential]) -> Iterator[Said]:
    for name, sort in SORTS.items():
        count = sum(one.sort == name for one in listed)
        if count:
            yield text.fill(count=count, what=sort.what, who=holder.spoken)


def _ids(listed: list[Credential]) -> Said:
    return listing(NAMED.fill(what=SORTS[one.sort].what, id=one.id) for one in listed)


def _claim(says: Said, proof: Proof, seen: tuple[Credential, ...]) -> Claim:
    told = ", ".join(f"{one.id} {one.status}" for one in seen) or "none"
    evidence = f"iam:ListAccessKeys and the other lists of credentials: {told}"
    return Claim(key="credentials", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "key": do_key,
    "service": do_service,
    "ssh": do_ssh,
    "certificate": do_certificate,
}
"""What makes each kind of step of this part, by the first part of its key."""
