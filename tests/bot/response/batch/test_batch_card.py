"""What the card of a batch is made of, from the wish to the end of the last member."""

from __future__ import annotations

from bot.domain.cards import BatchCard
from bot.domain.execution import Outcome, Stage
from bot.domain.record import Record, What
from bot.ports.unit import Unit
from bot.response.batch.batch_card import Naming, gather
from bot.response.keeping.ending import claim_body
from runbooks.kit.text import Text
from runbooks.kit.values import Claim, Proof, RiskClass
from tests.bot.domain.makers import ANN, NOW
from tests.bot.response.batch_office import Several
from tests.bot.response.office import Office, called

B = RiskClass.B
TITLE = Text("Block public access")


async def card(office: Office) -> BatchCard:
    """Return the card of the first batch as it is now."""
    naming = Naming(lambda _: TITLE, office.policy)

    def work(unit: Unit) -> BatchCard | None:
        batch = unit.batches.get(1)
        return gather(unit, batch, naming) if batch else None

    found = await office.store.read(work)
    assert found is not None
    return found


async def test_it_shows_who_waits_for_what_and_each_voice_once(office: Office) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2")
    early = await card(office)
    assert (early.is_open, early.parts, len(early.others)) == (False, (), 2)

    await several.plan(1)
    await several.plan(2, risk=RiskClass.D, is_drill=True)
    await several.seal()
    await several.approve()
    shown = await card(office)
    assert shown.is_open
    assert [part.account_name for part in shown.parts] == ["prod-payments"] * 2
    assert [voice.name for voice in shown.voices] == ["Bob"]
    assert shown.who == {"S0APPROVE"}


async def test_it_tells_what_is_not_proved_and_what_was_put_back(office: Office) -> None:
    several = Several(office)
    await several.sealed(B, B)
    await several.approve()
    says = Text("{bucket} is closed").fill(bucket="bucket-1")
    read = [
        Claim(key="closed", proof=Proof.FAILED, says=says, evidence=""),
        Claim(key="logged", proof=Proof.PASSED, says=says, evidence=""),
    ]

    def ran(unit: Unit) -> None:
        unit.executions.begin(1, {})
        called(unit, 1)
        bodies = [claim_body(each) for each in read]
        unit.records.write([Record(What.CLAIM, NOW, "", None, 1, each) for each in bodies])
        unit.executions.end(1, Outcome.PARTIAL, {}, NOW)

    await office.store.write(ran)
    assert (await card(office)).unproved == {1: (says,), 2: ()}
    undo = await office.asking.undo(ANN, 1, "it was a false alarm")
    assert undo.execution == 3
    assert (await card(office)).put_back == {}

    def undone(unit: Unit) -> None:
        unit.executions.move(3, (Stage.ASKED,), Stage.APPROVED, NOW)
        unit.executions.begin(3, {})
        unit.executions.end(3, Outcome.SUCCESS, {}, NOW)

    await office.store.write(undone)
    assert (await card(office)).put_back == {1: "A-3"}
