"""How each service upstream is looked at, and what one call to it is: data, until it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from bot.domain.finding import Finding
from bot.domain.scrubbing import scrub
from bot.domain.syncing import (
    SECURITY_HUB,
    SECURITY_HUB_V2,
    UPDATED_BY,
    WRITES,
    Seen,
    Tell,
    Telling,
)
from bot.domain.words import syncing as words
from bot.response.upstream import hub_v2
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said
from runbooks.kit.values import Power, Step

READS: Mapping[str, tuple[str, ...]] = {
    SECURITY_HUB: ("securityhub:GetFindings",),
    SECURITY_HUB_V2: ("securityhub:GetFindings",),
    "guardduty": ("guardduty:ListDetectors", "guardduty:GetFindings"),
}
ARCHIVE, FEEDBACK, UPDATE = WRITES
VALUES_OF_A_FILTER = 20
"""https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html"""


class NoDetectorError(Exception):
    """GuardDuty is not on in the account and Region that is to be called."""


@dataclass(frozen=True, slots=True)
class Named:
    """A finding as the two services name it."""

    id: str
    product: str
    guardduty_id: str


def named(finding: Finding) -> Named:
    """Return a finding's names; what GuardDuty found goes by its ARN in Security Hub.

    https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-internal-providers.html
    """
    service, partition, account, region, native = finding.key.split(":", 4)
    if service == SECURITY_HUB:
        return Named(finding.native_id, finding.producer.product, "")
    arn = f"arn:{partition}:guardduty:{region}:{account}:{native}"
    product = f"arn:{partition}:securityhub:{region}::product/aws/guardduty"
    return Named(arn, product, finding.native_id)


def look(aws: Aws, api: str, findings: Mapping[str, Finding]) -> dict[str, Seen]:
    """Return how findings stand upstream, by key; one that is not there is left out. Blocks.

    Raises botocore's errors, NoDetectorError.
    """
    if api == SECURITY_HUB_V2:
        keys = {(one.product, one.id): key for key, one in _names(findings)}
        accounts = sorted({finding.account for finding in findings.values()})
        found = [hub_v2.look(aws, keys, account) for account in accounts]
        return {key: seen for some in found for key, seen in some.items()}
    return _hub(aws, findings) if api == SECURITY_HUB else _guardduty(aws, findings)


def _hub(aws: Aws, findings: Mapping[str, Finding]) -> dict[str, Seen]:
    keys = {(one.product, one.id): key for key, one in _names(findings)}
    listed, found = sorted(keys), dict[str, Seen]()
    for start in range(0, len(listed), VALUES_OF_A_FILTER):
        some = listed[start : start + VALUES_OF_A_FILTER]
        answer = aws.read("securityhub").get_findings(
            Filters={"Id": [{"Value": id_, "Comparison": "EQUALS"} for _, id_ in some]},
            MaxResults=100,
        )
        for one in answer["Findings"]:
            key = keys.get((str(one.get("ProductArn")), str(one.get("Id"))))
            if key and one.get("AwsAccountId") == findings[key].account:
                note = one.get("Note", {})
                found[key] = Seen(
                    workflow=str(one.get("Workflow", {}).get("Status", "")),
                    note_by=str(note.get("UpdatedBy", "")),
                    note_at=str(note.get("UpdatedAt", "")),
                    archived=one.get("RecordState") == "ARCHIVED",
                )
    return found


def _guardduty(aws: Aws, findings: Mapping[str, Finding]) -> dict[str, Seen]:
    keys = {one.guardduty_id: key for key, one in _names(findings)}
    client = aws.read("guardduty")
    answer = client.get_findings(DetectorId=detector(aws), FindingIds=sorted(keys))
    found: dict[str, Seen] = {}
    for one in answer["Findings"]:
        key = keys.get(str(one.get("Id")))
        if key and one.get("AccountId") == findings[key].account:
            service = one.get("Service", {})
            found[key] = Seen(
                archived=bool(service.get("Archived")),
                feedback=str(service.get("UserFeedback", "")),
            )
    return found


def detector(aws: Aws) -> str:
    """Return GuardDuty's detector of the account and Region. Raises NoDetectorError."""
    found = aws.read("guardduty").list_detectors()["DetectorIds"]
    if not found:
        raise NoDetectorError
    return str(found[0])


