"""Security Hub's findings: imported, filtered, updated, and announced on EventBridge each time."""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moto.securityhub.models import securityhub_backends

from practice.aws import events
from practice.aws.asff_filters import meets, ordered
from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.membership import Membership
from practice.aws.paging import page

AT_ONCE = 100
REQUIRED = (
    "AwsAccountId",
    "CreatedAt",
    "Description",
    "GeneratorId",
    "Id",
    "ProductArn",
    "Resources",
    "SchemaVersion",
    "Title",
    "UpdatedAt",
)
CUSTOMERS_OWN = ("Note", "UserDefinedFields", "VerificationState", "Workflow", "WorkflowState")
UPDATABLE = (
    "Confidence",
    "Criticality",
    "Note",
    "RelatedFindings",
    "Severity",
    "Types",
    "UserDefinedFields",
    "VerificationState",
    "Workflow",
)
NORMALIZED = {"INFORMATIONAL": 0, "LOW": 1, "MEDIUM": 40, "HIGH": 70, "CRITICAL": 90}

Finding = dict[str, Any]
Key = tuple[str, str, str]


class SecurityHub:
    """The findings of every account and Region, by Region, product and id."""

    def __init__(self, membership: Membership) -> None:
        """Begin without findings."""
        self._membership = membership
        self._findings: dict[Key, Finding] = {}
        self._lock = threading.Lock()

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("securityhub", "BatchImportFindings"): self.batch_import_findings,
            ("securityhub", "BatchUpdateFindings"): self.batch_update_findings,
            ("securityhub", "GetFindings"): self.get_findings,
        }

    def batch_import_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Take findings from a product; an older one than is held changes nothing."""
        _subscribed(call)
        asked = call.parameters["Findings"]
        _few_enough(asked)
        failed = [_failure(one, why) for one in asked if (why := _fault(one, call.account))]
        ids = {one["Id"] for one in failed}
        for one in asked:
            if one.get("Id") not in ids:
                self._import(call.region, copy.deepcopy(one))
        return {
            "FailedCount": len(failed),
            "SuccessCount": len(asked) - len(failed),
            "FailedFindings": failed,
        }

    def get_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the findings that the filters let through, in the order asked for."""
        _subscribed(call)
        if int(call.parameters.get("MaxResults") or AT_ONCE) > AT_ONCE:
            raise RefusedError(
                code="InvalidInputException", message="MaxResults must be at most 100"
            )
        with self._lock:
            seen = [copy.deepcopy(one) for one in self._seen(call).values()]
        met = [one for one in seen if meets(one, call.parameters.get("Filters") or {})]
        listed = ordered(met, call.parameters.get("SortCriteria") or [])
        return page(call, listed, "Findings", AT_ONCE, "InvalidInputException")

    def batch_update_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Write what customers may: workflow, note and the like; `UpdatedAt` stays as it is."""
        _subscribed(call)
        asked = call.parameters["FindingIdentifiers"]
        _few_enough(asked)
        done, undone = [], []
        for one in asked:
            if self._update(call, one):
                done.append(one)
            else:
                undone.append(
                    {
                        "FindingIdentifier": one,
                        "ErrorCode": "FindingNotFound",
                        "ErrorMessage": "Finding Not Found",
                    }
                )
        return {"ProcessedFindings": done, "UnprocessedFindings": undone}

    def _seen(self, call: Call) -> dict[Key, Finding]:
        return {
            key: finding
            for key, finding in self._findings.items()
            if key[0] == call.region
            and self._membership.sees(call.account, str(finding["AwsAccountId"]))
        }

    def _import(self, region: str, finding: Finding) -> None:
        key = (region, str(finding["ProductArn"]), str(finding["Id"]))
        with self._lock:
            held = self._findings.get(key)
            if held is not None and str(finding["UpdatedAt"]) <= str(held["UpdatedAt"]):
                return
            self._findings[key] = taken = _taken(region, finding, held)
        self._announce(region, taken)

    def _update(self, call: Call, identifier: Mapping[str, str]) -> bool:
        key = (call.region, identifier["ProductArn"], identifier["Id"])
        with self._lock:
            finding = self._seen(call).get(key)
            if finding is None:
                return False
            for name in UPDATABLE:
                if call.parameters.get(name) is not None:
                    finding[name] = copy.deepcopy(call.parameters[name])
            if call.parameters.get("Note"):
                finding["Note"]["UpdatedAt"] = _now()
            _complete_severity(finding)
        self._announce(call.region, finding)
        return True

    def _announce(self, region: str, finding: Finding) -> None:
        for account in self._membership.told(str(finding["AwsAccountId"])):
            if securityhub_backends[account][region].enabled:
                detail = {"findings": [copy.deepcopy(finding)]}
                kind = "Security Hub Findings - Imported"
                arn = f"{finding['ProductArn']}/{finding['Id']}"
                events.emit(account, region, "aws.securityhub", kind, detail, [arn])


def _subscribed(call: Call) -> None:
    if not securityhub_backends[call.account][call.region].enabled:
        message = f"Account {call.account} is not subscribed to AWS Security Hub"
        raise RefusedError(code="InvalidAccessException", message=message, status=401)


def _few_enough(asked: list[Any]) -> None:
    if not 0 < len(asked) <= AT_ONCE:
        raise RefusedError(
            code="InvalidInputException", message="Between 1 and 100 findings at once"
        )


def _fault(finding: Finding, account: str) -> str:
    missing = [name for name in REQUIRED if not finding.get(name)]
    if missing:
        return f"Finding does not adhere to Amazon Finding Format: no {', '.join(missing)}"
    if str(finding["AwsAccountId"]) != account:
        return "The finding's AwsAccountId is not the account that imports it"
    return ""


def _failure(finding: Finding, why: str) -> dict[str, str]:
    return {"Id": str(finding.get("Id", "")), "ErrorCode": "InvalidInput", "ErrorMessage": why}


def _taken(region: str, finding: Finding, held: Finding | None) -> Finding:
    """Return what is kept of an import: customers' own fields are not the product's to write."""
    own = {name: held[name] for name in CUSTOMERS_OWN if held and name in held}
    fresh = {
        name: value for name, value in finding.items() if name not in CUSTOMERS_OWN or not held
    }
    base = {
        "RecordState": "ACTIVE",
        "Workflow": {"Status": "NEW"},
        "WorkflowState": "NEW",
        "Region": region,
    }
    taken = base | fresh | own
    back = held is not None and held["RecordState"] == "ARCHIVED" != taken["RecordState"]
    if back and taken["Workflow"]["Status"] in ("RESOLVED", "NOTIFIED"):
        taken["Workflow"] = {"Status": "NEW"}
    _complete_severity(taken)
    return taken


def _complete_severity(finding: Finding) -> None:
    severity = finding.setdefault("Severity", {"Label": "INFORMATIONAL"})
    if "Label" not in severity and "Normalized" in severity:
        bounds = [(low, name) for name, low in NORMALIZED.items() if low <= severity["Normalized"]]
        severity["Label"] = max(bounds)[1]
    severity.setdefault("Normalized", NORMALIZED.get(severity.get("Label", ""), 0))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
