"""Reading back: what is proved, what is not, and what could not be read."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import pytest

from bot.domain.execution import Kind, Outcome
from bot.domain.record import What
from bot.response.keeping.ending import ReadBack
from bot.response.running.proving import Prover
from practice.aws.faults import Failing, Fault
from runbooks.kit.values import Claim, Proof
from tests.bot.response.two_buckets import NO_MARKS, CloseTwo, Doors, Pair
from tests.bot.response.works import DiedError, Works


async def test_claims_that_all_fail_are_a_failure_and_can_be_undone(works: Works) -> None:
    execution = await works.ended("never_proved")
    assert execution.outcome is Outcome.FAILURE
    assert works.closed() == [True, True]


@pytest.mark.parametrize("runbook", ["inconclusive", "claimless"])
async def test_what_is_not_proved_either_way_is_never_a_success(works: Works, runbook: str) -> None:
    assert (await works.ended(runbook)).outcome is Outcome.PARTIAL


async def test_where_it_can_t_be_read_back_it_is_partial_and_says_so(works: Works) -> None:
    await works.approved()
    works.store.die(What.STEP, 2)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    works.aws.faults.place(
        Fault(Failing.DENIED, account=works.account, operation="GetPublicAccessBlock")
    )

    await works.work()

    execution = await works.execution()
    assert (execution.outcome, execution.after) == (Outcome.PARTIAL, None)
    assert await works.why() == (
        "the target could not be read again (AccessDenied); look at it yourself"
    )


class Slow(CloseTwo):
    """Sees what was changed only at the third look, as AWS may."""

    looks: ClassVar[Counter[str]] = Counter()

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        self.looks[inputs.first] += 1
        is_seen = self.looks[inputs.first] > 2
        return tuple(self._claim(bucket, is_so=is_seen) for bucket in state.closed)


class Late(Slow):
    """Claims besides what only time will tell."""

    looks: ClassVar[Counter[str]] = Counter()

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        silent = {"key": "silent", "proof": Proof.INCONCLUSIVE, "takes_time": True}
        claims = super().verify(inputs, state)
        return (*claims, claims[0].model_copy(update=silent))


class Flaky(CloseTwo):
    """Can be looked at once, and never again."""

    looks: ClassVar[Counter[str]] = Counter()

    def observe(self, inputs: Pair) -> Doors:
        self.looks[inputs.first] += 1
        if self.looks[inputs.first] > 1:
            message = "a fault of its own"
            raise RuntimeError(message)
        return super().observe(inputs)


class Cut(CloseTwo):
    """Cuts what leads to its second bucket, and knows by what was there where to look then."""

    @classmethod
    def found_again(cls, inputs: Pair, before: Doors) -> Pair:
        return inputs.model_copy(update={"second": min(before.closed)})

    def observe(self, inputs: Pair) -> Doors:
        seen = super().observe(inputs)
        return seen.model_copy(update={"closed": {inputs.second: seen.closed[inputs.second]}})


async def read_back(works: Works, runbook: type[CloseTwo], pauses: int) -> ReadBack:
    number = await works.ask()
    works.under(catalogue={"close_two": runbook})
    return await Prover(works.bench).prove(await works.execution(number), (0.0,) * pauses)


async def test_what_does_not_hold_yet_is_looked_at_again(works: Works) -> None:
    found = await read_back(works, Slow, pauses=5)

    assert {claim.proof for claim in found.claims} == {Proof.PASSED}
    assert Slow.looks[works.buckets[0]] == 3


async def test_what_takes_longer_than_any_run_is_told_and_not_waited_for(works: Works) -> None:
    found = await read_back(works, Late, pauses=5)

    assert [claim.proof for claim in found.claims] == [
        Proof.PASSED,
        Proof.PASSED,
        Proof.INCONCLUSIVE,
    ]
    assert Late.looks[works.buckets[0]] == 3


async def test_patience_has_an_end(works: Works) -> None:
    found = await read_back(works, Slow, pauses=1)
    assert {claim.proof for claim in found.claims} == {Proof.FAILED}
    assert Slow.looks[works.buckets[0]] == 2


async def test_a_later_look_that_fails_keeps_what_was_seen_and_says_what_failed(
    works: Works,
) -> None:
    found = await read_back(works, Flaky, pauses=2)

    assert {claim.proof for claim in found.claims} == {Proof.FAILED}
    assert found.after == {"closed": dict.fromkeys(works.buckets, False), "marks": NO_MARKS}
    assert found.why is not None
    assert found.why.plain().startswith("the target could not be read again (RuntimeError)")


async def test_what_led_to_the_target_may_be_cut_by_the_change_itself(works: Works) -> None:
    number = await works.ask()
    works.under(catalogue={"close_two": Cut})
    unbegun = await Prover(works.bench).prove(await works.execution(number), ())
    assert unbegun.after is not None
    assert set(unbegun.after["closed"]) == {works.buckets[1]}

    works.under(catalogue={"close_two": CloseTwo})
    done = await works.ended()
    works.under(catalogue={"close_two": Cut})
    found = await Prover(works.bench).prove(done, ())
    assert found.after is not None
    assert set(found.after["closed"]) == {works.buckets[0]}


async def test_an_undo_is_held_against_what_the_original_had_found(works: Works) -> None:
    await works.ended()
    number = await works.ask(kind=Kind.UNDO, undo_of=1)

    found = await Prover(works.bench).prove(await works.execution(number), ())

    assert {claim.proof for claim in found.claims} == {Proof.FAILED}
    for bucket in works.buckets:
        works.set(bucket, closed=False)
    found = await Prover(works.bench).prove(await works.execution(number), ())
    assert {claim.proof for claim in found.claims} == {Proof.PASSED}


async def test_without_its_runbook_nothing_is_proved_and_that_is_said(works: Works) -> None:
    number = await works.ask()
    works.under(catalogue={})

    found = await Prover(works.bench).prove(await works.execution(number), ())

    assert found.claims == ()
    assert found.why is not None
    assert found.why.plain().startswith("I don't know the runbook `close_two`")
