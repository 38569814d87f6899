"""Security Hub V2's findings, OCSF documents: read by filters of exact text, updated, announced.

https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindingsV2.html
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from practice.aws import events
from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.membership import Membership
from practice.aws.paging import page
from practice.aws.shelf import Shelf

AT_ONCE = 100
GROUPS, FILTERS = 10, 20
LONGEST_COMMENT = 512
STATUSES = {
    0: "Unknown",
    1: "New",
    2: "In Progress",
    3: "Suppressed",
    4: "Resolved",
    5: "Archived",
    99: "Other",
}
DETAIL_TYPE = "Findings Imported V2"
INVALID = "ValidationException"


class SecurityHubV2:
    """The findings of every account and Region, as they travel."""

    def __init__(self, membership: Membership) -> None:
        """Begin without findings; what changes is announced to whom membership tells of it."""
        self._membership = membership
        self.findings = Shelf("uid")
        self._lock = threading.Lock()

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("securityhub", "BatchUpdateFindingsV2"): self.batch_update_findings,
            ("securityhub", "GetFindingsV2"): self.get_findings,
        }

    def keep(self, account: str, region: str, finding: Mapping[str, Any]) -> None:
        """Keep a finding under its `metadata.uid`, or under its own id where it has none."""
        name = finding["metadata"].get("uid") or finding["finding_info"]["uid"]
        self.findings.put(account, region, {"uid": name, "document": finding})

    def get_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the findings that meet the filters asked for."""
        filters = call.parameters.get("Filters") or {}
        groups = filters.get("CompositeFilters") or []
        _refuse(_fault_of_filters(groups))
        every = _every(filters.get("CompositeOperator"))
        kept = [one["document"] for one in self.findings.of(call)]
        found = [one for one in kept if not groups or every(_in(one, each) for each in groups)]
        return page(call, found, "Findings", AT_ONCE, INVALID)

    def batch_update_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Write what customers may, by `metadata.uid`; the times of a finding stay as they are."""
        _refuse(_fault_of_update(call.parameters))
        uids = call.parameters["MetadataUids"]
        done = [uid for uid in uids if self._update(call, uid)]
        return {
            "ProcessedFindings": [{"MetadataUid": uid} for uid in done],
            "UnprocessedFindings": [
                {
                    "MetadataUid": uid,
                    "ErrorCode": "ResourceNotFoundException",
                    "ErrorMessage": "Finding Not Found",
                }
                for uid in uids
                if uid not in done
            ],
        }

    def _update(self, call: Call, uid: str) -> bool:
        status = call.parameters.get("StatusId")
        with self._lock:
            kept = self.findings.one(call, uid)
            if kept is None:
                return False
            document = kept["document"]
            if status is not None:
                document |= {"status_id": status, "status": STATUSES[status]}
            if call.parameters.get("Comment"):
                document["comment"] = call.parameters["Comment"]
            self.findings.put(call.account, call.region, kept)
        detail = {"findings": [document]}
        for account in self._membership.told(call.account):
            events.emit(account, call.region, "aws.securityhub", DETAIL_TYPE, detail, [uid])
        return True


def _refuse(fault: str) -> None:
    if fault:
        raise RefusedError(code=INVALID, message=fault)


def _fault_of_filters(groups: Sequence[Mapping[str, Any]]) -> str:
    asked = [group.get("StringFilters") or [] for group in groups]
    if any(one["Filter"]["Comparison"] != "EQUALS" for some in asked for one in some):
        return "Only EQUALS is simulated"
    if len(groups) > GROUPS or any(len(some) > FILTERS for some in asked):
        return "At most 10 composite filters, and 20 filters in each"
    return ""


def _fault_of_update(given: Mapping[str, Any]) -> str:
    if given.get("FindingIdentifiers") or not 0 < len(given.get("MetadataUids") or ()) <= AT_ONCE:
        return "Only MetadataUids are simulated, 1 to 100 of them"
    if given.get("StatusId") not in (None, *STATUSES):
        return f"No such StatusId: {given['StatusId']}"
    comment = given.get("Comment")
    if comment is not None and not 0 < len(comment) <= LONGEST_COMMENT:
        return "A comment has 1 to 512 characters"
    return ""


def _in(document: Mapping[str, Any], group: Mapping[str, Any]) -> bool:
    every = _every(group.get("Operator"))
    return bool(every(_meets(document, one) for one in group.get("StringFilters") or []))


def _every(operator: str | None) -> Any:
    return any if operator == "OR" else all


def _meets(document: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    value: Any = document
    for part in asked["FieldName"].split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return bool(value == asked["Filter"]["Value"])
