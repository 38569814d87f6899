"""A finding is another than the one kept where type, severity, people or things differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.finding import Resource, Severity
from bot.questions.confirm.comparing import Kept, holder, tail, texts, unlike
from tests.bot.response.office import a_finding

KEPT = Kept(
    types=frozenset({"T"}),
    severity=Severity.HIGH,
    things=(("AwsS3Bucket", "payroll"), ("Other", "note"), ("Other", "break-glass")),
    people=frozenset({"Ann"}),
)
CLAIM = replace(
    a_finding(),
    type="T",
    severity=Severity.HIGH,
    principals=("ann",),
    resources=(Resource("AwsS3Bucket", "arn:aws:s3:::payroll"),),
)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"type": "U"}, "Macie calls it T"),
        ({"severity": Severity.CRITICAL}, "Macie calls it HIGH"),
        ({"principals": ()}, "Macie does not name the same users and sessions"),
        ({"principals": ("ann", "bob")}, "Macie does not name the same users and sessions"),
        ({"resources": (Resource("Other", "note"),)}, ""),
        (
            {"resources": (Resource("AwsIamUser", "arn:aws:iam::1:user/break-glass"),)},
            "at Macie it does not name break-glass",
        ),
    ],
    ids=["the same", "type", "severity", "one left out", "one more", "another thing", "other kind"],
)
def test_what_is_another_finding_is_told(changes: dict[str, object], why: str) -> None:
    said = unlike("Macie", KEPT, replace(CLAIM, **changes))  # type: ignore[arg-type]  # any field
    assert (said.plain() if said else "") == why


def test_where_the_source_has_no_severity_and_no_people_neither_is_compared() -> None:
    kept = replace(KEPT, severity=None, people=None)
    assert unlike("Macie", kept, replace(CLAIM, severity=Severity.LOW, principals=("x",))) is None


def test_only_a_known_type_of_principal_is_a_holder() -> None:
    assert list(holder("IAMUser", "ann")) == [("AwsIamUser", "ann")]
    assert list(holder("AssumedRole", "admin")) == [("AwsIamRole", "admin")]
    assert list(holder("Root", "")) == [("AwsIamUser", "root")]
    assert list(holder("AWSService", "config")) == []


def test_the_last_part_of_an_arn_is_its_name() -> None:
    assert tail("arn:aws:iam::1:role/path/admin") == "admin"
    assert tail("arn:aws:s3:::payroll") == "payroll"
    assert tail("payroll") == "payroll"


def test_what_stands_in_tags_is_nobody_s_word() -> None:
    assert sorted(texts({"a": ["B", {"c": "D"}], "Tags": ["e"], "n": 1})) == ["b", "d"]
