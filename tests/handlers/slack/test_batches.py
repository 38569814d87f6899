"""A batch from the command or the modal to the decision, as people do it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cards import Look, Offer
from bot.domain.execution import Stage
from bot.domain.finding import Resource
from bot.domain.run import Run, Work
from bot.domain.words import batch as words
from bot.domain.words import deciding, reply, responding
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.batch.sealing import Sealer
from bot.response.bench.prefill import key_of
from handlers.slack.sheets import batch_card
from handlers.views.batch import batch, batch_must_open
from practice.slack.content import Content
from practice.slack.messages import Message
from runbooks.kit.text import Text
from tests.bot.response.office import open_incident
from tests.handlers.slack.front import ANN, BOB, CATALOGUE, RYO, Front, propose
from tests.handlers.slack.scenes import ACCOUNT, CHANNEL, INSTANCE, REGION, a_finding
from tests.journeys.messages import has

PLACE = f"account={ACCOUNT} region={REGION}"
FIRST, SECOND = "i-0abc1234", "i-0abc5678"
OTHER = INSTANCE.replace(FIRST, SECOND)


async def asked(front: Front, typed: str = f"{FIRST},{SECOND} {PLACE} they mine") -> str:
    """Ask, as Ann, for two instances to be isolated."""
    return await front.type(ANN, f"run isolate_instance {typed}")


async def sealed(front: Front) -> Message:
    """Plan both and seal the batch; return its card as it stands in the channel."""
    await asked(front)
    await front.store.write(lambda unit: propose(unit, 1, target=INSTANCE))
    await front.store.write(lambda unit: propose(unit, 2, target=OTHER))
    sealer = Sealer(
        front.store,
        LocalBell(),
        front.clock,
        catalogue=CATALOGUE,
        policy=front.reception.policy,
        must_open=batch_must_open,
    )
    assert await sealer.run(Run(1, Work.BATCH, 1, 1, 1)) is None
    sources = front.reception.sources
    card = await front.store.read(lambda unit: batch_card(unit, "B-1.1", sources))
    assert card is not None
    view = batch(card, Look())
    return front.slack.workspace.post(CHANNEL, Content(view.text, list(view.blocks)))


async def short(front: Front) -> str:
    """Return what a typed approval of the batch carries."""
    found = await front.store.read(lambda unit: unit.batches.get(1))
    assert found is not None
    assert found.seal is not None
    return found.seal.short


async def stages(front: Front) -> list[Stage]:
    return [each.stage for each in await front.asked()]


async def test_targets_with_commas_or_spaces_are_asked_for_as_one(front: Front) -> None:
    assert has(await asked(front), words.ASKED)
    assert [each.ask.inputs["instance"] for each in await front.asked()] == [FIRST, SECOND]
    assert {each.ask.reason for each in await front.asked()} == {"they mine"}
    again = await asked(front, f"{FIRST} {SECOND} {PLACE} they still mine")
    assert "B-2" in again


async def test_an_incident_and_a_target_are_not_asked_for_together(front: Front) -> None:
    await front.incidents()
    assert has(await asked(front, f"I-1,{FIRST} they mine"), reply.WRONG_USE)
    assert await front.asked() == []


async def test_a_click_approves_all_that_was_on_the_card(front: Front) -> None:
    card = await sealed(front)
    assert has(await front.click(ANN, card, "batch.approve"), deciding.OWN_REQUEST)
    assert await front.click(BOB, card, "batch.approve") == ""
    assert await stages(front) == [Stage.APPROVED] * 2


async def test_a_typed_yes_carries_the_digest_of_the_batch_by_its_id_or_a_members(
    front: Front,
) -> None:
    await sealed(front)
    digest = await short(front)
    own = (await front.store.read(lambda unit: unit.executions.proposal(1, 1))) or None
    assert own is not None
    assert has(await front.type(BOB, f"approve A-1 {own.digest}"), deciding.OTHER_PLAN)
    assert has(await front.type(BOB, f"approve A-2 {digest}"), words.APPROVED)
    assert has(await front.type(RYO, f"approve B-1.1 {digest}"), words.NOT_WAITING)


async def test_a_rejection_says_why_in_a_modal_or_is_typed(front: Front) -> None:
    card = await sealed(front)
    await front.open_modal(BOB, card, "batch.reject")
    await front.submit(BOB, reason="the wrong ones")
    assert await stages(front) == [Stage.REJECTED] * 2
    assert has(await front.click(RYO, card, "batch.reject"), reply.OLD_BUTTON)
    assert has(await front.type(RYO, "reject B-1 too late"), words.NOT_WAITING)


async def test_the_plans_that_were_on_the_screen_are_written_down_as_opened(front: Front) -> None:
    card = await sealed(front)
    await front.open_modal(BOB, card, "batch.open")

    def opened(unit: Unit) -> list[bool]:
        return [unit.executions.has_opened(number, 1, "bob@example.com") for number in (1, 2)]

    assert await front.store.read(opened) == [True, True]


async def test_a_batch_is_shown_explained_audited_and_put_back_by_its_id(front: Front) -> None:
    await sealed(front)
    assert SECOND in await front.type(RYO, "show B-1")
    assert (await short(front)) in await front.type(RYO, "why b-1")
    assert "A-2" in await front.type(RYO, "audit B-1")
    assert has(await front.type(RYO, "undo B-1 false alarm"), words.NOTHING_BACK)
    for verb in ("show", "why", "audit"):
        assert "B-9" in await front.type(RYO, f"{verb} B-9")
    assert has(await front.type(RYO, "release B-1"), reply.WRONG_USE)


async def test_of_several_resources_the_modal_offers_all_and_takes_those_that_are_chosen(
    front: Front,
) -> None:
    both = (Resource("AwsEc2Instance", INSTANCE, REGION), Resource("AwsEc2Instance", OTHER, REGION))
    finding = a_finding(resources=both)
    await front.store.write(lambda unit: open_incident(unit, finding))
    choices = {key_of(one.id): one.id for one in both}
    offer = Offer("isolate_instance", Text("Isolate instance"), choices=choices)
    front.reception.sources = replace(front.reception.sources, offers=lambda _: ((offer,), None))
    view = await front.open_modal(ANN, await front.show_alert(), "runbook.ask:isolate_instance")
    (field,) = [one for one in view["blocks"] if one.get("block_id") == "targets"]
    assert field["element"]["initial_options"] == field["element"]["options"]
    assert len(field["element"]["options"]) == 2
    assert has((await front.submit(ANN, reason="hm")).errors["reason"], responding.NO_REASON)
    assert (await front.submit(ANN, reason="they mine")).view is None
    assert [each.ask.inputs["instance"] for each in await front.asked()] == [FIRST, SECOND]
