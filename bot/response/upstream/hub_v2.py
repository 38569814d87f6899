"""Security Hub V2, looked at and told: findings by what identifies them, updates by its own name.

https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindingsV2.html
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from bot.domain.syncing import Seen, Tell
from runbooks.kit.aws import Aws

V1, V2 = "::product/", "::productv2/"
"""How the ARN of one product is written by the one Security Hub and by the other."""
FILTERS = 20
"""Filters of a kind in one group: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindingsV2.html"""
LONGEST_COMMENT = 512

STATUSES: Mapping[int, str] = {
    0: "Unknown",
    1: "New",
    2: "In Progress",
    3: "Suppressed",
    4: "Resolved",
    5: "Archived",
    6: "Deleted",
    99: "Other",
}
"""https://schema.ocsf.io/1.6.0/classes/detection_finding: `status_id`."""
STATUS_IDS: Mapping[Tell, int] = {
    Tell.IN_PROGRESS: 2,
    Tell.SUPPRESSED_V2: 3,
    Tell.RESOLVED_V2: 4,
}

Names = Mapping[tuple[str, str], str]


def look(aws: Aws, keys: Names, account: str) -> dict[str, Seen]:
    """Return how an account's findings stand, by key; what is not there is left out. Blocks.

    `keys` are by product, as ASFF spells it, and id. Raises botocore's errors.
    """
    listed, found = sorted(keys), dict[str, Seen]()
    for start in range(0, len(listed), FILTERS):
        ids = [id_ for _, id_ in listed[start : start + FILTERS]]
        for one in _kept(aws, ids, account):
            key = keys.get((_product(one), str(_part(one, "finding_info").get("uid"))))
            seen = _seen(one)
            if key and seen.uid and _part(one, "cloud", "account").get("uid") == account:
                found[key] = seen
    return found


def updating(tell: Tell, uids: Sequence[str], comment: str) -> dict[str, JsonValue]:
    """Return the parameters of the update that tells findings so; no comment where it is empty."""
    given: dict[str, JsonValue] = {"MetadataUids": list(uids)}
    if tell in STATUS_IDS:
        given["StatusId"] = STATUS_IDS[tell]
    if comment:
        given["Comment"] = comment[:LONGEST_COMMENT]
    return given


def _kept(aws: Aws, ids: Sequence[str], account: str) -> Iterator[Mapping[str, Any]]:
    groups = [
        {"StringFilters": [_equals("finding_info.uid", id_) for id_ in ids], "Operator": "OR"},
        {"StringFilters": [_equals("cloud.account.uid", account)], "Operator": "AND"},
    ]
    pages = aws.read("securityhub").get_paginator("get_findings_v2")
    filters: Any = {"CompositeFilters": groups, "CompositeOperator": "AND"}
    for page in pages.paginate(Filters=filters):
        yield from page["Findings"]


def _equals(name: str, value: str) -> dict[str, object]:
    return {"FieldName": name, "Filter": {"Value": value, "Comparison": "EQUALS"}}


def _seen(one: Mapping[str, Any]) -> Seen:
    number = one.get("status_id")
    return Seen(
        workflow=STATUSES.get(number, "")
        if isinstance(number, int)
        else str(one.get("status", "")),
        comment=str(one.get("comment") or ""),
        uid=str(_part(one, "metadata").get("uid") or ""),
    )


def _product(one: Mapping[str, Any]) -> str:
    product = _part(one, "metadata", "product")
    return str(product.get("uid") or product.get("name") or "").replace(V2, V1, 1)


def _part(one: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """Return a part within parts; what is no part there is empty."""
    for name in names:
        inner = one.get(name)
        one = inner if isinstance(inner, Mapping) else {}
    return one
