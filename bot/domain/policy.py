"""The policy file as values: teams, roles, accounts, approvals, what is protected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from fnmatch import fnmatchcase
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.answer import Sensitivity
from bot.domain.detail import Detail
from bot.domain.finding import Producer, Severity
from bot.domain.networks import Networks
from bot.domain.paging import Webhook
from bot.domain.patterns import is_any
from bot.domain.people import Person, Role
from bot.domain.rota import OnCall
from bot.domain.routes import Route
from bot.domain.words import weighing as words
from runbooks.kit.text import SPACE, Language, Said, listing
from runbooks.kit.values import Power, RiskClass, Special

OPENS = frozenset("*?[")
"""With one of these a text is a pattern itself."""
AWS = "aws"
"""Stands for all of AWS's own products."""
AWS_PRODUCT = ":product/aws/"

_RANKS: Mapping[Role, int] = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role for some members (Slack user ids or group ids), in some accounts or environments.

    Empty `accounts` and `environments` mean everywhere.
    """

    role: Role
    members: frozenset[str]
    accounts: frozenset[str] = frozenset()
    environments: frozenset[str] = frozenset()

    def gives(self, role: Role) -> bool:
        """Say whether it gives at least this role."""
        return _RANKS[self.role] >= _RANKS[role]

    def names(self, person: Person) -> bool:
        """Say whether the person, or a group that they are in right now, is a member."""
        return person.slack_id in self.members or not self.members.isdisjoint(person.groups or ())

    def reaches(self, account: str, environment: str) -> bool:
        """Say whether it holds in an account of this environment."""
        return (not self.accounts or account in self.accounts) and (
            not self.environments or environment in self.environments
        )


@dataclass(frozen=True, slots=True)
class Account:
    """One AWS account that secbot may work in, and the names of its roles there.

    Empty `watch_regions` mean every Region that is enabled in the account.
    `drill` says that a change of the account itself is a drill. `precious` are patterns of the
    ARNs of what must least of all be hit by mistake. `detail` is how much of it Slack may be shown,
    None where nothing is said of this account.
    """

    number: str
    name: str
    environment: str = ""
    owner: str = ""
    contain_role: str = "secbot-contain"
    release_role: str = "secbot-release"
    read_role: str = "secbot-read"
    sync_role: str = "secbot-sync"
    external_id: str = ""
    act_regions: tuple[str, ...] = ()
    watch_regions: tuple[str, ...] = ()
    drill: bool = False
    precious: tuple[str, ...] = ()
    detail: Sensitivity | None = None

    def role_of(self, power: Power) -> str:
        """Return the role that has this power, with its path."""
        match power:
            case Power.CONTAIN:
                return self.contain_role
            case Power.RELEASE:
                return self.release_role
            case Power.SYNC:
                return self.sync_role

    @property
    def watched_roles(self) -> Mapping[str, Power]:
        """Return every role that changes anything at all, by name as its sessions bear it."""
        return {self.sync_role.rpartition("/")[2]: Power.SYNC, **self.acting_roles}

    @property
    def acting_roles(self) -> Mapping[str, Power]:
        """Return the roles that change things, by name as their sessions bear it: without a path."""
        paths = {self.contain_role: Power.CONTAIN, self.release_role: Power.RELEASE}
        return {path.rpartition("/")[2]: power for path, power in paths.items()}


@dataclass(frozen=True, slots=True)
class Morning:
    """When the daily check is posted: a time of day in an IANA time zone, and the channel.

    An empty `channel` is the one for alerts.
    """

    at: time
    timezone: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of every day in an IANA time zone; it may go over midnight. `ends` is not in it."""

    begins: time
    ends: time
    timezone: str

    def hold(self, at: datetime) -> bool:
        """Say whether a moment lies in it."""
        now = at.astimezone(ZoneInfo(self.timezone)).time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends


@dataclass(frozen=True, slots=True)
class Raise:
    """Makes a class one stricter, where and when it says; empty means everywhere, always."""

    classes: frozenset[RiskClass]
    environments: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    hours: Hours | None = None

    def holds(self, account: Account, at: datetime) -> bool:
        """Say whether it is about this account at this moment."""
        return (
            (not self.environments or account.environment in self.environments)
            and (not self.accounts or account.number in self.accounts)
            and (self.hours is None or self.hours.hold(at))
        )

    @property
    def told(self) -> Said:
        """Return it as a person reads it, such as `in prod from 22:00 to 07:00 (Asia/Tokyo)`."""
        where = ", ".join(sorted(self.environments | self.accounts))
        parts = [words.WHERE.fill(where=where or words.EVERY_ACCOUNT)]
        if self.hours:
            begins, ends = f"{self.hours.begins:%H:%M}", f"{self.hours.ends:%H:%M}"
            zone = self.hours.timezone
            parts.append(words.WHEN.fill(begins=begins, ends=ends, timezone=zone))
        return listing(parts, SPACE)


