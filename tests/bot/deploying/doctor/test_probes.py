"""Grants become questions for IAM's policy simulator."""

from __future__ import annotations

from bot.deploying.doctor.probes import SAMPLE, Probe, probes
from bot.deploying.grants import CONTAINS, Grant
from bot.deploying.place import Place

PLACE = Place("aws-cn", "111122223333")


def asked(actions: tuple[str, ...], **grants: tuple[Grant, ...]) -> list[Probe]:
    named = {name.replace("__", ":"): each for name, each in grants.items()}
    return list(probes(actions, named, PLACE, "cn-north-1"))


def test_an_action_without_a_grant_is_asked_about_on_everything() -> None:
    (probe,) = asked(("s3:ListAllMyBuckets",))

    assert probe.request["ResourceArns"] == ["*"]
    assert probe.request["ContextEntries"] == []


def test_a_pattern_becomes_a_thing_that_could_be_there() -> None:
    pattern = "arn:{partition}:ec2:*:{account}:instance/*"
    (probe,) = asked(("ec2:StopInstances",), ec2__StopInstances=(Grant((pattern,)),))

    assert probe.resources == (f"arn:aws-cn:ec2:cn-north-1:111122223333:instance/{SAMPLE}",)


def test_a_things_account_may_be_open_in_a_pattern() -> None:
    (probe,) = asked(("ec2:X",), ec2__X=(Grant(("arn:{partition}:ec2:*:*:vpc/*",)),))

    assert probe.resources == (f"arn:aws-cn:ec2:cn-north-1:111122223333:vpc/{SAMPLE}",)


def test_conditions_become_the_context_that_meets_them() -> None:
    tagged = Grant(
        ("*",),
        {
            "ForAllValues:StringLike": {"aws:TagKeys": "secbot:*"},
            "Null": {"aws:TagKeys": "false"},
            "StringEquals": {"aws:ResourceAccount": "{owner}"},
        },
    )
    (probe,) = asked(("ec2:CreateTags",), ec2__CreateTags=(tagged,))

    assert probe.request["ContextEntries"] == [
        {
            "ContextKeyName": "aws:ResourceAccount",
            "ContextKeyType": "string",
            "ContextKeyValues": ["111122223333"],
        },
        {
            "ContextKeyName": "aws:TagKeys",
            "ContextKeyType": "stringList",
            "ContextKeyValues": [f"secbot:{SAMPLE}"],
        },
    ]


def test_each_grant_of_an_action_is_asked_about_and_like_ones_together() -> None:
    found = list(
        probes(
            ("ec2:ModifyNetworkInterfaceAttribute", "ec2:RevokeSecurityGroupEgress"),
            CONTAINS,
            PLACE,
            "cn-north-1",
        )
    )

    assert [probe.actions for probe in found] == [
        ("ec2:ModifyNetworkInterfaceAttribute",),
        ("ec2:ModifyNetworkInterfaceAttribute", "ec2:RevokeSecurityGroupEgress"),
    ]


def test_no_sample_is_called_as_secbots_own_things_are() -> None:
    assert not SAMPLE.startswith("secbot")
