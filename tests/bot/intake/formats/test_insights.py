"""What an insight counted is told by name and number, and is no finding."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.formats.insights import MOST_SHOWN
from bot.intake.pieces import LONGEST_TEXT, LONGEST_TITLE, Event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, in_event, notice_of

EVENT = Event("aws.securityhub", "Security Hub Insight Results", ACCOUNT, REGION)


def insight(**changes: Any) -> dict[str, Any]:
    detail = {
        "actionName": "Send to secbot",
        "insightArn": "arn:aws:securityhub:::insight/securityhub/default/1",
        "insightName": "Keys with most findings",
        "resultType": "ResourceAwsIamAccessKeyUserName",
        "number of results": "2",
        "insightResults": [{"ann": 5}, {"bob": 6}],
        **changes,
    }
    return in_event(EVENT, detail)


def test_an_insight_is_told_by_its_name_and_its_numbers() -> None:
    notice = notice_of(insight())
    assert notice.title == "Keys with most findings"
    assert "Keys with most findings" in notice.reason
    assert "2 results" in notice.reason
    assert "ann 5, bob 6" in notice.reason
    assert (notice.source, notice.account, notice.region) == (EVENT.source, ACCOUNT, REGION)
    assert notice.text == "ann 5\nbob 6"


def test_only_the_first_numbers_are_told_and_how_many_there_are() -> None:
    notice = notice_of(insight(insightResults=[{f"user-{n}": n} for n in range(100)]))
    assert "100 results" in notice.reason
    assert notice.reason.count("user-") == MOST_SHOWN
    assert len(notice.text) <= LONGEST_TEXT


@pytest.mark.parametrize("results", [None, [], "x", [1], [{}]])
def test_an_insight_without_numbers_says_so(results: Any) -> None:
    assert "none" in notice_of(insight(insightResults=results)).reason


def test_an_insight_without_a_name_is_told_by_its_arn_or_as_such() -> None:
    assert "insight/securityhub/default/1" in notice_of(insight(insightName="")).reason
    assert "without" in notice_of(insight(insightName=None, insightArn=None)).reason


def test_a_name_is_short_and_on_one_line() -> None:
    notice = notice_of(insight(insightName="a\u202eb\n" * 500))
    assert len(notice.title) <= LONGEST_TITLE
    assert "\u202e" not in notice.title
    assert "\n" not in notice.title


def test_an_event_that_somebody_else_has_put_is_no_insight() -> None:
    forged = Event("my.app", EVENT.detail_type, ACCOUNT, REGION)
    assert "my.app" in notice_of(in_event(forged, insight()["detail"])).reason
