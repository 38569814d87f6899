"""An inline policy that denies a role's sessions which are older than a time, and its way back.

Only sessions have an issue time, so that it says nothing to a user's own keys:
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError
from pydantic import Field, JsonValue

from runbooks.kit.aws import Aws
from runbooks.kit.denial import statements
from runbooks.kit.holders import GONE, Holder
from runbooks.kit.portion import Portion
from runbooks.kit.refusals import code_of
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Conflict, Frozen, Made, Power, Proof, Step

POLICY = "secbot-older-sessions"
FRESH = timedelta(minutes=1)
"""A deny no older than that is not renewed. Whoever comes back gets a new session in no time, so
that an older one can't pass for one of now."""
WRITTEN = "%Y-%m-%dT%H:%M:%SZ"
KEY = "aws:TokenIssueTime"

CHANGES = Text(
    "Sessions of {who} issued before {time}: as its policies say → denied",
    ja="{time} より前に発行された {who} のセッション：ポリシーどおり → 拒否",
)
CHANGES_BACK = Text(
    "Sessions of {who} issued before {time}: denied → as its policies say",
    ja="{time} より前に発行された {who} のセッション：拒否 → ポリシーどおり",
)
SAYS = Text(
    "Deny {who} all sessions that were issued before {time}",
    ja="{time} より前に発行された {who} のセッションをすべて拒否します",
)
SAYS_BACK = Text(
    "Take the deny of older sessions off {who}", ja="{who} から、古いセッションの拒否を外します"
)
SAYS_EARLIER = Text(
    "Put the earlier deny of sessions back on {who}", ja="{who} に、以前のセッション拒否を戻します"
)
BREAKS = Text(
    "Whatever runs under {who} now, until it gets new credentials",
    ja="現在 {who} で動作しているものすべて（新しい認証情報を得るまで）",
)
UNDONE = Text("takes that deny away", ja="その拒否を外します")
UNPROVED = Text(
    "Whoever can assume {who} gets a new session, issued after {time}, and is not denied: take "
    "that way from them too, or deny it all (`mode=deny`)",
    ja="{who} を引き受けられる相手は、{time} より後に発行された新しいセッションを"
    "得るため、拒否されません：その経路も断つか、すべてを拒否してください（"
    "`mode=deny`）",
)
REOPENS = Text(
    "Sessions of {who} from before {time} that have not expired work again",
    ja="{time} より前の {who} のセッションのうち、期限が切れていないものは再び使えます",
)
MOVED = Text(
    "The policy `{policy}` of {who} is not as I left it, so I did not touch it.",
    ja="{who} のポリシー `{policy}` が前回の状態と異なるため、触れていません。",
)
NO_SESSIONS = Text(
    "Only a role's sessions have an age; {who} has keys of its own, which it says nothing to: "
    "ask without `mode=token_age`. Nothing was changed.",
    ja="発行時刻があるのはロールのセッションだけです。{who} は独自のキーを持ち、"
    "それには効きません：`mode=token_age` を付けずに申請してください。何も"
    "変更していません。",
)
CLAIM = Text(
    "Every session of {who} from before {time} is denied",
    ja="{time} より前の {who} のセッションはすべて拒否されています",
)
CLAIM_NONE = Text(
    "The older sessions of {who} are denied", ja="{who} の古いセッションは拒否されています"
)
CLAIM_BACK = Text(
    "The deny of older sessions of {who} is as it was",
    ja="{who} の古いセッションの拒否は元の状態です",
)


class Age(Frozen):
    """The inline policy of that name as JSON, None where there is none."""

    document: str | None
    read_at: datetime | None = Field(default=None, exclude=True)

    @property
    def before(self) -> datetime | None:
        """Return before when sessions must be issued to be denied; None unless all are denied."""
        return None if self.document is None else _time_in(self.document)

    @property
    def is_fresh(self) -> bool:
        """Say whether it denies what was issued until just now."""
        before, now = self.before, self.read_at
        return before is not None and now is not None and now - before <= FRESH


def observe(aws: Aws, holder: Holder) -> Age:
    """Read the inline policy of that name."""
    try:
        answer = aws.read("iam").get_role_policy(RoleName=holder.name, PolicyName=POLICY)
    except ClientError as error:
        if code_of(error) == GONE:
            return Age(document=None, read_at=holder.read_at)
        raise
    return Age(document=_canonical(answer["PolicyDocument"]), read_at=holder.read_at)


