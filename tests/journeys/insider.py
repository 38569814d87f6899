"""One night with an insider: Ann, and whoever sits before Bob's open Slack session."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain.execution import Stage
from bot.domain.ids import Prefix, read, spell
from bot.domain.record import What, Written
from practice.aws.estate import Estate
from practice.aws.places import Place
from practice.aws.record import CallRecord
from practice.slack import payloads, words
from practice.slack.clock import utc_now
from practice.slack.messages import Message
from practice.slack.people import ANN as ANNS
from practice.slack.people import BOB as BOBS
from practice.slack.people import BOT_USER, Channel, Person
from practice.slack.sender import FORM, Sent
from practice.slack.signing import signed_headers
from practice.spoken import controls
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.text import Text
from tests.journeys import policies
from tests.journeys.messages import elements, has, said, says
from tests.journeys.stage import ANN, BOB, EVE, SECRET
from tests.journeys.world import World

CEILING = 5
QUARANTINED = [["secbot-quarantine"]] * 2
HIDDEN = "C0HIDDEN"
MAL = replace(BOBS, id="U0MAL", name="mal", real_name="Mal", is_admin=False)
NED = replace(ANNS, id="U0NED", name="ned", real_name="Ned")
READS = ("Describe", "Get", "List", "Lookup", "Head", "Assume")
ID = re.compile(r"\bA-\w+")


def strict(built: Estate) -> str:
    """Return a policy with a low ceiling, a protected bucket, and a security admin to look by."""
    made = policies.policy(built)
    made["accounts"][built.home] = {"name": "security"}
    made["organization"] = {"security_admin": built.home}
    made["limits"] = {"targets_per_hour": CEILING}
    made["protected"] = {"resources": [f"arn:aws:s3:::{built.staging.buckets[-1]}"]}
    return policies.written(made)


def called(execution: int) -> str:
    """Return what people call an execution."""
    return spell(Prefix.EXECUTION, execution)


@dataclass
class Night:
    """What the insider has before them; `made` counts the bot's changes that were to be made."""

    world: World
    card: str = ""
    made: int = 0
    undo: int = 0

    @property
    def prod(self) -> Place:
        """Return the account of production."""
        return self.world.estate.prod

    async def ask(self, who: str, runbook: str, target: str, *more: str, **where: str) -> int:
        """Type a wish for a runbook; return the execution's number once it waits or has ended."""
        account = where.get("account", self.prod.account)
        place = "" if target == account else f"account={account} region={self.world.estate.region}"
        typed = " ".join(("/sec run", runbook, target, place, *more, "because it mines"))
        told = await self.type(who, typed, where.get("channel", "C0SEC"))
        found = ID.search(told)
        known = read(found[0]) if found else None
        assert known, told
        number = known[1]
        await self.world.reaches(number, lambda one: one.stage is Stage.WAITING or one.stage.is_end)
        return number

    async def isolate(self, who: str, machine: str, *more: str, **where: str) -> int:
        """Type a wish to isolate a machine of production, as above."""
        return await self.ask(who, "isolate_instance", self.prod.instances[machine], *more, **where)

    async def type(self, who: str, text: str, channel: str = "C0SEC") -> str:
        """Type a command in a channel, and return what is answered."""
        seen = await self.world.slack.acting.command(who, text, channel)
        assert not seen.notice, seen
        return "\n".join(said(each) for each in seen.messages)

    async def approve(self, who: str, number: int) -> str:
        """Type an approval of the plan that waits, having read its digest."""
        plan = (await self.world.execution(number)).plan_number
        digest = (await self.world.proposal(number, plan)).short
        return await self.type(who, f"/sec approve {called(number)} {digest}")

    async def plan_card(self, number: int, plan: int = 1) -> Message:
        """Wait for the approval card of a plan."""
        digest = (await self.world.proposal(number, plan)).short

        def found() -> list[Message]:
            everything = self.world.everything()
            return [each for each in everything if f"plan {digest}" in said(each)]

        await self.world.until(lambda: any("plan.approve" in controls(each) for each in found()))
        return next(each for each in found() if "plan.approve" in controls(each))

    async def waits(self, number: int) -> None:
        """See that a plan waits still, and that nothing was changed."""
        assert (await self.world.execution(number)).stage is Stage.WAITING
        self.changed_nothing()

    def changed_nothing(self) -> None:
        """See that AWS was changed by nothing but what was allowed, and the intruder is held."""
        assert len({each.session for each in self.changes()}) == self.made, self.changes()
        assert self.world.groups() == QUARANTINED

    def changes(self) -> list[CallRecord]:
        """Return the bot's calls that change something, in whichever account."""
        accounts = [place.account for place in self.world.estate.places]
        made = [call for one in accounts for call in self.world.aws.calls(account=one)]
        return [
            each
            for each in made
            if each.session.startswith("secbot-A-") and not each.operation.startswith(READS)
        ]

    async def told_aloud(self, text: Text | str, *more: str) -> Message:
        """Wait for a message in the channel of the alerts itself that says this."""

        def found() -> list[Message]:
            sentences = [text] if isinstance(text, Text) else []
            words = [*more, *([] if isinstance(text, Text) else [text])]
            cards = [each for each in self.world.cards() if all(says(each, s) for s in sentences)]
            return [each for each in cards if all(one in said(each) for one in words)]

        await self.world.until(lambda: bool(found()))
        return found()[-1]

    async def recorded(self, number: int, *kinds: What) -> tuple[Written, ...]:
        """Return an execution's records of these kinds."""
        return await self.world.records(number, *kinds)

    async def refuses(self, told: str, why: Text, number: int) -> None:
        """See that somebody was told why not, that it was written down, and that nothing moved."""
        assert has(told, why), told
        assert await self.recorded(number, What.CLICK_REFUSED)
        await self.waits(number)

    async def tag(self, machine: str, *keys: str) -> None:
        """Let the insider tag a machine of production with a stolen key."""
        key = self.prod.keys["deploy-payments"]
        thief = self.world.aws.client_of("ec2", *key, region=self.world.estate.region)
        tags = [{"Key": one, "Value": "true"} for one in keys]
        names = [self.prod.instances[machine]]
        await asyncio.to_thread(thief.create_tags, Resources=names, Tags=tags)

    async def move(self, machine: str) -> None:
        """Let somebody give a machine's first interface other groups."""
        ec2 = self.world.aws.client("ec2", self.prod.account, self.world.estate.region)
        await asyncio.to_thread(
            ec2.modify_network_interface_attribute,
            NetworkInterfaceId=self.prod.interfaces[machine][0],
            Groups=[self.prod.groups["web"]],
        )

    def hire(self, person: Person, *groups: str) -> None:
        """Let an admin of the workspace put an accomplice into these groups."""
        workspace = self.world.slack.workspace
        workspace.people[person.id] = person
        workspace.channels["C0SEC"].members.add(person.id)
        for group in groups:
            workspace.groups[group].members.append(person.id)

    def open_room(self) -> None:
        """Make a channel that only the insider, Bob's session and the bot are in."""
        room = Channel(HIDDEN, "side", words.NOISE_TOPIC, {ANN, BOB, BOT_USER}, is_private=True)
        self.world.slack.workspace.channels[HIDDEN] = room

    async def forge(self, approval: Message) -> None:
        """Let a guest of another company click, in a payload that says she is one of ours."""
        workspace = self.world.slack.workspace
        button = next(one for one in elements(approval, "button") if "plan.approve" in str(one))
        action: dict[str, Any] = {
            "type": "button",
            "action_id": "plan.approve",
            "action_ts": workspace.timestamp(),
            "block_id": "b",
            "value": button["value"],
        }
        forged = payloads.message_action(workspace, workspace.people[EVE], approval, action)
        forged["user"]["team_id"] = "T0RANGE"
        await self.world.slack.sender.interaction(forged)

    async def replay_old(self, sent: Sent) -> int:
        """Send what was recorded ten minutes ago, under the signature of then."""
        old = signed_headers(SECRET, sent.body, utc_now() - timedelta(minutes=10))
        reply = await self.world.slack.sender.again(Sent(sent.body, {"Content-Type": FORM, **old}))
        return reply.status


BOTH_TAGS = (DRILL, PROTECTED)
