"""revoke_iam when AWS says no, "later", or nothing at each of its calls, or the worker dies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, HTTPClientError

from bot.ports.estate import UNKNOWN, ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.denial import POLICY
from runbooks.kit.values import Conflict, Plan, Proof, State
from runbooks.revoke_iam import Grip, Principal, RevokeIam
from tests.runbooks.people import (
    a_key,
    a_role,
    a_user,
    deny_all_of,
    document,
    equip,
    is_denied,
    statuses,
)
from tests.runbooks.site import REGION, Site, a_site, execution, proofs

OF_A_USER = (
    ("AttachUserPolicy", "deny"),
    ("UpdateAccessKey", "credentials"),
    ("UpdateServiceSpecificCredential", "credentials"),
    ("UpdateSSHPublicKey", "credentials"),
    ("UpdateSigningCertificate", "credentials"),
    ("DeleteLoginProfile", "password"),
)
BACK_TO_A_USER = (*((each, claim) for each, claim in OF_A_USER[1:5]), ("DetachUserPolicy", "deny"))
READS = (
    "GetUser",
    "GetAccessKeyLastUsed",
    "ListAttachedUserPolicies",
    "GetPolicy",
    "GetPolicyVersion",
    "ListAccessKeys",
    "ListServiceSpecificCredentials",
    "ListSSHPublicKeys",
    "ListSigningCertificates",
    "GetLoginProfile",
)
ROLE_READS = (
    ("deny", "GetRole"),
    ("deny", "ListAttachedRolePolicies"),
    ("deny", "ListInstanceProfilesForRole"),
    ("token_age", "GetRolePolicy"),
)
SAID = {Failing.DENIED: "AccessDenied", Failing.THROTTLED: "Throttling"}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, RevokeIam) as made:
        yield made
    aws.faults.clear(account)


@pytest.fixture
def inputs(site: Site) -> Principal:
    """Return a user with every sort of credential, all of it to be taken and given back."""
    name, _ = a_user(site)
    equip(site, name)
    return Principal(principal=f"user/{name}", console="delete", reactivate=True)


def fail(site: Site, failing: Failing, operation: str, times: int | None = None) -> None:
    service = "cloudtrail" if operation == "LookupEvents" else "iam"
    fault = Fault(failing, account=site.account, service=service, operation=operation, times=times)
    site.aws.faults.place(fault)


def name_of(inputs: Principal) -> str:
    return inputs.principal.partition("/")[2]


def back_of(site: Site, inputs: Principal, before: State) -> Plan:
    found = site.undo(inputs, before, site.observe(inputs))
    assert isinstance(found, Plan), found
    return found


def code_of(site: Site, plan: Plan) -> str:
    """Carry out a plan that fails, and return AWS's code."""
    with pytest.raises(ClientError) as raised:
        site.carry_out(plan)
    return str(raised.value.response["Error"]["Code"])


def changed_once(site: Site) -> bool:
    """Say whether no change that AWS has made was made twice, by the simulator's record."""
    about = site.runbook.about
    changing = {*about.contains, *about.releases}
    made = [
        f"{one.action} {sorted(one.parameters.items(), key=str)}"
        for one in site.aws.calls(account=site.account)
        if one.session and one.action in changing and not one.error
    ]
    return len(set(made)) == len(made)


def known(site: Site, inputs: Principal) -> dict[str, Proof]:
    """Return what is proved but what only time will tell."""
    return proofs(tuple(one for one in site.claims(inputs) if not one.is_pending))


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED])
@pytest.mark.parametrize(("operation", "claim"), OF_A_USER)
def test_a_refused_call_leaves_what_was_done_and_is_told_by_its_own_claim(
    site: Site, inputs: Principal, failing: Failing, operation: str, claim: str
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    fail(site, failing, operation)

    assert code_of(site, plan) == SAID[failing]
    assert site.journal.results[-1] == (f"iam:{operation}", SAID[failing])
    found = known(site, inputs)
    assert found[claim] is Proof.FAILED
    assert found["deny"] is (Proof.FAILED if claim == "deny" else Proof.PASSED)

    site.aws.faults.clear(site.account)
    site.carry_out(plan)
    assert set(known(site, inputs).values()) == {Proof.PASSED}
    assert changed_once(site)
    assert back_of(site, inputs, before).steps


@pytest.mark.parametrize("operation", [operation for operation, _ in OF_A_USER[1:]])
def test_what_was_done_in_part_is_put_back_in_whole(
    site: Site, inputs: Principal, operation: str
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    fail(site, Failing.DENIED, operation)
    assert code_of(site, plan) == "AccessDenied"

    site.aws.faults.clear(site.account)
    site.carry_out(back_of(site, inputs, before))
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
    assert site.observe(inputs).model_dump(mode="json") == before.model_dump(mode="json")


@pytest.mark.parametrize(("operation", "claim"), OF_A_USER)
def test_a_call_that_was_applied_and_never_answered_is_found_made(
    site: Site, inputs: Principal, operation: str, claim: str
) -> None:
    plan = site.plan(inputs)
    fail(site, Failing.HUNG_UP, operation, times=1)

    with pytest.raises(HTTPClientError):
        site.carry_out(plan)
    assert site.journal.results[-1] == (f"iam:{operation}", UNKNOWN)
    site.carry_out(plan)
    assert changed_once(site)
    assert known(site, inputs)[claim] is Proof.PASSED


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED, Failing.HUNG_UP])
@pytest.mark.parametrize(("operation", "claim"), BACK_TO_A_USER)
def test_an_undo_that_is_cut_off_says_what_is_not_back_and_goes_on(
    site: Site, inputs: Principal, failing: Failing, operation: str, claim: str
) -> None:
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    back = back_of(site, inputs, before)
    fail(site, failing, operation, times=1)

    with pytest.raises((ClientError, HTTPClientError)):
        site.carry_out(back)
    if failing is not Failing.HUNG_UP:
        assert proofs(site.restored(inputs, before))[claim] is Proof.FAILED
    site.carry_out(back_of(site, inputs, before))
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
    assert changed_once(site)


