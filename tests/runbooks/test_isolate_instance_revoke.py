"""isolate_instance denies the sessions of an instance's role, and takes back that very deny."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError, HTTPClientError
from pydantic import ValidationError

from bot.ports.estate import UNKNOWN
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.instance_role import UNPROVED
from runbooks.kit.isolation import Machine
from runbooks.kit.token_age import POLICY, document_for
from runbooks.kit.values import Conflict, Plan, Power, Proof, Reach, RiskClass, State
from tests.runbooks.fleets import a_profile, profile_of, whose_sessions_were_stolen
from tests.runbooks.machines import Network, a_network, launch
from tests.runbooks.people import a_role, assumed
from tests.runbooks.site import REGION, Site, a_site, proofs

EARLIER = document_for(datetime(2020, 1, 1, tzinfo=UTC))
DENIED = {"AccessDenied", "UnauthorizedOperation"}
THROTTLED = {"Throttling", "RequestLimitExceeded"}
SAID = {Failing.DENIED: DENIED, Failing.THROTTLED: THROTTLED}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made
    aws.faults.clear(account)


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


@pytest.fixture
def inputs(site: Site) -> Instance:
    return whose_sessions_were_stolen(site)


def under(site: Site, network: Network, profile: str) -> Instance:
    made = launch(site, network, [network.web], IamInstanceProfile={"Name": profile})
    return Instance(instance=made.instance, role="revoke")


def deny_of(site: Site, role: str) -> str:
    """Return the deny of older sessions that a role has, or nothing."""
    iam = site.client("iam")
    if POLICY not in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        return ""
    found = iam.get_role_policy(RoleName=role, PolicyName=POLICY)["PolicyDocument"]
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


def keys(plan: Plan) -> list[str]:
    return [step.key.partition(":")[0] for step in plan.steps]


def told(plan: Plan) -> str:
    parts = (*plan.changes, *plan.breaks, *plan.warnings, *plan.unproved, plan.undo_says)
    return "\n".join(one.plain() for one in parts)


def kept(state: State) -> State:
    return Machine.model_validate(state.model_dump(mode="json"))


def settled(site: Site, inputs: Instance, before: State) -> dict[str, Proof]:
    """Return what is proved but what only time will tell, as the bot reads it back."""
    claims = site.claims(site.again(inputs, before))
    return proofs(tuple(one for one in claims if not one.is_pending))


def way_back(site: Site, inputs: Instance, before: State) -> Plan | Conflict:
    after = kept(site.observe(site.again(inputs, before)))
    return site.undo(inputs, kept(before), after)


def back_of(site: Site, inputs: Instance, before: State) -> Plan:
    found = way_back(site, inputs, before)
    assert isinstance(found, Plan), found
    return found


def fail(site: Site, failing: Failing, operation: str, times: int | None = None) -> None:
    fault = Fault(failing, account=site.account, service="iam", operation=operation, times=times)
    site.aws.faults.place(fault)


def changed(site: Site) -> list[str]:
    """Return what secbot has changed of roles, by the simulator's record."""
    changing = {"iam:PutRolePolicy", "iam:DeleteRolePolicy"}
    calls = site.aws.calls(account=site.account)
    return [one.action for one in calls if one.session and not one.error and one.action in changing]


def test_sessions_are_denied_once_the_network_is_cut_and_the_deny_is_taken_off_again(
    site: Site, inputs: Instance
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    profile = profile_of(site, inputs.instance)

    assert keys(plan)[-3:] == ["move", "older", "detach"]
    powers = {step.key: step.power for step in plan.steps}
    assert (powers["older"], powers["detach"]) == (Power.RELEASE, Power.CONTAIN)
    assert plan.undo is Reach.FULL
    site.carry_out(plan)
    written = next(step for step in plan.steps if step.key == "older").parameters["PolicyDocument"]
    assert deny_of(site, profile) == written
    assert profile_of(site, inputs.instance) == ""
    assert settled(site, inputs, before) == {
        "blocked": Proof.PASSED,
        "protection": Proof.PASSED,
        "profile": Proof.PASSED,
        "older": Proof.PASSED,
    }

    back = back_of(site, inputs, before)
    assert keys(back)[:3] == ["move", "attach", "newer"]
    site.carry_out(back)
    assert deny_of(site, profile) == ""
    assert profile_of(site, inputs.instance) == profile
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}


def test_a_stolen_session_of_the_role_is_refused_from_then_on(site: Site, network: Network) -> None:
    role, iam = a_role(site), site.client("iam")
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    allowed = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
    iam.put_role_policy(RoleName=role, PolicyName="own", PolicyDocument=allowed)
    iam.create_instance_profile(InstanceProfileName=role)
    iam.add_role_to_instance_profile(InstanceProfileName=role, RoleName=role)
    inputs = under(site, network, role)
    stolen = site.aws.client_of("ec2", *assumed(site, role), region=REGION)
    assert stolen.describe_instances()["Reservations"]

    plan = site.plan(inputs)
    # An instant has a second's room in the condition: the deny is written as of a later one.
    later = document_for(datetime(2999, 1, 1, tzinfo=UTC))
    steps = tuple(
        step.model_copy(update={"parameters": {**step.parameters, "PolicyDocument": later}})
        if step.key == "older"
        else step
        for step in plan.steps
    )
    site.carry_out(plan.model_copy(update={"steps": steps}))
    with pytest.raises(ClientError, match=r"UnauthorizedOperation|AccessDenied"):
        stolen.describe_instances()


