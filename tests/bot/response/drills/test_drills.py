"""A drill is started with one command, on a thing to lose alone, and can be stopped at any time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.drill import Round
from bot.domain.drill_cards import DrillListing
from bot.domain.execution import Outcome, Stage
from bot.domain.people import Person
from bot.domain.words import drills as words
from bot.response.drills.drills import DrillDesk
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from bot.response.planning.asking import AskDesk
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.text import Text
from tests.bot.domain.makers import ANN, BOB, EVE, RYO
from tests.bot.response.keeping.test_drilling import tag
from tests.bot.response.office import CHANNEL
from tests.bot.response.works import REGION, Works


def desk(works: Works) -> DrillDesk:
    bench = works.bench
    asking = AskDesk(
        bench.store, bench.bell, bench.clock, catalogue=bench.catalogue, policy=bench.policy
    )
    return DrillDesk(asking)


def wish(works: Works, **changes: object) -> Wish:
    first, second = works.buckets
    values = {
        "runbook": "tagged",
        "target": first,
        "account": works.account,
        "region": REGION,
        "more": {"second": second},
        "channel": CHANNEL,
    }
    return Wish(**{**values, **changes})  # type: ignore[arg-type]  # the fields of a wish


async def start(works: Works, person: Person = ANN, **changes: object) -> Reply:
    return await desk(works).start(person, "containment", wish(works, **changes))


async def started(works: Works) -> None:
    """Start a drill on the first bucket, which bears the tag, and have it planned."""
    tag(works, DRILL)
    reply = await start(works)
    assert reply.says.text is words.STARTED, reply.says.plain()
    await works.work()


async def contained(works: Works) -> None:
    """Have the change of a drill approved and run, and its undo asked for and planned."""
    await started(works)
    await works.approve(1, BOB)
    for _ in range(3):
        await works.work()


async def round_of(works: Works) -> Round:
    found = await works.store.read(lambda unit: unit.drills.round(1))
    assert found is not None
    return found


async def result(works: Works) -> str:
    found = await round_of(works)
    assert found.ended_at
    assert found.result is not None
    return found.result.plain()


@pytest.mark.parametrize("tags", [(), (DRILL, PROTECTED)])
async def test_what_is_no_thing_to_lose_is_refused_and_untouched(
    works: Works, tags: tuple[str, ...]
) -> None:
    if tags:
        tag(works, *tags)
    await start(works)
    for _ in range(2):
        await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert (await result(works)).startswith("not proved: A-1 changed nothing (refused): arn:aws:s3")
    assert works.closed() == [False, False]


async def test_a_drill_that_is_stopped_before_it_runs_changes_nothing(works: Works) -> None:
    await started(works)
    reply = await desk(works).stop(BOB, None)
    await works.work()

    assert reply.says.text is words.STOPPED
    assert "the drill was stopped" in await result(works)
    assert works.closed() == [False, False]
    assert (await desk(works).stop(BOB, None)).says.text is words.NO_DRILL


async def test_a_drill_that_is_stopped_once_it_has_changed_something_puts_it_back(
    works: Works,
) -> None:
    await contained(works)
    reply = await desk(works).stop(BOB, 1)
    assert reply.says.text is words.STOPPED_UNDO
    assert (await desk(works).stop(RYO, 2)).says.text is words.STOPPED_ALREADY

    await works.approve(2, BOB, RYO)
    for _ in range(2):
        await works.work()
    assert (await works.execution(2)).outcome is Outcome.SUCCESS
    assert (await round_of(works)).is_proved


async def test_with_several_drills_it_must_be_said_which_is_stopped(works: Works) -> None:
    await started(works)
    await start(works)

    reply = await desk(works).stop(BOB, None)
    assert reply.says.plain() == words.WHICH.fill(known="A-1, A-2").plain()


@pytest.mark.parametrize(
    ("person", "kind", "changes", "says"),
    [
        (ANN, "crypto-miner", {}, words.NO_KIND),
        (ANN, "containment", {"incident": 1}, words.NO_INCIDENT),
        (ANN, "containment", {"runbook": "", "target": "?"}, words.NO_FIT),
    ],
)
async def test_what_is_no_drill_is_answered_and_nothing_starts(
    works: Works, person: Person, kind: str, changes: dict[str, object], says: Text
) -> None:
    reply = await desk(works).start(person, kind, wish(works, **changes))

    assert (reply.done, reply.says.text) == (False, says)
    assert await works.store.read(lambda unit: unit.drills.running()) == ()


async def test_only_a_responder_starts_one_and_only_ours_stop_or_see_them(works: Works) -> None:
    nobody = replace(BOB, groups=frozenset(), slack_id="U0NEW", email="new@example.com")
    for person in (EVE, nobody):
        assert not (await start(works, person)).done
    await started(works)
    assert not (await desk(works).stop(EVE, None)).done
    assert isinstance(await desk(works).listed(EVE), Reply)


async def test_the_list_names_what_runs_what_was_proved_by_whom_and_what_never_was(
    works: Works,
) -> None:
    await contained(works)
    before = await desk(works).listed(ANN)
    assert isinstance(before, DrillListing)
    assert [each.id for each in before.running] == ["A-1"]
    assert before.proved == ()
    assert before.never["tagged"] == (works.account,)

    await works.approve(2, BOB, RYO)
    for _ in range(2):
        await works.work()
    after = await desk(works).listed(ANN)
    assert isinstance(after, DrillListing)
    assert after.running == ()
    (proved,) = after.proved
    assert (proved.runbook, proved.name, proved.execution) == ("tagged", ANN.name, 1)
    assert proved.is_current
    assert after.never["tagged"] == ()
