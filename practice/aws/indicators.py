"""What an investigation of Detective's finds: read off the calls that a principal really made.

The shapes are those of https://docs.aws.amazon.com/detective/latest/APIReference/API_Indicator.html;
which call counts as which tactic is this range's own, and coarse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from practice.aws.record import CallRecord

Indicator = Mapping[str, Any]

TACTICS: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("Delete", "Terminate", "Stop"): ("Impact", "Data Destruction"),
    ("GetObject", "CopyObject"): ("Exfiltration", "Transfer Data to Cloud Account"),
    ("AssumeRole",): ("Privilege Escalation", "Valid Accounts"),
    ("Put", "Create", "Attach", "Authorize", "Update"): ("Persistence", "Account Manipulation"),
    ("Describe", "Get", "Head", "List"): ("Discovery", "Cloud Infrastructure Discovery"),
}
"""Tactic and technique of MITRE ATT&CK by how an operation's name begins; the first that fits."""

GRAVE = frozenset({"Exfiltration", "Impact"})


def observed(calls: Iterable[CallRecord]) -> Iterator[Indicator]:
    """Yield a TTP for each operation and address, with how often it went well and ill."""
    well: Counter[tuple[str, str]] = Counter()
    ill: Counter[tuple[str, str]] = Counter()
    for call in calls:
        (ill if call.error else well)[call.operation, call.source_address] += 1
    for operation, address in sorted({*well, *ill}):
        tactic, technique = _tactic(operation)
        if tactic:
            detail = {
                "Tactic": tactic,
                "Technique": technique,
                "Procedure": f"{operation} calls",
                "IpAddress": address,
                "APIName": operation,
                "APISuccessCount": well[operation, address],
                "APIFailureCount": ill[operation, address],
            }
            yield _indicator("TTP_OBSERVED", "TTPsObservedDetail", detail)


def agents(calls: Iterable[CallRecord]) -> Iterator[Indicator]:
    """Yield each user agent once."""
    for agent in sorted({call.user_agent for call in calls} - {""}):
        detail = {"UserAgent": agent, "IsNewForEntireAccount": True}
        yield _indicator("NEW_USER_AGENT", "NewUserAgentDetail", detail)


def related(findings: Iterable[Mapping[str, Any]]) -> Iterator[Indicator]:
    """Yield each finding of GuardDuty's, as it travels."""
    for finding in findings:
        detail = {"Arn": str(finding["arn"]), "Type": str(finding["type"])}
        yield _indicator("RELATED_FINDING", "RelatedFindingDetail", detail)


def severity(indicators: Iterable[Indicator]) -> str:
    """Return how bad it looks: HIGH where something was taken or destroyed."""
    kinds = list(indicators)
    tactics = {one["IndicatorDetail"].get("TTPsObservedDetail", {}).get("Tactic") for one in kinds}
    if tactics & GRAVE:
        return "HIGH"
    return "MEDIUM" if kinds else "INFORMATIONAL"


def _tactic(operation: str) -> tuple[str, str]:
    return next(
        (named for begins, named in TACTICS.items() if operation.startswith(begins)), ("", "")
    )


def _indicator(kind: str, name: str, detail: Mapping[str, Any]) -> Indicator:
    return {"IndicatorType": kind, "IndicatorDetail": {name: dict(detail)}}