def test_it_is_of_class_d_and_disassociating_alone_is_not(site: Site, inputs: Instance) -> None:
    reading = site._reading()
    milder = inputs.model_copy(update={"role": "disassociate"})

    assert reading.risk(inputs, site.observe(inputs)) is RiskClass.D
    assert reading.risk(milder, site.observe(milder)) is RiskClass.C
    assert "iam:GetRole" in site.called()


def test_disassociating_alone_reads_nothing_of_the_role_s_own(site: Site, inputs: Instance) -> None:
    site.plan(inputs.model_copy(update={"role": "disassociate"}))

    assert {"iam:GetRole", "iam:GetRolePolicy"} & site.called() == set()


def test_who_else_uses_the_role_is_said_by_profile_and_by_instance(
    site: Site, network: Network
) -> None:
    profile, iam = a_profile(site), site.client("iam")
    iam.create_instance_profile(InstanceProfileName=f"{profile}-batch")
    iam.add_role_to_instance_profile(InstanceProfileName=f"{profile}-batch", RoleName=profile)
    inputs = under(site, network, profile)
    others = sorted(under(site, network, profile).instance for _ in range(4))

    breaks = "\n".join(one.plain() for one in site.plan(inputs).breaks)
    assert f"by the profiles {profile}, {profile}-batch" in breaks
    assert f"4 more in this Region ({', '.join(others[:3])}, ...) call AWS as" in breaks
    assert f"Whatever runs under role {profile} now" in breaks


def test_what_slips_through_is_said_and_what_is_denied_is_not_called_valid(
    site: Site, inputs: Instance
) -> None:
    role = profile_of(site, inputs.instance)
    said = told(site.plan(inputs))

    assert "until its profile came off, are newer than the deny" in said
    assert "CloudTrail's silence about role" in said
    assert f"takes the deny of older sessions off role {role}" in said
    assert UNPROVED.fill(role=role).plain() not in said


def test_the_silence_of_the_denied_is_not_taken_for_proved(site: Site, inputs: Instance) -> None:
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))

    claims = site.claims(site.again(inputs, before))
    silent = next(one for one in claims if one.key == "silent")
    assert silent.proof is Proof.INCONCLUSIVE
    assert silent.takes_time


def test_one_without_a_role_is_isolated_and_what_to_do_is_said(
    site: Site, network: Network
) -> None:
    made = launch(site, network, [network.web])
    inputs = Instance(instance=made.instance, role="revoke")

    before, plan = site.observe(inputs), site.plan(inputs)
    assert "`/sec run revoke_iam role/NAME mode=token_age`" in told(plan)
    assert {step.power for step in plan.steps} == {Power.CONTAIN}
    assert site._reading().risk(inputs, site.observe(inputs)) is RiskClass.C
    site.carry_out(plan)
    assert "older" not in settled(site, inputs, before)


def test_a_role_that_was_taken_off_before_can_be_named(site: Site, inputs: Instance) -> None:
    role = profile_of(site, inputs.instance)
    site.carry_out(site.plan(inputs.model_copy(update={"role": "disassociate"})))

    named = inputs.model_copy(update={"behind": role})
    before, plan = site.observe(named), site.plan(named)
    assert keys(plan) == ["older"]
    site.carry_out(plan)
    assert deny_of(site, role)
    assert keys(back_of(site, named, before)) == ["newer"]


def test_a_named_role_that_is_not_behind_the_profile_is_warned_of(
    site: Site, inputs: Instance
) -> None:
    mine, other = profile_of(site, inputs.instance), a_profile(site)

    said = told(site.plan(inputs.model_copy(update={"behind": other})))
    assert f"role {other} was named; the role behind the profile of" in said
    assert f"is {mine}" in said


