"""GuardDuty's findings: raised by the range, read, archived and taken back by API calls."""

from __future__ import annotations

import copy
import json
import threading
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moto.core.utils import get_service_model
from moto.guardduty.models import guardduty_backends

from practice.aws import events
from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.criteria import at, meets, ordered
from practice.aws.membership import Membership
from practice.aws.paging import page
from practice.aws.wire import from_wire

IDS_AT_ONCE = 50
NOT_OURS = (
    "The request is rejected because the input detectorId is not owned by the current account."
)
SAMPLE_TYPE = "UnauthorizedAccess:EC2/SSHBruteForce"

Finding = dict[str, Any]


class GuardDuty:
    """The findings of every account and Region, kept as they travel."""

    def __init__(self, membership: Membership) -> None:
        """Begin without findings."""
        self._membership = membership
        self._findings: dict[tuple[str, str], dict[str, Finding]] = {}
        self._lock = threading.Lock()
        self._shape = get_service_model("guardduty").shape_for("Finding")

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("guardduty", "ListFindings"): self.list_findings,
            ("guardduty", "GetFindings"): self.get_findings,
            ("guardduty", "ArchiveFindings"): self.archive_findings,
            ("guardduty", "UnarchiveFindings"): self.unarchive_findings,
            ("guardduty", "UpdateFindingsFeedback"): self.update_findings_feedback,
            ("guardduty", "CreateSampleFindings"): self.create_sample_findings,
        }

    def raise_finding(self, account: str, region: str, finding: Mapping[str, Any]) -> Finding:
        """Let GuardDuty find something, as EventBridge spells it (lower camel case).

        What is missing is filled in; account and Region are those given. A finding with the id
        of one that is known takes its place, and stays archived where that one was. The event
        goes to the account's bus and its administrator's. Returns the finding as it is kept.
        """
        raised = _filled(account, region, finding)
        with self._lock:
            held = self._findings.setdefault((account, region), {})
            known = held.get(raised["id"])
            if known is not None:
                raised["service"]["archived"] = known["service"]["archived"]
            held[raised["id"]] = raised
        for told in self._membership.told(account):
            event = copy.deepcopy(raised)
            events.emit(told, region, "aws.guardduty", "GuardDuty Finding", event)
        return copy.deepcopy(raised)

    def naming(self, account: str, principal: str) -> list[Finding]:
        """Return an account's findings whose access key is this user's or role's."""
        with self._lock:
            return [
                finding
                for (owner, _), held in self._findings.items()
                if owner == account
                for finding in held.values()
                if principal in at(finding, "resource.accessKeyDetails.userName")
            ]

    def list_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the ids that meet the criteria; archived ones too unless they say otherwise."""
        criterion = (call.parameters.get("FindingCriteria") or {}).get("Criterion") or {}
        met = [one for one in self._seen(call).values() if meets(one, criterion)]
        listed = ordered(met, call.parameters.get("SortCriteria") or {})
        found = [one["id"] for one in listed]
        return page(call, found, "FindingIds", IDS_AT_ONCE, "BadRequestException")

    def get_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the findings in the API's shape."""
        seen = self._seen(call)
        asked = [seen[one] for one in _ids(call) if one in seen]
        listed = ordered(asked, call.parameters.get("SortCriteria") or {})
        return {"Findings": [from_wire(self._shape, one) for one in listed]}

    def archive_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Put findings out of sight."""
        return self._archive(call, archived=True)

    def unarchive_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Bring findings back into sight."""
        return self._archive(call, archived=False)

    def update_findings_feedback(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Keep whether findings were of use; the last word counts, and no event tells of it."""
        seen = self._seen(call)
        for one in _ids(call):
            if one in seen:
                seen[one]["service"]["userFeedback"] = str(call.parameters["Feedback"])
        return {}

    def create_sample_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Raise made-up findings of the types asked for; each says that it is a sample."""
        _own_detector(call)
        for kind in call.parameters.get("FindingTypes") or [SAMPLE_TYPE]:
            self.raise_finding(call.account, call.region, _sample(str(kind)))
        return {}

    def _archive(self, call: Call, *, archived: bool) -> dict[str, Any]:
        seen = self._seen(call)
        for one in _ids(call):
            if one in seen:
                seen[one]["service"]["archived"] = archived
        return {}

    def _seen(self, call: Call) -> dict[str, Finding]:
        _own_detector(call)
        with self._lock:
            return {
                name: finding
                for (account, region), held in self._findings.items()
                if region == call.region and self._membership.sees(call.account, account)
                for name, finding in held.items()
            }


def detector(account: str, region: str) -> str:
    """Return an account's detector; GuardDuty is switched on where it is not."""
    backend = guardduty_backends[account][region]
    if backend.detectors:
        return str(next(iter(backend.detectors)))
    return str(backend.create_detector(True, "SIX_HOURS", {}, {}, []))  # noqa: FBT003  # moto takes it by position


def _own_detector(call: Call) -> None:
    if call.parameters["DetectorId"] not in guardduty_backends[call.account][call.region].detectors:
        raise RefusedError(code="BadRequestException", message=NOT_OURS)


def _ids(call: Call) -> list[str]:
    asked = [str(one) for one in call.parameters["FindingIds"]]
    if len(asked) > IDS_AT_ONCE:
        message = "The request is rejected because the parameter findingIds has an invalid value."
        raise RefusedError(code="BadRequestException", message=message)
    return asked


def _filled(account: str, region: str, finding: Mapping[str, Any]) -> Finding:
    name = str(finding.get("id") or uuid.uuid4().hex)
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    home = detector(account, region)
    arn = f"arn:aws:guardduty:{region}:{account}:detector/{home}/finding/{name}"
    service = {"serviceName": "guardduty", "detectorId": home, "archived": False, "count": 1}
    base = {
        "schemaVersion": "2.0",
        "partition": "aws",
        "arn": arn,
        "severity": 5,
        "createdAt": now,
        "updatedAt": now,
        "resource": {},
    }
    filled = copy.deepcopy({**base, **finding})
    filled["service"] = (
        service | {"eventFirstSeen": now, "eventLastSeen": now} | dict(filled.get("service") or {})
    )
    return filled | {"id": name, "accountId": account, "region": region}


def _sample(kind: str) -> Finding:
    return {
        "type": kind,
        "title": "Sample finding",
        "description": "A made-up finding; nothing happened.",
        "resource": {
            "resourceType": "Instance",
            "instanceDetails": {"instanceId": "i-99999999", "instanceState": "running"},
        },
        "service": {
            "additionalInfo": {
                "sample": True,
                "value": json.dumps({"sample": True}),
                "type": "default",
            }
        },
    }
