"""Each rule's pattern, held against calls as CloudTrail tells of them."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

import pytest

from bot.deploying import guard_events, scp
from bot.deploying.declared import Declared
from bot.deploying.guard import watches
from bot.deploying.guard_patterns import LONGEST
from bot.deploying.place import Place
from bot.verbs.declaring import declared
from practice.aws.patterns import matches
from tests.bot.deploying.examples import ACCOUNT
from tests.bot.deploying.trail_events import BUCKET, CALLS, KEY, Called, session

LONG = Place("aws-us-gov", ACCOUNT)
"""The partition with the longest name."""
GIVEN = {"GuardedBuckets": [BUCKET], "GuardedKeyArns": [KEY]}


def told(pattern: Any) -> Any:
    """Return a pattern as the stack makes it, the parameters in their places."""
    if isinstance(pattern, dict):
        if "Ref" in pattern:
            return GIVEN[pattern["Ref"]]
        return {key: told(value) for key, value in pattern.items()}
    return pattern


PATTERNS = {
    watch.name: told(watch.pattern) for watch in watches(declared(), Place(account=ACCOUNT))
}


@pytest.mark.parametrize("called", CALLS, ids=lambda one: f"{one.name}-{one.rule or 'none'}")
def test_a_call_is_for_exactly_the_rule_that_it_should_be_for(called: Called) -> None:
    found = [name for name, pattern in PATTERNS.items() if matches(pattern, called.event)]

    assert found == ([called.rule] if called.rule else [])


def test_there_is_a_call_for_every_rule() -> None:
    assert {called.rule for called in CALLS} - {""} == set(PATTERNS)


def test_what_no_runbook_declares_pages_even_if_it_is_a_role_of_ours() -> None:
    nothing = Declared((), (), ())
    patterns = {one.name: one.pattern for one in watches(nothing, Place(account=ACCOUNT))}
    by_us = next(one for one in CALLS if one.name == "CreateTags" and not one.rule)

    assert matches(patterns["tags-ec2"], by_us.event)


def test_the_role_of_another_account_is_none_of_ours() -> None:
    stranger = session("secbot-contain")
    issuer = stranger["sessionContext"]["sessionIssuer"]
    issuer["arn"] = issuer["arn"].replace(ACCOUNT, "444455556666")
    ours = next(one for one in CALLS if one.name == "CreateTags" and not one.rule)

    assert matches(PATTERNS["tags-ec2"], ours._replace(who=stranger).event)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_is_longer_than_eventbridge_takes(name: str) -> None:
    (pattern,) = (one.pattern for one in watches(declared(), LONG) if one.name == name)

    assert len(json.dumps(pattern)) <= LONGEST


def test_what_the_scp_keeps_from_everybody_pages_where_there_is_no_scp() -> None:
    seen = {**guard_events.DETECTORS, **guard_events.TRAILS}
    archiving = {"guardduty": {guard_events.ARCHIVING[0]}}

    for service, denied in scp.BLINDING.items():
        names = {*seen[f"{service}.amazonaws.com"], *archiving.get(service, ())}
        for each in denied:
            assert any(fnmatchcase(name, each) for name in names), f"{service}:{each}"
