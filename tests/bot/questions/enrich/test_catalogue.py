"""Tests of the catalogue of enrichers."""

from __future__ import annotations

import botocore.session
import pytest

from bot.aws.actions import action_of
from bot.aws.narrowing import for_reads
from bot.domain.answer import Subject
from bot.questions.contract import Question
from bot.questions.enrich.catalogue import ENRICHERS

SERVICES = (
    *("autoscaling", "cloudfront", "ec2", "elb", "elbv2", "iam", "lambda", "organizations", "s3"),
)


@pytest.fixture(scope="module")
def known_actions() -> set[str]:
    models = botocore.session.Session()
    return {
        action_of(service, operation)
        for service in SERVICES
        for operation in models.get_service_model(service).operation_names
    }


@pytest.mark.parametrize("question", ENRICHERS, ids=lambda question: type(question).__name__)
def test_a_question_declares_reads_that_exist_and_fit_a_session_policy(
    question: Question, known_actions: set[str]
) -> None:
    assert set(question.about.actions) <= known_actions
    assert all(
        action.partition(":")[2].startswith(("Describe", "Get", "List"))
        for action in question.about.actions
    )
    assert for_reads(question.about.actions)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("AwsEc2Instance", ["name", "account", "owner", "exposure", "radius"]),
        ("AwsS3Bucket", ["name", "account", "owner", "exposure", "radius"]),
        ("AwsIamAccessKey", ["name", "account", "owner", "radius"]),
        ("AwsIamRole", ["name", "account", "owner", "radius"]),
        ("AwsLambdaFunction", ["account", "owner"]),
    ],
)
def test_each_place_of_a_card_has_one_question_at_most(kind: str, asked: list[str]) -> None:
    subject = Subject("111122223333", "eu-west-1", kind, "x")

    assert [one.about.key for one in ENRICHERS if one.applies_to(subject)] == asked
