"""The policy file: YAML in, a Policy out, or every fault with its line and its field."""

from __future__ import annotations

import hashlib
import json
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.domain.detail import Detail
from bot.domain.networks import Networks
from bot.domain.paging import Webhook
from bot.domain.policy import (
    AWS,
    SAFE_RULES,
    Account,
    Grant,
    Hours,
    Limits,
    Logs,
    Morning,
    Night,
    Policy,
    Raise,
    Rule,
    StandingRule,
    Sync,
)
from bot.domain.rota import OnCall, Rotation
from bot.domain.routes import Match, Route
from bot.domain.words import policy as words
from bot.errors import SettingsError
from bot.policy import checks, faults, twice
from bot.policy.networks import NetworksPart
from bot.policy.parts import (
    AccountsPart,
    ApprovalPart,
    LogsPart,
    NightPart,
    PolicyFile,
    RaisePart,
    SlackPart,
    StandingPart,
    StatusPart,
)
from bot.policy.rota import OnCallPart
from bot.policy.routes import RoutePart
from bot.policy.scalars import level
from runbooks.kit.values import RiskClass, Special


def load(path: Path | None, *, own_team: str) -> Policy:
    """Return the policy of a file; the safe default where there is none.

    `own_team` is the workspace that the bot token belongs to: ours where the file names no
    `teams`. Raises SettingsError with the line and the field of every fault.
    """
    if path is None:
        return to_policy(PolicyFile(), own_team=own_team)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SettingsError((words.POLICY_MISSING.fill(path=path),)) from None
    return to_policy(parse(text, str(path)), own_team=own_team)


