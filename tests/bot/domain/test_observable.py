"""What a finding names is spelled in one way, each thing once, and never without end."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Resource
from bot.domain.observable import (
    MOST,
    MOST_OF_SEQUENCE,
    Kind,
    Observable,
    address_of,
    observables,
)
from tests.bot.triage.examples import a_finding

ROLE = "arn:aws:iam::111122223333:role/service/path/web-prod"
SESSION = "arn:aws:sts::111122223333:assumed-role/web-prod/i-0abc"


def named(**changes: Any) -> set[tuple[Kind, str]]:
    """Return what a finding names, beside itself."""
    found = observables(a_finding(key="other", **{"resources": (), **changes}), "here")
    return {(one.kind, one.value) for one in found}


@pytest.mark.parametrize(
    ("resource", "kind", "value"),
    [
        (("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE"), Kind.KEY, "AKIAIOSFODNN7EXAMPLE"),
        (("AwsIamAccessKey", "AWS::IAM::AccessKey:ASIA0123456789ABCDEF"), Kind.KEY, None),
        (("AwsIamRole", ROLE), Kind.PRINCIPAL, "web-prod"),
        (("AwsIamRole", ROLE.replace("service/path/", "")), Kind.PRINCIPAL, "web-prod"),
        (("AwsIamUser", "arn:aws:iam::111122223333:user/Ann"), Kind.PRINCIPAL, "ann"),
        (("AwsIamRole", SESSION), Kind.PRINCIPAL, "web-prod"),
        (("AwsS3Bucket", " arn:aws:s3:::Pay "), Kind.RESOURCE, "arn:aws:s3:::Pay"),
        (("Container", "web"), Kind.RESOURCE, "Container/web"),
    ],
)
def test_a_resource_is_what_it_is(resource: tuple[str, str], kind: Kind, value: str | None) -> None:
    found = named(resources=(Resource(*resource),))

    assert found == {(kind, value or "ASIA0123456789ABCDEF")}


def test_an_address_has_one_spelling_and_a_domain_is_none() -> None:
    assert address_of("::ffff:198.51.100.7") == address_of(" 198.51.100.7") == "198.51.100.7"
    assert address_of("2001:DB8:0:0::1") == "2001:db8::1"
    assert address_of("evil.example") == ""
    assert named(remote=("198.51.100.7", "evil.example")) == {(Kind.ADDRESS, "198.51.100.7")}


def test_a_key_that_is_none_names_nothing() -> None:
    assert named(resources=(Resource("AwsIamAccessKey", "a password"),)) == set()


def test_a_sequence_and_the_findings_that_it_is_made_of_name_the_same() -> None:
    alone = observables(a_finding(native_id="F1", resources=()), "here")
    arn = "arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding/f1"
    whole = observables(a_finding(native_id="s1", resources=(), signals=(arn,)), "here")

    assert set(alone) & set(whole) == {Observable(Kind.SEQUENCE, "f1", "here")}


def test_another_product_can_not_say_that_it_is_part_of_a_sequence() -> None:
    assert named(native_id="f1", signals=("f2",)) == set()


def test_the_strongest_come_first_and_there_is_an_end_to_them() -> None:
    many = tuple(Resource("AwsS3Bucket", f"arn:aws:s3:::b{n}") for n in range(900))
    some = a_finding(resources=many, principals=("ann",), remote=("198.51.100.7",))
    found = observables(some, "here")
    whole = observables(a_finding(resources=many, signals=("f9",)), "here")

    assert (len(found), len(whole)) == (MOST, MOST_OF_SEQUENCE)
    assert [one.kind for one in found[:3]] == [Kind.SEQUENCE, Kind.PRINCIPAL, Kind.RESOURCE]
