"""An event of any shape is read as far as it goes, and so many pages are read at most."""

from __future__ import annotations

from typing import Any

import pytest

from runbooks.kit import cloudtrail


class Endless:
    """An account whose record never ends; it tells by what tokens it was asked."""

    account, region, partition, execution = "111122223333", "us-east-1", "aws", ""

    def __init__(self) -> None:
        self.tokens: list[str] = []

    def read(self, service: str, region: str = "") -> Any:
        return self

    def change(self, service: str) -> Any:
        raise NotImplementedError

    def lookup_events(self, **asked: Any) -> dict[str, Any]:
        self.tokens.append(asked.get("NextToken", ""))
        return {"Events": [], "NextToken": f"page-{len(self.tokens)}"}


def test_so_many_pages_are_read_at_most_each_behind_the_one_before() -> None:
    aws = Endless()

    assert len(list(cloudtrail.pages(aws, "us-east-1", {}, 3))) == 3
    assert aws.tokens == ["", "page-1", "page-2"]


@pytest.mark.parametrize("written", [None, "", "no JSON", "[]", '"text"', 7])
def test_a_record_that_can_not_be_read_is_empty(written: object) -> None:
    assert cloudtrail.detail_of({"CloudTrailEvent": written}) == {}


def test_what_is_missing_or_of_another_kind_is_empty() -> None:
    detail = cloudtrail.detail_of({"CloudTrailEvent": '{"who": {"arn": "a"}, "at": 7}'})

    assert cloudtrail.text(cloudtrail.part(detail, "who"), "arn") == "a"
    assert cloudtrail.part(detail, "at") == cloudtrail.part(detail, "nowhere") == {}
    assert cloudtrail.text(detail, "at") == cloudtrail.text(detail, "who") == ""
