"""Strangers' words on a card: they are shown, and nothing in them comes to life."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.domain.execution import Outcome
from bot.domain.words import responding
from practice.slack.messages import Message
from practice.slack.people import ANN as ANNS
from practice.spoken import controls
from tests.journeys.findings import miner, on_instance, public_bucket
from tests.journeys.messages import elements, every_text, has
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import World

UNHURRIED = timedelta(seconds=15)
"""So that no minute holds more commands of one person than Slack may be asked about, or a storm."""
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
NOT_IN_TAGS = {0: None, 0x1B: None}
"""What AWS takes in no tag's value."""


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


async def test_findings_full_of_markup_make_cards_in_which_nothing_lives(world: World) -> None:
    others = [f"i-{number:017x}" for number in range(1, len(HOSTILE))]
    instances = [*others, world.estate.prod.instances["web-7"]]
    for words, instance in zip(HOSTILE.values(), instances, strict=True):
        details: dict[str, Any] = {
            "tags": [{"key": "Name", "value": words}, {"key": words, "value": words}],
            "iamInstanceProfile": {"arn": words, "id": words},
            "imageDescription": words,
        }
        finding = on_instance(instance, **details)
        finding |= {"title": words, "description": words}
        finding["service"]["action"]["dnsRequestAction"]["domain"] = words
        card = await world.raise_finding(finding)
        await world.until_says(card, "HIGH", instance, "Owner")
        world.clock.advance(UNHURRIED)
        assert "incident.take" in controls(world.message(card))
    nobody_is_named(world)
    await world.ask_isolation(world.cards()[-1].ts)
    all_inert(world)
    assert len(world.cards()) == len(HOSTILE)


async def test_the_tags_and_names_of_what_was_found_are_shown_and_do_not_live(
    world: World,
) -> None:
    place = world.estate.prod
    ec2 = world.aws.client("ec2", place.account, world.estate.region)
    kept = [words.translate(NOT_IN_TAGS)[:250] for words in HOSTILE.values()]
    for number, machine in enumerate(place.instances):
        tags = zip(("Name", "owner", "team", "project"), kept[number * 3 :], strict=False)
        written = [{"Key": key, "Value": value} for key, value in tags]
        ec2.create_tags(Resources=[place.instances[machine]], Tags=written)
        card = await world.raise_finding(miner(world.estate, machine))
        await world.until_says(card, "HIGH", place.instances[machine], "Exposure")
    nobody_is_named(world)
    card = world.cards()[-1].ts
    await world.approve(BOB, await world.ask_isolation(card))
    assert (await world.ended()).outcome is Outcome.SUCCESS
    await world.until_says(card, "Contained by A-1")
    all_inert(world)


async def test_a_resource_whose_name_is_markup_still_makes_a_card(world: World) -> None:
    for words in HOSTILE.values():
        card = await world.raise_finding(public_bucket(words))
        await world.until_says(card, "HIGH", "I-")
        world.clock.advance(UNHURRIED)
        assert "incident.take" in controls(world.message(card))
    nobody_is_named(world)
    all_inert(world)


async def test_a_reason_full_of_markup_is_quoted_and_does_not_live(world: World) -> None:
    card = await world.find_open_bucket()
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    for name, words in HOSTILE.items():
        reason = f"because {name} {words[:900]}"
        approval = await world.ask(ANN, card, "block_public_s3", reason)
        await world.until_says(approval.ts, f"because {name}")
        await world.until_says(timeline.ts, f"because {name}")
        await world.open_modal(BOB, approval.ts, "plan.reject")
        await world.submit(BOB, f"no, {name}: {words[:900]}")
        await world.until_says(approval.ts, f"no, {name}:")
        assert "plan.approve" not in controls(world.message(approval.ts))
        world.clock.advance(UNHURRIED)
    everybody = {each["user_id"] for m in world.everything() for each in elements(m, "user")}
    assert everybody <= {ANN}
    all_inert(world)


async def test_people_whose_names_are_markup_are_named_and_call_nobody(world: World) -> None:
    workspace = world.slack.workspace
    names = (
        "<!channel>",
        "<https://evil.example|Bob>",
        "*bold*",
        f"{RIGHT_TO_LEFT}boB",
        "`x`" * 99,
    )
    hired = [replace(ANNS, id=f"U0HOST{n}", name=f"host{n}", real_name=names[n]) for n in range(5)]
    card = await world.find_open_bucket()
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    for number, person in enumerate(hired, start=1):
        workspace.people[person.id] = person
        workspace.channels["C0SEC"].members.add(person.id)
        workspace.groups["S0RESPOND"].members.append(person.id)
        await world.type(person.id, "/sec ack I-1")
        approval = await world.ask(person.id, card, "block_public_s3")
        told = await world.type(person.id, f"/sec reject A-{number} asked in error")
        assert has(told, responding.REJECTED)
        await world.until_says(approval.ts, "asked in error")
        await world.until_says(timeline.ts, f"rejected A-{number}")
    all_inert(world)
    reached = {who for ping in workspace.notified for who in ping.reached}
    approvers = set(workspace.groups["S0APPROVE"].members)
    assert reached <= approvers


async def test_a_reason_of_ten_thousand_letters_is_refused_in_the_window(world: World) -> None:
    card = await world.find_open_bucket()
    await world.open_modal(ANN, card, "runbook.ask:block_public_s3")
    for unchecked in (False, True):
        sent = await world.slack.acting.submit(ANN, {"reason": LONG}, unchecked=unchecked)
        assert sent.errors
    assert await world.read(lambda unit: unit.executions.get(1)) is None
