"""Tests of the contract of questions."""

from __future__ import annotations

import pytest

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text


class Colour(Question):
    """Asks for the colour of an instance."""

    about = About("colour", Text("Colour"), (), "paint", frozenset({"AwsEc2Instance"}))

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        return Found("red")


class Anything(Colour):
    """Asks for the colour of anything."""

    about = About("colour", Text("Colour"), (), "paint")


def subject(kind: str) -> Subject:
    return Subject("111122223333", "eu-west-1", kind, "i-0abc")


@pytest.mark.parametrize(
    ("question", "kind", "applies"),
    [
        (Colour(), "AwsEc2Instance", True),
        (Colour(), "AwsS3Bucket", False),
        (Anything(), "AwsS3Bucket", True),
    ],
)
def test_a_question_is_asked_about_its_types_or_about_all(
    question: Question, kind: str, *, applies: bool
) -> None:
    assert question.applies_to(subject(kind)) is applies


def test_a_question_knows_nothing_without_aws_unless_it_says_so() -> None:
    question = Colour()

    assert question.known(subject("AwsEc2Instance"), None) is None
    assert question.otherwise(subject("AwsEc2Instance"), None) is None
    assert question.source_of(subject("AwsEc2Instance")) == "paint"
