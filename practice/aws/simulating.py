"""IAM's policy simulator: what a principal's policies, or policies at hand, would let it do.

The rules are the IAM API reference's for SimulatePrincipalPolicy and SimulateCustomPolicy. Who
has no policy may nothing here, as in AWS, although the range lets an actor without any do all.
Not simulated, and refused: resource policies, SCPs given by hand, lists of exclusions; where a
statement stands in its document is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from moto.iam.models import iam_backends

from practice.aws.authorization import boundary, current
from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.callers import PARTITION
from practice.aws.conditions import EVERY_KEY, clauses
from practice.aws.policies import Asked, Decision, Statement, concerns, decide, statements

ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9]+")
RESOURCE = re.compile(r"\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:.+", re.DOTALL)
SOURCE = re.compile(r"arn:aws:iam::(\d{12}):(user|group|role)/(?:.*/)?([^/]+)")
NOT_SIMULATED = ("ResourcePolicy", "OrderedOrganizationPolicyInputList", "PolicyExclusionList")
RESULTS_AT_ONCE = 100
DECISIONS = {
    Decision.ALLOWED: "allowed",
    Decision.DENIED: "explicitDeny",
    Decision.UNSAID: "implicitDeny",
}
STRICTEST = ("explicitDeny", "implicitDeny", "allowed")


@dataclass(frozen=True, slots=True)
class Source:
    """One policy that is simulated: its name, what it hangs on, and its statements."""

    name: str
    kind: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The policies of one request, and the context keys that it gives."""

    sources: tuple[Source, ...]
    boundary: Sequence[Statement] | None
    context: Mapping[str, Sequence[str]]


