"""Revoke an IAM user or role: deny it everything, then make every credential inactive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field, field_validator

from runbooks.kit import (
    console,
    credentials,
    denial,
    holders,
    principals,
    radius_principal,
    token_age,
    trail,
)
from runbooks.kit.contract import Runbook, UnsupportedError, WrongInputError
from runbooks.kit.credentials import Credential
from runbooks.kit.denial import Denial
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion, joined
from runbooks.kit.radius_role import Carriers
from runbooks.kit.steps import Do, fill
from runbooks.kit.text import SEMICOLON, Said, Text, listing
from runbooks.kit.token_age import Age
from runbooks.kit.trail import Denied, Trail
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Plan,
    Reach,
    RiskClass,
    State,
    Step,
    Tactic,
    at_undo,
    from_resource,
)

BREAKS_USER = Text(
    "Whatever {who} does, with any key, session or sign-in",
    ja="{who} が行うことすべて。キー、セッション、サインインを問いません",
)
BREAKS_ROLE = Text(
    "Whatever runs under {who}, in every session, and whoever assumes it",
    ja="{who} で動作するものすべて。どのセッションでも、誰が引き受けていても",
)
BREAKS_USED = Text("{who} was used last {used}", ja="{who} の最終使用は {used}")
BREAKS_PROFILES = Text(
    "Instances get credentials of {who} by the profiles {profiles}",
    ja="インスタンスがプロファイル {profiles} で {who} の認証情報を取得しています",
)
WARN_BY_KEY = Text(
    "{key} is a key of {who}: all of {who} is revoked, not that key alone",
    ja="{key} は {who} のキーです：そのキーだけでなく、{who} 全体を失効させます",
)
UNPROVED_OTHERS = Text(
    "Sessions of other roles that {who} has assumed go on, and so does whatever it has made: "
    "users, keys, roles, machines",
    ja="{who} が引き受けたほかのロールのセッションは継続し、作成したもの（ユーザー、"
    "キー、ロール、マシン）も残ります",
)
EVIDENCE = Text(
    "none taken: CloudTrail keeps 90 days, and no credential is deleted",
    ja="保全はしません：CloudTrail が 90 日間保持し、認証情報は削除しません",
)
EVIDENCE_PASSWORD = Text(
    "none taken: CloudTrail keeps 90 days; the password is deleted",
    ja="保全はしません：CloudTrail が 90 日間保持します。パスワードは削除します",
)
UNDO_SAYS = Text(
    "takes back for {who} what is in this plan: {parts}",
    ja="{who} について、この計画の内容を元に戻します：{parts}",
)
UNDO_AGAIN = Text("revoke it anew", ja="もう一度失効させます")
REACTIVATE = Text(
    "Make active again the keys and other credentials that were made inactive?",
    ja="無効にしたキーやその他の認証情報を、再び有効にしますか？",
)
OTHER = Text(
    "{who} is another one of that name than the one that was revoked. I did not touch it.",
    ja="{who} は同じ名前ですが、失効させたものとは別のものです。触れていません。",
)

DOES: Mapping[str, Do] = {**denial.DOES, **credentials.DOES, **console.DOES, **token_age.DOES}


class Principal(Inputs):
    """Whom to revoke, and how.

    The principal is `user/NAME`, `role/NAME`, an ARN, or the id of an access key, which stands
    for whoever it belongs to. `mode=token_age` denies a role nothing but the sessions that were
    issued until now. `console=delete` deletes a user's console password too. `reactivate` makes
    the credentials active again that an undo would leave inactive.
    """

    principal: str = from_resource("AwsIamUser", "AwsIamRole", "AwsIamAccessKey")
    mode: Literal["deny", "token_age"] = "deny"
    console: Literal["keep", "delete"] = "keep"
    reactivate: bool = at_undo(REACTIVATE)

    @classmethod
    def spelled(cls, target: str) -> str:
        return principals.spelled(target)

    @field_validator("principal")
    @classmethod
    def _is_principal(cls, value: str) -> str:
        if not principals.is_principal(value):
            raise WrongInputError(principals.HOW)
        return value


class Grip(State):
    """What holds the principal, and what it could still use.

    What does not concern it, or was not asked for, is None. What CloudTrail shows, and what a
    role is used by, is for planning and proving only.
    """

    holder: Holder
    denial: Denial | None = None
    age: Age | None = None
    credentials: tuple[Credential, ...] | None = None
    has_password: bool | None = None
    profiles: tuple[str, ...] = Field(default=(), exclude=True)
    trail: Trail | None = Field(default=None, exclude=True)
    carriers: Carriers | None = None


class RevokeIam(Runbook[Principal, Grip]):
    """Deny a user or a role everything, then make every credential of the user inactive.

    The deny comes first: what may be done is weighed at each request, so that it reaches every
    key and every session that was given out, and keys that are made inactive do not end sessions:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_disable-perms.html

    It is the policy `SecbotDenyAll` that deployment put into the account, class C. With
    `mode=token_age` a role is denied its sessions until now by an inline policy, whose content
    IAM can't pin: class D, under the release role. Class D too where the console password is
    deleted.

    Root, service-linked roles, roles of Identity Center and secbot's own are refused. An undo
    makes no key active again unless `reactivate=true` is asked for at the undo, and never one
    that was inactive before; a password does not come back.
    """

    about = About(
        title=Text("Revoke IAM access", ja="IAM アクセスの失効"),
        tactic=Tactic.EVICT,
        triggers=(
            "guardduty:AttackSequence:IAM/CompromisedCredentials",
            "guardduty:AttackSequence:S3/CompromisedData",
            "guardduty:CredentialAccess:EC2/UnsecuredCredentials",
            "guardduty:CredentialAccess:IAMUser/*",
            "guardduty:DefenseEvasion:IAMUser/*",
            "guardduty:DefenseImpairment:Organizations/*",
            "guardduty:DefenseImpairment:S3/DisableOrModifyTools",
            "guardduty:Discovery:IAMUser/*",
            "guardduty:Discovery:S3/*",
            "guardduty:Exfiltration:IAMUser/*",
            "guardduty:Exfiltration:S3/*",
            "guardduty:Impact:IAMUser/*",
            "guardduty:Impact:S3/*",
            "guardduty:Impact:SES/ResourceHijacking",
            "guardduty:InitialAccess:IAM/ValidAccounts",
            "guardduty:InitialAccess:IAMUser/*",
            "guardduty:PenTest:IAMUser/*",
            "guardduty:PenTest:S3/*",
            "guardduty:Persistence:IAM/AccountManipulation",
            "guardduty:Persistence:IAMUser/*",
            "guardduty:Persistence:RolesAnywhere/AccountManipulation",
            "guardduty:PrivilegeEscalation:IAM/AccountManipulation",
            "guardduty:PrivilegeEscalation:IAMUser/*",
            "guardduty:Recon:IAMUser/*",
            "guardduty:ResourceDevelopment:SES/CompromiseAccounts",
            "guardduty:Stealth:IAMUser/*",
            "guardduty:Stealth:S3/*",
            "guardduty:UnauthorizedAccess:IAMUser/*",
            "guardduty:UnauthorizedAccess:S3/*",
            "cloudtrail:access-analyzer:*",
            "cloudtrail:cloudtrail:*",
            "cloudtrail:config:*",
            "cloudtrail:guardduty:*",
            "cloudtrail:inspector2:*",
            "cloudtrail:macie2:*",
            "cloudtrail:organizations:*",
            "cloudtrail:securityhub:*",
            "health:AWS_RISK_CREDENTIALS_EXPOSED",
            "trustedadvisor:Exposed Access Keys",
        ),
        reads=(
            "iam:GetUser",
            "iam:GetRole",
            "iam:GetAccessKeyLastUsed",
            "iam:ListAttachedUserPolicies",
            "iam:ListAttachedRolePolicies",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:ListAccessKeys",
            "iam:ListServiceSpecificCredentials",
            "iam:ListSSHPublicKeys",
            "iam:ListSigningCertificates",
            "iam:GetLoginProfile",
            "iam:GetRolePolicy",
            *radius_principal.READS,
        ),
        contains=(
            "iam:AttachUserPolicy",
            "iam:AttachRolePolicy",
            "iam:UpdateAccessKey",
            "iam:UpdateServiceSpecificCredential",
            "iam:UpdateSSHPublicKey",
            "iam:UpdateSigningCertificate",
            "iam:DeleteLoginProfile",
        ),
        releases=(
            "iam:PutRolePolicy",
            "iam:DetachUserPolicy",
            "iam:DetachRolePolicy",
            "iam:DeleteRolePolicy",
            "iam:UpdateAccessKey",
            "iam:UpdateServiceSpecificCredential",
            "iam:UpdateSSHPublicKey",
            "iam:UpdateSigningCertificate",
        ),
        csf=("RS.MI-01", "RS.MI-02"),
        classes=(RiskClass.C, RiskClass.D),
        undo=Reach.FULL,
    )
    inputs = Principal
    state = Grip

    def target(self, inputs: Principal) -> str:
        return principals.arn(self.aws, inputs.principal)

    def observe(self, inputs: Principal) -> Grip:
        aws, holder = self.aws, holders.find(self.aws, inputs.principal)
        if holder.kind == "user" and inputs.mode == "token_age":
            raise UnsupportedError(token_age.NO_SESSIONS.fill(who=holder.spoken))
        if holder.kind == "role" and inputs.console == "delete":
            raise UnsupportedError(console.NO_PASSWORD.fill(who=holder.spoken))
        is_user, is_whole = holder.kind == "user", inputs.mode == "deny"
        seen = Grip(
            holder=holder,
            marks=holder.marks,
            denial=denial.observe(aws, holder) if is_whole else None,
            age=None if is_whole else token_age.observe(aws, holder),
            credentials=credentials.observe(aws, holder.name) if is_user else None,
            has_password=console.observe(aws, holder.name) if is_user else None,
            profiles=() if is_user else holders.profiles(aws, holder),
        )
        denied = _denied(self, seen)
        if denied:
            return seen.model_copy(update={"trail": trail.observe(aws, holder, denied)})
        return seen.model_copy(update={"carriers": radius_principal.carriers(aws, holder)})

    def risk(self, inputs: Principal, state: Grip) -> RiskClass:
        loses = inputs.console == "delete" and state.has_password
        return RiskClass.D if state.age is not None or loses else RiskClass.C

    def plan(self, inputs: Principal, state: Grip) -> Plan:
        holder = state.holder
        whole = joined(self._cut(inputs, state))
        parts = listing(whole.undone, SEMICOLON)
        is_lost = inputs.console == "delete" and state.has_password
        others = UNPROVED_OTHERS.fill(who=holder.spoken)
        plan = Plan(
            changes=whole.changes,
            steps=whole.steps,
            breaks=(*_breaks(state), *whole.breaks),
            unproved=(trail.unproved(self.aws, holder), others, *whole.unproved),
            evidence=((EVIDENCE_PASSWORD if is_lost else EVIDENCE).fill(),),
            warnings=(*_warnings(state), *whole.warnings),
            undo=Reach.PARTIAL if whole.is_partial else Reach.FULL,
            undo_says=UNDO_SAYS.fill(who=holder.spoken, parts=parts),
        )
        return radius_principal.widened(self.aws, plan, holder, state.carriers)

    def recall(self, inputs: Principal, state: Grip, suspects: frozenset[str]) -> tuple[Said, ...]:
        is_of_sessions, holder = state.age is not None, state.holder
        return radius_principal.recall(self.aws, holder, suspects, is_of_sessions=is_of_sessions)

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        kind, _, _ = step.key.partition(":")
        return DOES[kind](self.aws, fill(step, made))

    def verify(self, inputs: Principal, state: Grip) -> tuple[Claim, ...]:
        holder = state.holder
        claims: list[Claim] = []
        if state.denial:
            claims.append(denial.held(holder, state.denial))
        if state.age:
            claims.append(token_age.held(holder, state.age))
        if state.credentials is not None:
            claims.append(credentials.held(holder, state.credentials))
        if inputs.console == "delete" and state.has_password is not None:
            claims.append(console.held(holder, has_password=state.has_password))
        if state.trail:
            claims.append(trail.held(holder, state.trail))
        return tuple(claims)

    @classmethod
    def found_again(cls, inputs: Principal, before: Grip) -> Principal:
        named = f"{before.holder.kind}/{before.holder.name}"
        return inputs.model_copy(update={"principal": named})

    def undo(self, inputs: Principal, before: Grip, after: Grip, now: Grip) -> Plan | Conflict:
        holder = now.holder
        if holder.id != before.holder.id:
            differences = (f"now {holder.id}", f"was {before.holder.id}")
            return Conflict(says=OTHER.fill(who=holder.spoken), differences=differences)
        if before.age and after.age and now.age:
            found = token_age.conflict(holder, before.age, after.age, now.age)
            if found:
                return found
        whole = joined(self._back(inputs, before, now))
        return Plan(
            changes=whole.changes,
            steps=whole.steps,
            breaks=whole.breaks,
            warnings=whole.warnings,
            undo=Reach.FULL,
            undo_says=UNDO_AGAIN.fill(),
            reopens=True,
        )

    def restored(self, inputs: Principal, before: Grip, state: Grip) -> tuple[Claim, ...]:
        holder, is_asked = state.holder, inputs.reactivate
        claims: list[Claim] = []
        if before.denial and state.denial:
            claims += denial.given_back(holder, before.denial, state.denial)
        if before.age and state.age:
            claims.append(token_age.given_back(holder, before.age, state.age))
        if before.credentials is not None and state.credentials is not None:
            was, held = before.credentials, state.credentials
            claims += credentials.given_back(holder, was, held, is_asked=is_asked)
        return tuple(claims)

    def _cut(self, inputs: Principal, state: Grip) -> Iterator[Portion]:
        """Yield what cuts it off: the deny first, since it reaches what the rest does not."""
        holder = state.holder
        if state.denial:
            yield denial.contain(self.aws, holder, state.denial)
        if state.age:
            yield token_age.contain(holder, state.age)
        if state.credentials is not None:
            yield credentials.contain(holder, state.credentials)
        if state.has_password is not None:
            is_asked = inputs.console == "delete"
            yield console.contain(holder, has_password=state.has_password, is_asked=is_asked)

    def _back(self, inputs: Principal, before: Grip, now: Grip) -> Iterator[Portion]:
        """Yield the way back: the deny goes last, so that nothing is used before all is back."""
        holder = now.holder
        if before.credentials is not None and now.credentials is not None:
            held, is_asked = now.credentials, inputs.reactivate
            yield credentials.release(holder, before.credentials, held, is_asked=is_asked)
        if before.age and now.age:
            yield token_age.release(holder, before.age, now.age)
        if before.denial and now.denial:
            yield denial.release(self.aws, holder, before.denial, now.denial)


def _denied(runbook: RevokeIam, seen: Grip) -> Denied | None:
    """Return by what call the principal was denied, None where it is not."""
    holder = seen.holder
    named = {"userName" if holder.kind == "user" else "roleName": holder.name}
    if seen.denial and seen.denial.is_attached:
        policy = {"policyArn": denial.policy_arn(runbook.aws)}
        is_user = holder.kind == "user"
        event: Literal["AttachUserPolicy", "AttachRolePolicy"] = (
            "AttachUserPolicy" if is_user else "AttachRolePolicy"
        )
        return Denied(event=event, parameters=named | policy)
    if seen.age and seen.age.before:
        policy = {"policyName": token_age.POLICY}
        return Denied(event="PutRolePolicy", parameters=named | policy, before=seen.age.before)
    return None


def _breaks(state: Grip) -> Iterator[Said]:
    who, used = state.holder.spoken, state.holder.used
    if state.denial:
        yield (BREAKS_USER if state.holder.kind == "user" else BREAKS_ROLE).fill(who=who)
    if used:
        yield BREAKS_USED.fill(who=who, used=used)
    if state.profiles:
        yield BREAKS_PROFILES.fill(who=who, profiles=", ".join(state.profiles))


def _warnings(state: Grip) -> Iterator[Said]:
    if state.holder.key:
        yield WARN_BY_KEY.fill(key=state.holder.key, who=state.holder.spoken)
