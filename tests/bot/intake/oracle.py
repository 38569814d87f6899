"""What a published payload says, read without the help of what is tested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.finding import Severity

GUARDDUTY_FOLDERS = ("eventbridge_guardduty", "guardduty_camel", "guardduty_pascal")
ASFF_FOLDERS = ("asff", "eventbridge_securityhub")
OCSF_FOLDERS = ("ocsf", "eventbridge_securityhub_v2")
SNS_FOLDERS = ("sns_http", "sns_lambda_record")
BEARING = (*GUARDDUTY_FOLDERS, *ASFF_FOLDERS, *OCSF_FOLDERS)

BANDS = ((9, "CRITICAL"), (7, "HIGH"), (4, "MEDIUM"), (1, "LOW"))
NORMALIZED = ((90, "CRITICAL"), (70, "HIGH"), (40, "MEDIUM"), (1, "LOW"), (0, "INFORMATIONAL"))
NUMBERED = ("", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "CRITICAL")
NAMES_IN_GUARDDUTY = (
    ("instancedetails", "instanceid"),
    ("accesskeydetails", "accesskeyid"),
    ("eksclusterdetails", "name"),
    ("ecsclusterdetails", "name"),
    ("lambdadetails", "functionname"),
    ("rdsdbinstancedetails", "dbinstanceidentifier"),
)
FROM_AWS = ("::product/aws/", "::productv2/aws/")


@dataclass(frozen=True)
class Expected:
    """What has to be found; `resources` are names, or endings of ids."""

    id: str
    account: str
    severity: Severity
    title: str
    resources: tuple[str, ...]


def expected_in(path: Path) -> list[Expected]:
    """Return what a file of one of the folders that bear findings says."""
    value = json.loads(path.read_text(encoding="utf-8"))
    folder = path.parent.name
    if folder in GUARDDUTY_FOLDERS:
        return [_guardduty(_lowered(value.get("detail", value)))]
    if folder in ASFF_FOLDERS:
        return [_asff(body) for body in _asff_in(value)]
    bodies = value["detail"]["findings"] if "detail" in value else [value]
    return [_ocsf(body) for body in bodies if not is_foreign(body)]


def is_foreign(body: dict[str, Any]) -> bool:
    """Say whether OCSF is of a product that is not AWS's own."""
    product = str(body["metadata"]["product"].get("uid"))
    return not any(part in product for part in FROM_AWS)


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _lowered(item) for key, item in value.items()}
    return [_lowered(item) for item in value] if isinstance(value, list) else value


def _guardduty(detail: dict[str, Any]) -> Expected:
    return Expected(
        id=detail["id"],
        account=detail["accountid"],
        severity=_band(float(detail["severity"]), BANDS),
        title=detail.get("title") or detail["type"],
        resources=tuple(_named_in_guardduty(detail.get("resource") or {})),
    )


def _named_in_guardduty(resource: dict[str, Any]) -> Iterator[str]:
    for details, name in NAMES_IN_GUARDDUTY:
        named = (resource.get(details) or {}).get(name)
        if named:
            yield named
    for bucket in resource.get("s3bucketdetails") or []:
        yield bucket["name"]


def _asff_in(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in _asff_in(item)]
    if not isinstance(value, dict):
        return []
    if "ProductArn" in value:
        return [value]
    return [found for item in value.values() for found in _asff_in(item)]


def _asff(body: dict[str, Any]) -> Expected:
    stated = body.get("Severity") or body["FindingProviderFields"]["Severity"]
    label = stated.get("Label")
    severity = Severity(label) if label else _band(stated["Normalized"], NORMALIZED)
    ids = tuple(one["Id"].rpartition(":")[2] for one in body["Resources"])
    id_ = body["Id"]
    if "product/aws/guardduty" in body["ProductArn"] and id_.startswith("arn:"):
        id_ = id_.rpartition("/")[2]
    return Expected(id_, body["AwsAccountId"], severity, body["Title"], ids)


def _ocsf(body: dict[str, Any]) -> Expected:
    info = body.get("finding_info") or body["finding"]
    cloud = body["cloud"]
    account = (cloud.get("account") or {}).get("uid") or cloud.get("account_uid")
    items = body.get("resources") or [body["resource"]]
    ids = tuple(one["uid"].rpartition(":")[2] for one in items)
    named = Severity(NUMBERED[body["severity_id"]])
    return Expected(info["uid"], account, named, info["title"], ids)


def _band(number: float, bands: tuple[tuple[int, str], ...]) -> Severity:
    return Severity(next(label for floor, label in bands if number >= floor))
