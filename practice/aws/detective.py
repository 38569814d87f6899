"""Amazon Detective: behavior graphs, their members, and investigations that take their time.

As in the Detective API reference: a graph belongs to its administrator's account and Region, and
only IAM users and roles can be investigated. What AWS answers for an entity of an account that is
no member is not documented; here it is a ValidationException.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from practice.aws import indicators
from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.guardduty import GuardDuty
from practice.aws.indicators import Indicator
from practice.aws.paging import page
from practice.aws.record import CallRecord, Record

GRAPHS_AT_ONCE = 200
AT_ONCE = 100
ENTITY = re.compile(r"arn:[a-z-]+:iam::(?P<account>[0-9]{12}):(?P<kind>user|role)/.+")
TYPES = {"role": "IAM_ROLE", "user": "IAM_USER"}
FIRST_ID = 300_000_000_000_000_000_001
"""Ids have 21 digits."""

BAD_TOKEN = "ValidationException"  # noqa: S105  # AWS's code for a page's token
SEVERITIES = ("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL")


@dataclass
class Graph:
    """A behavior graph; `members` are accounts by their status."""

    arn: str
    created: datetime
    members: dict[str, str]


@dataclass
class Investigation:
    """One investigation; `found` is what it will have found, `ends` how and when it ends."""

    id: str
    graph: str
    entity: str
    kind: str
    created: datetime
    start: datetime
    end: datetime
    found: tuple[Indicator, ...]
    ends: tuple[str, datetime]


@dataclass
class Detective:
    """The graphs of every account; `takes_seconds` is how long an investigation runs."""

    record: Record
    guardduty: GuardDuty
    takes_seconds: float = 0.0
    fails: bool = False
    _graphs: dict[tuple[str, str], Graph] = field(default_factory=dict)
    _investigations: dict[str, Investigation] = field(default_factory=dict)
    _planted: dict[str, list[Indicator]] = field(default_factory=dict)
    _ids: Any = field(default_factory=lambda: itertools.count(FIRST_ID))
    _passed: timedelta = timedelta()
    _lock: Any = field(default_factory=threading.RLock)

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("detective", "ListGraphs"): self.list_graphs,
            ("detective", "ListMembers"): self.list_members,
            ("detective", "StartInvestigation"): self.start_investigation,
            ("detective", "GetInvestigation"): self.get_investigation,
            ("detective", "ListInvestigations"): self.list_investigations,
            ("detective", "ListIndicators"): self.list_indicators,
        }

    def open_graph(
        self, administrator: str, region: str, members: Iterable[str], status: str = "ENABLED"
    ) -> str:
        """Switch Detective on and return the graph's ARN; the members all have this status."""
        name = hashlib.md5(f"{administrator} {region}".encode(), usedforsecurity=False).hexdigest()
        arn = f"arn:aws:detective:{region}:{administrator}:graph:{name}"
        with self._lock:
            held = dict.fromkeys(members, status)
            self._graphs[administrator, region] = Graph(arn, self._now(), held)
        return arn

    def close_graph(self, administrator: str, region: str) -> None:
        """Switch Detective off."""
        with self._lock:
            self._graphs.pop((administrator, region), None)

    def plant(self, entity: str, *found: Indicator) -> None:
        """Let investigations of an entity that begin from now on find this as well."""
        with self._lock:
            self._planted.setdefault(entity, []).extend(found)

    def pass_time(self, seconds: float) -> None:
        """Let time pass for all investigations."""
        with self._lock:
            self._passed += timedelta(seconds=seconds)

    def at_present(self) -> None:
        """Let its clock show the present again, however much time was let pass before."""
        with self._lock:
            self._passed = timedelta(0)

    def list_graphs(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the graphs that the caller's account administers in this Region: one at most."""
        graph = self._graphs.get((call.account, call.region))
        listed = [{"Arn": graph.arn, "CreatedTime": graph.created}] if graph else []
        return page(call, listed, "GraphList", GRAPHS_AT_ONCE, BAD_TOKEN)

    def list_members(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the members of a graph, whatever their status."""
        graph = self._graph(call)
        listed = [
            {
                "AccountId": account,
                "EmailAddress": f"{account}@example.com",
                "GraphArn": graph.arn,
                "AdministratorId": call.account,
                "Status": status,
                "InvitedTime": graph.created,
                "UpdatedTime": graph.created,
            }
            for account, status in graph.members.items()
        ]
        return page(call, listed, "MemberDetails", GRAPHS_AT_ONCE, BAD_TOKEN)

    def start_investigation(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Begin another investigation: there is no token by which a second try would be known."""
        graph, entity = self._graph(call), str(call.parameters["EntityArn"])
        named = ENTITY.fullmatch(entity)
        if named is None or named["account"] not in {call.account, *_enabled(graph)}:
            raise _invalid(name="EntityArn")
        start, end = (_moment(call.parameters[one]) for one in ("ScopeStartTime", "ScopeEndTime"))
        if start >= end:
            raise _invalid(name="ScopeStartTime")
        with self._lock:
            now, number = self._now(), f"{next(self._ids):021}"
            self._investigations[number] = Investigation(
                id=number,
                graph=graph.arn,
                entity=entity,
                kind=TYPES[named["kind"]],
                created=now,
                start=start,
                end=end,
                found=tuple(self._found(named["account"], entity, start)),
                ends=(
                    "FAILED" if self.fails else "SUCCESSFUL",
                    now + timedelta(seconds=self.takes_seconds),
                ),
            )
        return {"InvestigationId": number}

    def get_investigation(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer one investigation as it stands."""
        one = self._investigation(call)
        scope = {"GraphArn": one.graph, "ScopeStartTime": one.start, "ScopeEndTime": one.end}
        return self._told(one) | scope

    def list_investigations(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the investigations that meet all criteria, sorted as asked."""
        graph = self._graph(call)
        criteria = call.parameters.get("FilterCriteria") or {}
        told = [self._told(one) for one in self._all() if one.graph == graph.arn]
        met = [one for one in told if _meets(one, criteria)]
        sort = call.parameters.get("SortCriteria") or {}
        key = {"SEVERITY": _severity, "STATUS": _status}.get(str(sort.get("Field")), _created)
        met.sort(key=key, reverse=sort.get("SortOrder") != "ASC")
        return page(call, met, "InvestigationDetails", AT_ONCE, BAD_TOKEN)

    def list_indicators(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer what was found, of one type where that is asked for; nothing while it runs."""
        one, kind = self._investigation(call), call.parameters.get("IndicatorType")
        found = one.found if self._status(one) == "SUCCESSFUL" else ()
        kept = [each for each in found if kind in (None, each["IndicatorType"])]
        answer = page(call, kept, "Indicators", AT_ONCE, BAD_TOKEN)
        return answer | {"GraphArn": one.graph, "InvestigationId": one.id}

    def _found(self, account: str, entity: str, start: datetime) -> list[Indicator]:
        calls = [
            one
            for one in self.record.calls(account)
            if _principal(one) == entity and one.time >= start
        ]
        named = self.guardduty.naming(account, entity.rpartition("/")[2])
        return [
            *self._planted.get(entity, ()),
            *indicators.observed(calls),
            *indicators.agents(calls),
            *indicators.related(named),
        ]

    def _all(self) -> list[Investigation]:
        with self._lock:
            return list(self._investigations.values())

    def _graph(self, call: Call) -> Graph:
        graph = self._graphs.get((call.account, call.region))
        if graph is None or graph.arn != call.parameters["GraphArn"]:
            raise _unknown()
        return graph

    def _investigation(self, call: Call) -> Investigation:
        graph = self._graph(call)
        one = self._investigations.get(str(call.parameters["InvestigationId"]))
        if one is None or one.graph != graph.arn:
            raise _unknown()
        return one

    def _told(self, one: Investigation) -> dict[str, Any]:
        status = self._status(one)
        told = {
            "InvestigationId": one.id,
            "EntityArn": one.entity,
            "EntityType": one.kind,
            "CreatedTime": one.created,
            "Status": status,
            "State": "ACTIVE",
        }
        if status != "SUCCESSFUL":
            return told
        return told | {"Severity": indicators.severity(one.found)}

    def _status(self, one: Investigation) -> str:
        status, ends = one.ends
        return status if self._now() >= ends else "RUNNING"

    def _now(self) -> datetime:
        return datetime.now(UTC) + self._passed


def _principal(call: CallRecord) -> str:
    """Return the ARN of the user, or of the role whose session it was."""
    return call.who.session.role_arn if call.who.session else call.who.arn


def _enabled(graph: Graph) -> set[str]:
    return {account for account, status in graph.members.items() if status == "ENABLED"}


def _meets(told: Mapping[str, Any], criteria: Mapping[str, Any]) -> bool:
    named = {name: one["Value"] for name, one in criteria.items() if "Value" in one}
    within = criteria.get("CreatedTime")
    if within:
        start, end = _moment(within["StartInclusive"]), _moment(within["EndInclusive"])
        if not start <= told["CreatedTime"] <= end:
            return False
    return all(told.get(name) == value for name, value in named.items())


def _created(told: Mapping[str, Any]) -> tuple[Any, ...]:
    return told["CreatedTime"], told["InvestigationId"]


def _severity(told: Mapping[str, Any]) -> tuple[Any, ...]:
    kind = told.get("Severity")
    return (SEVERITIES.index(kind) if kind in SEVERITIES else -1, *_created(told))


def _status(told: Mapping[str, Any]) -> tuple[Any, ...]:
    return told["Status"], *_created(told)


def _moment(value: Any) -> datetime:
    """Read a time, as moto's parser gives it (UTC that does not say so) or as text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    aware: datetime = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware


def _invalid(name: str) -> RefusedError:
    return RefusedError("ValidationException", f"The request has an invalid {name}.")


def _unknown() -> RefusedError:
    message = "The requested resource was not found."
    return RefusedError("ResourceNotFoundException", message, 404)
