"""Who uses a bucket is told as far as anything tells it, and the rest is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.block_public_s3 import BlockPublicS3
from runbooks.kit import radius_bucket
from runbooks.kit.aws import Aws
from runbooks.kit.radius_bucket import NO_USE, READERS
from runbooks.kit.recalling import Call, Heard
from runbooks.kit.text import Text
from tests.bot.domain.makers import NOW
from tests.runbooks.site import REGION, Site, a_site


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, BlockPublicS3) as made:
        yield made


@pytest.fixture
def reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, site.runbook.about.reads)


def distribution(bucket: str) -> dict[str, Any]:
    origin = {
        "Id": "s3",
        "DomainName": f"{bucket}.s3.{REGION}.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }
    behaviour = {"TargetOriginId": "s3", "ViewerProtocolPolicy": "allow-all"}
    return {
        "CallerReference": bucket,
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": behaviour,
    }


def heard(*calls: Call) -> Heard:
    return Heard(calls=calls, since=NOW - timedelta(days=7), until=NOW)


def uses(record: Heard) -> list[str]:
    return [each.plain() for each in radius_bucket.uses(record)]


def test_a_distribution_that_reads_it_is_found_and_no_other(site: Site, reading: Aws) -> None:
    cloudfront = site.client("cloudfront")
    made = cloudfront.create_distribution(DistributionConfig=distribution("pay-pages"))

    (stops,) = radius_bucket.distributions(reading, "pay-pages")
    assert made["Distribution"]["Id"] in stops.plain()
    assert radius_bucket.distributions(reading, "pay") == []


@pytest.mark.parametrize(
    ("signs", "ends"),
    [
        ({}, "reads it as anybody does: it stops"),
        ({"S3OriginConfig": {"OriginAccessIdentity": ""}}, "it stops"),
        ({"S3OriginConfig": {"OriginAccessIdentity": "origin-access/E1"}}, "it goes on"),
        ({"OriginAccessControlId": "E2"}, "it goes on"),
    ],
)
def test_a_distribution_that_signs_goes_on(signs: dict[str, Any], ends: str) -> None:
    origin = {"DomainName": "pay.s3.amazonaws.com", **signs}
    found = {"Id": "E0", "DomainName": "d.cloudfront.net", "Origins": {"Items": [origin]}}

    (said,) = radius_bucket._origins(found, "pay")
    assert said.plain().endswith(ends)


def test_whoever_manages_it_is_told_and_secbot_itself_is_not() -> None:
    calls = [
        Call(name="PutBucketPolicy", at=NOW, who="ann"),
        Call(name="PutBucketAcl", at=NOW, who="ann", is_refused=True),
        Call(name="GetBucketAcl", at=NOW, who="secbot-A-1"),
    ]

    assert uses(heard(*calls))[0] == "ann manages it: 1 call a day"
    assert uses(heard(*calls[2:]))[0] == NO_USE.en


def test_what_can_not_be_read_is_unknown(site: Site, reading: Aws) -> None:
    for service in ("cloudfront", "cloudtrail"):
        site.aws.faults.place(Fault(Failing.DENIED, site.account, service))

    said = [each.plain() for each in radius_bucket.recall(reading, "pay")]
    assert said[0].startswith("Whether CloudFront reads it is unknown: AccessDenied")
    assert said[1].startswith("Who manages it is unknown: AccessDenied")
    assert said[2] == READERS.en


def test_no_answer_is_not_nobody() -> None:
    (said,) = uses(Heard(why_not=Text("no answer").fill()))

    assert said == "Who manages it is unknown: no answer"
