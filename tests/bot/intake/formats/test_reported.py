"""What all services that report by events have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.sources import MACIE
from bot.intake.formats.places import Place
from bot.intake.formats.reported import arn_of, begun, foreign, kind_of, place_of, thing
from bot.intake.formats.tolerant import Tolerant
from bot.intake.pieces import Event, Piece
from tests.bot.intake.formats.examples import ACCOUNT, ADMINISTRATOR, REGION

EVENT = Event("aws.macie", "Macie Finding", ADMINISTRATOR, REGION, "2026-11-22T08:30:05Z")
HERE = Place("aws", ACCOUNT, REGION)
ARN = f"arn:aws-cn:acm:cn-north-1:{ACCOUNT}:certificate/1"


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("AWS::S3::Bucket", "AwsS3Bucket"),
        ("AWS::EC2::SecurityGroup", "AwsEc2SecurityGroup"),
        ("AWS::RDS::DBInstance", "AwsRdsDbInstance"),
        ("AWS::IAM::Role", "AwsIamRole"),
        ("AWS::CloudTrail::Trail", "AwsCloudTrailTrail"),
        ("AWS::KMS::Key", "AwsKmsKey"),
        ("AWS::::Account", "AwsAccount"),
        ("Acme::Thing", "Other"),
        ("", "Other"),
    ],
)
def test_a_kind_of_resource_is_called_as_asff_calls_it(stated: str, kind: str) -> None:
    assert kind_of(stated) == kind


def test_an_event_that_something_else_held_is_a_claim_under_a_key_of_its_own() -> None:
    own = begun(MACIE, Piece({}, EVENT), HERE, "m1")
    held = begun(MACIE, Piece({}, replace(EVENT, is_outermost=False)), HERE, "m1")
    assert (own.producer.verified, held.producer.verified) == (True, False)
    assert held.key != own.key
    assert own.updated_at is not None


def test_an_id_of_any_length_makes_a_key_that_an_index_can_hold() -> None:
    one, other = (begun(MACIE, Piece({}, EVENT), HERE, "m" * 9000 + end) for end in "ab")
    assert one.key != other.key
    assert len(one.key) < 1000
    assert one.native_id.endswith("a")


def test_only_the_services_own_source_counts() -> None:
    assert foreign(Piece({}, EVENT), MACIE, "aws.macie") is None
    assert foreign(Piece({}), MACIE, "aws.macie") is None
    wrong = foreign(Piece({}, EVENT), MACIE, "aws.health")
    assert wrong is not None
    assert "aws.macie" in wrong.reason


@pytest.mark.parametrize(
    ("body", "arn", "place"),
    [
        ({"account": ACCOUNT, "region": "eu-west-1"}, ARN, ("aws-cn", ACCOUNT, "eu-west-1")),
        ({}, ARN, ("aws-cn", ACCOUNT, "cn-north-1")),
        ({}, "", ("aws", ADMINISTRATOR, REGION)),
        ({}, "arn:aws:s3", ("aws", ADMINISTRATOR, REGION)),
    ],
)
def test_a_place_is_read_from_the_detail_then_from_the_arn_then_from_the_event(
    body: dict[str, str], arn: str, place: tuple[str, str, str]
) -> None:
    found = place_of(Tolerant(body), Piece(body, EVENT), "account", "region", arn)
    assert (found.partition, found.account, found.region) == place


def test_what_is_known_by_name_gets_the_arn_that_it_has() -> None:
    assert arn_of("AwsS3Bucket", "pay", HERE) == "arn:aws:s3:::pay"
    assert arn_of("AwsIamUser", "AIDA1", HERE) == "AIDA1"
    assert arn_of("AwsS3Bucket", "", HERE) == ""
    assert thing("Other", "arn:aws:iam::1:user/a/b").name == "b"
