"""Whether a caller may make a call, by IAM's identity policies and the policy of the session.

A principal of the range whose policies allow nothing at all counts as an administrator: most
scenarios have nothing to say about their actors' rights. A deny always holds, and as soon as one
statement allows something, only what is allowed can be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from moto.iam.models import iam_backends

from practice.aws import actions, particulars
from practice.aws.call import Call, Caller, RefusedError
from practice.aws.conditions import finding_fields
from practice.aws.policies import Asked, Decision, Statement, decide, statements

PASSED_TO = "iam:passedtoservice"
FREE = ("sts:GetCallerIdentity", "sts:GetSessionToken")
"""What no policy can deny: the IAM user guide's "Permissions for GetSessionToken"."""


def authorize(call: Call) -> None:
    """Raise RefusedError where an identity policy or the session's policy does not allow a call.

    A call that hands a role to a service needs iam:PassRole on that role besides.
    """
    action = actions.action(call)
    if action in FREE:
        return
    named, known = actions.resources(call), context(call)
    keeps = particulars.KEEPS.get(call.service, ())
    given = {**known, **particulars.of_call(call)}
    about = particulars.of_things(call, named)
    _authorize(call, Asked(action, named, given, keeps, about))
    if role := actions.passed(call):
        passed = {**known, PASSED_TO: f"{call.service}.amazonaws.com"}
        _authorize(call, Asked("iam:PassRole", (role,), passed, (PASSED_TO,)))


def _authorize(call: Call, asked: Asked) -> None:
    held = list(_identity_statements(call.caller))
    decision = decide(held, asked)
    if decision is Decision.DENIED:
        raise denied(call, asked, "with an explicit deny in an identity-based policy")
    if decision is Decision.UNSAID and any(one.get("Effect") == "Allow" for one in held):
        said = f"because no identity-based policy allows the {asked.action} action"
        raise denied(call, asked, said)
    _authorize_boundary(call, asked)
    _authorize_session(call, asked)


def _authorize_boundary(call: Call, asked: Asked) -> None:
    session = call.caller.session
    if session is None:
        return
    role = iam_backends[call.account]["aws"].get_role_by_arn(session.role_arn)
    bounds = boundary(call.account, role)
    if bounds is None or decide(bounds, asked) is Decision.ALLOWED:
        return
    said = f"because no permissions boundary allows the {asked.action} action"
    raise denied(call, asked, said)


def _authorize_session(call: Call, asked: Asked) -> None:
    session = call.caller.session
    if session is None or not session.policies:
        return
    narrowed = [one for document in session.policies for one in statements(document)]
    decision = decide(narrowed, asked)
    if decision is Decision.DENIED:
        raise denied(call, asked, "with an explicit deny in a session policy")
    if decision is Decision.UNSAID:
        raise denied(call, asked, f"because no session policy allows the {asked.action} action")


def denied(call: Call, asked: Asked, why: str) -> RefusedError:
    """Return the refusal that AWS answers with, in the words of the service."""
    on = f" on resource: {asked.resources[0]}" if asked.resources else ""
    said = f"User: {call.caller.arn} is not authorized to perform: {asked.action}{on} {why}".strip()
    if call.protocol == "ec2":
        said = f"You are not authorized to perform this operation. {said}"
        return RefusedError("UnauthorizedOperation", said, 403)
    if call.protocol.endswith("json"):
        status = 403 if call.protocol == "rest-json" else 400
        return RefusedError("AccessDeniedException", said, status)
    return RefusedError("AccessDenied", said, 403)


def context(call: Call) -> dict[str, str]:
    """Return the condition keys of a request that the simulator keeps, in lower case."""
    caller = call.caller
    known = {
        "aws:principalaccount": caller.account,
        "aws:principalarn": caller.arn,
        "aws:requestedregion": call.region,
    }
    if caller.session is None:
        known["aws:username"] = caller.name
        known["aws:tokenissuetime"] = caller.issued.isoformat() if caller.issued else ""
    else:
        known["aws:principalarn"] = caller.session.role_arn
        known["aws:tokenissuetime"] = caller.session.issued.isoformat()
        known["aws:sourceidentity"] = caller.session.source_identity
    given = {
        "iam:policyarn": call.parameters.get("PolicyArn"),
        "sts:externalid": call.parameters.get("ExternalId"),
        "sts:rolesessionname": call.parameters.get("RoleSessionName"),
        "sts:sourceidentity": call.parameters.get("SourceIdentity"),
    }
    asked = {key: str(value) for key, value in given.items() if value}
    if call.service == "securityhub":
        asked |= finding_fields(call.parameters)
    return {key: value for key, value in known.items() if value} | asked


def _identity_statements(caller: Caller) -> Iterable[Statement]:
    backend = iam_backends[caller.account]["aws"]
    if caller.session is not None:
        yield from _held_by(backend.get_role_by_arn(caller.session.role_arn))
        return
    yield from _held_by(backend.get_user(caller.name))
    for group in backend.get_groups_for_user(caller.name):
        yield from _held_by(group)


def _held_by(principal: Any) -> Iterable[Statement]:
    for document in list(principal.policies.values()):
        yield from statements(document)
    for policy in list(principal.managed_policies.values()):
        yield from statements(current(policy))


def boundary(account: str, principal: Any) -> list[Statement] | None:
    """Return the statements of a principal's permissions boundary; None where it has none.

    A boundary whose policy is gone allows nothing. Moto keeps boundaries of roles only.
    """
    arn = getattr(principal, "permissions_boundary_arn", None)
    if not arn:
        return None
    policy = iam_backends[account]["aws"].managed_policies.get(arn)
    return statements(current(policy)) if policy else []


def current(policy: Any) -> str:
    """Return the document of a managed policy's default version."""
    return next(str(one.document) for one in policy.versions if one.is_default)
