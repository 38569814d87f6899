from __future__ import annotations

import pytest

from practice.aws.call import RefusedError
from practice.aws.paging import page
from tests.practice.aws.asking import a_call


def test_pages_follow_each_other_to_the_end() -> None:
    items, seen, token = list(range(5)), [], ""

    while True:
        call = a_call("guardduty", "ListFindings", NextToken=token, MaxResults=2)
        answer = page(call, items, "FindingIds", 50, "BadRequestException")
        seen.append(answer["FindingIds"])
        token = answer.get("NextToken", "")
        if not token:
            break

    assert seen == [[0, 1], [2, 3], [4]]


def test_without_a_size_the_usual_one_holds() -> None:
    answer = page(a_call("guardduty", "ListFindings"), range(60), "FindingIds", 50, "X")

    assert (len(answer["FindingIds"]), answer["NextToken"]) == (50, "50")


def test_a_token_that_we_never_gave_is_refused() -> None:
    call = a_call("guardduty", "ListFindings", NextToken="-1")

    with pytest.raises(RefusedError, match="BadRequestException"):
        page(call, [], "FindingIds", 50, "BadRequestException")
