"""The deny-all policy that deployment puts into every account: attached, and detached again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from botocore.exceptions import ClientError
from pydantic import Field

from runbooks.kit import principals
from runbooks.kit.aws import Aws
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion
from runbooks.kit.refusals import code_of
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Frozen, Made, Power, Proof, Step

POLICY = "SecbotDenyAll"
QUOTA = 10
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (it can be raised)."""
GONE = "NoSuchEntity"

CHANGES = Text(
    "`{policy}` on {who}: not attached → attached",
    ja="{who} の `{policy}`：未アタッチ → アタッチ済み",
)
CHANGES_BACK = Text(
    "`{policy}` on {who}: attached → not attached",
    ja="{who} の `{policy}`：アタッチ済み → 未アタッチ",
)
SAYS = Text("Attach `{policy}` to {who}", ja="`{policy}` を {who} にアタッチします")
SAYS_BACK = Text("Detach `{policy}` from {who}", ja="`{policy}` を {who} からデタッチします")
UNDONE = Text("detaches {policy}", ja="{policy} をデタッチします")
REOPENS = Text(
    "{who} may do again what its own policies allow",
    ja="{who} は、自身のポリシーが許可する操作を再び行えるようになります",
)
WARN_QUOTA = Text(
    "{count} policies are attached to {who}: unless the account's quota was raised above {quota}, "
    "AWS refuses one more",
    ja="{who} には {count} 個のポリシーがアタッチされています：アカウントの"
    "クォータが {quota} より引き上げられていない限り、AWS は追加を拒否します",
    one="1 policy is attached to {who}: unless the account's quota was raised above {quota}, AWS "
    "refuses one more",
)
NOT_DEPLOYED = Text(
    "There is no `{policy}` in {account}, which {who} is to be contained by. Deploy it, or attach "
    "a policy of your own that denies everything. Nothing was changed.",
    ja="{who} を封じ込めるための `{policy}` が {account} にありません。"
    "デプロイするか、すべてを拒否する独自のポリシーをアタッチしてください。何も"
    "変更していません。",
)
NOT_WHOLE = Text(
    "`{policy}` in {account} does not deny everything: somebody has changed it, and {who} would "
    "not be contained by it. Deploy it anew. Nothing was changed.",
    ja="{account} の `{policy}` はすべてを拒否するものではありません：誰かが"
    "変更しており、{who} を封じ込められません。デプロイし直してください。何も"
    "変更していません。",
)
CLAIM = Text("Everything is denied to {who}", ja="{who} にはすべてが拒否されています")
CLAIM_BACK = Text(
    "`{policy}` is not attached to {who}", ja="`{policy}` は {who} にアタッチされていません"
)


class Denial(Frozen):
    """Whether the policy is attached, and what it is now.

    `is_whole` says that it denies everything, None where there is none in the account. How many
    policies are attached is for planning only.
    """

    is_attached: bool
    is_whole: bool | None
    attached: int = Field(default=0, exclude=True)


def observe(aws: Aws, holder: Holder) -> Denial:
    """Read what is attached to a principal, and what the deployed policy says."""
    client, ours = aws.read("iam"), policy_arn(aws)
    if holder.kind == "user":
        of_user = client.get_paginator("list_attached_user_policies")
        pages: Iterable[Any] = of_user.paginate(UserName=holder.name)
    else:
        of_role = client.get_paginator("list_attached_role_policies")
        pages = of_role.paginate(RoleName=holder.name)
    arns = [each["PolicyArn"] for page in pages for each in page["AttachedPolicies"]]
    return Denial(is_attached=ours in arns, is_whole=_is_whole(aws), attached=len(arns))


def contain(aws: Aws, holder: Holder, seen: Denial) -> Portion:
    """Attach it. Raises UnsupportedError where the account has none that denies everything."""
    who = holder.spoken
    if seen.is_whole is None:
        raise UnsupportedError(NOT_DEPLOYED.fill(policy=POLICY, account=aws.account, who=who))
    if not seen.is_whole:
        raise UnsupportedError(NOT_WHOLE.fill(policy=POLICY, account=aws.account, who=who))
    if seen.is_attached:
        return Portion()
    is_full = seen.attached >= QUOTA
    warning = WARN_QUOTA.fill(count=seen.attached, who=who, quota=QUOTA)
    return Portion(
        steps=(_step(aws, holder, "deny", "Attach", SAYS, Power.CONTAIN),),
        changes=(CHANGES.fill(policy=POLICY, who=who),),
        warnings=(warning,) if is_full else (),
        undone=(UNDONE.fill(policy=POLICY),),
    )