@dataclass(frozen=True, slots=True)
class Rule:
    """How many must approve a class, and how long a plan waits for them."""

    approvals: int
    ttl: timedelta


@dataclass(frozen=True, slots=True)
class StandingRule:
    """A runbook that may run unasked on what findings of at least this severity name.

    `resources` are patterns of ARNs, empty for any; class B runs only where they are named.
    """

    runbook: str
    environments: frozenset[str]
    resources: tuple[str, ...] = ()
    accounts: frozenset[str] = frozenset()
    floor: Severity = Severity.INFORMATIONAL


LONGEST_UNCONFIRMED = timedelta(minutes=60)
"""How long what somebody contained alone at night waits for a second person at most."""


@dataclass(frozen=True, slots=True)
class Night:
    """When and where whoever asked for a containment may run it alone; empty means everywhere.

    Somebody else has to confirm it within `confirm_within`, or its undo is asked for.
    """

    hours: Hours
    accounts: frozenset[str] = frozenset()
    environments: frozenset[str] = frozenset()
    confirm_within: timedelta = LONGEST_UNCONFIRMED

    def reaches(self, account: Account) -> bool:
        """Say whether it is about this account."""
        return (not self.accounts or account.number in self.accounts) and (
            not self.environments or account.environment in self.environments
        )


