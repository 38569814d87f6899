"""What tests of questions share: asking one of them in an account of the simulated AWS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.contract import Found, Missing, Question
from tests.bot.aws.estates import REGION


def asked(
    estate: AwsEstate, account: Account, question: Question, kind: str, resource_id: str
) -> Found | Missing:
    """Ask one question under the read role, with the rights that it declares and no others."""
    subject = Subject(account.number, REGION, kind, resource_id)
    return question.ask(estate.reading(account, REGION, question.about.actions), subject)


@dataclass(frozen=True)
class Plain:
    """An answer in English."""

    value: str
    source: str


def plainly(found: Found | Missing | None) -> Plain:
    """Return an answer in English; an honest reason fails the test."""
    assert isinstance(found, Found), found
    return Plain(
        *(one if isinstance(one, str) else one.plain() for one in (found.value, found.source))
    )


def value_of(found: Found | Missing) -> str:
    """Return the answer's value; an honest reason fails the test."""
    return plainly(found).value


def why(found: Found | Missing) -> str:
    """Return why there is no answer; an answer fails the test."""
    assert isinstance(found, Missing), found
    return found.reason.plain()


class NobodysEc2:
    """Answers like EC2 where it knows no such instance any more."""

    def describe_instances(self, **_: object) -> dict[str, list[object]]:
        """Return no reservation."""
        return {"Reservations": []}


class NobodysAws:
    """An account whose instances are gone."""

    account, region, partition, execution = "111122223333", REGION, "aws", ""

    def read(self, service: str, region: str = "") -> Any:
        """Return EC2, which knows nothing."""
        return NobodysEc2()

    def change(self, service: str) -> Any:
        """Change nothing."""
        raise NotImplementedError
