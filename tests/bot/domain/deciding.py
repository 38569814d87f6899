"""Values for tests of decisions: a vote, a matter, and the refusal that is expected."""

from __future__ import annotations

from bot.domain.matter import Matter, Refused, Vote
from bot.domain.people import Person
from runbooks.kit.text import Text
from tests.bot.domain.makers import (
    ACCOUNT,
    DIGEST,
    NOW,
    a_proposal,
)


def vote(person: Person, digest: str = DIGEST, *, has_opened: bool = False) -> Vote:
    return Vote(person, NOW, digest, has_opened)


def matter(requester: str = "ann@example.com", **more: object) -> Matter:
    return Matter(a_proposal(**more), ACCOUNT, requester)  # type: ignore[arg-type]  # real fields


def refusal(answer: object) -> Text:
    assert isinstance(answer, Refused), answer
    return answer.why.text
