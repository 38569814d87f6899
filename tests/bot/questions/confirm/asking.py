"""Events of detective services as they come in, and what their source says of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding
from bot.domain.policy import Account
from bot.intake.formats.sources import read
from bot.questions.confirm.contract import Source
from tests.bot.aws.estates import REGION

AT = "2026-01-02T03:04:05Z"


def come_in(source: str, kind: str, account: str, detail: dict[str, Any], *arns: str) -> Finding:
    """Return the finding that an event of AWS's is, as intake reads it."""
    event = {
        "version": "0",
        "id": "1",
        "detail-type": kind,
        "source": source,
        "account": account,
        "time": AT,
        "region": REGION,
        "resources": list(arns),
        "detail": detail,
    }
    return read(json.dumps(event)).findings[0]


def told(source: Source, estate: AwsEstate, account: Account, finding: Finding) -> str:
    """Return why the source does not bear a finding out; empty where it does."""
    why = source.why_not(estate.reading(account, REGION, source.actions), finding)
    return why.plain() if why else ""


def forged(finding: Finding, changes: dict[str, Any]) -> Finding:
    """Return the finding as somebody else might have sent it."""
    return replace(finding, **changes)