def contain(holder: Holder, seen: Age) -> Portion:
    """Deny the sessions that were issued until AWS's answer, unless just that is so."""
    if seen.is_fresh or seen.read_at is None:
        return Portion()
    time = seen.read_at.astimezone(UTC).strftime(WRITTEN)
    says = SAYS.fill(who=holder.spoken, time=time)
    who = {"who": holder.spoken}
    return Portion(
        steps=(_put(holder, "older", document_for(seen.read_at), says),),
        changes=(CHANGES.fill(**who, time=time),),
        breaks=(BREAKS.fill(**who),),
        unproved=(UNPROVED.fill(**who, time=time),),
        undone=(UNDONE.fill(),),
    )


def release(holder: Holder, before: Age, now: Age) -> Portion:
    """Take the policy off, or put back the one that was there."""
    if before.document == now.document or now.document is None:
        return Portion()
    who = holder.spoken
    step = _delete(holder, SAYS_BACK.fill(who=who))
    if before.document is not None:
        step = _put(holder, "earlier", before.document, SAYS_EARLIER.fill(who=who))
    time = _spoken(now)
    return Portion(
        steps=(step,),
        changes=(CHANGES_BACK.fill(who=who, time=time),),
        breaks=(REOPENS.fill(who=who, time=time),),
    )


def conflict(holder: Holder, before: Age, after: Age, now: Age) -> Conflict | None:
    """Return why it can't be put back: the policy was rewritten since."""
    if now.document in {before.document, after.document}:
        return None
    says = MOVED.fill(policy=POLICY, who=holder.spoken)
    differences = (f"now {now.document or 'none'}", f"left {after.document or 'none'}")
    return Conflict(says=says, differences=differences)


def held(holder: Holder, seen: Age) -> Claim:
    """Return what is proved of the deny: the policy denies everything to older sessions."""
    who = holder.spoken
    if seen.before is None:
        return _claim(CLAIM_NONE.fill(who=who), Proof.FAILED, seen)
    return _claim(CLAIM.fill(who=who, time=_spoken(seen)), Proof.PASSED, seen)


def given_back(holder: Holder, before: Age, seen: Age) -> Claim:
    """Return what is proved after an undo."""
    proof = Proof.PASSED if seen.document == before.document else Proof.FAILED
    return _claim(CLAIM_BACK.fill(who=holder.spoken), proof, seen)


def document_for(moment: datetime) -> str:
    """Return the policy that denies everything to sessions from before a moment."""
    time = moment.astimezone(UTC).strftime(WRITTEN)
    statement = {
        "Action": "*",
        "Condition": {"DateLessThan": {KEY: time}},
        "Effect": "Deny",
        "Resource": "*",
    }
    return _canonical({"Statement": [statement], "Version": "2012-10-17"})


def do_put(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Write the policy, unless it says just that."""
    if _document(aws, parameters) == parameters["PolicyDocument"]:
        return Made(already=True)
    aws.change("iam").put_role_policy(**parameters)
    return Made()


def do_delete(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Delete the policy, unless it is gone."""
    if _document(aws, parameters) is None:
        return Made(already=True)
    aws.change("iam").delete_role_policy(**parameters)
    return Made()


def _document(aws: Aws, parameters: Mapping[str, Any]) -> str | None:
    holder = Holder(kind="role", name=parameters["RoleName"], arn="", id="")
    return observe(aws, holder).document


def _canonical(document: Any) -> str:
    """Return a policy as one string for one meaning, whatever order its keys came in."""
    parsed = json.loads(document) if isinstance(document, str) else document
    return json.dumps(parsed, sort_keys=True, separators=(",", ":"))


def _time_in(document: str) -> datetime | None:
    """Return the time in a policy that is just what `document_for` writes, else None."""
    (first, *_) = [*statements(document), {}]
    told = first.get("Condition", {}).get("DateLessThan", {}).get(KEY, "")
    try:
        moment = datetime.strptime(str(told), WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if document_for(moment) == document else None


def _put(holder: Holder, key: str, document: str, says: Said) -> Step:
    parameters: dict[str, JsonValue] = {
        "RoleName": holder.name,
        "PolicyName": POLICY,
        "PolicyDocument": document,
    }
    arns = (holder.arn,)
    return make_step(key, "iam:PutRolePolicy", arns, parameters, says, Power.RELEASE)


def _delete(holder: Holder, says: Said) -> Step:
    parameters: dict[str, JsonValue] = {"RoleName": holder.name, "PolicyName": POLICY}
    arns = (holder.arn,)
    return make_step("newer", "iam:DeleteRolePolicy", arns, parameters, says, Power.RELEASE)


def _spoken(seen: Age) -> str:
    return seen.before.strftime(WRITTEN) if seen.before else "a time that I can't read"


def _claim(says: Said, proof: Proof, seen: Age) -> Claim:
    evidence = f"iam:GetRolePolicy {POLICY} {seen.document or GONE}"
    return Claim(key="older", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "older": do_put,
    "earlier": do_put,
    "newer": do_delete,
}
"""What makes each kind of step of this part, by the first part of its key."""
