"""detective_context: whom it finds, what it starts and tells, and what it says without Detective."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.aws.addresses import OFFICE
from practice.aws.server import SimulatedAws
from runbooks.detective_context import Context, DetectiveContext, Subject
from runbooks.kit.contract import DoesNotExistError
from runbooks.kit.values import Proof, Reach, RiskClass
from tests.runbooks import clues, machines
from tests.runbooks.clues import (
    by_a_bucket,
    by_a_key,
    by_a_role,
    by_a_session,
    by_a_user,
    by_an_instance,
)
from tests.runbooks.site import REGION, Site, a_site, proofs

exercises = (by_a_role, by_a_user, by_a_key, by_a_session, by_an_instance, by_a_bucket)

HOUR = 3600.0
HOSTILE = "<!channel> *pwn* `x` https://evil.example/ \u202e"


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, DetectiveContext) as made:
        yield made
    aws.detective.takes_seconds = 0.0
    aws.detective.fails = False


def context(site: Site, inputs: Subject) -> Context:
    seen = site.observe(inputs)
    assert isinstance(seen, Context)
    return seen


def told(site: Site, inputs: Subject) -> str:
    """Return all that is told, a line each."""
    lines = site._reading().tells(inputs, site.observe(inputs))
    return "\n".join(one.says.plain() for one in lines)


def links(site: Site, inputs: Subject) -> list[str]:
    return [one.link for one in site._reading().tells(inputs, site.observe(inputs)) if one.link]


def started(site: Site) -> int:
    calls = site.aws.calls(account=site.there)
    return sum(one.operation == "StartInvestigation" and not one.error for one in calls)


@pytest.mark.parametrize(
    ("target", "subject"),
    [
        ("arn:aws:iam::111122223333:role/team/web", "role/team/web"),
        ("arn:aws:iam::111122223333:user/ann", "user/ann"),
        ("arn:aws:sts::111122223333:assumed-role/web/i-0abc", "role/web"),
        ("arn:aws:iam::111122223333:root", "root"),
        ("arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc12345", "i-0abc12345"),
        ("arn:aws:s3:::pay-exports", "pay-exports"),
        ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
        ("role/web", "role/web"),
    ],
)
def test_a_subject_is_read_as_findings_and_people_write_it(target: str, subject: str) -> None:
    assert Subject(subject=Subject.spelled(target)).subject == subject


@pytest.mark.parametrize("subject", ["", "x", "role/", "Über-Eimer", "a b", "i-0abc; rm"])
def test_what_is_no_subject_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match=r"write `role/NAME`"):
        Subject(subject=subject)


def test_it_is_a_look_of_class_a_that_starts_one_investigation_and_gives_nothing_back(
    site: Site,
) -> None:
    inputs = by_a_role(site)
    plan = site.plan(inputs)

    (step,) = plan.steps
    assert step.action == "detective:StartInvestigation"
    assert step.resources == (context(site, inputs).graph,)
    assert step.parameters["EntityArn"] == context(site, inputs).principal.arn
    assert site._reading().risk(inputs, site.observe(inputs)) is RiskClass.A
    assert plan.undo is Reach.NONE
    assert site.there in plan.changes[0].plain()


def test_what_is_found_is_told_with_the_way_to_the_console(site: Site) -> None:
    clues.a_graph(site)
    user = clues.a_user(site)
    inputs = Subject(subject=clues.an_emptied_bucket(site, user))
    key = clues.a_key(site, user)
    thief = site.aws.client_of("iam", key["AccessKeyId"], key["SecretAccessKey"], region=REGION)
    thief.list_users()
    site.carry_out(site.plan(inputs))

    said = told(site, inputs)
    assert f"user/{user}" in said
    assert f"`ListUsers` from `{OFFICE}`, 1x done" in said
    assert "severity MEDIUM" in said
    assert f"Related finding `{clues.DELETION}`" in said
    profile, finding = links(site, inputs)
    who = context(site, inputs).principal.id
    assert profile.startswith(
        f"https://console.aws.amazon.com/detective/home?region={REGION}#entities/AwsUser/{who}?"
    )
    assert "guardduty/home" in finding


def test_a_running_investigation_is_asked_for_again_and_not_begun_anew(site: Site) -> None:
    inputs = by_a_role(site)
    site.aws.detective.takes_seconds = HOUR
    site.carry_out(site.plan(inputs))

    (claim,) = site.claims(inputs)
    assert claim.proof is Proof.INCONCLUSIVE
    assert claim.asks_again
    assert site.plan(inputs).steps == ()
    assert "takes minutes to hours" in told(site, inputs)

    site.aws.detective.pass_time(HOUR)
    (claim,) = site.claims(inputs)
    assert (claim.proof, claim.asks_again) == (Proof.PASSED, False)
    assert started(site) == 1


def test_a_young_investigation_serves_and_an_old_one_does_not(site: Site) -> None:
    inputs = by_a_role(site)
    site.carry_out(site.plan(inputs))
    assert site.plan(inputs).steps == ()
    state = context(site, inputs)
    old = state.newest.model_copy(update={"created": state.newest.created.replace(year=2020)})

    aged = state.model_copy(update={"newest": old})
    assert len(site._reading().plan(inputs, aged).steps) == 1
    assert [one.proof for one in site._reading().verify(inputs, aged)] == [Proof.FAILED]


def test_a_failed_investigation_is_no_proof_and_is_told(site: Site) -> None:
    inputs = by_a_role(site)
    site.aws.detective.fails = True
    site.carry_out(site.plan(inputs))

    assert proofs(site.claims(inputs)) == {"investigation": Proof.FAILED}
    assert "failed" in told(site, inputs)


def test_where_detective_is_off_cloudtrail_and_guardduty_tell_and_it_is_said_why(
    site: Site,
) -> None:
    user = clues.a_user(site)
    key = clues.a_key(site, user)
    thief = site.aws.client_of("iam", key["AccessKeyId"], key["SecretAccessKey"], region=REGION)
    thief.list_users()
    clues.a_finding(site, accessKeyDetails={"userName": user, "userType": "IAMUser"})
    inputs = Subject(subject=f"user/{user}")

    plan = site.plan(inputs)
    said = told(site, inputs)
    assert plan.steps == ()
    assert any("Detective is off" in one.plain() for one in plan.warnings)
    assert f"Detective is not asked: there is no behavior graph in account {site.there}" in said
    assert "`ListUsers` 1x" in said
    assert clues.DELETION in said
    assert proofs(site.claims(inputs)) == {"history": Proof.PASSED}


@pytest.mark.parametrize("status", ["INVITED", "ACCEPTED_BUT_DISABLED"])
def test_an_account_that_is_no_enabled_member_is_told_apart(site: Site, status: str) -> None:
    clues.a_graph(site, status)
    assert status in told(site, Subject(subject=f"user/{clues.a_user(site)}"))
    site.aws.detective.open_graph(site.there, REGION, [])
    assert "is no member" in told(site, Subject(subject=f"user/{clues.a_user(site)}"))


def test_silence_is_said_to_clear_nobody(site: Site) -> None:
    inputs = by_a_role(site)
    site.carry_out(site.plan(inputs))
    assert "That does not clear" in told(site, inputs)
    assert "GuardDuty is not switched on here" in told(site, inputs)
    site.client("guardduty").create_detector(Enable=True)
    assert "GuardDuty has no finding of the last 48 hours" in told(site, inputs)


def test_an_instance_without_a_role_has_a_history_and_nobody_to_investigate(site: Site) -> None:
    clues.a_graph(site)
    network = machines.a_network(site)
    instance = machines.launch(site, network, [network.web]).instance
    clues.a_finding(site, instanceDetails={"instanceId": instance})
    inputs = Subject(subject=instance)

    assert site.plan(inputs).steps == ()
    said = told(site, inputs)
    assert "has no instance profile with a role" in said
    assert clues.DELETION in said


def test_the_root_user_is_not_investigated_and_its_history_is_told(site: Site) -> None:
    clues.a_graph(site)
    inputs = Subject(subject="root")
    assert site.plan(inputs).steps == ()
    assert "root, which Detective does not investigate" in told(site, inputs)
    assert proofs(site.claims(inputs)) == {"history": Proof.PASSED}


def test_who_is_not_in_iam_any_more_is_investigated_all_the_same(site: Site) -> None:
    clues.a_graph(site)
    inputs = Subject(subject="user/gone")
    assert len(site.plan(inputs).steps) == 1
    assert "is not in IAM any more" in told(site, inputs)


def test_an_instance_that_is_not_there_does_not_exist(site: Site) -> None:
    with pytest.raises(DoesNotExistError):
        site.observe(Subject(subject="i-0123456789abcdef0"))


def test_strangers_words_fill_blanks_and_are_never_our_sentence(site: Site) -> None:
    inputs = by_a_role(site)
    entity = context(site, inputs).principal.arn
    planted = [
        ("NEW_USER_AGENT", "NewUserAgentDetail", {"UserAgent": HOSTILE}),
        ("NEW_ASO", "NewAsoDetail", {"Aso": HOSTILE, "IsNewForEntireAccount": True}),
        (HOSTILE, "x", {}),
    ]
    site.aws.detective.plant(
        entity,
        *(
            {"IndicatorType": kind, "IndicatorDetail": {name: detail}}
            for kind, name, detail in planted
        ),
    )
    site.carry_out(site.plan(inputs))

    lines = site._reading().tells(inputs, site.observe(inputs))
    filled = [value for one in lines for value in one.says.fields.values()]
    assert sum(HOSTILE in str(value) for value in filled) == 3
    assert all("evil.example" not in one.says.text.en + one.link for one in lines)


def test_many_indicators_of_a_kind_are_counted_and_not_all_told(site: Site) -> None:
    inputs = by_a_role(site)
    entity = context(site, inputs).principal.arn
    for number in range(250):
        agent = {"NewUserAgentDetail": {"UserAgent": f"agent/{number}"}}
        site.aws.detective.plant(
            entity, {"IndicatorType": "NEW_USER_AGENT", "IndicatorDetail": agent}
        )
    site.carry_out(site.plan(inputs))

    assert len(context(site, inputs).newest.indicators) == 250
    assert "… and 244 more of this kind" in told(site, inputs)
