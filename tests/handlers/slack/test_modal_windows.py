"""Modals that Slack opens, opens late, or does not open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.words import reply
from handlers.slack import modal_windows
from handlers.slack.modal_windows import open_modal
from handlers.slack.payloads import Actor, Click, ReplyTo, Subject
from handlers.views.modals import message_modal
from practice.slack.failures import Failure, Kind
from practice.slack.payloads import hook_url
from practice.slack.people import TEAM
from tests.handlers.slack.front import ANN, Front
from tests.handlers.slack.scenes import CHANNEL
from tests.journeys.messages import has


def a_click(front: Front) -> Click:
    """Return a click of Ann's whose trigger is fresh."""
    workspace = front.slack.workspace
    reply_to = ReplyTo(hook_url(workspace, workspace.hooks.issue(ANN, CHANNEL)))
    trigger = workspace.triggers.issue(ANN)
    return Click(Actor(ANN, TEAM), "x", Subject(1, 0, "1", ""), trigger, reply_to)


async def opens(front: Front, click: Click) -> bool:
    """Open a modal for a click."""
    modal = message_modal(reply.OLD_MODAL, front.reception.look())
    return await open_modal(front.reception, click, modal)


async def test_a_fresh_trigger_opens_the_modal_and_nothing_is_told(front: Front) -> None:
    assert await opens(front, a_click(front))
    assert front.slack.workspace.views.top(ANN) is not None
    assert await front.news(ANN, []) == ""


async def test_an_old_trigger_opens_nothing_and_the_person_is_told(front: Front) -> None:
    click = a_click(front)
    front.clock.advance(timedelta(seconds=4))
    assert not await opens(front, click)
    assert has(await front.news(ANN, []), reply.NO_MODAL)


async def test_a_trigger_serves_once(front: Front) -> None:
    click = a_click(front)
    await opens(front, click)
    assert not await opens(front, click)
    assert has(await front.news(ANN, []), reply.NO_MODAL)


@pytest.mark.parametrize("kind", ["broken", "limited", "refused", "cut_before"])
async def test_where_slack_fails_the_person_is_told(front: Front, kind: Kind) -> None:
    front.slack.failures.add(Failure("views.open", kind))
    assert not await opens(front, a_click(front))
    assert has(await front.news(ANN, []), reply.NO_MODAL)


async def test_slack_is_not_waited_for_longer_than_it_waits_itself(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modal_windows, "OPEN_SECONDS", 0.0)
    assert not await opens(front, a_click(front))
    assert has(await front.news(ANN, []), reply.NO_MODAL)
