"""What no policy lets be changed: each thing of the list, by each runbook that could reach it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import JsonValue

import runbooks
from bot.domain import ours
from bot.domain.admitting import admissible
from bot.domain.matter import Matter, Refused
from bot.domain.policy import Account, Policy
from bot.domain.words import braking as words
from bot.response.planning.aiming import Place
from runbooks.kit import catalog
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Power, Reach, RiskClass, Special, Step
from tests.bot.domain.makers import ACCOUNT, NOW, a_policy, a_proposal

CATALOGUE = catalog.load(runbooks)
SECURITY = "999988887777"
BUCKET = "arn:aws:s3:::anchors"
TOPIC = "arn:aws:sns:eu-west-1:999988887777:alarms"
LOOSEST = a_policy(
    accounts={
        ACCOUNT: Account(ACCOUNT, "prod", contain_role="ops/contain", read_role="look"),
        SECURITY: Account(SECURITY, "security"),
    },
    special={Special.SECURITY_ADMIN: SECURITY},
    own=ours.named((TOPIC,), "s3://anchors/secbot"),
    protected_resources=(),
)

PROTECTED = [
    ("iam::111122223333:role/secbot", words.OURS),
    ("iam::111122223333:user/secbot", words.OURS),
    ("iam::111122223333:role/secbot-contain", words.OURS),
    ("iam::111122223333:role/any/path/secbot-release", words.OURS),
    ("iam::111122223333:role/SecBot-Read", words.OURS),
    ("iam::111122223333:user/secbot-runner", words.OURS),
    ("iam::111122223333:instance-profile/secbot-host", words.OURS),
    ("iam::111122223333:policy/SecbotDenyAll", words.OURS),
    ("iam::111122223333:role/ops/contain", words.OURS),
    ("iam::111122223333:role/look", words.OURS),
    ("sns:eu-west-1:111122223333:secbot-findings", words.OURS),
    ("sqs:eu-west-1:111122223333:secbot-findings-dead-letters", words.OURS),
    ("events:eu-west-1:111122223333:rule/secbot-guardduty", words.OURS),
    ("cloudformation:eu-west-1:111122223333:stack/secbot/1f2e", words.OURS),
    ("sns:eu-west-1:999988887777:alarms", words.OURS),
    ("s3:::anchors", words.OURS),
    ("iam::111122223333:role/OrganizationAccountAccessRole", words.KEPT),
    ("iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin", words.KEPT),
    ("iam::111122223333:user/break-glass-1", words.KEPT),
    ("iam::111122223333:role/emergency/break-glass", words.KEPT),
    ("iam::111122223333:role/AWSControlTowerExecution", words.WHOLE),
    ("iam::999988887777:root", words.WHOLE),
    ("organizations::111122223333:account/o-1/444455556666", words.WHOLE),
    ("cloudtrail:eu-west-1:111122223333:trail/main", words.WHOLE),
    ("guardduty:eu-west-1:111122223333:detector/12ab", words.WHOLE),
    ("securityhub:eu-west-1:111122223333:hub/default", words.WHOLE),
    ("detective:eu-west-1:999988887777:graph:12ab", words.WHOLE),
    ("config:eu-west-1:111122223333:configuration-recorder/default", words.WHOLE),
    ("sso:::instance/ssoins-1", words.WHOLE),
]
FREE = [
    "iam::111122223333:role/web",
    "iam::111122223333:role/not-secbot-contain",
    "iam::111122223333:user/secbotanist",
    "iam::111122223333:root",
    "iam::444455556666:role/look",
    "s3:::anchors-of-pay",
    "ec2:eu-west-1:111122223333:instance/i-0abc1234",
    "ec2:*:*:network-interface/eni-1",
    "ec2:eu-west-1:111122223333:security-group/*",
]


def step(*arns: str, **parameters: JsonValue) -> Step:
    says = Text("Do").fill()
    return Step(
        key="one",
        action="iam:X",
        resources=arns,
        power=Power.CONTAIN,
        parameters=parameters,
        says=says,
    )


def a_plan(*steps: Step) -> Plan:
    return Plan(changes=(), steps=steps, undo=Reach.FULL, undo_says=Text("as it was").fill())


def answer(matter: Matter, policy: Policy = LOOSEST) -> Refused | None:
    proposal = replace(matter.proposal, policy_digest=policy.digest)
    return admissible(replace(matter, proposal=proposal), policy, NOW)


def about(target: str, *steps: Step, risk: RiskClass = RiskClass.C) -> Matter:
    return Matter(a_proposal(risk, target=target, plan=a_plan(*steps)), ACCOUNT, "ann@example.com")


@pytest.mark.parametrize("partition", ["aws", "aws-cn"])
@pytest.mark.parametrize(("arn", "text"), PROTECTED)
def test_no_policy_lets_it_be_changed_as_target_or_by_a_step(
    arn: str, text: Text, partition: str
) -> None:
    whole = f"arn:{partition}:{arn}"
    free = "arn:aws:s3:::free"
    for matter in (about(whole), about(free, step(free), step(free, whole))):
        refused = answer(matter)
        assert refused is not None
        assert refused.why.text is text
        assert refused.why.plain().startswith(f"{whole} ")


@pytest.mark.parametrize("arn", FREE)
def test_what_only_looks_like_it_can_be_changed(arn: str) -> None:
    assert answer(about(f"arn:aws:{arn}", step(f"arn:aws:{arn}"))) is None


REACHED: list[tuple[str, str, dict[str, str]]] = [
    ("block_public_s3", ACCOUNT, {"bucket": "anchors"}),
    ("block_public_s3_account", SECURITY, {"account": SECURITY}),
    *(
        ("revoke_iam", ACCOUNT, {"principal": arn.rpartition(":")[2]})
        for arn, _ in PROTECTED
        if arn.startswith(("iam::111122223333:role/", "iam::111122223333:user/"))
    ),
]


@pytest.mark.parametrize(("runbook", "account", "inputs"), REACHED)
def test_each_runbook_is_refused_each_that_it_could_be_aimed_at(
    runbook: str, account: str, inputs: dict[str, str]
) -> None:
    made = CATALOGUE[runbook]
    target = made(Place(account, "eu-west-1", "aws")).target(made.inputs.model_validate(inputs))

    refused = answer(about(target))

    assert refused is not None
    assert refused.why.text in {words.OURS, words.KEPT, words.WHOLE}


def test_an_instance_is_refused_what_would_change_a_role_of_secbot_s_own() -> None:
    role = "arn:aws:iam::111122223333:role/secbot"
    instance = "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc1234"

    refused = answer(about(instance, step(instance), step(role), risk=RiskClass.D))

    assert refused is not None
    assert refused.why.text is words.OURS


def test_a_look_into_it_and_the_way_back_are_free() -> None:
    arn = "arn:aws:iam::111122223333:role/secbot-contain"

    assert answer(about(arn, step(arn), risk=RiskClass.A)) is None
    assert answer(replace(about(arn, step(arn)), is_undo=True)) is None


def test_the_settings_name_a_key_or_a_bucket_or_nothing() -> None:
    key = "arn:aws:kms:eu-west-1:999988887777:key/1"

    assert ours.named((), f"kms:{key}") == (key,)
    assert ours.named((TOPIC,), "") == (TOPIC,)
    assert ours.named((), "s3://anchors") == (BUCKET,)


@pytest.mark.parametrize(
    ("tag", "is_ours"),
    [
        ("secbot:isolated", True),
        ("secbot:quarantine", True),
        ("secbot:drill", False),
        ("secbot:protected", False),
        ("SecBot:Isolated", False),
        ("secbot:anything", False),
    ],
)
def test_a_step_sets_no_tag_of_secbot_s_but_those_that_say_what_it_did(
    tag: str, *, is_ours: bool
) -> None:
    tags: JsonValue = [{"Key": tag, "Value": "1"}]
    arn = "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc1234"

    refused = answer(about(arn, step(arn, Resources=["i-0abc1234"], Tags=tags)))

    assert (refused is None) is is_ours
    if refused:
        assert refused.why.text is words.RESERVED
        assert f"`{tag}`" in refused.why.plain()


def test_strange_tags_and_the_name_of_a_stack_are_said() -> None:
    (tag,) = ours.told_strange(["secbot:isolated"])
    (stack,) = ours.told_stack("secbot-evil")

    assert tag.plain().startswith("The tag `secbot:isolated` was not set by secbot")
    assert stack.plain().startswith("It belongs to the stack `secbot-evil`")
    assert ours.told_stack("") == ()
