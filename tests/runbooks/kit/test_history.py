"""CloudTrail's history of somebody: counted, never to the letter, and silence is not innocence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from practice.aws.addresses import OFFICE
from practice.aws.server import SimulatedAws
from runbooks.detective_context import DetectiveContext
from runbooks.kit import history
from runbooks.kit.aws import Aws
from runbooks.kit.history import MOST, Event, Trail
from runbooks.kit.text import Text
from tests.bot.domain.makers import NOW
from tests.runbooks import clues
from tests.runbooks.site import REGION, Site, a_site

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, DetectiveContext) as made:
        yield made


@pytest.fixture
def reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, site.runbook.about.reads)


def says(trail: Trail) -> list[str]:
    return [one.says.plain() for one in history.tell(trail, "mallory", 48)]


def test_calls_of_a_user_are_read_in_the_region_and_where_iams_are_kept(
    site: Site, reading: Aws
) -> None:
    user = clues.a_user(site)
    key = clues.a_key(site, user)
    for service, call in (("iam", "list_users"), ("ec2", "describe_vpcs")):
        client = site.aws.client_of(
            service, key["AccessKeyId"], key["SecretAccessKey"], region=REGION
        )
        getattr(client, call)()
    client = site.aws.client_of("iam", key["AccessKeyId"], key["SecretAccessKey"], region=REGION)
    with pytest.raises(ClientError):
        client.get_role(RoleName="nowhere")

    trail = history.events(reading, "Username", user, YESTERDAY)
    assert {one.name for one in trail.events} == {"ListUsers", "DescribeVpcs", "GetRole"}
    assert {one.address for one in trail.events} == {OFFICE}
    assert [one.name for one in trail.events if one.code] == ["GetRole"]
    said = says(trail)
    assert said[0].startswith("CloudTrail: 3 management events")
    assert "`GetRole` 1x, 1 of them refused" in said
    assert f"from `{OFFICE}` 3x" in said


def test_what_lies_before_the_hours_is_not_told(site: Site, reading: Aws) -> None:
    user = clues.a_user(site)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert history.events(reading, "ResourceName", user, tomorrow).events == ()


def test_silence_is_told_as_late_and_a_denial_as_not_read() -> None:
    assert "it may be minutes late" in says(Trail())[0]
    denied = Trail(why_not=Text("AWS answered AccessDenied").fill())
    assert says(denied) == ["CloudTrail was not read: AWS answered AccessDenied"]


def test_more_than_can_be_read_is_counted_and_said() -> None:
    events = tuple(Event(name=f"Call{number}", at=NOW) for number in range(MOST + 4))
    said = says(Trail(events=events, is_cut=True))
    assert "… and 4 more" in said
    assert said[-1] == f"Only the newest {MOST + 4} events were read"


@pytest.mark.parametrize(
    "detail", ["", "not json", "[]", '{"userIdentity": 7, "sourceIPAddress": {}}', "{}"]
)
def test_an_event_of_any_shape_is_told_by_its_name_alone(detail: str) -> None:
    event = history._event({"EventName": "ListUsers", "EventTime": NOW, "CloudTrailEvent": detail})
    assert event == Event(name="ListUsers", at=NOW)
