"""Events of AWS's other services as EventBridge sends them, made up for the tests."""

from __future__ import annotations

from typing import Any

from bot.intake.pieces import Event
from tests.bot.intake.formats.examples import ACCOUNT, ADMINISTRATOR, REGION, in_event

MALLORY = {
    "type": "IAMUser",
    "principalId": "AIDAEXAMPLE",
    "arn": f"arn:aws:iam::{ACCOUNT}:user/mallory",
    "accountId": ACCOUNT,
    "accessKeyId": "AKIAEXAMPLE00000001",
    "userName": "mallory",
}
ROOT = {"type": "Root", "arn": f"arn:aws:iam::{ACCOUNT}:root", "accountId": ACCOUNT}


def event(source: str, kind: str, detail: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the event that brings a detail, from the administrator's account unless `more` says."""
    return in_event(Event(source, kind, ADMINISTRATOR, REGION), detail) | more


def session(role: str, name: str) -> dict[str, Any]:
    """Return whom CloudTrail names for a session of a role."""
    return {
        "type": "AssumedRole",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{name}",
        "accountId": ACCOUNT,
        "accessKeyId": "ASIAEXAMPLE00000001",
        "sessionContext": {"sessionIssuer": {"type": "Role", "userName": role}},
    }


def called(
    service: str,
    name: str,
    parameters: dict[str, Any] | None = None,
    who: dict[str, Any] = MALLORY,
    **more: Any,
) -> dict[str, Any]:
    """Return the event of a call; `more` are fields of CloudTrail's record."""
    detail = {
        "eventVersion": "1.11",
        "userIdentity": who,
        "eventTime": "2026-11-22T08:25:00Z",
        "eventSource": f"{service}.amazonaws.com",
        "eventName": name,
        "awsRegion": REGION,
        "sourceIPAddress": "198.51.100.7",
        "userAgent": "aws-cli/2.31",
        "requestParameters": parameters,
        "eventID": "0e6b5a5e",
        "readOnly": False,
        "recipientAccountId": ACCOUNT,
        **more,
    }
    return event(f"aws.{service}", "AWS API Call via CloudTrail", detail, account=ACCOUNT)


def signed_in(who: dict[str, Any], mfa: str = "No", outcome: str = "Success") -> dict[str, Any]:
    """Return the event of a sign-in to the console."""
    detail = called("signin", "ConsoleLogin", None, who)["detail"] | {
        "responseElements": {"ConsoleLogin": outcome},
        "additionalEventData": {"MFAUsed": mfa, "MobileVersion": "No"},
    }
    return event("aws.signin", "AWS Console Sign In via CloudTrail", detail, account=ACCOUNT)