@pytest.mark.parametrize(
    ("mode", "operation"), [("deny", "AttachRolePolicy"), ("token_age", "PutRolePolicy")]
)
@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED, Failing.HUNG_UP])
def test_a_roles_deny_that_fails_is_told_and_is_made_once(
    site: Site, failing: Failing, mode: str, operation: str
) -> None:
    asked = Principal.model_validate({"principal": f"role/{a_role(site)}", "mode": mode})
    before, plan = site.observe(asked), site.plan(asked)
    fail(site, failing, operation, times=1)

    with pytest.raises((ClientError, HTTPClientError)):
        site.carry_out(plan)
    applied = Proof.PASSED if failing is Failing.HUNG_UP else Proof.FAILED
    assert set(known(site, asked).values()) == {applied}
    made = site.carry_out(plan)
    assert [one.already for one in made.values()] == [failing is Failing.HUNG_UP]
    assert changed_once(site)
    site.carry_out(back_of(site, asked, before))
    assert site.observe(asked).model_dump(mode="json") == before.model_dump(mode="json")


@pytest.mark.parametrize(
    ("mode", "operation"), [("deny", "DetachRolePolicy"), ("token_age", "DeleteRolePolicy")]
)
@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED, Failing.HUNG_UP])
def test_a_roles_undo_that_fails_is_told_and_goes_on(
    site: Site, failing: Failing, mode: str, operation: str
) -> None:
    asked = Principal.model_validate({"principal": f"role/{a_role(site)}", "mode": mode})
    before = site.observe(asked)
    site.carry_out(site.plan(asked))
    back = back_of(site, asked, before)
    fail(site, failing, operation, times=1)

    with pytest.raises((ClientError, HTTPClientError)):
        site.carry_out(back)
    applied = Proof.PASSED if failing is Failing.HUNG_UP else Proof.FAILED
    assert set(proofs(site.restored(asked, before)).values()) == {applied}
    site.carry_out(back)
    assert set(proofs(site.restored(asked, before)).values()) == {Proof.PASSED}
    assert changed_once(site)


@pytest.mark.parametrize("operation", READS)
def test_a_denied_look_at_a_user_rises_before_anything_is_planned(
    site: Site, inputs: Principal, operation: str
) -> None:
    fail(site, Failing.DENIED, operation)
    with pytest.raises(ClientError, match="AccessDenied"):
        site.plan(inputs)
    assert site.journal.intents == []


@pytest.mark.parametrize(("mode", "operation"), ROLE_READS)
def test_a_denied_look_at_a_role_rises_before_anything_is_planned(
    site: Site, mode: str, operation: str
) -> None:
    asked = Principal.model_validate({"principal": f"role/{a_role(site)}", "mode": mode})
    fail(site, Failing.DENIED, operation)
    with pytest.raises(ClientError, match="AccessDenied"):
        site.plan(asked)
    assert site.journal.intents == []


def test_a_trail_that_can_t_be_read_hinders_nothing_and_is_said_not_to_be_known(
    site: Site, inputs: Principal
) -> None:
    fail(site, Failing.DENIED, "LookupEvents")
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))

    is_not_known(site, inputs, "AccessDeniedException")
    assert set(known(site, inputs).values()) == {Proof.PASSED}
    assert back_of(site, inputs, before).steps


def test_a_trail_that_is_throttled_is_said_not_to_be_known(site: Site, inputs: Principal) -> None:
    site.carry_out(site.plan(inputs))
    fail(site, Failing.THROTTLED, "LookupEvents")

    is_not_known(site, inputs, "ThrottlingException")


def is_not_known(site: Site, inputs: Principal, code: str) -> None:
    """See it said that the trail's silence is not known, and why."""
    (silent,) = [one for one in site.claims(inputs) if one.key == "silent"]
    assert silent.is_pending
    assert code in silent.says.plain()


