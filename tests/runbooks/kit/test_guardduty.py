"""GuardDuty's findings on somebody: the newest first, none, or not read, each told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from practice.aws.server import SimulatedAws
from runbooks.detective_context import DetectiveContext
from runbooks.kit import guardduty
from runbooks.kit.aws import Aws
from runbooks.kit.guardduty import Findings, Found
from runbooks.kit.text import Text
from tests.runbooks import clues
from tests.runbooks.site import REGION, Site, a_site

NAMED = {"resource.accessKeyDetails.userName": "mallory"}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, DetectiveContext) as made:
        yield made


@pytest.fixture
def reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, site.runbook.about.reads)


def a_finding(site: Site, user: str = "mallory", **more: str) -> str:
    details = {"accessKeyDetails": {"userName": user, "userType": "IAMUser"}}
    finding = {"type": clues.DELETION, "severity": 8, "resource": details, **more}
    return str(site.aws.raise_finding(site.account, REGION, finding)["id"])


def found(number: str, last: str) -> Found:
    return Found(
        id=number, type="Recon:IAMUser/X", severity=5.5, count=2, last=last, user="", user_type=""
    )


def says(seen: Findings) -> list[str]:
    return [one.says.plain() for one in guardduty.tell(seen, "mallory", 48, REGION, "aws")]


def test_findings_on_somebody_are_read_the_newest_first_and_nobody_elses(
    site: Site, reading: Aws
) -> None:
    old = a_finding(site, updatedAt="2026-01-01T00:00:00.000Z")
    new = a_finding(site)
    a_finding(site, "ann")

    assert [one.id for one in guardduty.findings(reading, NAMED).findings] == [new, old]
    since = datetime.now(UTC) - timedelta(hours=1)
    assert [one.id for one in guardduty.findings(reading, NAMED, since).findings] == [new]


def test_what_is_off_is_not_silence(reading: Aws) -> None:
    seen = guardduty.findings(reading, NAMED)
    assert says(seen) == ["GuardDuty was not read: GuardDuty is not switched on here"]


def test_silence_is_told_with_its_hours() -> None:
    assert says(Findings()) == ["GuardDuty has no finding of the last 48 hours that names mallory"]


def test_a_finding_is_told_with_the_way_to_it() -> None:
    seen = Findings(findings=(found("a/b", "2026-11-26T04:58:38.557Z"),))
    assert says(seen) == [
        "GuardDuty `Recon:IAMUser/X`, severity 5.5, 2x, last 2026-11-26 04:58 UTC"
    ]
    (told,) = guardduty.tell(seen, "mallory", 48, REGION, "aws")
    assert told.link.endswith("#/findings?search=id%3Da%2Fb")
    (elsewhere,) = guardduty.tell(seen, "mallory", 48, "cn-north-1", "aws-cn")
    assert elsewhere.link == ""


def test_a_moment_that_is_none_is_told_as_it_came() -> None:
    assert says(Findings(findings=(found("a", "soon"),)))[0].endswith("last soon")


def test_several_questions_make_one_answer_and_a_reason_is_kept() -> None:
    one, two = found("a", "2026-01-01"), found("b", "2026-02-01")
    why = Text("denied").fill()
    joined = guardduty.joined(Findings(findings=(one,)), Findings(findings=(one, two)))
    assert [each.id for each in joined.findings] == ["b", "a"]
    assert guardduty.joined(joined, Findings(why_not=why)).why_not == why