def _names(findings: Mapping[str, Finding]) -> Iterator[tuple[str, Named]]:
    return ((key, named(finding)) for key, finding in findings.items())


def service_of(api: str) -> str:
    """Return boto3's name of the service that has an API: both of Security Hub's are one."""
    return SECURITY_HUB if api == SECURITY_HUB_V2 else api


def name_of(telling: Telling, finding: Finding, seen: Seen) -> str:
    """Return how the service that is told names a finding in its answer."""
    return seen.uid if telling.tell.api == SECURITY_HUB_V2 else named(finding).id


def step(
    aws: Aws,
    told: Sequence[Telling],
    findings: Mapping[str, Finding],
    seen: Mapping[str, Seen],
    *,
    with_note: bool,
) -> Step:
    """Return the one call that tells these, alike but for their findings. Blocks for GuardDuty."""
    first = told[0]
    names = [named(findings[each.key]) for each in told]
    if first.tell.api == SECURITY_HUB_V2:
        uids = [seen[each.key].uid for each in told]
        given = hub_v2.updating(first.tell, uids, _note(first) if with_note else "")
        action, arn = UPDATE, f"{_home(aws)}:hubv2/*"
    elif first.tell.api == SECURITY_HUB:
        action, arn, given = _updating(aws, first, names, with_note=with_note)
    else:
        action, arn, given = _marking(aws, first.tell, names)
    says = words.STEP.fill(destination=first.destination, tell=first.tell, count=len(told))
    return Step(
        key="tell",
        action=action,
        resources=(arn,),
        power=Power.SYNC,
        parameters=given,
        says=says,
    )


def _updating(
    aws: Aws, first: Telling, names: Sequence[Named], *, with_note: bool
) -> tuple[str, str, dict[str, JsonValue]]:
    ids: list[JsonValue] = [{"Id": one.id, "ProductArn": one.product} for one in names]
    given: dict[str, JsonValue] = {"FindingIdentifiers": ids}
    if first.tell is not Tell.NOTE:
        given["Workflow"] = {"Status": first.tell.value}
    if with_note:
        given["Note"] = {"Text": _note(first), "UpdatedBy": UPDATED_BY}
    return UPDATE, f"{_home(aws)}:hub/default", given


def _note(first: Telling) -> str:
    note: Said = words.NOTES[first.occasion].fill(incident=first.incident_id)
    return scrub(note.plain())


def _home(aws: Aws) -> str:
    return f"arn:{aws.partition}:securityhub:{aws.region}:{aws.account}"


def _marking(aws: Aws, tell: Tell, names: Sequence[Named]) -> tuple[str, str, dict[str, JsonValue]]:
    home = detector(aws)
    ids: list[JsonValue] = [one.guardduty_id for one in names]
    given: dict[str, JsonValue] = {"DetectorId": home, "FindingIds": ids}
    arn = f"arn:{aws.partition}:guardduty:{aws.region}:{aws.account}:detector/{home}"
    if tell is Tell.ARCHIVED:
        return ARCHIVE, arn, given
    return FEEDBACK, arn, {**given, "Feedback": tell.value}


def make(client: Any, made: Step) -> dict[str, str]:
    """Make the call with a guarded client; return why some were not taken, by `name_of`.

    Raises botocore's errors. Blocks.
    """
    if made.action == ARCHIVE:
        client.archive_findings(**made.parameters)
    elif made.action == FEEDBACK:
        client.update_findings_feedback(**made.parameters)
    elif "MetadataUids" in made.parameters:
        answer = client.batch_update_findings_v2(**made.parameters)
        return {
            str(one.get("MetadataUid")): str(one.get("ErrorCode"))
            for one in answer.get("UnprocessedFindings", ())
        }
    else:
        answer = client.batch_update_findings(**made.parameters)
        return {
            str(one["FindingIdentifier"]["Id"]): str(one["ErrorCode"])
            for one in answer.get("UnprocessedFindings", ())
        }
    return {}