def release(aws: Aws, holder: Holder, before: Denial, now: Denial) -> Portion:
    """Detach it, unless it was there before."""
    if before.is_attached or not now.is_attached:
        return Portion()
    return Portion(
        steps=(_step(aws, holder, "free", "Detach", SAYS_BACK, Power.RELEASE),),
        changes=(CHANGES_BACK.fill(policy=POLICY, who=holder.spoken),),
        breaks=(REOPENS.fill(who=holder.spoken),),
    )


def held(holder: Holder, seen: Denial) -> Claim:
    """Return what is proved of the deny: it is attached, and it denies everything."""
    proof = Proof.PASSED if seen.is_attached and seen.is_whole else Proof.FAILED
    return _claim(holder, CLAIM.fill(who=holder.spoken), proof, seen)


def given_back(holder: Holder, before: Denial, seen: Denial) -> tuple[Claim, ...]:
    """Return what is proved after an undo: nothing where it was attached before."""
    if before.is_attached:
        return ()
    proof = Proof.FAILED if seen.is_attached else Proof.PASSED
    return (_claim(holder, CLAIM_BACK.fill(policy=POLICY, who=holder.spoken), proof, seen),)


def policy_arn(aws: Aws) -> str:
    """Return the ARN of the policy in this account."""
    return principals.arn(aws, f"policy/{POLICY}")


def do_deny(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Attach the policy, unless it is."""
    if _is_attached(aws, parameters):
        return Made(already=True)
    client = aws.change("iam")
    attach = client.attach_user_policy if "UserName" in parameters else client.attach_role_policy
    attach(**parameters)
    return Made()


def do_free(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Detach the policy, unless it is off."""
    if not _is_attached(aws, parameters):
        return Made(already=True)
    client = aws.change("iam")
    detach = client.detach_user_policy if "UserName" in parameters else client.detach_role_policy
    detach(**parameters)
    return Made()


def _is_attached(aws: Aws, parameters: Mapping[str, Any]) -> bool:
    is_user = "UserName" in parameters
    name = parameters["UserName" if is_user else "RoleName"]
    holder = Holder(kind="user" if is_user else "role", name=name, arn="", id="")
    return observe(aws, holder).is_attached


def _is_whole(aws: Aws) -> bool | None:
    """Say whether the deployed policy denies everything to everybody; None where there is none."""
    client, ours = aws.read("iam"), policy_arn(aws)
    try:
        version = client.get_policy(PolicyArn=ours)["Policy"].get("DefaultVersionId", "")
        found = client.get_policy_version(PolicyArn=ours, VersionId=version)["PolicyVersion"]
    except ClientError as error:
        if code_of(error) == GONE:
            return None
        raise
    return any(_denies_all(each) for each in statements(found.get("Document", {})))


def statements(document: Any) -> list[Mapping[str, Any]]:
    """Return the statements of a policy, which boto3 gives as JSON or as what it says."""
    parsed = json.loads(document) if isinstance(document, str) else document
    found = parsed.get("Statement", [])
    return found if isinstance(found, list) else [found]


def _denies_all(statement: Mapping[str, Any]) -> bool:
    """Say whether a statement is a deny without any limit."""
    is_all = all(_only(statement.get(part)) == "*" for part in ("Action", "Resource"))
    return statement.get("Effect") == "Deny" and is_all and not statement.get("Condition")


def _only(value: Any) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _step(aws: Aws, holder: Holder, key: str, verb: str, says: Text, power: Power) -> Step:
    return make_step(
        f"{key}:{holder.name}",
        f"iam:{verb}{holder.kind.capitalize()}Policy",
        (holder.arn,),
        {holder.parameter: holder.name, "PolicyArn": policy_arn(aws)},
        says.fill(policy=POLICY, who=holder.spoken),
        power,
    )


def _claim(holder: Holder, says: Said, proof: Proof, seen: Denial) -> Claim:
    attached = "attached" if seen.is_attached else "not attached"
    whole = {True: "denies all", False: "does not deny all", None: "is not there"}[seen.is_whole]
    lists = f"iam:ListAttached{holder.kind.capitalize()}Policies"
    evidence = f"{lists}, iam:GetPolicyVersion: {POLICY} {attached}, {whole}"
    return Claim(key="deny", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "deny": do_deny,
    "free": do_free,
}
"""What makes each kind of step of this part, by the first part of its key."""
