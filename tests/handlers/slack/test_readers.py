"""What is shown goes by who reads the channel, as far as Slack tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain import readers
from bot.domain.posture import Standing
from bot.domain.readers import BELIEVED_FOR
from bot.domain.words import notice
from handlers.slack.channels import KNOWN_FOR
from practice.slack.failures import Failure
from tests.bot.daily.sheets import gathering_of
from tests.handlers.slack.notifying import ALERT, Desk
from tests.handlers.slack.scenes import (
    CHANNEL,
)
from tests.journeys.messages import has, said


async def test_a_channel_that_everybody_reads_is_told_little_and_why(desk: Desk) -> None:
    desk.slack.workspace.channels[CHANNEL].is_private = False
    ts = await desk.notifier.post(ALERT)
    told = said(desk.standing()[0])
    assert "i-0abc1234" not in told
    assert has(told, notice.PUBLIC)

    desk.slack.workspace.channels[CHANNEL].is_private = True
    await desk.notifier.edit(replace(ALERT, ts=ts))
    assert has(said(desk.standing()[0]), notice.PUBLIC)
    desk.clock.advance(KNOWN_FOR)
    await desk.notifier.edit(replace(ALERT, ts=ts))
    told = said(desk.standing()[0])
    assert "i-0abc1234" in told
    assert not has(told, notice.WITHHELD)


@pytest.mark.parametrize("is_edit", [False, True])
async def test_what_follows_the_first_message_after_an_outage_leaves_out_nothing_any_more(
    desk: Desk, *, is_edit: bool
) -> None:
    desk.slack.failures.add(Failure("conversations.info", "broken"))
    await desk.notifier.post(ALERT)
    if is_edit:
        desk.slack.failures.add(Failure("conversations.info", "broken"))
        desk.clock.advance(KNOWN_FOR)
        await desk.notifier.edit(replace(ALERT, ts=desk.standing()[0].ts))
    assert has(said(desk.standing()[0]), notice.UNKNOWN_READERS)

    await desk.notifier.edit(replace(ALERT, ts=desk.standing()[0].ts))

    assert not has(said(desk.standing()[0]), notice.UNKNOWN_READERS)


async def test_where_slack_does_not_tell_who_reads_what_it_told_holds_for_a_day(
    desk: Desk,
) -> None:
    ts = await desk.notifier.post(ALERT)
    unread = Failure("conversations.info", "refused", times=9, code="missing_scope")
    desk.slack.failures.add(unread)
    for waited, is_hidden in ((KNOWN_FOR, False), (BELIEVED_FOR, True)):
        desk.clock.advance(waited)
        await desk.notifier.edit(replace(ALERT, ts=ts))
        told = said(desk.standing()[0])
        assert has(told, notice.UNKNOWN_READERS) is is_hidden
        assert ("i-0abc1234" in told) is not is_hidden


async def test_where_slack_has_never_told_who_reads_a_channel_little_is_shown(desk: Desk) -> None:
    desk.slack.failures.add(Failure("conversations.info", "refused", code="missing_scope"))
    await desk.notifier.post(ALERT)

    told = said(desk.standing()[0])
    assert has(told, notice.UNKNOWN_READERS)
    assert "i-0abc1234" not in told


async def test_who_reads_the_channel_is_kept_for_whoever_decides_and_for_the_daily_check(
    desk: Desk,
) -> None:
    desk.slack.workspace.channels[CHANNEL].is_private = False
    await desk.notifier.post(ALERT)

    check = await desk.store.read(lambda unit: unit.coverage.noted(readers.name_of(CHANNEL)))
    proof = (await gathering_of(desk.store, desk.clock).picture()).proof
    hidden = await desk.store.read(lambda unit: unit.coverage.noted(readers.hid_name_of(CHANNEL)))
    assert readers.hides(check, hidden, desk.clock.now(), desk.clock.now())
    assert hidden is not None
    assert [each.standing for each in proof if each.check == readers.CHECK] == [Standing.WARNING]
