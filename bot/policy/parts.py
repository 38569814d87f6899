"""The parts of the policy file: its keys, what each may hold, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bot.domain.finding import Severity
from bot.domain.people import Role
from bot.domain.policy import LONGEST_UNCONFIRMED
from bot.domain.words import policy as words
from bot.policy.networks import NetworksPart
from bot.policy.part import Part
from bot.policy.rota import OnCallPart
from bot.policy.routes import RoutePart
from bot.policy.scalars import (
    AccountNumber,
    Address,
    ArnPattern,
    AthenaDatabase,
    AthenaWorkgroup,
    ChannelId,
    DetailLevel,
    Duration,
    Floor,
    HoursOfDay,
    LogGroups,
    MemberId,
    PrincipalName,
    ProducerPattern,
    RaisedClass,
    Regions,
    RoleName,
    RunbookName,
    TeamId,
    TimeOfDay,
    Zone,
    canary_span,
    least_findings,
    least_raw,
)
from runbooks.kit.text import Language
from runbooks.kit.values import RiskClass


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
    sync_role: RoleName | None = None
    external_id: Annotated[str, StringConstraints(min_length=2, max_length=1224)] | None = None
    act_regions: tuple[str, ...] | None = Field(default=None, strict=False)
    watch_regions: Regions = None
    detail: DetailLevel | None = None


class AccountPart(RolesInAccounts):
    """One account."""

    name: str = Field(min_length=1, max_length=80)
    environment: str = Field(default="", max_length=40)
    owner: str = Field(default="", max_length=80)
    drill: bool | None = None
    precious: tuple[ArnPattern, ...] = Field(default=(), strict=False)


class AccountsPart(BaseModel):
    """The accounts by number, and what holds for all of them."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)
    __pydantic_extra__: dict[str, AccountPart] = Field(init=False)

    defaults: RolesInAccounts = RolesInAccounts()

    @property
    def numbered(self) -> Mapping[str, AccountPart]:
        """Return the accounts by number."""
        return self.__pydantic_extra__


class CanaryPart(Part):
    """How often secbot proves the way of findings by an event of its own."""

    every: Annotated[Duration, AfterValidator(canary_span)]


class OrganizationPart(Part):
    """The accounts with a special part, each of which is under `accounts` as well."""

    management: AccountNumber | None = None
    security_admin: AccountNumber | None = None
    log_archive: AccountNumber | None = None
    forensics: AccountNumber | None = None
    identity_center: AccountNumber | None = None
    discover: bool | None = None

    @property
    def special(self) -> Mapping[str, str]:
        """Return the numbers of those that are named, by part."""
        named: dict[str, str] = self.model_dump(exclude_none=True, exclude={"discover"})
        return named


class ProducersPart(Part):
    """Whose findings are more than claims: AWS's own products, and those that are named."""

    trusted: tuple[ProducerPattern, ...] = Field(strict=False)


class ApprovalPart(Part):
    """How many must approve a class, and how long its plans wait."""

    approvals: int | None = Field(default=None, ge=0, le=10)
    ttl: Duration | None = None


class RaisePart(Part):
    """Where and when a class is one stricter: every day from the first hour to the second."""

    classes: Annotated[tuple[RaisedClass, ...], Field(strict=False, min_length=1)]
    environments: tuple[str, ...] = Field(default=(), strict=False, min_length=1)
    accounts: tuple[AccountNumber, ...] = Field(default=(), strict=False, min_length=1)
    hours: HoursOfDay | None = None
    timezone: Zone = "UTC"


class NightPart(Part):
    """When and where whoever asked for a containment may run it alone."""

    enabled: bool = False
    hours: HoursOfDay | None = None
    timezone: Zone = "UTC"
    accounts: tuple[AccountNumber, ...] = Field(default=(), strict=False, min_length=1)
    environments: tuple[str, ...] = Field(default=(), strict=False, min_length=1)
    confirm_within: Duration = LONGEST_UNCONFIRMED


