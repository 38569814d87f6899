"""Which calls that CloudTrail tells of are findings: what blinds, and what frees from guardrails.

An event bears the names of its API. One that may only blind is in it too, since an event does not
always show which it was.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.finding import Severity
from bot.domain.words import sources as words
from runbooks.kit.text import Text


@dataclass(frozen=True, slots=True)
class Move:
    """How bad a call is, and what is said of it; the blank `call` is its name."""

    severity: Severity
    says: Text


STOPPED = Move(Severity.CRITICAL, words.LOGS_STOPPED)
LESS_LOGGED = Move(Severity.MEDIUM, words.LOGS_CHANGED)
UNRECORDED = Move(Severity.HIGH, words.RECORDER_STOPPED)
GONE = Move(Severity.CRITICAL, words.DETECTOR_OFF)
LET_GO = Move(Severity.HIGH, words.DETECTOR_OFF)
HIDING = Move(Severity.HIGH, words.DETECTOR_CHANGED)
SEES_LESS = Move(Severity.MEDIUM, words.DETECTOR_CHANGED)
LEFT = Move(Severity.CRITICAL, words.ORGANIZATION_LEFT)
UNGUARDED = Move(Severity.HIGH, words.ORGANIZATION_CHANGED)
MOVED = Move(Severity.MEDIUM, words.ORGANIZATION_CHANGED)

ARCHIVING = ("guardduty", "CreateFilter", "ARCHIVE")
"""A filter that only sorts a list hides nothing: service, call, and the action that hides."""


def _each(move: Move, *names: str) -> dict[str, Move]:
    return dict.fromkeys(names, move)


MOVES: Mapping[str, Mapping[str, Move]] = {
    "cloudtrail": {
        **_each(STOPPED, "DeleteEventDataStore", "DeleteTrail", "StopLogging"),
        **_each(STOPPED, "StopEventDataStoreIngestion"),
        **_each(LESS_LOGGED, "PutEventSelectors", "UpdateTrail"),
    },
    "config": {
        **_each(UNRECORDED, "DeleteConfigurationRecorder", "DeleteDeliveryChannel"),
        **_each(UNRECORDED, "StopConfigurationRecorder"),
    },
    "guardduty": {
        **_each(GONE, "DeleteDetector"),
        **_each(LET_GO, "DeleteMembers", "DisableOrganizationAdminAccount", "DisassociateMembers"),
        **_each(LET_GO, "DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"),
        **_each(LET_GO, "StopMonitoringMembers", "UpdateDetector"),
        **_each(HIDING, "CreateFilter", "CreateIPSet", "CreateTrustedEntitySet", "UpdateFilter"),
        **_each(HIDING, "UpdateIPSet", "UpdateTrustedEntitySet"),
        **_each(SEES_LESS, "DeletePublishingDestination", "UpdateMemberDetectors"),
        **_each(SEES_LESS, "UpdateOrganizationConfiguration"),
    },
    "securityhub": {
        **_each(LET_GO, "DeleteMembers", "DisableOrganizationAdminAccount", "DisassociateMembers"),
        **_each(LET_GO, "DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"),
        **_each(GONE, "DisableSecurityHub", "DisableSecurityHubV2"),
        **_each(HIDING, "BatchUpdateAutomationRules", "CreateAutomationRule"),
        **_each(HIDING, "CreateAutomationRuleV2", "UpdateAutomationRuleV2"),
        **_each(SEES_LESS, "BatchDisableStandards", "DeleteFindingAggregator"),
        **_each(SEES_LESS, "DisableImportFindingsForProduct", "UpdateFindingAggregator"),
    },
    "access-analyzer": {
        **_each(LET_GO, "DeleteAnalyzer"),
        **_each(HIDING, "CreateArchiveRule", "UpdateArchiveRule"),
    },
    "macie2": _each(LET_GO, "DisableMacie"),
    "inspector2": _each(LET_GO, "Disable"),
    "organizations": {
        **_each(LEFT, "DeleteOrganization", "LeaveOrganization", "RemoveAccountFromOrganization"),
        **_each(UNGUARDED, "DeletePolicy", "DetachPolicy", "DisablePolicyType", "UpdatePolicy"),
        **_each(UNGUARDED, "DeregisterDelegatedAdministrator", "DisableAWSServiceAccess"),
        **_each(MOVED, "MoveAccount"),
    },
}
"""By the service that the call was made to, as `eventSource` has it without its domain."""


def move_of(service: str, call: str) -> Move | None:
    """Return what a call is as a finding, or None where it is none by itself."""
    return MOVES.get(service, {}).get(call)
