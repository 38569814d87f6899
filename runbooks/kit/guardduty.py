"""What GuardDuty has found about a principal or a resource, in an account of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from botocore.exceptions import ClientError

from runbooks.kit.aws import Aws
from runbooks.kit.moments import for_people
from runbooks.kit.refusals import why_not
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen, Told

if TYPE_CHECKING:
    from mypy_boto3_guardduty.type_defs import ConditionTypeDef, FindingTypeDef

MOST = 10
OFF = Text("GuardDuty is not switched on here", ja="ここでは GuardDuty が有効になっていません")
FOUND = Text(
    "GuardDuty `{type}`, severity {severity}, {count}x, last {last}",
    ja="GuardDuty `{type}`、重大度 {severity}、{count} 回、最終 {last}",
)
NONE_SINCE = Text(
    "GuardDuty has no finding of the last {hours} hours that names {name}",
    ja="直近 {hours} 時間の GuardDuty の検出結果に、{name} を示すものはありません",
)
UNREAD = Text("GuardDuty was not read: {why}", ja="GuardDuty を読み取れませんでした：{why}")
SINCE = "updatedAt"


class Found(Frozen):
    """One finding; every text of it is a stranger's."""

    id: str
    type: str
    severity: float
    count: int
    last: str
    user: str
    user_type: str


class Findings(Frozen):
    """The newest findings first, or why they could not be read."""

    findings: tuple[Found, ...] = ()
    why_not: Said | None = None


def findings(aws: Aws, named: Mapping[str, str], since: datetime | None = None) -> Findings:
    """Return the findings whose fields have these values, updated since then where that is said.

    Fields are those of
    https://docs.aws.amazon.com/guardduty/latest/APIReference/API_FindingCriteria.html. What is
    archived is told too. A denial is an answer; all else rises.
    """
    client = aws.read("guardduty")
    conditions: dict[str, ConditionTypeDef] = {
        field: {"Equals": [value]} for field, value in named.items()
    }
    if since is not None:
        conditions[SINCE] = {"GreaterThanOrEqual": int(since.timestamp() * 1000)}
    try:
        detectors = client.list_detectors()["DetectorIds"]
        if not detectors:
            return Findings(why_not=OFF.fill())
        listed = client.list_findings(
            DetectorId=detectors[0],
            FindingCriteria={"Criterion": conditions},
            SortCriteria={"AttributeName": SINCE, "OrderBy": "DESC"},
            MaxResults=MOST,
        )["FindingIds"]
        if not listed:
            return Findings()
        answer = client.get_findings(DetectorId=detectors[0], FindingIds=listed)
    except ClientError as error:
        return Findings(why_not=why_not(error))
    found = sorted(answer["Findings"], key=lambda one: one["UpdatedAt"], reverse=True)
    return Findings(findings=tuple(_found(one) for one in found))


def joined(*several: Findings) -> Findings:
    """Return findings of several questions as one, each finding once."""
    once = {one.id: one for each in several for one in each.findings}
    newest = sorted(once.values(), key=lambda one: one.last, reverse=True)
    why = next((each.why_not for each in several if each.why_not), None)
    return Findings(findings=tuple(newest[:MOST]), why_not=why)


def tell(seen: Findings, name: str, hours: int, region: str, partition: str) -> tuple[Told, ...]:
    """Say what was found, that nothing was, or why nobody knows."""
    if seen.why_not is not None:
        return (Told(says=UNREAD.fill(why=seen.why_not)),)
    if not seen.findings:
        return (Told(says=NONE_SINCE.fill(name=name, hours=hours)),)
    return tuple(
        Told(
            says=FOUND.fill(
                type=one.type, severity=f"{one.severity:g}", count=one.count, last=_when(one.last)
            ),
            link=_link(one, region) if partition == "aws" else "",
        )
        for one in seen.findings
    )


def _when(text: str) -> str:
    """Return a moment as people read it; what is none is told as it came."""
    try:
        return for_people(datetime.fromisoformat(text))
    except ValueError:
        return text


def _link(found: Found, region: str) -> str:
    number = quote(found.id, safe="")
    base = f"https://console.aws.amazon.com/guardduty/home?region={region}"
    return f"{base}#/findings?search=id%3D{number}"


def _found(finding: FindingTypeDef) -> Found:
    key = finding["Resource"].get("AccessKeyDetails", {})
    return Found(
        id=finding["Id"],
        type=finding["Type"],
        severity=finding["Severity"],
        count=finding.get("Service", {}).get("Count", 1),
        last=finding["UpdatedAt"],
        user=key.get("UserName", ""),
        user_type=key.get("UserType", ""),
    )