@pytest.mark.parametrize(
    ("path", "name", "says"),
    [
        ("/", "secbot-worker", "I don't contain myself"),
        ("/aws-service-role/x.amazonaws.com/", "AWSServiceRoleForX", "service-linked"),
        ("/aws-reserved/sso.amazonaws.com/", "AWSReservedSSO_admin_1", "Identity Center"),
    ],
)
def test_a_role_that_must_not_be_denied_is_refused_with_what_to_do(
    site: Site, network: Network, path: str, name: str, says: str
) -> None:
    role, iam = a_role(site, path, name), site.client("iam")
    profile = f"over-{name.lower()}"
    iam.create_instance_profile(InstanceProfileName=profile)
    iam.add_role_to_instance_profile(InstanceProfileName=profile, RoleName=role)
    inputs = under(site, network, profile)

    with pytest.raises(UnsupportedError, match=says):
        site.plan(inputs)
    assert site.plan(inputs.model_copy(update={"role": "disassociate"})).steps


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"role": "disassociate", "behind": "web"}, "it is for role=revoke only"),
        ({"role": "revoke", "behind": "team/web"}, "pattern"),
        ({"role": "revoke", "behind": "*"}, "pattern"),
    ],
)
def test_what_is_no_role_s_name_or_not_asked_for_is_no_input(
    given: dict[str, str], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        Instance.model_validate({"instance": "i-0123456789abcdef0", **given})


def test_an_earlier_deny_comes_back_as_it_was(site: Site, inputs: Instance) -> None:
    role = profile_of(site, inputs.instance)
    site.client("iam").put_role_policy(RoleName=role, PolicyName=POLICY, PolicyDocument=EARLIER)
    before, plan = site.observe(inputs), site.plan(inputs)
    assert f"puts the earlier deny of sessions back on role {role}" in told(plan)
    site.carry_out(plan)
    assert deny_of(site, role) != EARLIER

    back = back_of(site, inputs, before)
    assert keys(back)[:3] == ["move", "attach", "earlier"]
    site.carry_out(back)
    assert deny_of(site, role) == EARLIER


def test_a_deny_that_somebody_rewrote_since_is_a_conflict_and_nothing_is_touched(
    site: Site, inputs: Instance
) -> None:
    role, before = profile_of(site, inputs.instance), site.observe(inputs)
    site.carry_out(site.plan(inputs))
    after = kept(site.observe(site.again(inputs, before)))
    site.client("iam").put_role_policy(RoleName=role, PolicyName=POLICY, PolicyDocument=EARLIER)

    found = site.undo(inputs, kept(before), after)
    assert isinstance(found, Conflict)
    assert f"The policy `{POLICY}` of role {role} is not as I left it" in found.says.plain()
    assert found.differences[0] == f"now {EARLIER}"


def test_a_deny_that_somebody_took_off_since_needs_no_step(site: Site, inputs: Instance) -> None:
    role, before = profile_of(site, inputs.instance), site.observe(inputs)
    site.carry_out(site.plan(inputs))
    site.client("iam").delete_role_policy(RoleName=role, PolicyName=POLICY)

    assert "newer" not in keys(back_of(site, inputs, before))


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED])
def test_a_refused_deny_leaves_the_network_cut_and_is_told_by_its_own_claim(
    site: Site, inputs: Instance, failing: Failing
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    fail(site, failing, "PutRolePolicy")

    with pytest.raises(ClientError) as refused:
        site.carry_out(plan)
    assert refused.value.response["Error"]["Code"] in SAID[failing]
    found = settled(site, inputs, before)
    assert (found["blocked"], found["profile"], found["older"]) == (
        Proof.PASSED,
        Proof.FAILED,
        Proof.FAILED,
    )
    again = site.plan(inputs)
    assert keys(again) == ["older", "detach"]

    site.aws.faults.clear(site.account)
    site.carry_out(again)
    assert set(settled(site, inputs, before).values()) == {Proof.PASSED}
    assert changed(site) == ["iam:PutRolePolicy"]


def test_a_deny_that_was_applied_and_never_answered_is_found_made(
    site: Site, inputs: Instance
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    fail(site, Failing.HUNG_UP, "PutRolePolicy", times=1)

    with pytest.raises(HTTPClientError):
        site.carry_out(plan)
    assert site.journal.results[-1][1] == UNKNOWN
    site.carry_out(plan)
    assert changed(site) == ["iam:PutRolePolicy"]
    assert set(settled(site, inputs, before).values()) == {Proof.PASSED}


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED, Failing.HUNG_UP])
def test_an_undo_that_is_cut_off_at_the_deny_says_so_and_goes_on(
    site: Site, inputs: Instance, failing: Failing
) -> None:
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    back = back_of(site, inputs, before)
    fail(site, failing, "DeleteRolePolicy", times=1 if failing is Failing.HUNG_UP else None)

    with pytest.raises((ClientError, HTTPClientError)):
        site.carry_out(back)
    if failing is not Failing.HUNG_UP:
        assert proofs(site.restored(inputs, before))["older"] is Proof.FAILED
    site.aws.faults.clear(site.account)
    site.carry_out(back_of(site, inputs, before))
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
    assert changed(site) == ["iam:PutRolePolicy", "iam:DeleteRolePolicy"]


@pytest.mark.parametrize("operation", ["GetRole", "GetRolePolicy", "ListInstanceProfilesForRole"])
def test_a_denied_look_at_the_role_rises_before_anything_is_planned(
    site: Site, inputs: Instance, operation: str
) -> None:
    fail(site, Failing.DENIED, operation)

    with pytest.raises(ClientError, match="AccessDenied"):
        site.plan(inputs)
    assert site.journal.intents == []
