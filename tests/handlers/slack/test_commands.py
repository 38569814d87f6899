"""`/sec`, each verb as it should be typed, as it should not, and by whom it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.people import Role
from bot.domain.policy import Grant
from bot.domain.words import deciding, noise, reply, responding
from bot.domain.words import help as help_words
from handlers.slack.commands import LONGEST, VERBS
from runbooks.kit.text import Text
from tests.bot.domain.makers import a_policy
from tests.handlers.slack.front import ANN, BOB, EVE, REVOKED, RYO, Front, a_front
from tests.journeys.messages import has


def usage(verb: str) -> str:
    """Return how a verb is typed."""
    return help_words.VERBS[verb].usage.en


async def is_refused_for_use(front: Front, text: str) -> None:
    """Type this and see it answered with how the verb goes."""
    told = await front.type(ANN, text)
    assert has(told, reply.WRONG_USE), told
    assert usage(text.split(maxsplit=1)[0].casefold()) in told


@pytest.mark.parametrize("text", ["", *VERBS, "nonsense", "run x y because", "approve A-1 9f31c2"])
async def test_a_guest_is_refused_whatever_is_typed(front: Front, text: str) -> None:
    await front.waiting()
    told = await front.type(EVE, text)
    assert has(told, deciding.GUEST)
    assert "/sec" not in told
    assert await front.stage() is Stage.WAITING
    assert await front.store.read(lambda unit: unit.brakes.stops()) == ()


async def test_sec_alone_lists_what_i_have(front: Front) -> None:
    await front.incidents(2)
    assert has(await front.type(ANN, ""), reply.LIST_EMPTY)
    await front.type(ANN, "ack I-2")
    told = await front.type(ANN, "")
    assert "I-2" in told
    assert "I-1" not in told


async def test_an_unknown_verb_gets_the_nearest_one_and_a_button_that_works(front: Front) -> None:
    (message,) = (await front.typed(ANN, "lst")).messages
    assert has(str(message.content.text), reply.NEAREST_VERB)
    await front.incidents()
    assert "I-1" in await front.click(ANN, message, "verb.run")


@pytest.mark.parametrize(("typed", "verb"), [("stp", "stop"), ("aprove", "approve")])
async def test_a_button_only_explains_a_verb_that_acts(front: Front, typed: str, verb: str) -> None:
    (message,) = (await front.typed(ANN, typed)).messages
    assert usage(verb) in await front.click(ANN, message, "verb.run")
    assert await front.store.read(lambda unit: unit.brakes.stops()) == ()


@pytest.mark.parametrize("typed", ["\x00", "<!channel>", "x" * 2999, "ａ" * 500, "`*_~", "' \" '"])  # noqa: RUF001 - full width
async def test_a_hostile_verb_is_answered_like_any_unknown_one(front: Front, typed: str) -> None:
    (message,) = (await front.typed(ANN, typed)).messages
    assert "<!channel>" not in message.content.text
    assert not front.slack.workspace.notified


async def test_what_is_too_long_is_refused_and_not_cut(front: Front) -> None:
    await front.incidents()
    told = await front.type(ANN, "run isolate_instance I-1 " + "why " * 2500)
    assert has(told, reply.TOO_LONG)
    assert str(LONGEST) in told
    assert await front.asked() == []


async def test_help_lists_what_the_caller_may_do(front: Front) -> None:
    ann, bob = await front.type(ANN, "help"), await front.type(BOB, "help")
    above = {"approve", "confirm", "break-glass", "review"}
    for verb in above:
        assert usage(verb) in bob
        assert usage(verb) not in ann
    for verb in set(VERBS) - above:
        assert usage(verb) in ann


async def test_who_holds_no_role_is_not_told_of_decisions(front: Front) -> None:
    for group in front.slack.workspace.groups.values():
        group.members.remove(BOB)
    told = await front.type(BOB, "HELP")
    assert all(usage(verb) not in told for verb in ("approve", "reject", "undo"))
    assert usage("stop") in told


async def test_a_role_counts_where_no_account_is_named_yet(tmp_path: Path) -> None:
    grants = (Grant(Role.APPROVER, frozenset({ANN})),)
    async with a_front(tmp_path, a_policy(accounts={}, grants=grants)) as front:
        assert usage("approve") in await front.type(ANN, "help")


@pytest.mark.parametrize("verb", VERBS)
async def test_help_with_a_verb_tells_how_it_goes_with_an_example(front: Front, verb: str) -> None:
    told = await front.type(ANN, f"help {verb.upper()}")
    assert usage(verb) in told
    assert help_words.VERBS[verb].example.en in told


async def test_help_with_run_tells_which_runbooks_there_are_and_what_they_work_on(
    front: Front,
) -> None:
    told = await front.type(ANN, "help run")

    for name, known in front.reception.desks.asking.known().items():
        assert f"{name} {known.title.en}, on {', '.join(known.types)}" in told.replace("`", "")
    assert "goes further with mode=swap|stop standby=true" in told.replace("`", "")


async def test_help_with_no_verb_of_ours_says_so_and_offers_the_nearest(front: Front) -> None:
    assert has(await front.type(ANN, "help nope"), reply.NEAREST_VERB)
    told = await front.type(ANN, "help aprove")
    assert "I don't know aprove" in told.replace("`", "")
    assert "/sec approve" in told


async def test_help_once_warm_asks_slack_nothing(front: Front) -> None:
    await front.type(ANN, "help")
    asked = len(front.tally.seen)
    await front.type(ANN, "help")
    assert len(front.tally.seen) == asked


@pytest.mark.parametrize(
    "text",
    [
        "ack I-1",
        "ACK i-1",
        "ack 1",
        "ack F-1",
        "ack I\u20141",
        "ａｃｋ　Ｉ－１",  # noqa: RUF001 - full width, as Japanese input has it
        "ack \u201cI-1\u201d",
    ],
)
async def test_ack_takes_the_incident_however_its_id_is_typed(front: Front, text: str) -> None:
    await front.incidents()
    assert has(await front.type(ANN, text), responding.TAKEN)
    assert (await front.incident()).owner == ANN


@pytest.mark.parametrize(
    "text", ["ack", "ack A-1", "ack I-1 I-2", "ack I-1 owner=me", "ack E-1", "ack I-U", "ack I-"]
)
async def test_ack_of_anything_but_one_incident_takes_none(front: Front, text: str) -> None:
    await front.incidents(2)
    await is_refused_for_use(front, text)
    assert (await front.incident()).owner == ""


@pytest.mark.parametrize(
    ("text", "why"), [("ack I-ZZ", responding.NO_INCIDENT), ("ack F-ZZ", reply.UNKNOWN_ID)]
)
async def test_an_id_that_nothing_bears_is_named(front: Front, text: str, why: Text) -> None:
    told = await front.type(ANN, text)
    assert has(told, why)
    assert "ZZ" in told


async def test_run_asks_for_a_runbook_on_the_incident_s_own_target(front: Front) -> None:
    await front.incidents()
    told = await front.type(ANN, "Run Isolate-Instance i-1 it mines &amp; beacons")
    assert has(told, responding.ASKED)
    (asked,) = await front.asked()
    assert (asked.ask.runbook, asked.ask.incident) == ("isolate_instance", 1)
    assert asked.ask.inputs["instance"] == "i-0abc1234"
    assert asked.ask.reason == "it mines & beacons"
    assert not asked.ask.plan_only


@pytest.mark.parametrize("more", ["plan", "PLAN", "plan=true", "why not plan", "plan why not"])
async def test_run_with_plan_only_looks(front: Front, more: str) -> None:
    await front.incidents()
    told = await front.type(ANN, f"run isolate_instance I-1 {more}")
    assert has(told, responding.LOOKED)
    (asked,) = await front.asked()
    assert asked.ask.plan_only


async def test_run_names_a_target_in_words_with_account_and_region(front: Front) -> None:
    text = "run isolate_instance i-0abc1234 account=PROD-payments region=eu-west-1 it mines"
    assert has(await front.type(ANN, text), responding.ASKED_HERE)
    (asked,) = await front.asked()
    assert (asked.ask.incident, asked.ask.account) == (None, "111122223333")
    assert (asked.ask.region, asked.ask.reason) == ("eu-west-1", "it mines")


@pytest.mark.parametrize(
    "text",
    [
        *("run", "run isolate_instance", "run isolate_instance I-1 plan=perhaps"),
        "run isolate_instance I-1 account=444455556666 it mines",
        "run isolate_instance I-1 region=us-east-1 it mines",
    ],
)
async def test_run_asks_for_nothing_where_a_wish_can_t_be_met(front: Front, text: str) -> None:
    await front.incidents()
    await is_refused_for_use(front, text)
    assert await front.asked() == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("run rm_rf I-1 it mines", responding.NO_RUNBOOK),
        ("run isolate_instance I-ZZ it mines", responding.NO_INCIDENT),
        ("run isolate_instance F-ZZ it mines", reply.UNKNOWN_ID),
        ("run isolate_instance I-1", responding.NO_REASON),
        ("run isolate_instance I-1 load=high it mines", responding.BAD_INPUT),
        ("run isolate_instance ;reboot it mines region=eu-west-1", responding.BAD_INPUT),
    ],
)
async def test_run_says_what_is_wrong_and_asks_for_nothing(
    front: Front, text: str, why: Text
) -> None:
    await front.incidents()
    assert has(await front.type(ANN, text), why)
    assert await front.asked() == []


async def test_a_command_that_is_delivered_twice_asks_once(front: Front) -> None:
    await front.incidents()
    await front.type(ANN, "run isolate_instance I-1 it mines")
    again = await front.slack.sender.again(front.slack.sender.sent[-1])
    assert has(str(again.json()["text"]), responding.ASKED_ALREADY)
    assert len(await front.asked()) == 1


@pytest.mark.parametrize("spelled", ["A-1", "a-1", "1", "A-1.1", "\u201cA-1\u201d", "A\u20131"])
async def test_approve_takes_the_id_however_it_is_typed_with_the_digest(
    front: Front, spelled: str
) -> None:
    digest = (await front.waiting()).short.upper()
    assert has(await front.type(BOB, f"approve {spelled} {digest}"), responding.APPROVED)
    assert await front.stage() is Stage.APPROVED


@pytest.mark.parametrize("digest", ["0", "000000", "' or 1=1"])
async def test_approve_refuses_any_other_digest(front: Front, digest: str) -> None:
    await front.waiting()
    assert has(await front.type(BOB, f"approve A-1 {digest}"), deciding.OTHER_PLAN)
    assert await front.stage() is Stage.WAITING


@pytest.mark.parametrize(
    "text", ["approve", "approve A-1", "approve I-1 9f31c2", "approve x=1", "approve A-U 9f31c2"]
)
async def test_approve_without_id_and_digest_tells_how_it_goes(front: Front, text: str) -> None:
    await front.waiting()
    await is_refused_for_use(front, text)
    assert await front.stage() is Stage.WAITING


async def test_who_may_not_approve_is_told_who_may(front: Front) -> None:
    told = await front.type(ANN, f"approve A-1 {(await front.waiting()).short}")
    assert has(told, deciding.OWN_REQUEST)
    assert "@S0APPROVE" in told


async def test_reject_keeps_the_reason_as_it_was_typed(front: Front) -> None:
    await front.waiting()
    told = await front.type(ANN, "reject A-1 \u201cwrong box, load=high\u201d")
    assert has(told, responding.REJECTED)
    assert (await front.execution()).why is not None
    (decision,) = await front.store.read(lambda unit: unit.executions.decisions(1, 1))
    assert decision.reason == "wrong box, load=high"


@pytest.mark.parametrize("verb", ["reject", "undo"])
@pytest.mark.parametrize("rest", ["", "I-1 why", "because"])
async def test_reject_and_undo_without_an_id_tell_how_they_go(
    front: Front, verb: str, rest: str
) -> None:
    await front.waiting()
    if rest == "because":
        rest = "\u00fcber"
    await is_refused_for_use(front, f"{verb} {rest}")
    assert await front.stage() is Stage.WAITING


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("undo A-1 false alarm", responding.NOT_UNDONE_YET),
        ("undo A-ZZ false alarm", responding.NO_EXECUTION),
        ("reject A-ZZ", responding.NO_EXECUTION),
        ("approve A-ZZ 9f31c2", responding.NO_EXECUTION),
    ],
)
async def test_what_can_t_be_done_to_an_execution_is_told(
    front: Front, text: str, why: Text
) -> None:
    await front.waiting()
    assert has(await front.type(BOB, text), why)


@pytest.mark.parametrize(
    ("typed", "reason", "chosen"),
    [
        ("false alarm", "false alarm", False),
        ("reactivate=true load=high", "load=high", True),
        ("it was x=1 only", "it was x=1 only", False),
    ],
)
async def test_an_undo_takes_what_is_chosen_with_it_and_keeps_the_reason_as_typed(
    front: Front,
    typed: str,
    reason: str,
    chosen: bool,  # noqa: FBT001  # a case of the test
) -> None:
    await front.revoked()
    await front.type(ANN, f"undo A-1 {typed}")
    asked = (await front.execution(2)).ask
    assert asked.reason == reason
    assert asked.inputs == {**REVOKED, "reactivate": chosen}


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("stop", "*"),
        ("stop ALL", "*"),
        ("stop 111122223333", "111122223333"),
        ("stop Prod-Payments it burns, load=high", "111122223333"),
        ("stop account=prod-payments", "111122223333"),
    ],
)
async def test_stop_pulls_the_brake_that_was_meant(front: Front, text: str, account: str) -> None:
    done = responding.STOP_DONE_ALL if account == "*" else responding.STOP_DONE
    assert has(await front.type(ANN, text), done)
    (stop,) = await front.store.read(lambda unit: unit.brakes.stops())
    assert stop.account == account


@pytest.mark.parametrize(
    "text",
    [
        "stop prod",
        "stop 1111",
        "stop now!",
        "stop acount=prod-payments",
        "stop account=prod",
        "stop \N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT ONE}",
    ],
)
async def test_stop_never_takes_what_it_can_t_read_for_every_account(
    front: Front, text: str
) -> None:
    assert has(await front.type(ANN, text), reply.NOT_STOPPED)
    assert await front.store.read(lambda unit: unit.brakes.stops()) == ()


async def test_start_takes_two_people(front: Front) -> None:
    await front.type(ANN, "stop prod-payments")
    assert has(await front.type(ANN, "start prod-payments"), responding.START_ASKED)
    assert has(await front.type(ANN, "start prod-payments"), responding.START_TWICE)
    assert has(await front.type(RYO, "start account=prod-payments"), responding.START_DONE)
    assert await front.store.read(lambda unit: unit.brakes.stops()) == ()


@pytest.mark.parametrize("text", ["start prod", "start 111122223333 x", "start acount=x"])
async def test_start_releases_nothing_that_it_can_t_read(front: Front, text: str) -> None:
    await front.type(ANN, "stop")
    await is_refused_for_use(front, text)
    (stop,) = await front.store.read(lambda unit: unit.brakes.stops())
    assert stop.asked_at is None


async def test_the_noise_of_a_week_is_told_and_nothing_can_be_said_after_it(front: Front) -> None:
    await front.incidents(2)

    told = await front.type(ANN, "noise")
    assert "Noise of the last 7 days: 2 cards" in told.replace("*", "")
    assert has(told, noise.NO_PROPOSAL)
    assert "/sec noise" in await front.type(ANN, "noise all")