class PolicySimulator:
    """Answers the two operations that simulate."""

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("iam", "SimulatePrincipalPolicy"): self.simulate_principal,
            ("iam", "SimulateCustomPolicy"): self.simulate_custom,
        }

    def simulate_principal(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer what the policies of a user, with its groups', a group or a role allow."""
        held, bounds = _attached(call, str(call.parameters["PolicySourceArn"]))
        return _results(call, (*held, *_given(call, "PolicyInputList")), bounds)

    def simulate_custom(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer what the policies in the request allow."""
        return _results(call, _given(call, "PolicyInputList"), None)


def _results(
    call: Call, sources: tuple[Source, ...], bounds: Sequence[Statement] | None
) -> dict[str, Any]:
    given = _given(call, "PermissionsBoundaryPolicyInputList")
    simulation = Simulation(
        sources=sources,
        boundary=_statements(given) if given else bounds,
        context=_context(call),
    )
    for name in NOT_SIMULATED:
        if call.parameters.get(name):
            _refuse(f"The range does not simulate {name}.")
    actions = [str(one) for one in call.parameters["ActionNames"]]
    resources = [str(one) for one in call.parameters.get("ResourceArns") or ["*"]]
    for one in actions:
        if not ACTION.fullmatch(one):
            _refuse(f"Invalid Service name or Action name: {one}")
    for one in resources:
        if not RESOURCE.fullmatch(one):
            _refuse(f"Invalid Resource Arn: {one}")
    return _page(call, [_result(simulation, one, resources) for one in actions])


def _page(call: Call, results: list[dict[str, Any]]) -> dict[str, Any]:
    marker = str(call.parameters.get("Marker") or "0")
    if not marker.isdigit():
        _refuse("The marker is invalid.")
    start = int(marker)
    end = start + int(call.parameters.get("MaxItems") or RESULTS_AT_ONCE)
    more = end < len(results)
    answer: dict[str, Any] = {"EvaluationResults": results[start:end], "IsTruncated": more}
    return answer | ({"Marker": str(end)} if more else {})


def _result(simulation: Simulation, action: str, resources: Sequence[str]) -> dict[str, Any]:
    """Return one action's result: the strictest of what is said to each resource."""
    each = [_on_resource(simulation, action, one) for one in resources]
    said = [one["EvalResourceDecision"] for one in each]
    strictest = min(said, key=STRICTEST.index)
    result: dict[str, Any] = {
        "EvalActionName": action,
        "EvalResourceName": "*",
        "EvalDecision": strictest,
        "MatchedStatements": _once(
            found
            for one in each
            if one["EvalResourceDecision"] == strictest
            for found in one["MatchedStatements"]
        ),
        "MissingContextValues": _once(key for one in each for key in one["MissingContextValues"]),
    }
    if simulation.boundary is not None:
        bounded = [one["PermissionsBoundaryDecisionDetail"] for one in each]
        allowed = all(one["AllowedByPermissionsBoundary"] for one in bounded)
        result["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": allowed}
    return result | ({} if list(resources) == ["*"] else {"ResourceSpecificResults": each})


def _on_resource(simulation: Simulation, action: str, resource: str) -> dict[str, Any]:
    asked = Asked(action, (resource,), simulation.context, keeps=EVERY_KEY)
    every = _statements(simulation.sources)
    decision = decide(every, asked)
    found: dict[str, Any] = {
        "EvalResourceName": resource,
        "MissingContextValues": _missing(every, asked),
    }
    if simulation.boundary is not None:
        bounds = decide(simulation.boundary, asked)
        allowed = bounds is Decision.ALLOWED
        found["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": allowed}
        if not allowed and decision is not Decision.DENIED:
            decision = bounds
    matched = _matched(simulation.sources, asked, decision)
    return found | {"EvalResourceDecision": DECISIONS[decision], "MatchedStatements": matched}


def _matched(sources: Iterable[Source], asked: Asked, decision: Decision) -> list[dict[str, Any]]:
    """Return the policies whose statements made the decision; nothing makes an implicit deny."""
    if decision is Decision.UNSAID:
        return []
    return _once(
        {"SourcePolicyId": source.name, "SourcePolicyType": source.kind}
        for source in sources
        for one in source.statements
        if decide([one], asked) is decision
    )


def _missing(every: Iterable[Statement], asked: Asked) -> list[str]:
    """Return the condition keys that the statements about the action need and nobody gave."""
    return _once(
        clause.spelled
        for one in every
        if concerns(one, asked.action)
        for clause in clauses(one)
        if clause.key not in asked.context
    )


def _attached(call: Call, arn: str) -> tuple[tuple[Source, ...], Sequence[Statement] | None]:
    """Return a principal's policies and its boundary, if it has one."""
    named = SOURCE.fullmatch(arn)
    if named is None:
        _refuse(f"Invalid Entity Arn: {arn} does not clearly define entity type and name.")
    account, kind, name = named.groups()
    backend = iam_backends[account][PARTITION]
    kept: dict[str, Any] = {"user": backend.users, "group": backend.groups}
    held = kept[kind] if kind in kept else {one.name: one for one in backend.get_roles()}
    principal = held.get(name)
    if account != call.account or principal is None or principal.arn != arn:
        message = f"The {kind} with name {name} cannot be found."
        raise RefusedError(code="NoSuchEntity", message=message, status=404)
    sources = _sources(principal, kind)
    if kind == "user":
        for group in backend.get_groups_for_user(name):
            sources += _sources(group, "group")
    return sources, boundary(account, principal)


def _sources(principal: Any, kind: str) -> tuple[Source, ...]:
    inline = [
        Source(name, kind, tuple(statements(document)))
        for name, document in principal.policies.items()
    ]
    managed = [
        Source(
            policy.name,
            "aws-managed" if policy.arn.startswith("arn:aws:iam::aws:") else "user-managed",
            tuple(statements(current(policy))),
        )
        for policy in principal.managed_policies.values()
    ]
    return (*inline, *managed)


def _given(call: Call, parameter: str) -> tuple[Source, ...]:
    documents = call.parameters.get(parameter) or []
    try:
        return tuple(
            Source(f"{parameter}.{number}", "none", tuple(statements(str(one))))
            for number, one in enumerate(documents, 1)
        )
    except ValueError as error:
        message = "Syntax errors in policy."
        raise RefusedError(code="InvalidInput", message=message) from error


def _context(call: Call) -> dict[str, Sequence[str]]:
    return {
        str(one["ContextKeyName"]).lower(): tuple(str(each) for each in one["ContextKeyValues"])
        for one in call.parameters.get("ContextEntries") or []
    }


def _statements(sources: Iterable[Source]) -> tuple[Statement, ...]:
    return tuple(one for source in sources for one in source.statements)


def _once(found: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    for one in found:
        if one not in kept:
            kept.append(one)
    return kept


def _refuse(message: str) -> NoReturn:
    raise RefusedError(code="InvalidInput", message=message)
