"""Every runbook of the catalogue keeps the contract: by what it declares, and by what it calls.

A runbook `x` brings `tests/runbooks/test_x.py` with `exercises`: functions that make a target of
its kind in a site, a fresh one at each call, and return the inputs for it.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import botocore.session
import pytest
from botocore.exceptions import ClientError

import runbooks
from bot.aws.actions import PREFIXES, action_of
from bot.domain.sources import SOURCES
from practice.aws.record import CallRecord
from practice.aws.server import SimulatedAws
from runbooks.kit.catalog import load, target_field
from runbooks.kit.values import (
    PASS_ROLE,
    Inputs,
    Plan,
    Power,
    Proof,
    Reach,
    RiskClass,
    Step,
    Tactic,
)
from tests.runbooks.site import ROLES, Site, a_site, proofs

CATALOGUE = load(runbooks)
NAMES = sorted(CATALOGUE)
TESTS = Path(__file__).parent
READING = re.compile(r"(Describe|Get|List|Lookup|Search|Select|BatchGet|Head)")
ALL = "guardduty:*"
CONTROL = re.compile(r"securityhub:[A-Z][A-Za-z0-9]+\.\d+")
CSF = re.compile(r"(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}")
DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}
ENTERING = {"sts:AssumeRole", "sts:GetCallerIdentity"}
NO_CALLS = frozenset({PASS_ROLE})
"""Actions that IAM asks for besides a call's own."""

Exercise = Callable[[Site], Inputs]


def exercises_of(name: str) -> tuple[Exercise, ...]:
    """Return what a runbook's own test module exposes."""
    module = importlib.import_module(f"tests.runbooks.test_{name}")
    found: tuple[Exercise, ...] = module.exercises
    return found


EXERCISES = [
    pytest.param(name, exercise, id=f"{name}-{exercise.__name__}")
    for name in NAMES
    if (TESTS / f"test_{name}.py").is_file()
    for exercise in exercises_of(name)
]


@contextmanager
def entered(aws: SimulatedAws, account: str, name: str) -> Iterator[Site]:
    with a_site(aws, account, CATALOGUE[name]) as site:
        yield site


def calls_of(site: Site) -> list[CallRecord]:
    """Return what secbot's roles have called in the site's accounts, by the simulator's record."""
    accounts = filter(None, (site.account, site.there))
    calls = [call for account in accounts for call in site.aws.calls(account=account)]
    return [one for one in calls if is_ours(one) and one.action not in ENTERING]


def is_ours(call: CallRecord) -> bool:
    session = call.who.session
    return session is not None and session.role_arn.rpartition("/")[2] in ROLES


def role_of(call: CallRecord) -> str:
    assert call.who.session is not None
    return call.who.session.role_arn.rpartition("-")[2]


@cache
def operations(prefix: str) -> frozenset[str]:
    """Return the IAM actions of every operation that botocore knows under an IAM prefix."""
    session = botocore.session.get_session()
    services = [
        each for each in session.get_available_services() if PREFIXES.get(each, each) == prefix
    ]
    called = frozenset(
        action_of(service, operation)
        for service in services
        for operation in session.get_service_model(service).operation_names
    )
    return called | NO_CALLS


def reads_in(site: Site, account: str) -> set[str]:
    """Return what a runbook has declared as read in one of its accounts."""
    about = site.runbook.about
    return set(about.reads_there if account == site.there else about.reads)


def journey(site: Site, exercise: Exercise) -> tuple[Plan, Plan]:
    """Contain a fresh target and put it back; return both plans."""
    inputs = exercise(site)
    before, plan = site.observe(inputs), site.plan(inputs)
    site.told(inputs)
    site.recall(inputs)
    site.carry_out(plan)
    back = site.undo(inputs, before, site.observe(site.again(inputs, before)))
    assert isinstance(back, Plan)
    site.carry_out(back)
    return plan, back