def test_a_worker_that_dies_after_every_step_goes_on_and_does_nothing_twice(
    site: Site, inputs: Principal
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    for reached in range(1, len(plan.steps) + 1):
        made = site.carry_out(plan, upto=reached)
        already = [made[step.key].already for step in plan.steps[: reached - 1]]
        assert already == [True] * (reached - 1)
        assert is_denied(site, inputs.principal)
    back = back_of(site, inputs, before)
    for reached in range(1, len(back.steps) + 1):
        site.carry_out(back, upto=reached)

    assert changed_once(site)
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}


def test_an_account_without_the_policy_is_refused_before_anything_is_changed(site: Site) -> None:
    name, _ = a_user(site)
    site.client("iam").delete_policy(PolicyArn=deny_all_of(site))

    with pytest.raises(UnsupportedError, match=f"There is no `{POLICY}` in {site.account}"):
        site.plan(Principal(principal=f"user/{name}"))


def test_a_policy_that_was_watered_down_is_refused_and_proves_nothing(
    site: Site, inputs: Principal
) -> None:
    plan = site.plan(inputs)
    site.carry_out(plan)
    weak = document({"Effect": "Deny", "Action": "s3:*", "Resource": "*"})
    site.client("iam").create_policy_version(
        PolicyArn=deny_all_of(site), PolicyDocument=weak, SetAsDefault=True
    )

    assert known(site, inputs)["deny"] is Proof.FAILED
    with pytest.raises(UnsupportedError, match="does not deny everything"):
        site.plan(inputs)


def test_a_key_that_was_made_between_plan_and_approval_makes_the_plan_stale(site: Site) -> None:
    name, _ = a_user(site)
    asked = Principal(principal=f"user/{name}")
    before = site.observe(asked).model_dump(mode="json")
    a_key(site, name)

    assert site.observe(asked).model_dump(mode="json") != before


def test_what_somebody_has_made_active_meanwhile_is_told_and_is_not_touched_at_the_undo(
    site: Site,
) -> None:
    name, key = a_user(site)
    asked = Principal(principal=f"user/{name}")
    before = site.observe(asked)
    site.carry_out(site.plan(asked))
    site.client("iam").update_access_key(
        UserName=name, AccessKeyId=key.access_key_id, Status="Active"
    )

    assert known(site, asked)["credentials"] is Proof.FAILED
    site.carry_out(back_of(site, asked, before))
    assert statuses(site, name) == ["Active"]
    assert proofs(site.restored(asked, before))["credentials"] is Proof.FAILED


def test_another_user_of_the_same_name_is_not_freed(site: Site) -> None:
    name, key = a_user(site)
    asked, iam = Principal(principal=f"user/{name}"), site.client("iam")
    before = site.observe(asked)
    site.carry_out(site.plan(asked))
    after = site.observe(asked)
    iam.detach_user_policy(UserName=name, PolicyArn=deny_all_of(site))
    iam.delete_access_key(UserName=name, AccessKeyId=key.access_key_id)
    iam.delete_user(UserName=name)
    iam.create_user(UserName=name)
    iam.attach_user_policy(UserName=name, PolicyArn=deny_all_of(site))

    found = site.undo(asked, kept(before), kept(after))
    assert isinstance(found, Conflict)
    assert "another one of that name" in found.says.plain()


def test_a_deny_by_age_that_somebody_has_rewritten_is_not_touched(site: Site) -> None:
    asked = Principal(principal=f"role/{a_role(site)}", mode="token_age")
    before = site.observe(asked)
    site.carry_out(site.plan(asked))
    after = site.observe(asked)
    site.client("iam").put_role_policy(
        RoleName=name_of(asked),
        PolicyName="secbot-older-sessions",
        PolicyDocument=document({"Effect": "Deny", "Action": "s3:*", "Resource": "*"}),
    )

    found = site.undo(asked, kept(before), kept(after))
    assert isinstance(found, Conflict)
    assert known(site, asked)["older"] is Proof.FAILED


def kept(state: State) -> State:
    return Grip.model_validate(state.model_dump(mode="json"))


def test_the_guard_lets_no_other_policy_and_no_other_user_through(
    site: Site, inputs: Principal
) -> None:
    other, _ = a_user(site)
    plan = site.plan(inputs)
    aws = site.estate.changing(
        site._account(),
        REGION,
        execution(site.account),
        plan.steps,
        "ryo@example.com",
        site.journal,
        (),
    )
    aws.running(plan.steps[0], {})
    client = aws.change("iam")

    administrator = "arn:aws:iam::aws:policy/AdministratorAccess"
    for name, policy in ((name_of(inputs), administrator), (other, deny_all_of(site))):
        with pytest.raises(ForbiddenCallError):
            client.attach_user_policy(UserName=name, PolicyArn=policy)
    with pytest.raises(ForbiddenCallError):
        client.put_user_policy(UserName=other, PolicyName="x", PolicyDocument="{}")
    assert not is_denied(site, f"user/{other}")