def parse(text: str, path: str) -> PolicyFile:
    """Return the file's parts; `path` is only named in faults.

    Raises SettingsError with the line and the field of every fault.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SettingsError((faults.not_yaml(error, path),)) from None
    if node is None:
        return PolicyFile()
    if not isinstance(data, dict):
        raise SettingsError((words.POLICY_NOT_A_MAP.fill(path=path),))
    doubled = tuple(twice.twice(node, path))
    if doubled:
        raise SettingsError(doubled)
    try:
        parsed = PolicyFile.model_validate(data)
    except ValidationError as error:
        told = tuple(faults.of_pydantic(detail, node, path) for detail in error.errors())
        raise SettingsError(told) from None
    slips = tuple(faults.said(where, fault, node, path) for where, fault in checks.slips(parsed))
    if slips:
        raise SettingsError(slips)
    return parsed


def to_policy(file: PolicyFile, *, own_team: str) -> Policy:
    """Return the values that decide; the digest covers all of them, and nothing else.

    `parts` are written down and shown, so that of a webhook's address they hold what may be told.
    """
    parts = {"own_team": own_team, **file.model_dump(mode="json")}
    canonical = json.dumps(parts, sort_keys=True)
    page = file.on_call.page if file.on_call else None
    webhook = Webhook(page.webhook) if page and page.webhook else None
    if webhook:
        parts["on_call"]["page"]["webhook"] = webhook.told
    return Policy(
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        teams=frozenset(file.teams or ((own_team,) if own_team else ())),
        email_domain=file.people.email_domain,
        principals=dict(file.people.principals),
        grants=tuple(
            Grant(
                part.role,
                frozenset(part.members),
                frozenset(part.accounts),
                frozenset(part.environments),
            )
            for part in file.roles
        ),
        accounts=_accounts(file.accounts),
        special={Special(key): number for key, number in file.organization.special.items()},
        discover=bool(file.organization.discover),
        rules={risk: _rule(risk, file.approvals.get(risk)) for risk in RiskClass},
        standing=tuple(_standing(part) for part in file.standing),
        raises=tuple(_raise(part) for part in file.raises),
        night=_night(file.alone_at_night),
        protected_resources=file.protected.resources,
        protected_accounts=frozenset(file.protected.accounts),
        parts=parts,
        morning=_morning(file.status),
        limits=Limits(**file.limits.model_dump(exclude_none=True)),
        routes=tuple(_route(part) for part in file.routes),
        networks=_networks(file.networks),
        trusted=file.producers.trusted if file.producers else (AWS,),
        on_call=_on_call(file.on_call),
        canary=file.canary.every if file.canary else None,
        raw_kept=file.retention.raw if file.retention else None,
        findings_kept=file.retention.findings if file.retention else None,
        sync=Sync(
            security_hub=frozenset(file.sync.security_hub),
            guardduty=frozenset(file.sync.guardduty),
            security_hub_v2=frozenset(file.sync.security_hub_v2),
        ),
        page_topic=(page.sns or "") if page else "",
        page_webhook=webhook,
        logs=_logs(file.logs),
        language=file.slack.language if file.slack else "en",
        detail=_detail(file.slack),
    )


def _standing(part: StandingPart) -> StandingRule:
    return StandingRule(
        part.runbook,
        frozenset(part.environments),
        part.resources,
        frozenset(part.accounts),
        part.severity,
    )


def _raise(part: RaisePart) -> Raise:
    return Raise(
        frozenset(RiskClass(each) for each in part.classes),
        frozenset(part.environments),
        frozenset(part.accounts),
        Hours(*part.hours, part.timezone) if part.hours else None,
    )


def _night(part: NightPart | None) -> Night | None:
    if part is None or not part.enabled or part.hours is None:
        return None
    return Night(
        Hours(*part.hours, part.timezone),
        frozenset(part.accounts),
        frozenset(part.environments),
        part.confirm_within,
    )


def _route(part: RoutePart) -> Route:
    match = part.match
    return Route(
        Match(
            severities=frozenset(match.severity),
            environments=frozenset(match.environment),
            accounts=frozenset(match.account),
            type=match.type or "",
            tags=tuple(sorted(match.tag.items())),
            source=match.source or "",
            product=match.product or "",
        ),
        part.channel or "",
        part.mention or "",
        part.mode,
    )


def _networks(part: NetworksPart | None) -> Networks | None:
    if part is None:
        return None
    own, allowed = (tuple(map(ip_network, some)) for some in (part.own, part.allowed))
    return Networks(own, allowed)


def _on_call(part: OnCallPart | None) -> OnCall | None:
    if part is None or not (part.rotation or part.group):
        return None
    rota = part.rotation
    if rota is None:
        return OnCall(group=part.group or "", escalate_after=part.escalate_after)
    rotation = Rotation(rota.members, rota.starts, rota.every.days, rota.handover_at, rota.timezone)
    return OnCall(rotation, escalate_after=part.escalate_after)


def _logs(part: LogsPart | None) -> Logs | None:
    if part is None:
        return None
    athena = part.athena
    return Logs(
        part.flow or "",
        part.waf or "",
        athena.database if athena else "",
        athena.workgroup if athena else "",
    )


def _detail(part: SlackPart | None) -> Detail:
    if part is None:
        return Detail()
    environments = {name: level(each) for name, each in (part.environments or {}).items()}
    return Detail(level(part.detail), environments)


def _morning(part: StatusPart | None) -> Morning | None:
    return Morning(part.at, part.timezone, part.channel or "") if part else None


def _accounts(parts: AccountsPart) -> dict[str, Account]:
    defaults = parts.defaults.model_dump(exclude_none=True)
    return {
        number: _account(number, {**defaults, **part.model_dump(exclude_none=True)})
        for number, part in parts.numbered.items()
    }


def _account(number: str, keys: dict[str, Any]) -> Account:
    detail = level(keys.pop("detail")) if "detail" in keys else None
    return Account(number, **keys, detail=detail)


def _rule(risk: RiskClass, part: ApprovalPart | None) -> Rule:
    safe = SAFE_RULES[risk]
    if part is None:
        return safe
    approvals = safe.approvals if part.approvals is None else part.approvals
    return Rule(approvals=approvals, ttl=part.ttl or safe.ttl)
