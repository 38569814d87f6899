"""The record is recalled so far back as it was read whole, and what fails is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit import recalling
from runbooks.kit.aws import Aws
from runbooks.kit.recalling import AT_ONCE, DAYS, PAGES, Call, Heard, call_of
from tests.bot.domain.makers import NOW
from tests.runbooks import people
from tests.runbooks.site import REGION, Site

ISSUED = "2026-11-26T08:00:00Z"


def event(detail: Any, **more: Any) -> dict[str, Any]:
    written = detail if isinstance(detail, str) else json.dumps(detail)
    return {"EventName": "AssumeRole", "EventTime": NOW, "CloudTrailEvent": written, **more}


def test_a_session_is_known_by_its_name_its_issuer_and_when_it_was_issued() -> None:
    identity = {
        "arn": "arn:aws:sts::1:assumed-role/web/i-0abc",
        "sessionContext": {
            "sessionIssuer": {"arn": "arn:aws:iam::1:role/web"},
            "attributes": {"creationDate": ISSUED},
        },
    }
    found = call_of(
        event(
            {
                "userIdentity": identity,
                "sourceIPAddress": "198.51.100.7",
                "requestParameters": {"roleArn": "arn:aws:iam::2:role/admin"},
            }
        )
    )

    assert found == Call(
        name="AssumeRole",
        at=NOW,
        who="i-0abc",
        address="198.51.100.7",
        arn="arn:aws:sts::1:assumed-role/web/i-0abc",
        issuer="arn:aws:iam::1:role/web",
        issued=datetime.fromisoformat(ISSUED),
        opened="arn:aws:iam::2:role/admin",
    )


@pytest.mark.parametrize(
    "detail",
    ["", "no JSON", "[]", {"userIdentity": "root"}, {"userIdentity": {"sessionContext": []}}],
)
def test_an_event_that_is_odd_is_a_call_of_somebody(detail: Any) -> None:
    assert call_of(event(detail, Username="carol")).who == "carol"


def test_calls_of_a_user_are_recalled_from_both_regions(site: Site, trail_reading: Aws) -> None:
    user, key = people.a_user(site)
    for service, call in (("iam", "list_users"), ("ec2", "describe_vpcs")):
        client = site.aws.client_of(
            service, key.access_key_id, key.secret_access_key, region=REGION
        )
        getattr(client, call)()

    heard = recalling.hear(trail_reading, "Username", user)
    assert {(call.name, call.who, call.is_refused) for call in heard.calls} == {
        ("ListUsers", user, False),
        ("DescribeVpcs", user, False),
    }
    assert (heard.until - heard.since, heard.is_cut, heard.why_not) == (DAYS, False, None)


def test_a_record_that_can_not_be_read_says_why(
    aws: SimulatedAws, site: Site, trail_reading: Aws
) -> None:
    aws.faults.place(Fault(Failing.DENIED, site.account, "cloudtrail"))

    heard = recalling.hear(trail_reading, "", "")
    assert heard.why_not is not None
    assert heard.why_not.plain() == "AccessDeniedException at cloudtrail:LookupEvents"


class Busy:
    """An account whose record never ends: one event a minute, going back."""

    account, region, partition, execution = "111122223333", "us-east-1", "aws", ""

    def __init__(self) -> None:
        self.pages = 0

    def read(self, service: str, region: str = "") -> Any:
        return self

    def change(self, service: str) -> Any:
        raise NotImplementedError

    def lookup_events(self, **_: Any) -> dict[str, Any]:
        self.pages += 1
        events = list(self._events())
        headers = {"date": "Sun, 22 Nov 2026 03:00:00 GMT"}
        return {
            "Events": events,
            "NextToken": "more",
            "ResponseMetadata": {"HTTPHeaders": headers},
        }

    def _events(self) -> Iterator[dict[str, Any]]:
        for minute in range(AT_ONCE):
            back = timedelta(minutes=(self.pages - 1) * AT_ONCE + minute)
            yield {"EventName": "ListUsers", "EventTime": NOW - back}


def test_a_busy_record_is_read_so_many_pages_far_and_says_so() -> None:
    busy = Busy()

    heard: Heard = recalling.hear(busy, "", "")
    assert busy.pages == PAGES
    assert heard.is_cut
    assert heard.since == NOW - timedelta(minutes=PAGES * AT_ONCE - 1)
    assert len(heard.calls) == PAGES * AT_ONCE
