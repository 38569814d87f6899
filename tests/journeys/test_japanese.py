"""The whole way in Japanese: what Slack shows is, and what is written down stays English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.domain.execution import Outcome
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import alert, deciding, progress, reply
from bot.questions.enrich import bucket_exposure
from practice.aws.server import SimulatedAws
from runbooks import block_public_s3
from runbooks.kit.text import Text
from tests.japanese import english_in
from tests.journeys.messages import has, said
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import World, a_world

DESCRIPTION = "Anybody may read the bucket"


def ja(text: Text) -> Text:
    """Return a sentence that is only what it is in Japanese."""
    assert text.ja is not None
    return Text(text.ja)


async def test_a_bucket_is_closed_in_japanese_and_the_record_of_it_is_english(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    japanese = changed(slack={"language": "ja"})
    async with a_world(aws, account_numbers, tmp_path, policy=japanese) as world:
        await it_is_closed(world)
        await what_is_written_is_english(world)
        found = f"Anonymous access to the bucket {world.bucket} was granted", DESCRIPTION
        english = {each.ts: english_in(said(each), found) for each in world.everything()}
        assert [each for each in english.values() if each] == []


async def it_is_closed(world: World) -> None:
    card = await world.find_open_bucket()
    await world.until_says(card, ja(bucket_exposure.NOTHING_OPEN))
    await world.slack.acting.click(ANN, card, "incident.take")
    approval = await world.ask(ANN, card, "block_public_s3", "誰でも読める")
    await world.until_says(approval.ts, ja(block_public_s3.CHANGES), "設定なし", "誰でも読める")
    await world.approve(ANN, approval)
    await world.told(ANN, ja(deciding.OWN_REQUEST))
    await world.approve(BOB, approval)
    assert (await world.ended(1)).outcome is Outcome.SUCCESS

    await world.until_says(card, ja(alert.CONTAINED[Contained.YES]))
    shown = await world.reply_with(card, "execution.undo", frozenset())
    await world.until_says(shown.ts, ja(progress.OUTCOMES[Outcome.SUCCESS]))
    assert has(await world.type(BOB, "/sec show A-9"), ja(reply.UNKNOWN_ID))


async def what_is_written_is_english(world: World) -> None:
    (refused,) = await world.records(1, What.CLICK_REFUSED)
    own = deciding.OWN_REQUEST.fill(execution="A-1")
    assert refused.body["why"] == own.bare()
    assert refused.body["why_said"]["text"]["ja"] == own.text.ja
