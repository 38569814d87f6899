"""Each runbook against each fault, through the real executor and on the same files.

AWS denies, throttles, or answers nobody at each call; the process dies at each record. Each time
the outcome says no more than is so, nothing is done twice, and it can be finished or put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.braking import WINDOW
from bot.domain.drill import Drilled
from bot.domain.execution import Ask, Execution, Kind, Outcome, Stage
from bot.domain.policy import Account
from bot.domain.record import Record, What, Written
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.keeping.digest import code_hash
from practice.aws.faults import THROTTLING, Failing, Fault
from practice.aws.record import CallRecord
from practice.aws.server import SimulatedAws
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.values import Inputs, Special
from tests.bot.domain.makers import ANN, BOB, NOW, RYO
from tests.bot.response.office import CHANNEL
from tests.bot.response.works import DiedError, DyingStore, Works, at_work
from tests.runbooks.site import EXTERNAL_ID, REGION, Site, a_site
from tests.runbooks.test_catalog import CATALOGUE, DENIED, EXERCISES, Exercise, calls_of, role_of

T = TypeVar("T")
Place = tuple[int, What, str]
OF_A_RUN = frozenset(
    {What.STARTED, What.INTENT, What.RESULT, What.STEP, What.FOUND, What.CLAIM, What.ENDED}
)
CHANGING = frozenset({"contain", "release"})
WIDEST = {
    "an_open_bucket",
    "an_account_that_was_opened",
    "with_all_that_can_be_asked_for",
    "whose_sessions_were_stolen",
    "a_user_with_all_that_one_can_have",
    "a_role_whose_sessions_were_stolen",
    "by_an_instance",
}
WIDE = [each for each in EXERCISES if str(each.id).partition("-")[2] in WIDEST]
"""What makes every change of every runbook; the others differ in what they look at."""
SLOW = {"whose_sessions_were_stolen", "a_user_with_all_that_one_can_have"}
"""What takes a run and another for each of many calls: `test_isolate_instance_revoke.py` and
`test_revoke_iam_failing.py` deny each of them."""
DENIED_EACH = [each for each in WIDE if str(each.id).partition("-")[2] not in SLOW]
ISOLATED = [each for each in WIDE if each.values[0] == "isolate_instance"]
UNDONE = [each for each in WIDE if CATALOGUE[str(each.values[0])].about.releases]
"""Those of them that can be put back."""


SLOWED = {"ThrottlingException"} | {code for code, _ in THROTTLING.values()}


class MortalStore(DyingStore):
    """A store whose process dies once at each record of a run: just after it, or just before."""

    def __init__(self, store: Store, *, before: bool) -> None:
        super().__init__(store)
        self.before = before
        self.deaths: set[Place] = set()
        self.seen = 0

    def _outlive(self, unit: Unit, work: object) -> tuple[T, bool]:
        for record in unit.records.since(self.seen, 10_000):
            self.seen = record.number
        result: T = work(unit)  # type: ignore[operator]  # as `DyingStore` has it
        new = unit.records.since(self.seen, 10_000)
        places = {_place(record) for record in new if record.what in OF_A_RUN}
        died = bool(places - self.deaths)
        self.deaths |= places
        if died and self.before:
            raise DiedError
        return result, died


def _place(record: Written) -> Place:
    """Return where in an execution a record stands: a call that is made again has one place."""
    body = record.body
    return record.execution or 0, record.what, str(body.get("step") or body.get("key") or "")


@dataclass
class Matrix:
    """One runbook between a worker and the site where its targets are."""

    works: Works
    site: Site
    name: str

    async def planned(self, inputs: Inputs, **changes: object) -> Execution:
        """Ask, plan, and let as many approve as it needs."""
        about = self.site.runbook.about
        given = {
            "region": REGION,
            "inputs": inputs.model_dump(mode="json"),
            "contains": about.acts_in is None,
            "acts_in": self.site.there,
        }
        number = await self.works.ask(self.name, **{**given, **changes})
        await self.works.work()
        if (await self.works.execution(number)).stage is Stage.WAITING:
            proposal = await self.works.store.read(lambda unit: unit.executions.proposal(number, 1))
            assert proposal is not None
            await self.works.approve(number, *(BOB, RYO)[: proposal.needs])
        return await self.works.execution(number)

    async def ran(self, inputs: Inputs, **changes: object) -> Execution:
        """Ask, plan, approve, and begin anew after every death, until it has ended."""
        number = (await self.planned(inputs, **changes)).number
        while not (await self.works.execution(number)).stage.is_end:
            try:
                assert await self.works.work(), "nothing works on it any more"
            except DiedError:
                await self.works.store.write(partial(_begin_anew, runs=self.works))
        return await self.works.execution(number)

    async def undone(self, inputs: Inputs, done: Execution) -> Execution | None:
        """Put back what was done, where the runbook can."""
        if not self.site.runbook.about.releases:
            return None
        before = self.site.runbook.state.model_validate(dict(done.before or {}))
        again = self.site.again(inputs, before)
        return await self.ran(again, kind=Kind.UNDO, undo_of=done.number)

    def changes(self, known: frozenset[int] = frozenset()) -> list[CallRecord]:
        """Return what secbot's changing roles have called since, refused calls too."""
        return [one for one in self.calls(known) if role_of(one) in CHANGING]

    def calls(self, known: frozenset[int] = frozenset()) -> list[CallRecord]:
        """Return what secbot's roles have called, but what is known already."""
        return [one for one in calls_of(self.site) if id(one) not in known]

    def known(self) -> frozenset[int]:
        """Return the calls so far, which the simulator keeps."""
        return frozenset(map(id, calls_of(self.site)))

    def fail(self, failing: Failing, call: CallRecord, times: int | None = None) -> None:
        """Let a call go wrong, so many times or until all is well again."""
        fault = Fault(failing, call.account, call.service, call.operation, times)
        self.site.aws.faults.place(fault)

    def heal(self) -> None:
        for account in filter(None, (self.site.account, self.site.there)):
            self.site.aws.faults.clear(account)


