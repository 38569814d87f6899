"""Asks for every answer of the simulated Detective, each held against botocore's shape."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

REGION = "us-east-1"


def detective(checked: Any) -> None:
    member = str(int(checked.account) + 600_000_000_000)
    graph = checked.aws.detective.open_graph(checked.account, REGION, [member])
    assert checked("detective", "list_graphs")["GraphList"][0]["Arn"] == graph
    assert checked("detective", "list_members", GraphArn=graph)["MemberDetails"]
    now = datetime.now(UTC)
    found = checked(
        "detective",
        "start_investigation",
        GraphArn=graph,
        EntityArn=f"arn:aws:iam::{member}:user/mallory",
        ScopeStartTime=now - timedelta(hours=24),
        ScopeEndTime=now,
    )["InvestigationId"]
    named = {"GraphArn": graph, "InvestigationId": found}
    assert checked("detective", "get_investigation", **named)["InvestigationId"] == found
    assert checked("detective", "list_investigations", GraphArn=graph)["InvestigationDetails"]
    assert checked("detective", "list_indicators", **named)["InvestigationId"] == found
