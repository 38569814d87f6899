"""Why a batch, and each of its members, is decided on as it is."""

from __future__ import annotations

from bot.domain.cards import Why
from bot.domain.ids import Prefix
from bot.domain.words import batch as words
from bot.domain.words import endings
from bot.ports.unit import Unit
from bot.response.explaining.explaining import WhyDesk
from bot.response.keeping.replanning import replan
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN
from tests.bot.response.batch_office import Several
from tests.bot.response.office import Office

B = RiskClass.B


async def told(office: Office, prefix: Prefix, number: int) -> str:
    """Return every reason that Ann is told."""
    desk = WhyDesk(office.store, office.clock, policy=office.policy)
    found = await desk.why(ANN, prefix, number)
    lines = found.lines if isinstance(found, Why) else (found.says,)
    return "\n".join(line.plain() for line in lines)


async def test_a_batch_tells_its_digest_its_members_and_what_is_in_no_plan(
    office: Office,
) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2", "Not_A_Bucket!")
    assert "still being planned" in await told(office, Prefix.BATCH, 1)
    await several.plan(1)
    await several.plan(2)
    seal = await several.seal()
    await several.approve(ANN)

    said = await told(office, Prefix.BATCH, 1)
    for each in (seal.short, "bucket-1", "bucket-2", "Not_A_Bucket!", "You asked for"):
        assert each in said
    assert said.count("You asked for") == 1
    assert "I don't know B-9" in await told(office, Prefix.BATCH, 9)


async def test_a_member_tells_with_whom_it_is_decided_on_until_it_is_alone(
    office: Office,
) -> None:
    several = Several(office)
    seal = await several.sealed(B, B)
    said = await told(office, Prefix.EXECUTION, 1)
    assert (
        words.WHY_PART.fill(batch="B-1.1", digest=seal.short, others="A-2", needs=1).plain() in said
    )

    def drifts(unit: Unit) -> None:
        execution = unit.executions.get(1)
        assert execution is not None
        replan(unit, execution, endings.DRIFTED.fill(), (), office.clock.now())

    await office.store.write(drifts)
    await office.proposed(1, number=2)
    assert words.WHY_ALONE.fill(batch="B-1").plain() in await told(office, Prefix.EXECUTION, 1)
    await office.asked()
    assert "batch" not in await told(office, Prefix.EXECUTION, 3)
