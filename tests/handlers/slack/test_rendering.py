"""The fingerprint of an approval card: of what it says, uncut."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.answer import Sensitivity
from bot.domain.batch import Batch
from bot.domain.cards import ApprovalCard, BatchCard
from bot.domain.detail import Detail
from handlers.slack.rendering import batch_is_cut, fingerprint
from handlers.slack.sheets import approval_card
from runbooks.kit.text import Text
from tests.clocks import MORNING
from tests.handlers.slack.front import Front

SAYS = Text("Also {what}")


async def a_card(front: Front) -> ApprovalCard:
    """Return the card of a plan that waits."""
    proposal = await front.waiting()
    sources = front.reception.sources
    card = await front.store.read(lambda unit: approval_card(unit, proposal.id, sources))
    assert card is not None
    return card


def changing(card: ApprovalCard, *more: str) -> ApprovalCard:
    """Return the card of a plan that changes these things as well."""
    plan = card.proposal.plan
    changes = (*plan.changes, *(SAYS.fill(what=each) for each in more))
    changed = plan.model_copy(update={"changes": changes})
    return replace(card, proposal=replace(card.proposal, plan=changed))


async def test_one_card_has_one_fingerprint_of_sha_256(front: Front) -> None:
    card = await a_card(front)
    first = fingerprint(card)
    assert first == fingerprint(replace(card))
    assert len(bytes.fromhex(first.hash)) == 32
    assert not first.is_cut


async def test_whatever_else_the_card_says_changes_it(front: Front) -> None:
    card = await a_card(front)
    execution = replace(card.execution, ask=replace(card.execution.ask, reason="other"))
    others = [
        changing(card, "x"),
        replace(card, title=Text("Other")),
        replace(card, execution=execution),
        replace(card, proposal=replace(card.proposal, target="arn:aws:s3:::x")),
    ]
    hashes = {fingerprint(each).hash for each in (card, *others)}
    assert len(hashes) == 1 + len(others)


async def test_who_has_voted_is_no_part_of_it(front: Front) -> None:
    card = await a_card(front)
    assert fingerprint(replace(card, superseded=True)).hash == fingerprint(card).hash


async def test_what_is_cut_off_the_card_changes_it_all_the_same(front: Front) -> None:
    card = await a_card(front)
    many = [f"group {number} of a very long list of security groups" for number in range(400)]
    one, other = (fingerprint(changing(card, *many, last)) for last in ("x", "y"))
    assert one.is_cut
    assert other.is_cut
    assert one.hash != other.hash


async def test_where_the_policy_file_shows_little_a_plan_is_cut_alone_and_in_a_batch(
    front: Front,
) -> None:
    card = await a_card(front)
    policy = front.reception.sources.policy()
    minimal = replace(policy, detail=Detail(Sensitivity.MINIMAL))
    wish = Batch(1, None, "C0SEC", MORNING, 1, (), None)
    batch = BatchCard(wish, card.title, "", (card,), (), {}, {}, card.who, ())

    for shown, is_cut in ((policy, False), (minimal, True)):
        assert fingerprint(card, shown).is_cut is is_cut
        assert batch_is_cut(batch, shown) is is_cut
    assert fingerprint(card, minimal).hash == fingerprint(card, policy).hash