class StandingPart(Part):
    """A runbook that may run unasked, and on what."""

    runbook: RunbookName
    environments: tuple[str, ...] = Field(strict=False, min_length=1)
    accounts: tuple[AccountNumber, ...] = Field(default=(), strict=False, min_length=1)
    resources: tuple[ArnPattern, ...] = Field(default=(), strict=False, min_length=1)
    severity: Floor = Severity.INFORMATIONAL


class ProtectedPart(Part):
    """What nobody can change from here."""

    resources: tuple[ArnPattern, ...] = Field(default=(), strict=False)
    accounts: tuple[AccountNumber, ...] = Field(default=(), strict=False)


class LimitsPart(Part):
    """How much may be changed before somebody has to look."""

    targets_per_hour: int | None = Field(default=None, ge=1)
    targets_per_execution: int | None = Field(default=None, ge=1)


class StatusPart(Part):
    """When and where the daily check is posted."""

    at: TimeOfDay = time(9)
    timezone: Zone = "UTC"
    channel: ChannelId | None = None


class SlackPart(Part):
    """What messages show, and in which language."""

    detail: DetailLevel = "standard"
    environments: Mapping[str, DetailLevel] | None = None
    language: Language = "en"


class RetentionPart(Part):
    """How long what is kept is kept; the audit trail is never shortened."""

    raw: Annotated[Duration, AfterValidator(least_raw)] | None = None
    findings: Annotated[Duration, AfterValidator(least_findings)] | None = None
    audit: Literal["forever"] = "forever"

    @field_validator("findings")
    @classmethod
    def _outlives_raw(cls, value: timedelta | None, info: ValidationInfo) -> timedelta | None:
        """Refuse to delete findings while the messages that hold them are kept."""
        raw = info.data.get("raw")
        if value is not None and raw is not None and value < raw:
            raise ValueError(words.POLICY_FINDINGS_RAW.en)
        return value


class AthenaPart(Part):
    """Where logs lie that Athena reads."""

    database: AthenaDatabase
    workgroup: AthenaWorkgroup


class LogsPart(Part):
    """Which logs there are: kept and told, and asked by nothing yet."""

    flow: LogGroups | None = None
    waf: LogGroups | None = None
    athena: AthenaPart | None = None

    @model_validator(mode="after")
    def _names_some(self) -> LogsPart:
        if not (self.flow or self.waf or self.athena):
            raise ValueError(words.POLICY_NO_LOGS.en)
        return self


class SyncPart(Part):
    """What is told upstream when somebody takes or ends an incident."""

    security_hub: tuple[Literal["notified", "resolved", "suppressed", "note"], ...] = Field(
        default=(), strict=False
    )
    guardduty: tuple[Literal["archive", "feedback"], ...] = Field(default=(), strict=False)
    security_hub_v2: tuple[Literal["in_progress", "resolved", "suppressed", "comment"], ...] = (
        Field(default=(), strict=False)
    )


class PolicyFile(Part):
    """The file as a whole, as far as this version serves it."""

    teams: tuple[TeamId, ...] = Field(default=(), strict=False)
    people: PeoplePart = PeoplePart()
    roles: tuple[RolePart, ...] = Field(default=(), strict=False)
    organization: OrganizationPart = OrganizationPart()
    accounts: AccountsPart = AccountsPart()
    producers: ProducersPart | None = None
    routes: tuple[RoutePart, ...] = Field(default=(), strict=False)
    networks: NetworksPart | None = None
    approvals: Mapping[Annotated[RiskClass, Field(strict=False)], ApprovalPart] = {}
    raises: tuple[RaisePart, ...] = Field(default=(), strict=False)
    standing: tuple[StandingPart, ...] = Field(default=(), strict=False)
    alone_at_night: NightPart | None = None
    protected: ProtectedPart = ProtectedPart()
    limits: LimitsPart = LimitsPart()
    status: StatusPart | None = None
    on_call: OnCallPart | None = None
    slack: SlackPart | None = None
    logs: LogsPart | None = None
    retention: RetentionPart | None = None
    sync: SyncPart = SyncPart()
    canary: CanaryPart | None = None