def _begin_anew(unit: Unit, runs: Works) -> None:
    """Let what was claimed be due, as when its lease has run out; so many deaths are no limit."""
    for run in runs.claimed:
        unit.runs.put_off(run, timedelta())


def _once(calls: list[CallRecord]) -> bool:
    """Say whether no change that AWS has made was made twice."""
    made = Counter(
        f"{one.action} {sorted(one.parameters.items(), key=str)}" for one in calls if not one.error
    )
    return set(made.values()) <= {1}


@pytest.fixture
async def works(aws: SimulatedAws, account: str, tmp_path: Path) -> AsyncIterator[Works]:
    async with at_work(aws, account, tmp_path) as opened:
        yield opened


def _drilled(unit: Unit, runbook: type[AnyRunbook], name: str, account: str) -> None:
    """Keep what a drill here has proved: each call that containing takes, by the code of today."""
    change, back = (
        unit.executions.ask(
            Ask(kind, None, name, account, REGION, {}, "a drill"),
            requester=ANN.identity,
            requester_name=ANN.name,
            at=NOW,
            channel=CHANNEL,
        )
        for kind in (Kind.APPLY, Kind.UNDO)
    )
    about = runbook.about
    actions = frozenset((*about.contains, *about.releases))
    unit.drills.keep(Drilled(back, change, name, account, code_hash(runbook), actions, NOW))
    told = {"runbook": name, "account": account, "code_hash": code_hash(runbook)}
    body = {**told, "actions": sorted(actions)}
    unit.records.write([Record(What.PROVED, NOW, "", None, back, body)])


@pytest.fixture
async def matrix(works: Works, name: str) -> AsyncIterator[Matrix]:
    """Yield a runbook at work, which a drill in this account has proved."""
    runbook: type[AnyRunbook] = CATALOGUE[name]
    await works.store.write(partial(_drilled, runbook=runbook, name=name, account=works.account))
    with a_site(works.aws, works.account, runbook, has_roles=True) as site:
        accounts = {**works.policy.accounts}
        special = {}
        if site.there:
            accounts[site.there] = Account(site.there, "security", external_id=EXTERNAL_ID)
            special[Special.SECURITY_ADMIN] = site.there
        policy = replace(works.policy, accounts=accounts, special=special)
        works.under(policy=policy, catalogue={name: runbook})
        made = Matrix(works, site, name)
        yield made
        made.heal()


@pytest.mark.parametrize("before", [False, True], ids=["after", "before"])
@pytest.mark.parametrize(("name", "exercise"), WIDE)
async def test_killed_at_each_record_it_goes_on_and_does_nothing_twice(
    matrix: Matrix, exercise: Exercise, *, before: bool
) -> None:
    mortal = MortalStore(matrix.works.store, before=before)
    matrix.works.store = mortal
    matrix.works.under(store=mortal)
    inputs = exercise(matrix.site)

    done = await matrix.ran(inputs)
    assert done.outcome is Outcome.SUCCESS
    back = await matrix.undone(inputs, done)
    assert back is None or back.outcome is Outcome.SUCCESS

    died = {what for _, what, _ in mortal.deaths}
    assert died >= OF_A_RUN - {What.FOUND}
    assert _once(matrix.changes())
    assert len(await matrix.works.records(What.ENDED)) == 1 + (back is not None)


@pytest.mark.parametrize(("name", "exercise"), DENIED_EACH)
async def test_whichever_change_aws_denies_no_more_is_told_than_is_so(
    matrix: Matrix, exercise: Exercise
) -> None:
    for call in await all_changes(matrix, exercise):
        inputs, known = exercise(matrix.site), matrix.known()
        matrix.fail(Failing.DENIED, call)
        done = await matrix.ran(inputs)
        made = matrix.changes(known)

        is_begun = any(not one.error for one in made)
        assert done.outcome is (Outcome.PARTIAL if is_begun else Outcome.ERROR), call.action
        assert made[-1].error in DENIED
        matrix.heal()
        matrix.works.clock.advance(WINDOW)  # or so many failures would stop the account
        done = await matrix.ran(inputs)
        assert done.outcome is Outcome.SUCCESS, call.action
        assert _once(matrix.changes(known))


