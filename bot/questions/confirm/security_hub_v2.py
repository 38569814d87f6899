"""Finds a finding at Security Hub V2, which keeps what it has in OCSF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.questions.confirm.comparing import other_control, unnamed
from runbooks.kit.text import Said

V2, V1 = "::productv2/", "::product/"
"""How the ARN of one product is written by the one Security Hub and by the other."""
NAMES = ("uid", "uid_alt", "name")
ACCESS_KEY_PREFIX = "AWS::IAM::AccessKey:"


def asked_for(finding: Finding) -> dict[str, Any]:
    """Return the filter for a finding, by what identifies it for its product and its account.

    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindingsV2.html
    """
    wanted = {"finding_info.uid": finding.native_id, "cloud.account.uid": finding.account}
    filters = [
        {"FieldName": name, "Filter": {"Value": value, "Comparison": "EQUALS"}}
        for name, value in wanted.items()
    ]
    return {"CompositeFilters": [{"StringFilters": filters, "Operator": "AND"}]}


def is_of(product: str, kept: Mapping[str, Any]) -> bool:
    """Say whether this product has made what is kept."""
    stated = kept.get("metadata", {}).get("product", {})
    return product in {_as_v1(stated.get(name)) for name in ("uid", "name", "vendor_name")}


def unlike(service: str, kept: Mapping[str, Any], finding: Finding) -> Said | None:
    """Return that V2 has it of another control, or which of its resources V2 does not name."""
    control = str(kept.get("compliance", {}).get("control") or "")
    why = other_control(service, control, finding)
    return why or unnamed(service, tuple(_things(kept)), finding)


def _as_v1(product: object) -> str:
    return str(product or "").replace(V2, V1, 1)


def _things(kept: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each resource as ASFF calls it, by each of its names."""
    for one in kept.get("resources", ()):
        kind = _kind(str(one.get("type")))
        for name in NAMES:
            if one.get(name):
                yield kind, str(one[name]).removeprefix(ACCESS_KEY_PREFIX)


def _kind(stated: str) -> str:
    """Return ASFF's name of what runbooks change from CloudFormation's: `AWS::S3::Bucket`."""
    head, *rest = stated.split("::")
    if head != "AWS" or not rest:
        return stated
    return "Aws" + "".join(part.capitalize() if part.isupper() else part for part in rest)
