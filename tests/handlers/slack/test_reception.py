"""Who is who, what is told to one person alone, and what went wrong."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.domain.matter import Refused
from bot.domain.people import Role
from bot.domain.rights import Deed, may
from bot.domain.words import deciding, reply, responding
from handlers.slack import reception as module
from handlers.slack.pace import MOST_QUESTIONS, WITHIN, TooFastError
from handlers.slack.payloads import Actor, ReplyTo
from handlers.slack.reception import GLANCE, LONGEST_TRACE
from practice.slack.failures import Failure
from practice.slack.hooks import USES
from practice.slack.payloads import hook_url
from practice.slack.people import TEAM
from tests.handlers.slack.front import ANN, BOB, EVE, RYO, Front
from tests.handlers.slack.scenes import CHANNEL
from tests.journeys.messages import has

ANN_HERE = Actor(ANN, TEAM)
GROUPS = "usergroups.users.list"


def a_hook(front: Front, ts: str | None = None) -> ReplyTo:
    """Return where Ann can be answered."""
    workspace = front.slack.workspace
    return ReplyTo(hook_url(workspace, workspace.hooks.issue(ANN, CHANNEL, ts)))


async def test_a_glance_is_good_for_ten_minutes(front: Front) -> None:
    await front.reception.glance(ANN_HERE)
    asked = front.tally.count(GROUPS)
    assert asked == 2
    front.clock.advance(GLANCE - timedelta(seconds=1))
    await front.reception.glance(ANN_HERE)
    assert front.tally.count(GROUPS) == asked
    front.clock.advance(timedelta(seconds=1))
    await front.reception.glance(ANN_HERE)
    assert front.tally.count(GROUPS) == 2 * asked


async def test_whoever_decides_is_asked_about_every_time(front: Front) -> None:
    policy = front.reception.policy
    assert not policy.holds(await front.reception.who(ANN_HERE), Role.APPROVER, "111122223333")
    front.slack.workspace.groups["S0APPROVE"].members.append(ANN)
    assert policy.holds(await front.reception.who(ANN_HERE), Role.APPROVER, "111122223333")
    assert front.tally.count(GROUPS) == 4


async def test_a_decision_s_answer_serves_the_next_glance(front: Front) -> None:
    await front.reception.who(ANN_HERE)
    asked = len(front.tally.seen)
    await front.reception.glance(ANN_HERE)
    assert len(front.tally.seen) == asked


async def test_naming_others_costs_whoever_names_them_and_each_group_once(front: Front) -> None:
    ann = await front.reception.who(ANN_HERE)
    asked = front.tally.count(GROUPS)
    people = await front.reception.named(ann, BOB, RYO)
    assert [each.slack_id for each in people] == [BOB, RYO]
    assert front.tally.count(GROUPS) == asked + 2
    for _ in range(MOST_QUESTIONS // 2 - 2):
        await front.reception.named(ann, BOB)
    with pytest.raises(TooFastError):
        await front.reception.named(ann, BOB)
    assert (await front.reception.who(Actor(BOB, TEAM))).slack_id == BOB


async def test_nobody_of_another_company_uses_up_slacks_pace(front: Front) -> None:
    stranger = await front.reception.who(Actor(EVE, "T0OTHER"))
    await front.reception.deciders(Actor(EVE, "T0OTHER"), 1)

    assert front.tally.count(GROUPS) == 0
    verdict = may(stranger, Deed.LOOK, "", front.reception.policy)
    assert isinstance(verdict, Refused)


async def test_whoever_was_too_fast_still_stops_everything(front: Front) -> None:
    for _ in range(MOST_QUESTIONS // 2):
        await front.reception.who(ANN_HERE)
    assert has(await front.type(ANN, "start"), responding.TOO_FAST)
    assert has(await front.type(ANN, "stop"), responding.STOP_DONE_ALL)
    front.clock.advance(WITHIN)
    assert has(await front.type(ANN, "start"), responding.START_ASKED_ALL)


async def test_an_answer_without_groups_is_not_kept(front: Front) -> None:
    front.slack.failures.add(Failure(GROUPS, "broken"))
    assert (await front.reception.glance(ANN_HERE)).groups is None
    assert (await front.reception.glance(ANN_HERE)).groups == frozenset({"S0RESPOND"})


async def test_one_person_in_two_teams_is_looked_at_twice(front: Front) -> None:
    assert not (await front.reception.glance(ANN_HERE)).guest
    assert (await front.reception.glance(Actor(ANN, "T0OTHER"))).guest


async def test_only_so_many_are_remembered(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SEEN", 1)
    await front.reception.glance(ANN_HERE)
    await front.reception.glance(Actor(BOB, TEAM))
    asked = front.tally.count(GROUPS)
    await front.reception.glance(Actor(BOB, TEAM))
    assert front.tally.count(GROUPS) == asked
    await front.reception.glance(ANN_HERE)
    assert front.tally.count(GROUPS) == 2 + asked


async def test_a_whisper_is_for_one_person_and_replaces_nothing(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    before = card.content
    front.reception.tell(a_hook(front, card.ts), deciding.GUEST)
    assert has(await front.news(ANN, []), deciding.GUEST)
    assert card.content is before
    assert [each.only_for for each in front.slack.workspace.messages.everything_in(CHANNEL)] == [
        None,
        ANN,
    ]


async def test_where_there_is_nowhere_to_answer_nothing_is_sent(front: Front) -> None:
    front.reception.tell(ReplyTo(""), deciding.GUEST)
    assert await front.news(ANN, []) == ""


async def test_a_url_that_is_used_up_is_written_to_the_log(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    hook = a_hook(front)
    for _ in range(USES + 1):
        front.reception.tell(hook, deciding.GUEST)
        await front.reception.close()
    assert len(front.told(ANN)) == USES
    assert "a whisper was refused: 404" in caplog.text


@pytest.mark.parametrize("kind", ["broken", "limited", "cut_before"])
async def test_a_whisper_that_slack_does_not_take_breaks_nothing(
    front: Front, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    front.slack.failures.add(Failure("response_url", kind))  # type: ignore[arg-type]  # each is one
    front.reception.tell(a_hook(front), deciding.GUEST)
    await front.reception.close()
    assert front.told(ANN) == []
    assert "a whisper was" in caplog.text
    assert "hooks/" not in caplog.text


async def test_a_proxy_of_the_environment_does_not_stand_before_loopback(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    front.reception.tell(a_hook(front), deciding.GUEST)
    assert has(await front.news(ANN, []), deciding.GUEST)


async def test_what_hangs_is_given_up_at_the_close(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CLOSING_SECONDS", 0.0)
    front.reception.tell(a_hook(front), deciding.GUEST)
    await front.reception.close()
    assert front.told(ANN) == []


async def test_a_report_is_kept_scrubbed_and_no_longer_than_it_helps(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    error = RuntimeError("x" * 2 * LONGEST_TRACE + " the end of xoxb-of-the-tests")
    with caplog.at_level(logging.ERROR):
        assert await front.reception.report(ANN, "plan.approve", error) == "E-1"
    report = await front.report()
    assert report is not None
    assert (report.at, report.actor, report.what) == (front.clock.now(), ANN, "plan.approve")
    assert report.trace.endswith(" the end of ***\n")
    assert len(report.trace) == LONGEST_TRACE


async def test_what_is_said_of_a_failure_names_the_report(front: Front) -> None:
    message = await front.reception.broke(ANN, "x", RuntimeError("secret"))
    assert has(message.text, reply.BROKEN)
    assert "E-1" in message.text
    assert "secret" not in str(message)
