"""A play tells the truth: without a bot nothing comes, and it is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice import play
from practice.aws.server import SimulatedAws
from practice.play import Play, Played
from practice.scenarios.public_bucket import PublicBucket
from practice.slack.server import SlackRange
from tests.practice.scenarios.estates import an_estate


def test_a_play_is_won_only_if_all_three_hold() -> None:
    assert Played(contained=True, verified=True, undone=True).is_won
    for missing in ("contained", "verified", "undone"):
        marks = {"contained": True, "verified": True, "undone": True} | {missing: False}
        assert not Played(**marks).is_won


async def test_without_a_bot_the_play_says_what_never_came_and_is_lost(
    aws: SimulatedAws, account_numbers: Iterator[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play, "PATIENCE", 0.2)
    slack = SlackRange("", "secret", "xoxb-token")
    await slack.start()
    told: list[str] = []
    try:
        scenario = PublicBucket(aws, an_estate(aws, account_numbers))
        played = await Play(slack, scenario, told.append).run()
    finally:
        await slack.stop()

    assert not played.is_won
    assert told[-1].endswith("STOPPED   this never came: the card")


class Watched(PublicBucket):
    """Has a witness that says what it is told to say."""

    says: bool | None = None

    def is_witnessed(self) -> bool | None:
        return self.says


@pytest.mark.parametrize(
    ("says", "stands", "line"),
    [
        (None, True, None),
        (True, True, "the simulated AWS's own record shows only calls that were refused since"),
        (False, False, "the simulated AWS's own record does NOT show"),
    ],
)
async def test_what_aws_has_recorded_is_told_and_counts_where_there_is_something_to_tell(
    aws: SimulatedAws,
    account_numbers: Iterator[str],
    says: bool | None,  # noqa: FBT001  # a case of the test
    stands: bool,  # noqa: FBT001  # a case of the test
    line: str | None,
) -> None:
    told: list[str] = []
    scenario = Watched(aws, an_estate(aws, account_numbers))
    scenario.says = says

    found = await Play(
        SlackRange("", "secret", "xoxb-token"), scenario, told.append
    )._is_borne_out()
    assert found is stands
    assert len(told) == (line is not None)
    assert line is None or line in told[0]