def test_there_is_a_catalogue() -> None:
    assert {"block_public_s3", "isolate_instance"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_runbook_has_its_own_test_with_an_exercise(name: str) -> None:
    assert (TESTS / f"test_{name}.py").is_file()
    assert exercises_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_runbook_is_called_as_its_file_in_a_file_that_one_can_read(name: str) -> None:
    runbook = CATALOGUE[name]
    path = Path(inspect.getfile(runbook))

    assert re.sub(r"(?<!^)(?=[A-Z])", "_", runbook.__name__).lower() == name
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", name)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("name", NAMES)
def test_a_runbook_says_what_people_need_to_know(name: str) -> None:
    about = CATALOGUE[name].about

    assert about.title.en[0].isupper()
    assert not about.title.en.endswith(".")
    assert CATALOGUE[name].__doc__
    assert about.classes
    assert about.undo is not None
    assert about.csf
    assert all(CSF.fullmatch(each) for each in about.csf)
    assert about.triggers


@pytest.mark.parametrize("name", NAMES)
def test_only_a_look_that_gives_nothing_back_needs_nobodys_approval(name: str) -> None:
    about = CATALOGUE[name].about

    is_unasked = RiskClass.A in about.classes
    assert is_unasked is (about.tactic is Tactic.DETECT)
    assert not is_unasked or (about.classes, about.releases) == ((RiskClass.A,), ())


@pytest.mark.parametrize("name", NAMES)
def test_every_action_that_is_declared_exists_and_is_declared_once(name: str) -> None:
    about = CATALOGUE[name].about
    for declared in (about.reads, about.reads_there, about.contains, about.releases):
        assert len(set(declared)) == len(declared)
        for action in declared:
            assert action in operations(action.partition(":")[0]), action


@pytest.mark.parametrize("name", NAMES)
def test_what_is_declared_as_read_reads_and_nothing_else_does(name: str) -> None:
    about = CATALOGUE[name].about

    assert [each for each in about.reads if not READING.match(each.partition(":")[2])] == []
    there = [each for each in about.reads_there if not READING.match(each.partition(":")[2])]
    assert there == []
    assert not about.reads_there or about.acts_in
    changing = {*about.contains, *about.releases}
    assert [each for each in changing if READING.match(each.partition(":")[2])] == []


@pytest.mark.parametrize("name", NAMES)
def test_one_input_is_the_target_that_a_finding_fills_in(name: str) -> None:
    fields = CATALOGUE[name].inputs.model_fields.values()
    extras = [each.json_schema_extra for each in fields]
    targets = [each for each in extras if isinstance(each, dict) and "asff_types" in each]

    assert len(targets) == 1
    _, types = target_field(CATALOGUE[name].inputs)
    assert types
    assert len(set(types)) == len(types)
    assert [each for each in types if not re.fullmatch(r"Aws[A-Z][A-Za-z0-9]+", each)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_trigger_names_a_type_of_finding(name: str) -> None:
    triggers = CATALOGUE[name].about.triggers

    assert len(set(triggers)) == len(triggers)
    for trigger in triggers:
        assert (
            trigger in {ALL, "securityhub:*"}
            or CONTROL.fullmatch(trigger)
            or re.fullmatch(r"guardduty:[\w:/&!.-]+\*?", trigger)
            or trigger.partition(":")[0] in SOURCES
        )


@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_observing_and_planning_only_read(
    aws: SimulatedAws, account: str, name: str, exercise: Exercise
) -> None:
    with entered(aws, account, name) as site:
        inputs = exercise(site)
        site.plan(inputs)
        site.told(inputs)
        site.recall(inputs)
        site.claims(inputs)

        calls = calls_of(site)
        assert calls
        for one in calls:
            assert one.action in reads_in(site, one.account)
        assert {role_of(one) for one in calls} == {"read"}


@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_a_target_is_contained_proved_and_put_back(
    aws: SimulatedAws, account: str, name: str, exercise: Exercise
) -> None:
    with entered(aws, account, name) as site:
        inputs, about = exercise(site), site.runbook.about
        before, plan = site.observe(inputs), site.plan(inputs)
        assert Proof.PASSED not in set(proofs(site.claims(inputs)).values())
        assert plan.steps
        declared = {Power.CONTAIN: about.contains, Power.RELEASE: about.releases}
        assert [step for step in plan.steps if step.action not in declared[step.power]] == []
        powers = {step.power for step in plan.steps}
        judged = site._reading().risk(inputs, before)
        assert powers == {Power.CONTAIN} or judged is RiskClass.D, "the release role needs two"

        site.carry_out(plan)
        again = site.again(inputs, before)
        known = [one for one in site.claims(again) if not one.is_pending]
        assert {one.proof for one in known} == {Proof.PASSED}
        assert site.plan(again).steps == ()
        assert site.plan(inputs).steps == ()

        back = site.undo(inputs, before, site.observe(again))
        assert isinstance(back, Plan)
        if plan.undo is Reach.NONE:
            assert (back.steps, about.releases) == ((), ())
            return
        assert {(step.power, step.action in about.releases) for step in back.steps} == {
            (Power.RELEASE, True)
        }
        site.carry_out(back)
        assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
        if plan.undo is Reach.FULL:
            assert site.observe(inputs).model_dump(mode="json") == before.model_dump(mode="json")


@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_what_is_done_twice_is_done_once(
    aws: SimulatedAws, account: str, name: str, exercise: Exercise
) -> None:
    with entered(aws, account, name) as site:
        inputs = exercise(site)
        before, plan = site.observe(inputs), site.plan(inputs)
        site.carry_out(plan)
        assert_made_already(site, plan)

        back = site.undo(inputs, before, site.observe(site.again(inputs, before)))
        assert isinstance(back, Plan)
        if back.steps:
            site.carry_out(back)
            assert_made_already(site, back)


def assert_made_already(site: Site, plan: Plan) -> None:
    """Carry a plan out that has been, and see that nothing is called that changes."""
    changed = len(site.journal.intents)
    made = site.carry_out(plan)
    assert {each.already for each in made.values()} == {True}
    assert len(site.journal.intents) == changed


@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_the_class_and_the_reach_of_the_undo_are_among_those_that_are_declared(
    aws: SimulatedAws, account: str, name: str, exercise: Exercise
) -> None:
    reaches = list(Reach)
    with entered(aws, account, name) as site:
        inputs = exercise(site)
        plan, about = site.plan(inputs), site.runbook.about
        judged = site._reading().risk(inputs, site.observe(inputs))

        assert judged in about.classes
        assert about.undo is not None
        assert reaches.index(plan.undo) >= reaches.index(about.undo)


@pytest.mark.parametrize("name", NAMES)
def test_each_right_that_is_declared_is_used_and_no_other_is(
    aws: SimulatedAws, account: str, name: str
) -> None:
    with entered(aws, account, name) as site:
        used: dict[str, set[str]] = {
            "read": set(),
            "read there": set(),
            "contain": set(),
            "release": set(),
        }
        for exercise in exercises_of(name):
            for step in (step for plan in journey(site, exercise) for step in plan.steps):
                used[step.power] |= {action for action, _ in step.rights} & NO_CALLS
        for call in calls_of(site):
            assert not call.error or call.error not in DENIED
            assert action_of(call.service, call.operation) == call.action
            is_there = role_of(call) == "read" and call.account == site.there
            used["read there" if is_there else role_of(call)].add(call.action)
            assert role_of(call) == "read" or call.account == (site.there or site.account)

        about = site.runbook.about
        assert used == {
            "read": set(about.reads),
            "read there": set(about.reads_there),
            "contain": set(about.contains),
            "release": set(about.releases),
        }


def exact(step: Step) -> bool:
    """Say whether a step names what it changes, and needs nothing of an earlier step."""
    return "made" not in str(step.parameters) and not any("*" in arn for arn in step.resources)


@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_the_rights_for_one_target_are_no_rights_over_another(
    aws: SimulatedAws, account: str, name: str, exercise: Exercise
) -> None:
    with entered(aws, account, name) as site:
        mine, other = exercise(site), exercise(site)
        if mine == other:
            pytest.skip("an account is the only target of its kind in it")
        rights = {step.action: step.resources for step in site.plan(mine).steps}
        if rights == {step.action: step.resources for step in site.plan(other).steps}:
            pytest.skip(
                "AWS weighs its right on what all targets share: the guard knows them apart"
            )
        before, wide = site.observe(other), site.plan(other)
        crooked = [
            step.model_copy(update={"resources": rights[step.action]})
            for step in wide.steps
            if step.action in rights and exact(step)
        ]

        assert crooked
        for step in crooked:
            with pytest.raises(ClientError) as refused:
                site.carry_out(wide.model_copy(update={"steps": (step,)}))
            assert refused.value.response["Error"]["Code"] in DENIED
        assert site.observe(other).model_dump(mode="json") == before.model_dump(mode="json")
