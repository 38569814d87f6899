"""Strangers' words on a card: they are shown, and nothing in them comes to life."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.domain.execution import Outcome
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.findings import miner, on_instance, public_bucket
from tests.journeys.messages import elements, every_text
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import World

RIGHT_TO_LEFT = "\u202e"
LONG = "A" * 10_000
HOSTILE = {
    "everybody": "<!channel> <!here> <!everyone> @channel @here",
    "person": "<@U0BOB> and <!subteam^S0APPROVE|@approvers> in <#C0SEC|sec>",
    "bold": "*bold* _italic_ ~gone~ `code` ```fence```\n> quoted",
    "link": "<https://evil.example|click> and https://evil.example/bare and evil@evil.example",
    "date": "<!date^1392734382^{date_num}^https://evil.example/|now>",
    "entities": "&lt;!channel&gt; &amp;lt;!channel&amp;gt; &lt;https://evil.example|click&gt;",
    "lines": "first\nsecond\r\n\n\nApproved by Bob\u2028third\u0000\x1b[2J",
    "reversed": f"{RIGHT_TO_LEFT}gnp.exe {RIGHT_TO_LEFT}<!channel>",
    "catalogue": "{severity} {incident} {0} {__class__} %s %(name)s",
    "long": f"<!channel> {LONG}",
}


@pytest.fixture(params=list(HOSTILE))
def words(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


def is_inert(message: Message) -> None:
    """Fail where a message calls anybody, leads elsewhere, or hides what it says."""
    theirs = [each for kind in ("broadcast", "channel") for each in elements(message, kind)]
    assert theirs == []
    assert all(each["user_id"] != BOB for each in elements(message, "user"))
    hosts = {urlsplit(each["url"]).hostname or "" for each in elements(message, "link")}
    assert all(host.endswith("aws.amazon.com") for host in hosts), hosts
    marked = [str(each["text"]) for each in elements(message, "mrkdwn")]
    for text in (message.content.text, *marked):
        assert "<" not in text
        assert "https://evil.example" not in text
        assert "*bold*" not in text
    written = every_text(message)
    for sign in (RIGHT_TO_LEFT, "\x00", "\x1b", "\u2028", LONG):
        assert sign not in written


def all_inert(world: World) -> None:
    """Fail where any message of the channel is not as it should be."""
    for message in world.everything():
        is_inert(message)


def nobody_is_named(world: World) -> None:
    """Fail where any message calls a person or a group."""
    for message in world.everything():
        assert elements(message, "user") == []
        assert elements(message, "usergroup") == []


async def test_a_finding_full_of_markup_makes_a_card_in_which_nothing_lives(
    world: World, words: str
) -> None:
    details: dict[str, Any] = {
        "tags": [{"key": "Name", "value": words}, {"key": words, "value": words}],
        "iamInstanceProfile": {"arn": words, "id": words},
        "imageDescription": words,
    }
    finding = on_instance(world.estate.prod.instances["web-7"], **details)
    finding |= {"title": words, "description": words}
    finding["service"]["action"]["dnsRequestAction"]["domain"] = words
    card = await world.raise_finding(finding)

    await world.until_says(card, "HIGH", "I-1", world.estate.prod.instances["web-7"], "Owner")
    assert "incident.take" in controls(world.message(card))
    nobody_is_named(world)
    all_inert(world)
    approval = await world.ask_isolation(card)
    is_inert(world.message(card))
    is_inert(approval)


async def test_the_tags_and_names_of_what_was_found_are_shown_and_do_not_live(
    world: World, words: str
) -> None:
    place = world.estate.prod
    ec2 = world.aws.client("ec2", place.account, world.estate.region)
    kept = words.replace("\x00", "").replace("\x1b", "")[:250]
    tags = [{"Key": key, "Value": kept} for key in ("Name", "owner", "team")]
    ec2.create_tags(Resources=[place.instances["web-7"]], Tags=tags)
    card = await world.raise_finding(miner(world.estate, "web-7"))

    await world.until_says(card, "HIGH", "I-1", place.instances["web-7"], "Exposure")
    nobody_is_named(world)
    await world.approve(BOB, await world.ask_isolation(card))
    assert (await world.ended()).outcome is Outcome.SUCCESS
    is_inert(world.message(card))


async def test_a_resource_whose_name_is_markup_still_makes_a_card(world: World, words: str) -> None:
    card = await world.raise_finding(public_bucket(words))
    await world.until_says(card, "HIGH", "I-1")
    assert "incident.take" in controls(world.message(card))
    nobody_is_named(world)
    all_inert(world)


async def test_a_reason_full_of_markup_is_quoted_and_does_not_live(
    world: World, words: str
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3", f"because {words[:900]}")
    await world.until_says(approval.ts, "because")
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    await world.until_says(timeline.ts, "because")
    mentioned = {each["user_id"] for each in elements(approval, "user")}
    assert mentioned <= {ANN}
    all_inert(world)

    await world.open_modal(BOB, approval.ts, "plan.reject")
    await world.submit(BOB, f"no: {words[:900]}")
    await world.until_says(approval.ts, "no:")
    assert "plan.approve" not in controls(world.message(approval.ts))
    shown = world.message(approval.ts)
    assert elements(shown, "broadcast") == []
    assert all("evil" not in each["url"] for each in elements(shown, "link"))
    assert RIGHT_TO_LEFT not in every_text(shown)


async def test_a_reason_of_ten_thousand_letters_is_refused_in_the_window(world: World) -> None:
    card = await world.find_open_bucket()
    await world.open_modal(ANN, card, "runbook.ask:block_public_s3")
    for unchecked in (False, True):
        sent = await world.slack.acting.submit(ANN, {"reason": LONG}, unchecked=unchecked)
        assert sent.errors
    assert await world.read(lambda unit: unit.executions.get(1)) is None