SAFE_RULES: Mapping[RiskClass, Rule] = {
    RiskClass.A: Rule(approvals=0, ttl=timedelta(minutes=30)),
    RiskClass.B: Rule(approvals=1, ttl=timedelta(minutes=30)),
    RiskClass.C: Rule(approvals=1, ttl=timedelta(minutes=30)),
    RiskClass.D: Rule(approvals=2, ttl=timedelta(minutes=30)),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How many targets may be changed in an hour, and by one execution."""

    targets_per_hour: int = 20
    targets_per_execution: int = 10


@dataclass(frozen=True, slots=True)
class Logs:
    """Which logs there are: patterns of log groups, and Athena's database and workgroup.

    Nothing asks them yet, which is told wherever the policy is: `words.logs`.
    """

    flow: str = ""
    waf: str = ""
    database: str = ""
    workgroup: str = ""

    @property
    def told(self) -> str:
        """Return the keys of the file that are set, such as `flow, athena`."""
        keys = {"flow": self.flow, "waf": self.waf, "athena": self.database}
        return ", ".join(key for key, value in keys.items() if value)


@dataclass(frozen=True, slots=True)
class Sync:
    """What is told upstream, in the words of the policy file; nothing unless it says so."""

    security_hub: frozenset[str] = frozenset()
    guardduty: frozenset[str] = frozenset()
    security_hub_v2: frozenset[str] = frozenset()

    @property
    def is_on(self) -> bool:
        """Say whether anything is told upstream at all."""
        return bool(self.security_hub or self.guardduty or self.security_hub_v2)


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that decides who may do what; the default lets nobody change anything.

    `own` are the ARNs of secbot's own things that its settings name, which the file can't free.
    `principals` says whose (an address) a user or a role session of this name is. `special` are
    the numbers of the accounts with a special part, each of which is among `accounts`. `discover` says
    that the organization is asked which other accounts there are. `parts` is
    all of it as JSON data, to be written down and compared. `page_topic` is the ARN of the topic
    that pages beyond Slack, or empty; `page_webhook` is paged beside it or alone. `night` is when one may contain alone; None for never.
    `raw_kept` is how long raw messages are kept, `findings_kept` how long findings, None for ever. `trusted` are `aws` and patterns
    of ASFF ProductArns: whose findings are more than claims. `canary` is how often one is sent
    from each place; None for never. `detail` is how much Slack may be shown.
    """

    digest: str
    teams: frozenset[str] = frozenset()
    email_domain: str = ""
    grants: tuple[Grant, ...] = ()
    principals: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    rules: Mapping[RiskClass, Rule] = field(default_factory=lambda: dict(SAFE_RULES))
    special: Mapping[Special, str] = field(default_factory=dict)
    discover: bool = False
    protected_resources: tuple[str, ...] = ()
    protected_accounts: frozenset[str] = frozenset()
    parts: Mapping[str, Any] = field(default_factory=dict)
    morning: Morning | None = None
    limits: Limits = Limits()
    own: tuple[str, ...] = ()
    page_topic: str = ""
    page_webhook: Webhook | None = None
    raises: tuple[Raise, ...] = ()
    standing: tuple[StandingRule, ...] = ()
    sync: Sync = Sync()
    night: Night | None = None
    routes: tuple[Route, ...] = ()
    networks: Networks | None = None
    trusted: tuple[str, ...] = (AWS,)
    on_call: OnCall | None = None
    raw_kept: timedelta | None = None
    findings_kept: timedelta | None = None
    logs: Logs | None = None
    canary: timedelta | None = None
    language: Language = "en"
    detail: Detail = field(default_factory=Detail)

    @property
    def pages(self) -> bool:
        """Say whether anybody is paged beyond Slack."""
        return bool(self.page_topic or self.page_webhook)

    def grants_of(self, role: Role, account: str) -> tuple[Grant, ...]:
        """Return the grants that give at least this role in this account."""
        environment = self.environment_of(account)
        return tuple(
            grant
            for grant in self.grants
            if grant.gives(role) and grant.reaches(account, environment)
        )

    def holds(self, person: Person, role: Role, account: str) -> bool:
        """Say whether the person has this role in this account, right now."""
        return any(grant.names(person) for grant in self.grants_of(role, account))

    def holds_somewhere(self, person: Person, role: Role) -> bool:
        """Say whether the person has this role in some account at least, right now."""
        own = [grant for grant in self.grants if grant.gives(role) and grant.names(person)]
        return any(
            grant.reaches(account, self.environment_of(account))
            for grant in own
            for account in ("", *self.accounts)
        )

    def is_ours(self, person: Person) -> bool:
        """Say whether the person is of one of our teams, no guest, and at our own addresses."""
        if person.guest or person.team not in self.teams:
            return False
        return not self.email_domain or person.email.casefold().endswith(
            "@" + self.email_domain.casefold()
        )

    def trusts(self, producer: Producer) -> bool:
        """Say whether what a producer reports is more than a claim that anybody could write."""
        if producer.verified and AWS in self.trusted:
            return True
        if AWS_PRODUCT in producer.product and not producer.verified:
            return False
        return any(fnmatchcase(producer.product, each) for each in self.trusted if each != AWS)

    def is_precious(self, arn: str, account: str) -> bool:
        """Say whether the file calls a resource of this account precious."""
        known = self.accounts.get(account)
        return known is not None and any(fnmatchcase(arn, each) for each in known.precious)

    def parts_of(self, account: str) -> tuple[Special, ...]:
        """Return which special parts an account has in the organization."""
        return tuple(part for part, number in self.special.items() if number == account)

    def environment_of(self, account: str) -> str:
        """Return the environment of an account; empty where the file has none."""
        known = self.accounts.get(account)
        return known.environment if known else ""

    def shown_of(self, accounts: Iterable[str]) -> Sensitivity:
        """Return how much Slack may be shown of what is about these accounts: the strictest."""
        known = (self.accounts[one] for one in accounts if one in self.accounts)
        levels = (self.detail.within(one.environment, one.detail) for one in known)
        return min(levels, default=self.detail.anywhere)

    def members_of(self, role: Role, account: str) -> frozenset[str]:
        """Return the user and group ids that hold at least this role in this account."""
        members = (grant.members for grant in self.grants_of(role, account))
        return frozenset[str]().union(*members)

    def protects(self, account: str, arn: str) -> bool:
        """Say whether the file itself forbids any change of this resource.

        An ARN of ours may leave account and Region open (`*`): then a pattern that names them
        still protects.
        """
        if account in self.protected_accounts or is_any(arn, self.protected_resources):
            return True
        is_open = not OPENS.isdisjoint(arn) and not arn.endswith("*")
        return is_open and any(fnmatchcase(one, arn) for one in self.protected_resources)

    def protected_of(self, account: str, arns: Iterable[str]) -> str:
        """Return the first of these that the file protects, or an empty string."""
        return next((arn for arn in arns if self.protects(account, arn)), "")
