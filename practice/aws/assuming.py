"""STS AssumeRole as AWS has it: the role exists, its trust policy agrees, the session is narrowed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.iam.models import Role, iam_backends
from moto.sts.models import sts_backends

from practice.aws.authorization import context, denied
from practice.aws.call import Answers, Call, Proceed, RefusedError, Session
from practice.aws.callers import PARTITION, Callers
from practice.aws.policies import Asked, Decision, decide, statements, trusts

DEFAULT_SECONDS = 3600
CHAINED_SECONDS = 3600
SESSION_POLICY_CHARACTERS = 2048
SESSION_NAME = re.compile(r"[\w+=,.@-]{2,64}")


@dataclass(frozen=True, slots=True)
class AssumeRole:
    """Answers AssumeRole, and tells the callers' book what the new key may do.

    The rules are the STS API reference's for AssumeRole and the IAM user guide's for role trust,
    external ids and source identities.
    """

    callers: Callers

    def answers(self) -> Answers:
        """Return the operations that are answered here instead of by moto."""
        return {("sts", "AssumeRole"): self.assume}

    def assume(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Give a session of the role, or refuse as AWS does: it never says that no role is there."""
        role = _role(call)
        if role is None or not _trusted(call, role):
            asked = Asked("sts:AssumeRole", (str(call.parameters["RoleArn"]),), {})
            raise denied(call, asked, "")
        seconds = _seconds(call, role)
        session = Session(
            role_arn=role.arn,
            name=_session_name(call),
            source_identity=_source_identity(call),
            policies=_session_policies(call, role.account_id),
            issued=datetime.now(UTC),
            expires=datetime.now(UTC) + timedelta(seconds=seconds),
        )
        return self._open(call, role, session, seconds)

    def _open(self, call: Call, role: Role, session: Session, seconds: int) -> dict[str, Any]:
        assumed = sts_backends[call.account][PARTITION].assume_role(
            region_name=call.region,
            role_session_name=session.name,
            role_arn=role.arn,
            policy=str(call.parameters.get("Policy", "")),
            duration=seconds,
            external_id=str(call.parameters.get("ExternalId", "")),
        )
        self.callers.remember(assumed.access_key_id, session)
        result: dict[str, Any] = {
            "Credentials": {
                "AccessKeyId": assumed.access_key_id,
                "SecretAccessKey": assumed.secret_access_key,
                "SessionToken": assumed.session_token,
                "Expiration": session.expires,
            },
            "AssumedRoleUser": {"AssumedRoleId": f"{role.id}:{session.name}", "Arn": assumed.arn},
        }
        if session.source_identity:
            result["SourceIdentity"] = session.source_identity
        if session.policies:
            written = sum(len(policy) for policy in session.policies)
            result["PackedPolicySize"] = min(100, 100 * written // SESSION_POLICY_CHARACTERS)
        return result


def _role(call: Call) -> Role | None:
    arn = str(call.parameters["RoleArn"])
    parts = arn.split(":")
    if len(parts) < 6 or not parts[4].isdigit():  # noqa: PLR2004  # an ARN has six parts
        raise RefusedError(code="ValidationError", message=f"{arn} is invalid")
    roles = iam_backends[parts[4]][PARTITION].get_roles()
    return next((role for role in roles if role.arn == arn), None)


def _trusted(call: Call, role: Role) -> bool:
    names = _names(call)
    trust = [
        {**statement, "Resource": "*"}
        for statement in statements(role.assume_role_policy_document)
        if trusts(statement.get("Principal"), names)
    ]
    needed = ["sts:AssumeRole"]
    if call.parameters.get("SourceIdentity"):
        needed.append("sts:SetSourceIdentity")
    if call.parameters.get("Tags"):
        needed.append("sts:TagSession")
    known = context(call)
    return all(decide(trust, Asked(one, (), known)) is Decision.ALLOWED for one in needed)


def _names(call: Call) -> Sequence[str]:
    caller = call.caller
    root = f"arn:{PARTITION}:iam::{caller.account}:root"
    role = (caller.session.role_arn,) if caller.session else ()
    return (caller.account, root, caller.arn, *role)


def _session_name(call: Call) -> str:
    name = str(call.parameters.get("RoleSessionName", ""))
    if not SESSION_NAME.fullmatch(name):
        message = f"Value '{name}' at 'roleSessionName' must match [\\w+=,.@-]{{2,64}}"
        raise RefusedError(code="ValidationError", message=message)
    return name


def _source_identity(call: Call) -> str:
    """Return the session's source identity: once set, a chain of roles can't change it."""
    asked = str(call.parameters.get("SourceIdentity", ""))
    held = call.caller.session.source_identity if call.caller.session else ""
    if held and asked and asked != held:
        wanted = Asked("sts:SetSourceIdentity", (str(call.parameters["RoleArn"]),), {})
        raise denied(call, wanted, "")
    return held or asked


def _seconds(call: Call, role: Role) -> int:
    asked = int(call.parameters.get("DurationSeconds", DEFAULT_SECONDS))
    longest = int(role.max_session_duration or DEFAULT_SECONDS)
    if call.caller.session:
        longest = min(longest, CHAINED_SECONDS)
    if asked > longest:
        message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        raise RefusedError(code="ValidationError", message=message)
    return asked


def _session_policies(call: Call, account: str) -> tuple[str, ...]:
    inline = str(call.parameters.get("Policy", ""))
    if len(inline) > SESSION_POLICY_CHARACTERS:
        message = f"Packed policy consumes {len(inline)} of {SESSION_POLICY_CHARACTERS} characters."
        raise RefusedError(code="PackedPolicyTooLarge", message=message)
    managed = tuple(_managed(account, one) for one in call.parameters.get("PolicyArns", []))
    if inline:
        try:
            statements(inline)
        except ValueError as error:
            message = "The policy is not in the valid JSON format."
            raise RefusedError(code="MalformedPolicyDocument", message=message) from error
    return (*((inline,) if inline else ()), *managed)


def _managed(account: str, named: Mapping[str, str]) -> str:
    policy = iam_backends[account][PARTITION].managed_policies.get(named["arn"])
    if policy is None:
        message = f"The policy {named['arn']} does not exist."
        raise RefusedError(code="MalformedPolicyDocument", message=message)
    return next(one.document for one in policy.versions if one.is_default)
