"""A canary is known by its source and is no finding; what only looks like one is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.canary import Canary
from bot.intake.formats.sources import read

SENT = {
    "version": "0",
    "id": "e1",
    "detail-type": "secbot canary",
    "source": "secbot.canary",
    "account": "111122223333",
    "region": "eu-west-1",
    "time": "2026-11-21T09:00:00Z",
    "resources": [],
    "detail": {"nonce": "n1", "account": "444455556666"},
}


def test_it_comes_from_where_eventbridge_says_and_is_neither_finding_nor_notice() -> None:
    content = read(json.dumps(SENT))

    assert content.canaries == (Canary("111122223333", "eu-west-1", "n1"),)
    assert (content.findings, content.notices, content.quiet) == ((), (), 1)


@pytest.mark.parametrize(
    ("sent", "noticed"),
    [
        (SENT | {"source": "mallory"}, 1),
        (SENT | {"source": "aws.guardduty"}, 1),
        ({"event": SENT}, 0),
        (SENT["detail"], 1),
    ],
)
def test_what_another_source_sent_or_somebody_wrapped_is_none(sent: Any, noticed: int) -> None:
    content = read(json.dumps(sent))

    assert content.canaries == ()
    assert content.findings == ()
    assert len(content.notices) == noticed


def test_one_without_a_nonce_is_a_canary_that_nobody_sent() -> None:
    (found,) = read(json.dumps(SENT | {"detail": {}})).canaries

    assert found.nonce == ""
