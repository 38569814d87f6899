"""What a plan warns of from secbot's own record, whatever its runbook says."""

from __future__ import annotations

from bot.domain.execution import Kind, Outcome
from bot.domain.record import Record, What
from bot.response.bench.seeing import Seen
from bot.response.planning.warning import warned
from runbooks.kit.shield import DRILL
from runbooks.kit.values import Marks, RiskClass
from tests.bot.domain.makers import BOB, NOW, RYO, TARGET, a_proposal
from tests.bot.response.office import Office
from tests.bot.response.works import REGION, Works

STRANGE = "The tag `secbot:isolated` was not set by secbot"


def tag(works: Works, *keys: str) -> None:
    """Tag the first bucket, as whoever may tag."""
    tags = [{"Key": key, "Value": "1"} for key in keys]
    s3 = works.aws.client("s3", works.account, REGION)
    s3.put_bucket_tagging(Bucket=works.buckets[0], Tagging={"TagSet": tags})


async def warnings(works: Works, runbook: str = "tagged") -> list[str]:
    """Ask, plan, and return what the card would warn of."""
    await works.ask(runbook)
    await works.work()
    return [said.plain() for said in works.rendered[-1].proposal.plan.warnings]


async def put_back(works: Works, number: int, runbook: str = "close_two") -> None:
    """Undo an execution."""
    undo = await works.ask(runbook, kind=Kind.UNDO, undo_of=number, reason="a false alarm")
    await works.work()
    await works.approve(undo, BOB, RYO)
    await works.work()
    assert await works.outcome(undo) is Outcome.SUCCESS


def has(found: list[str], start: str) -> bool:
    return any(line.startswith(start) for line in found)


async def test_a_tag_that_says_what_secbot_did_and_that_it_never_set_is_warned_of(
    works: Works,
) -> None:
    tag(works, "secbot:isolated", DRILL)

    found = await warnings(works)

    assert has(found, STRANGE)
    assert not has(found, "The tag `secbot:drill`")


async def test_a_tag_that_its_own_step_has_set_is_none_to_warn_of_until_it_is_put_back(
    works: Works,
) -> None:
    done = await works.ended("tagged")
    tag(works, "secbot:isolated")
    works.set(works.buckets[0], closed=False)
    parameters = {"Tags": [{"Key": "secbot:isolated", "Value": "A-1"}]}
    intent = Record(What.INTENT, NOW, "", None, done.number, {"parameters": parameters})
    await works.store.write(lambda unit: unit.records.write([intent]))
    assert not has(await warnings(works), STRANGE)

    works.set(works.buckets[0], closed=True)
    await put_back(works, 1, "tagged")
    assert has(await warnings(works), STRANGE)


async def test_a_person_who_asks_again_is_told_who_undid_it_and_may(works: Works) -> None:
    await works.ended()
    await put_back(works, 1)

    assert has(
        await warnings(works, "close_two"),
        "Undone by Ann at 2026-11-22 03:00 UTC (A-2): a false alarm",
    )
    await works.approve(3)
    await works.work()
    assert await works.outcome(3) is Outcome.SUCCESS


async def test_the_name_of_a_stack_of_ours_is_said_first(office: Office) -> None:
    await office.asked()
    execution = await office.execution(1)
    plan = a_proposal().plan
    seen = Seen(plan, RiskClass.C, TARGET, {}, Marks(stack="secbot-evil"), {}, is_drill=False)

    shown = await office.store.read(lambda unit: warned(unit, execution, seen, NOW))

    (line,) = shown.warnings
    assert line.plain().startswith("It belongs to the stack `secbot-evil`")