@pytest.mark.parametrize("failing", [Failing.THROTTLED, Failing.HUNG_UP])
@pytest.mark.parametrize(("name", "exercise"), WIDE)
async def test_what_aws_throttles_or_cuts_off_at_each_change_is_made_once_in_the_end(
    matrix: Matrix, exercise: Exercise, failing: Failing
) -> None:
    changes = await all_changes(matrix, exercise)
    inputs, known = exercise(matrix.site), matrix.known()
    for call in changes:
        matrix.fail(failing, call, 1)

    done = await matrix.ran(inputs)

    made = matrix.changes(known)
    refused = Counter(one.action for one in made if one.error)
    throttled = {one.action for one in changes} if failing is Failing.THROTTLED else set()
    assert refused == dict.fromkeys(throttled, 1)
    assert done.outcome is Outcome.SUCCESS
    assert {one.action for one in made} == {one.action for one in changes}
    assert _once(made)


@pytest.mark.parametrize(("name", "exercise"), WIDE)
async def test_a_look_that_is_denied_at_any_call_changes_nothing_or_says_so(
    matrix: Matrix, exercise: Exercise
) -> None:
    inputs = exercise(matrix.site)
    await matrix.planned(inputs, plan_only=True)
    reads = {(one.account, one.service, one.operation): one for one in calls_of(matrix.site)}

    for call in reads.values():
        known = matrix.known()
        matrix.fail(Failing.DENIED, call)
        looked = await matrix.planned(inputs, plan_only=True)

        assert looked.stage in {Stage.REFUSED, Stage.PLANNED}
        said = [record.body for record in await matrix.works.records(What.REFUSED, What.PLANNED)]
        assert looked.stage is Stage.PLANNED or any(code in str(said[-1]) for code in DENIED)
        assert any(one.error in DENIED for one in matrix.calls(known))
        assert matrix.changes() == []
        matrix.heal()


@pytest.mark.parametrize(("name", "exercise"), UNDONE)
async def test_an_undo_that_is_throttled_at_each_change_still_puts_all_back_once(
    matrix: Matrix, exercise: Exercise
) -> None:
    back = await undone_after(matrix, exercise(matrix.site))
    throttled = {(one.service, one.operation): one for one in back}
    assert throttled

    inputs = exercise(matrix.site)
    done = await matrix.ran(inputs)
    known = matrix.known()
    for call in throttled.values():
        matrix.fail(Failing.THROTTLED, call, 1)
    undone = await matrix.undone(inputs, done)

    assert undone is not None
    assert undone.outcome is Outcome.SUCCESS
    made = matrix.changes(known)
    refused = Counter((one.service, one.operation) for one in made if one.error)
    assert refused == dict.fromkeys(throttled, 1)
    assert _once(made)


@pytest.mark.parametrize(("name", "exercise"), ISOLATED)
async def test_a_look_that_is_throttled_once_at_each_read_sees_all_the_same(
    matrix: Matrix, exercise: Exercise
) -> None:
    inputs = exercise(matrix.site)
    first = await steps_of(matrix, await matrix.planned(inputs, plan_only=True))
    reads = {(one.service, one.operation): one for one in calls_of(matrix.site)}
    known = matrix.known()
    for call in reads.values():
        matrix.fail(Failing.THROTTLED, call, 1)

    looked = await matrix.planned(inputs, plan_only=True)

    assert looked.stage is Stage.PLANNED
    throttled = [one for one in matrix.calls(known) if one.error in SLOWED]
    refused = Counter((one.service, one.operation) for one in throttled)
    assert refused == dict.fromkeys(reads, 1)
    assert await steps_of(matrix, looked) == first


async def steps_of(matrix: Matrix, execution: Execution) -> list[tuple[str, str]]:
    """Return key and action of each step of an execution's first plan."""
    number = execution.number
    found = await matrix.works.store.read(lambda unit: unit.executions.proposal(number, 1))
    assert found is not None
    return [(step.key, step.action) for step in found.plan.steps]


async def undone_after(matrix: Matrix, inputs: Inputs) -> list[CallRecord]:
    """Contain a target and put it back; return the changes that putting it back has made."""
    done = await matrix.ran(inputs)
    known = matrix.known()
    await matrix.undone(inputs, done)
    return matrix.changes(known)


async def all_changes(matrix: Matrix, exercise: Exercise) -> list[CallRecord]:
    """Return one call of each operation that the runbook changes with, in their order."""
    done = await matrix.ran(exercise(matrix.site))
    assert done.outcome is Outcome.SUCCESS
    return list({(one.service, one.operation): one for one in matrix.changes()}.values())
