"""What a batch shows and decides for its members, and what is left to each of them."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.batch import LeftOut
from bot.domain.posting import Sheet
from bot.domain.words import endings
from bot.ports.unit import Unit
from bot.response.keeping import batches
from bot.response.keeping.replanning import replan
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.response.batch_office import Several
from tests.bot.response.office import CATALOGUE, Office

B = RiskClass.B


async def test_every_part_of_what_was_shown_is_in_the_digest(office: Office) -> None:
    several = Several(office)
    seal, batch = await several.sealed(B, B), await several.batch()
    left_out = (LeftOut("bucket-9", Text("It is protected.").fill()),)
    changed = [
        replace(seal, members=seal.members[:1]),
        replace(seal, members=(replace(seal.members[0], plan=2), seal.members[1])),
        replace(seal, members=(replace(seal.members[0], digest="0" * 64), seal.members[1])),
        replace(seal, left_out=left_out),
        replace(seal, is_cut=True),
        replace(seal, risk=RiskClass.D),
        replace(seal, needs=2),
        replace(seal, expires_at=seal.expires_at.replace(year=2030)),
    ]

    assert batches.digest(batch, seal) == seal.digest
    digests = {batches.digest(batch, one) for one in changed}
    assert len(digests | {seal.digest}) == len(changed) + 1
    assert batches.digest(replace(batch, number=2), seal) != seal.digest
    assert batches.digest(replace(batch, round=2), seal) != seal.digest


async def test_members_have_one_card_until_one_is_planned_anew(office: Office) -> None:
    several = Several(office)
    await several.sealed(B, B)
    assert await office.wanted() == 1
    assert await office.store.read(lambda unit: batches.waits_with(unit, 2)) == 1

    def drifts(unit: Unit) -> None:
        execution = unit.executions.get(2)
        assert execution is not None
        replan(unit, execution, endings.DRIFTED.fill(), (), office.clock.now())

    await office.store.write(drifts)
    await office.proposed(2, number=2)
    assert await office.store.read(lambda unit: batches.waits_with(unit, 2)) is None
    fresh = (await several.members())[1]

    def shown(unit: Unit) -> list[bool]:
        kinds = (Sheet.APPROVAL, Sheet.PROGRESS, Sheet.ALERT)
        return [batches.instead(unit, fresh, each, None) is None for each in kinds]

    assert await office.store.read(shown) == [True, True, True]
    first = (await several.members())[0]
    stands_for = await office.store.read(
        lambda unit: batches.instead(unit, first, Sheet.PROGRESS, None)
    )
    assert stands_for is not None
    assert (stands_for.sheet, stands_for.subject) == (Sheet.BATCH, "B-1.1")


async def test_what_a_look_finds_keeps_its_own_reply(office: Office) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2")
    await several.plan(1, risk=RiskClass.A)
    look = (await several.members())[0]

    def instead(unit: Unit) -> tuple[bool, bool]:
        own = batches.instead(unit, look, Sheet.PROGRESS, None) is None
        return own, batches.instead(unit, look, Sheet.APPROVAL, None) is None

    assert await office.store.read(instead) == (True, False)


async def test_a_target_is_called_as_its_plan_or_as_its_wish_does(office: Office) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2")
    await several.plan(1)
    members = await several.members()

    def names(unit: Unit) -> list[str]:
        return [batches.name(unit, each, CATALOGUE) for each in members]

    assert await office.store.read(names) == ["arn:aws:s3:::bucket-1", "bucket-2"]
