from __future__ import annotations

from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

REGION = "us-east-1"


@pytest.fixture
def client(aws: SimulatedAws, account: str) -> Any:
    for name in ("1", "2"):
        document = {"metadata": {"uid": f"hash-{name}"}, "finding_info": {"uid": name}}
        aws.reporters.hub_v2.keep(account, REGION, document)
    return aws.client("securityhub", account, REGION)


def asking(field: str, value: str, comparison: str = "EQUALS") -> dict[str, Any]:
    one = {"FieldName": field, "Filter": {"Value": value, "Comparison": comparison}}
    return {"CompositeFilters": [{"StringFilters": [one], "Operator": "AND"}]}


def test_documents_are_filtered_by_the_path_of_a_field(client: Any) -> None:
    for field, value in (("finding_info.uid", "2"), ("metadata.uid", "hash-2")):
        (found,) = client.get_findings_v2(Filters=asking(field, value))["Findings"]
        assert found["finding_info"]["uid"] == "2"
    assert len(client.get_findings_v2()["Findings"]) == 2


def test_a_comparison_that_is_not_simulated_is_refused(client: Any) -> None:
    code = refusal(client.get_findings_v2, Filters=asking("metadata.uid", "h", "PREFIX"))
    assert code == "ValidationException"
