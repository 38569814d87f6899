"""What ties findings, what so many share that it ties nothing, and the borders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Finding, Producer, Resource
from bot.domain.observable import Kind
from bot.domain.tying import is_own, ties
from bot.triage.sorting import BARE
from tests.bot.policy.reading import policy
from tests.bot.triage.examples import CUSTOM, FORWARDED, HUB, a_finding

POLICY = policy("""
networks: {own: [203.0.113.0/24], allowed: [192.0.2.0/24]}
accounts:
  "111122223333": {name: prod, read_role: eyes-only}
""")


def values(finding: Finding) -> set[str]:
    """Return the values by which a finding ties, its own id aside."""
    return {one.value for one in ties(finding, POLICY) if one.kind is not Kind.SEQUENCE}


@pytest.mark.parametrize(
    "changes",
    [
        {"remote": ("203.0.113.9", "192.0.2.1", "10.1.2.3", "100.64.0.9", "::1", "not one")},
        {"principals": ("root", "AWSServiceRoleForSupport", "secbot-contain", "EYES-only")},
        {"principals": ("ec2.amazonaws.com", "AWSReservedSSO_Admin_0123", "*", "ANONYMOUS")},
        {"resources": (Resource("AwsAccount", "AWS::::Account:111122223333"),)},
        {"resources": (Resource("AwsAccount", "111122223333"),)},
        {"resources": (Resource("Other", "AWS::::Account:111122223333"),)},
        {"resources": (Resource("AwsIamUser", "arn:aws:iam::111122223333:root"),)},
        {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::*"),)},
        {"resources": (Resource("AwsEc2Vpc", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1"),)},
    ],
)
def test_what_is_on_the_stop_list_ties_nothing(changes: dict[str, Any]) -> None:
    assert values(a_finding(**{"resources": (), **changes})) == set()


def test_an_address_of_a_stranger_ties_and_without_a_file_only_inner_ones_are_own() -> None:
    assert values(a_finding(resources=(), remote=("198.51.100.7",))) == {"198.51.100.7"}
    assert is_own("10.0.0.1", None)
    assert not is_own("203.0.113.9", None)


def test_of_a_check_only_the_very_same_resource_ties() -> None:
    check = a_finding(producer=HUB, key="c", compliance="FAILED", remote=("198.51.100.7",))

    assert {one.kind for one in ties(check, POLICY)} == {Kind.RESOURCE}


BORDERS = (
    a_finding(),
    a_finding(account="444455556666"),
    a_finding(sample=True),
    a_finding(key="h", producer=HUB, compliance="FAILED"),
    a_finding(key="c", producer=CUSTOM),
    a_finding(key="d", producer=replace(CUSTOM, product="arn:aws:securityhub:::product/x/y")),
    a_finding(key="c", producer=CUSTOM, sample=True),
    a_finding(key="i", producer=Producer("inspector2", "", verified=True)),
)


@pytest.mark.parametrize("other", range(len(BORDERS)))
@pytest.mark.parametrize("one", range(len(BORDERS)))
def test_nothing_ties_across_a_border(one: int, other: int) -> None:
    shared = set(ties(BORDERS[one], POLICY)) & set(ties(BORDERS[other], POLICY))

    assert bool(shared) is (one == other)


@given(account=st.text(max_size=40), product=st.text(max_size=40))
def test_no_claim_can_be_spelled_so_that_it_ties_what_is_borne_out(
    account: str, product: str
) -> None:
    claim = a_finding(key="c", account=account, producer=replace(CUSTOM, product=product))
    own = a_finding(account=account)
    if not BARE.trusts(claim.producer):
        assert not set(ties(claim, BARE)) & set(ties(own, BARE))


def test_guardduty_ties_whichever_way_it_came() -> None:
    assert ties(a_finding(), POLICY) == ties(a_finding(producer=FORWARDED), POLICY)
