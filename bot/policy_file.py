"""The policy file: YAML in, a Policy out, or every fault with its line and its field."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from bot import policy_slips
from bot.domain.people import Role
from bot.domain.policy import SAFE_RULES, Account, Grant, Morning, Policy, Rule
from bot.domain.words import settings as words
from bot.errors import SettingsError
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass, Special

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
DURATION = re.compile(r"([1-9]\d{0,4})([mhd])")
LONGEST_TTL = timedelta(days=1)
NOT_BUILT = frozenset(
    (
        *("producers", "routes", "standing", "alone_at_night", "limits"),
        *("on_call", "slack", "sync", "networks", "logs", "retention", "canary"),
    )
)
NOT_BUILT_INSIDE = frozenset(
    {
        ("accounts", "precious"),
        ("approvals", "signed"),
        ("organization", "management"),
        ("organization", "log_archive"),
        ("organization", "forensics"),
        ("organization", "identity_center"),
        ("organization", "discover"),
    }
)

ACCOUNT = re.compile(r"[0-9]{12}")
TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-[0-9]")
EVERY_REGION = "all"

Where = tuple[str | int, ...]
Slip = tuple[Where, str]

AccountNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
MemberId = Annotated[str, StringConstraints(pattern=r"^[USW][A-Z0-9]{2,}$")]
TeamId = Annotated[str, StringConstraints(pattern=r"^[TE][A-Z0-9]{2,}$")]
ArnPattern = Annotated[str, StringConstraints(pattern=r"^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$")]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
PrincipalName = Annotated[str, StringConstraints(min_length=1, max_length=128)]
RoleName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+=,.@/-]{1,128}$")]


def _duration(value: object) -> timedelta:
    found = DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(words.POLICY_DURATION.en)
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def _time_of_day(value: object) -> time:
    found = TIME_OF_DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(words.POLICY_TIME_OF_DAY.en)
    return time(int(found[1]), int(found[2]))


def _zone(value: object) -> str:
    if isinstance(value, str):
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise ValueError(words.POLICY_TIME_ZONE.en)


def _regions(value: object) -> tuple[str, ...]:
    """Return the Regions that are named; none for all of them, and for none given."""
    if value is None or value == EVERY_REGION:
        return ()
    named = value if isinstance(value, list | tuple) else ()
    regions = tuple(each for each in named if isinstance(each, str) and REGION.fullmatch(each))
    if not regions or len(regions) != len(named):
        raise ValueError(words.POLICY_REGIONS.en)
    return regions


Duration = Annotated[timedelta, BeforeValidator(_duration)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
Zone = Annotated[str, BeforeValidator(_zone)]
Regions = Annotated[tuple[str, ...] | None, BeforeValidator(_regions)]
ChannelId = Annotated[str, StringConstraints(pattern=r"^[CG][A-Z0-9]{2,}$")]


class Part(BaseModel):
    """A part of the file; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PeoplePart(Part):
    """Who is one person: one corporate address is one identity."""

    email_domain: str = Field(default="", pattern=r"^$|^[A-Za-z0-9.-]+\.[A-Za-z]{2,}$")
    principals: Mapping[PrincipalName, Address] = {}


class RolePart(Part):
    """A role for some members, somewhere."""

    role: Annotated[Role, Field(strict=False)]
    members: tuple[MemberId, ...] = Field(strict=False, min_length=1)
    accounts: tuple[AccountNumber, ...] = Field(default=(), strict=False, min_length=1)
    environments: tuple[str, ...] = Field(default=(), strict=False, min_length=1)


class RolesInAccounts(Part):
    """The names of secbot's roles, and where they may act."""

    contain_role: RoleName | None = None
    release_role: RoleName | None = None
    read_role: RoleName | None = None
    external_id: Annotated[str, StringConstraints(min_length=2, max_length=1224)] | None = None
    act_regions: tuple[str, ...] | None = Field(default=None, strict=False)
    watch_regions: Regions = None


class AccountPart(RolesInAccounts):
    """One account."""

    name: str = Field(min_length=1, max_length=80)
    environment: str = Field(default="", max_length=40)
    owner: str = Field(default="", max_length=80)
    drill: bool | None = None


