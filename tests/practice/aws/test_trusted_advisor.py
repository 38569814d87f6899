from __future__ import annotations

from practice.aws.server import SimulatedAws

HOME = "us-east-1"


def test_a_check_answers_what_it_flags(aws: SimulatedAws, account: str) -> None:
    aws.reporters.trusted_advisor.flag(account, "Exposed Access Keys", "error", ["AKIA1", "ann"])
    client = aws.client("support", account, HOME)

    (check,) = client.describe_trusted_advisor_checks(language="en")["checks"]
    assert check["name"] == "Exposed Access Keys"
    result = client.describe_trusted_advisor_check_result(checkId=check["id"])["result"]
    flagged = [(one["status"], one["metadata"]) for one in result["flaggedResources"]]
    assert flagged == [("error", ["AKIA1", "ann"])]
