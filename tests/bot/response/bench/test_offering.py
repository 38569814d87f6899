"""What an incident's findings offer together, and whose word a target stands on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.execution import Ask, Kind
from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.incident import Case, Incident, Status, Verdict
from bot.response.bench import offering
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.response.office import BUCKET, CATALOGUE, REGION, a_finding
from tests.clocks import MORNING

BLOCK, LOOK = "block_public_s3", "detective_context"
OTHER = Resource("AwsS3Bucket", "arn:aws:s3:::other-one")
USER = Resource("AwsIamUser", f"arn:aws:iam::{ACCOUNT}:user/carol")
INCIDENT = Incident(
    number=1, status=Status.NEW, verdict=Verdict.UNKNOWN, severity=Severity.HIGH, title="t",
    account=ACCOUNT, region=REGION, owner="", owner_name="", opened_at=MORNING,
    updated_at=MORNING, revision=1, channel="C0SEC",
)  # fmt: skip


def second(**changes: Any) -> Finding:
    """Return another finding of the incident, of another bucket and less severe."""
    base = a_finding(key="macie:2", type="Policy:IAMUser/S3BucketPublic", resources=(OTHER,))
    return replace(base, severity=Severity.MEDIUM, **changes)


def case(*findings: Finding) -> Case:
    return Case(INCIDENT, findings)


def offered(*findings: Finding) -> dict[str, tuple[str, list[str]]]:
    found, _ = offering.offers(case(*findings), CATALOGUE, a_policy())
    return {one.name: (one.on, list(one.choices.values())) for one in found}


def test_alone_a_finding_offers_what_it_offers() -> None:
    assert offered(a_finding()) == {BLOCK: ("", []), LOOK: ("", [])}


def test_what_another_finding_names_can_be_chosen_beside_what_the_card_speaks_of() -> None:
    first = f"arn:aws:s3:::{BUCKET}"
    assert offered(a_finding(), second())[BLOCK] == (first, [first, OTHER.id])


def test_what_fits_another_finding_alone_is_offered_for_what_that_one_names() -> None:
    key = Resource("AwsIamAccessKey", "AKIA0123456789ABCDEF")
    exposed = second(key="health:2", type="AWS_RISK_CREDENTIALS_EXPOSED", resources=(key,))
    found = offered(a_finding(), replace(exposed, resources=(key,)))
    assert found["revoke_iam"] == (key.id, [key.id])
    assert list(found)[-1] == LOOK


def test_the_same_thing_named_twice_is_one_target() -> None:
    same = second(resources=a_finding().resources)
    assert offered(a_finding(), same)[BLOCK] == ("", [])


@pytest.mark.parametrize(
    "changes",
    [
        {"confirmed_at": None},
        {"producer": Producer("securityhub", "arn:x", verified=False)},
    ],
    ids=["not confirmed", "not trusted"],
)
def test_what_is_only_claimed_offers_nothing(changes: dict[str, Any]) -> None:
    claim = replace(second(), **changes)
    assert offered(a_finding(), claim)[BLOCK] == ("", [])
    assert offering.named(case(a_finding(), claim), CATALOGUE[BLOCK], a_policy()) == ()


def test_where_the_card_s_own_is_not_confirmed_another_s_offer_stands_and_no_excuse() -> None:
    both = case(a_finding(confirmed_at=None), second())
    found, why = offering.offers(both, CATALOGUE, a_policy())
    assert ([one.name for one in found], why) == ([BLOCK], None)
    none, excuse = offering.offers(case(a_finding(confirmed_at=None)), CATALOGUE, a_policy())
    assert none == ()
    assert excuse is not None


def test_beside_a_sample_nothing_more_is_offered() -> None:
    assert offered(a_finding(), second(sample=True))[BLOCK] == ("", [])


def asked(bucket: str, runbook: str = BLOCK) -> Ask:
    return Ask(
        kind=Kind.APPLY, incident=1, runbook=runbook, account=ACCOUNT, region=REGION,
        inputs={"bucket": bucket}, reason="r", plan_only=False, contains=True,
    )  # fmt: skip


def borne_by(ask: Ask, *findings: Finding) -> list[str]:
    return [one.key for one in offering.bearers(case(*findings), ask, CATALOGUE, a_policy())]


def test_a_target_is_borne_out_by_the_finding_that_names_it_and_by_no_other() -> None:
    lead, other = a_finding(), second()
    assert borne_by(asked(BUCKET), lead, other) == [lead.key]
    assert borne_by(asked("other-one"), lead, other) == [other.key]
    for strange in (asked("nobody-names-it"), asked(BUCKET, "gone")):
        assert borne_by(strange, lead, other) == []


def test_a_graver_claim_of_the_same_target_never_stands_before_what_was_confirmed() -> None:
    forged = [
        a_finding(key=f"guardduty:forged:{number}", severity=Severity.CRITICAL, confirmed_at=None)
        for number in range(10)
    ]
    found = borne_by(asked(BUCKET), *forged, a_finding())
    assert found[0] == a_finding().key
    assert len(found) == offering.MOST_BEARERS


def test_what_nobody_trusts_bears_nothing_out_whatever_it_names() -> None:
    forged = replace(second(), producer=Producer("securityhub", "arn:x", verified=False))
    assert borne_by(asked("other-one"), a_finding(), forged) == []


def test_what_a_runbook_can_t_take_keeps_nothing_from_being_borne_out() -> None:
    odd = second(resources=(Resource("AwsS3Bucket", "arn:aws:s3:::No_Bucket!"), OTHER))
    assert borne_by(asked("other-one"), a_finding(), odd) == [odd.key]