class AccountsPart(BaseModel):
    """The accounts by number, and what holds for all of them."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)
    __pydantic_extra__: dict[str, AccountPart] = Field(init=False)

    defaults: RolesInAccounts = RolesInAccounts()

    @property
    def numbered(self) -> Mapping[str, AccountPart]:
        """Return the accounts by number."""
        return self.__pydantic_extra__


class OrganizationPart(Part):
    """The accounts with a special part, each of which is under `accounts` as well."""

    security_admin: AccountNumber | None = None


class ApprovalPart(Part):
    """How many must approve a class, and how long its plans wait."""

    approvals: int | None = Field(default=None, ge=0, le=10)
    ttl: Duration | None = None


class ProtectedPart(Part):
    """What nobody can change from here."""

    resources: tuple[ArnPattern, ...] = Field(default=(), strict=False)
    accounts: tuple[AccountNumber, ...] = Field(default=(), strict=False)


class StatusPart(Part):
    """When and where the daily check is posted."""

    at: TimeOfDay = time(9)
    timezone: Zone = "UTC"
    channel: ChannelId | None = None


class PolicyFile(Part):
    """The file as a whole, as far as this version serves it."""

    teams: tuple[TeamId, ...] = Field(default=(), strict=False)
    people: PeoplePart = PeoplePart()
    roles: tuple[RolePart, ...] = Field(default=(), strict=False)
    organization: OrganizationPart = OrganizationPart()
    accounts: AccountsPart = AccountsPart()
    approvals: Mapping[Annotated[RiskClass, Field(strict=False)], ApprovalPart] = {}
    protected: ProtectedPart = ProtectedPart()
    status: StatusPart | None = None


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
        raise SettingsError((_not_yaml(error, path),)) from None
    if node is None:
        return PolicyFile()
    if not isinstance(data, dict):
        raise SettingsError((words.POLICY_NOT_A_MAP.fill(path=path),))
    twice = tuple(policy_slips.twice(node, path))
    if twice:
        raise SettingsError(twice)
    faults = []
    try:
        parsed = PolicyFile.model_validate(data)
    except ValidationError as error:
        faults = [_fault(detail, node, path) for detail in error.errors()]
    else:
        slips = (*_too_loose(parsed), *_not_accounts(parsed), *_unknown_places(parsed))
        faults = [_said(where, fault, node, path) for where, fault in slips]
        if not faults:
            return parsed
    raise SettingsError(tuple(faults))


def to_policy(file: PolicyFile, *, own_team: str) -> Policy:
    """Return the values that decide; the digest covers all of them, and nothing else."""
    parts = {"own_team": own_team, **file.model_dump(mode="json")}
    canonical = json.dumps(parts, sort_keys=True)
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
        special={
            Special(key): number
            for key, number in file.organization.model_dump(exclude_none=True).items()
        },
        rules={risk: _rule(risk, file.approvals.get(risk)) for risk in RiskClass},
        protected_resources=file.protected.resources,
        protected_accounts=frozenset(file.protected.accounts),
        parts=parts,
        morning=_morning(file.status),
    )


def _morning(part: StatusPart | None) -> Morning | None:
    return Morning(part.at, part.timezone, part.channel or "") if part else None


def _accounts(parts: AccountsPart) -> dict[str, Account]:
    defaults = parts.defaults.model_dump(exclude_none=True)
    return {
        number: Account(number, **{**defaults, **part.model_dump(exclude_none=True)})
        for number, part in parts.numbered.items()
    }


def _rule(risk: RiskClass, part: ApprovalPart | None) -> Rule:
    safe = SAFE_RULES[risk]
    if part is None:
        return safe
    approvals = safe.approvals if part.approvals is None else part.approvals
    return Rule(approvals=approvals, ttl=part.ttl or safe.ttl)


def _too_loose(file: PolicyFile) -> Iterator[Slip]:
    for risk, part in file.approvals.items():
        least = SAFE_RULES[risk].approvals
        where: Where = ("approvals", str(risk))
        if part.approvals is not None and part.approvals < least:
            yield (*where, "approvals"), words.POLICY_LOOSER.fill(least=least).plain()
        if part.ttl is not None and part.ttl > LONGEST_TTL:
            yield (*where, "ttl"), words.POLICY_TTL.en


def _not_accounts(file: PolicyFile) -> Iterator[Slip]:
    names: set[str] = set()
    for number, part in file.accounts.numbered.items():
        if not ACCOUNT.fullmatch(number):
            yield ("accounts", number), words.POLICY_ACCOUNT.en
        if part.name in names:
            yield ("accounts", number, "name"), words.POLICY_SAME_NAME.en
        names.add(part.name)


def _unknown_places(file: PolicyFile) -> Iterator[Slip]:
    """Find roles and parts that are given where nothing is: they would be given nowhere."""
    for key, number in file.organization.model_dump(exclude_none=True).items():
        if number not in file.accounts.numbered:
            yield ("organization", key), words.POLICY_NO_ACCOUNT.en
    known = {part.environment for part in file.accounts.numbered.values()}
    for index, role in enumerate(file.roles):
        for account in role.accounts:
            if account not in file.accounts.numbered:
                yield ("roles", index, "accounts"), words.POLICY_NO_ACCOUNT.en
        for environment in role.environments:
            if environment not in known:
                yield ("roles", index, "environments"), words.POLICY_NO_ENVIRONMENT.en


def _fault(detail: Mapping[str, Any], node: yaml.Node, path: str) -> Said:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "invalid_key":
        return _said(where, words.POLICY_ACCOUNT.en, node, path)
    if detail["type"] == "extra_forbidden":
        return _said(where, _unknown_key(where), node, path)
    return _said(where, str(detail["msg"]).removeprefix("Value error, "), node, path)


def _unknown_key(where: tuple[str | int, ...]) -> str:
    is_later = where[0] in NOT_BUILT or (where[0], where[-1]) in NOT_BUILT_INSIDE
    return words.POLICY_NOT_BUILT.en if is_later else words.POLICY_UNKNOWN.en


def _said(where: Where, fault: str, node: yaml.Node, path: str) -> Said:
    field = ".".join(str(part) for part in where)
    return words.POLICY_FAULT.fill(path=path, line=_line(node, where), field=field, fault=fault)


def _line(node: yaml.Node, where: tuple[str | int, ...]) -> int:
    """Return the line, from 1, of the deepest part of a location that the file has."""
    line: int = node.start_mark.line
    for part in where:
        child = _child(node, part)
        if child is None:
            break
        key, node = child
        line = key.start_mark.line
    return line + 1


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = (pair for pair in node.value if str(pair[0].value) == str(part))
        return next(pairs, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _not_yaml(error: yaml.YAMLError, path: str) -> Said:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return words.POLICY_NOT_YAML.fill(path=path, line=line, fault=getattr(error, "problem", "?"))
