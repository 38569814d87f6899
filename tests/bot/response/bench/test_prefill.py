"""Which runbooks fit a finding, and what its words fill in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Finding, Producer, Resource
from bot.domain.policy import Account
from bot.response.bench import prefill
from bot.response.bench.prefill import UnfitError
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.response.office import BUCKET, CATALOGUE, REGION, a_finding

BLOCK = CATALOGUE["block_public_s3"]
REVOKE = CATALOGUE["revoke_iam"]
KEY = Resource("AwsIamAccessKey", "AKIA0123456789ABCDEF", name="carol")
CAROL = Resource("AwsIamUser", f"arn:aws:iam::{ACCOUNT}:user/carol")
WEB = Resource("AwsIamRole", f"arn:aws:iam::{ACCOUNT}:role/web")


def offered(finding: Finding, **policy: Any) -> tuple[list[str], str]:
    found, why = prefill.offers(finding, CATALOGUE, a_policy(**policy))
    return [offer.name for offer in found], why.plain() if why else ""


LOOK = "detective_context"


def test_a_finding_is_offered_what_is_triggered_by_its_type_and_last_what_only_looks() -> None:
    assert offered(a_finding()) == (["block_public_s3", LOOK], "")
    found, _ = prefill.offers(a_finding(), CATALOGUE, a_policy())
    assert [offer.looks for offer in found] == [False, True]


def test_a_type_that_nobody_has_heard_of_is_offered_a_look() -> None:
    assert offered(a_finding(type="Sorcery:S3/Unheard.Of!New")) == ([LOOK], "")


def test_a_look_is_aimed_at_the_actor_before_what_was_acted_on() -> None:
    bucket, user = (
        Resource("AwsS3Bucket", f"arn:aws:s3:::{BUCKET}"),
        Resource("AwsIamUser", f"arn:aws:iam::{ACCOUNT}:user/mallory"),
    )
    subject = prefill.resource_of(CATALOGUE[LOOK], a_finding(resources=(bucket, user)))
    assert subject is not None
    assert subject.id == user.id


def test_a_finding_that_nothing_fits_is_told_what_to_do() -> None:
    function = Resource("AwsLambdaFunction", "arn:aws:lambda:x:1:function:f")
    for finding in (a_finding(resources=(function,)), a_finding(resources=())):
        names, why = offered(finding)
        assert names == []
        assert why.startswith("No runbook is for this type of finding and what it names")


@pytest.mark.parametrize(
    ("finding", "policy", "says"),
    [
        (a_finding(sample=True), {}, "A sample finding: it offers no runbook."),
        (a_finding(confirmed_at=None), {}, "Not confirmed at its source, so no runbook"),
        (
            a_finding(producer=Producer("securityhub", "arn:x", verified=False)),
            {},
            "A claim by a product that is not AWS's own, not confirmed",
        ),
        (a_finding(account="444455556666"), {}, "Nothing can be changed in 444455556666"),
        (a_finding(account=""), {}, "Nothing can be changed in ?"),
        (a_finding(), {"grants": ()}, "Nothing can be changed in prod-payments"),
    ],
)
def test_whoever_is_offered_nothing_is_told_why(
    finding: Finding, policy: dict[str, Any], says: str
) -> None:
    names, why = offered(finding, **policy)
    assert names == []
    assert why.startswith(says)


PROWLER = Producer(
    "securityhub", "arn:aws:securityhub:eu-west-1::product/prowler/prowler", verified=False
)
ITS_PATTERN = "arn:aws:securityhub:*:*:product/prowler/prowler"


def test_what_a_named_producer_reports_is_offered_a_runbook_only_once_it_was_confirmed() -> None:
    trusted = ("aws", ITS_PATTERN)

    assert offered(a_finding(producer=PROWLER), trusted=trusted)[0] == ["block_public_s3", LOOK]
    names, why = offered(a_finding(producer=PROWLER, confirmed_at=None), trusted=trusted)
    assert (names, why[:26]) == ([], "Not confirmed at its sourc")


def test_what_a_producer_reports_that_is_not_trusted_is_offered_nothing() -> None:
    names, why = offered(a_finding(), trusted=())

    assert names == []
    assert why.startswith("A claim by a producer that `producers.trusted` of the policy file does")


@pytest.mark.parametrize(
    ("finding", "policy", "says"),
    [
        (
            a_finding(),
            {"protected_resources": ("arn:aws:s3:::*",)},
            f"The policy file protects arn:aws:s3:::{BUCKET}",
        ),
        (
            a_finding(),
            {"protected_accounts": frozenset({ACCOUNT})},
            f"The policy file protects arn:aws:s3:::{BUCKET}",
        ),
        (
            a_finding(resources=(Resource("AwsS3Bucket", f"arn:aws:s3:::{BUCKET}", "eu-west-9"),)),
            {"accounts": {ACCOUNT: Account(ACCOUNT, "prod-payments", act_regions=(REGION,))}},
            "The policy file does not let me act in eu-west-9 of prod-payments, only in",
        ),
    ],
)
def test_whoever_is_offered_a_look_alone_is_told_why(
    finding: Finding, policy: dict[str, Any], says: str
) -> None:
    names, why = offered(finding, **policy)
    assert names == [LOOK]
    assert why.startswith(says)


def test_the_same_type_from_another_service_triggers_no_more_than_a_look() -> None:
    assert offered(a_finding(key="securityhub:aws:1")) == ([LOOK], "")


def test_the_target_is_the_first_resource_of_the_right_type_in_the_same_account() -> None:
    resources = (
        Resource("AwsIamRole", "arn:aws:iam::111122223333:role/x"),
        Resource("AwsS3Bucket", f"arn:aws:s3:{REGION}:444455556666:foreign-one"),
        Resource("AwsS3Bucket", "arn:aws:s3:::first", region="us-east-1"),
        Resource("AwsS3Bucket", "arn:aws:s3:::second"),
    )
    found = prefill.resource_of(BLOCK, a_finding(resources=resources))
    assert found is not None
    assert (found.account, found.region, found.name) == (ACCOUNT, "us-east-1", "first")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("arn:aws:ec2:eu-west-1:111122223333:instance/i-1", ("111122223333", "eu-west-1")),
        ("arn:aws:s3:::bucket", ("", "")),
        ("arn:aws:sns:eu-west-1:111122223333:topic:sub", ("111122223333", "eu-west-1")),
        ("arn:aws:ec2", ("", "")),
        ("a-bucket", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_arn_tells_its_account_and_region(target: str, address: tuple[str, str]) -> None:
    assert prefill.address(target) == address


def test_inputs_are_checked_and_completed_with_their_defaults() -> None:
    assert prefill.inputs(BLOCK, f"arn:aws:s3:::{BUCKET}", {}) == {"bucket": BUCKET}


@pytest.mark.parametrize(
    ("resources", "principal"),
    [
        ((KEY, CAROL), "user/carol"),
        ((KEY, WEB), "role/web"),
        ((WEB, KEY, CAROL), "user/carol"),
        ((KEY,), KEY.id),
    ],
)
def test_of_several_kinds_of_resource_the_one_that_a_runbook_likes_best_is_taken(
    resources: tuple[Resource, ...], principal: str
) -> None:
    kind = "UnauthorizedAccess:IAMUser/MaliciousIPCaller"
    finding = a_finding(type=kind, resources=resources)
    found = prefill.resource_of(REVOKE, finding)

    assert found is not None
    assert prefill.inputs(REVOKE, found.id, {})["principal"] == principal
    assert offered(finding) == (["revoke_iam", LOOK], "")


def test_a_principal_that_is_written_in_no_way_is_told_how() -> None:
    with pytest.raises(UnfitError, match="principal: write `user/NAME`"):
        prefill.inputs(REVOKE, "carol", {})


def test_what_is_chosen_at_an_undo_is_not_carried_over_from_what_it_undoes() -> None:
    done = prefill.inputs(REVOKE, "user/carol", {"console": "delete", "reactivate": "true"})

    assert prefill.inputs_of_undo(REVOKE, done, None, {}) == {**done, "reactivate": False}
    asked = {"reactivate": "true", "console": "keep", "why": "not"}
    assert prefill.inputs_of_undo(REVOKE, done, None, asked) == done
    with pytest.raises(UnfitError, match="reactivate: "):
        prefill.inputs_of_undo(REVOKE, done, None, {"reactivate": "perhaps"})
    assert prefill.inputs_of_undo(BLOCK, {"bucket": BUCKET}, None, asked) == {"bucket": BUCKET}


def test_an_undo_finds_its_target_by_what_was_found_before() -> None:
    done = prefill.inputs(REVOKE, "AKIAIOSFODNN7EXAMPLE", {"console": "delete"})
    holder = {"kind": "user", "name": "carol", "arn": "arn:aws:iam::1:user/carol", "id": "AIDA1"}

    back = prefill.inputs_of_undo(REVOKE, done, {"holder": holder}, {})
    assert back == {**done, "principal": "user/carol"}


def test_an_input_at_fault_is_told_with_its_name() -> None:
    with pytest.raises(
        UnfitError, match="nope: there is no such input; there are bucket"
    ) as caught:
        prefill.inputs(BLOCK, BUCKET, {"nope": "1"})
    assert caught.value.says.fields["field"] == "nope"


@pytest.mark.parametrize(
    "resources",
    [(), (Resource("AwsAccount", "AWS::::Account:444455556666"),)],
)
def test_a_runbook_on_an_account_works_on_the_findings_own_whatever_it_names(
    resources: tuple[Resource, ...],
) -> None:
    finding = a_finding(type="Policy:S3/AccountBlockPublicAccessDisabled", resources=resources)
    found = prefill.resource_of(CATALOGUE["block_public_s3_account"], finding)

    assert found is not None
    assert (found.account, found.id) == (ACCOUNT, ACCOUNT)
    assert offered(finding) == (["block_public_s3_account"], "")


def test_a_finding_of_no_account_names_none() -> None:
    finding = a_finding(account="", resources=())

    assert prefill.resource_of(CATALOGUE["block_public_s3_account"], finding) is None


def test_the_control_about_an_accounts_block_offers_to_block_it() -> None:
    names, _ = offered(a_finding(key="securityhub:1", type="S3.1"))
    assert names == ["block_public_s3_account", LOOK]


def test_of_several_resources_of_a_type_each_can_be_chosen_once() -> None:
    named = [Resource("AwsS3Bucket", f"arn:aws:s3:::{each}") for each in ("a", "b", "a")]
    offers, _ = prefill.offers(a_finding(resources=(*named, CAROL)), CATALOGUE, a_policy())

    assert offers[0].target == "arn:aws:s3:::a"
    assert list(offers[0].choices.values()) == ["arn:aws:s3:::a", "arn:aws:s3:::b"]
    assert all(len(key) == prefill.KEY_DIGITS for key in offers[0].choices)
    alone, _ = prefill.offers(a_finding(), CATALOGUE, a_policy())
    assert alone[0].choices == {}


def test_a_resource_of_another_account_is_no_choice() -> None:
    foreign = Resource("AwsIamUser", "arn:aws:iam::444455556666:user/eve")
    found = prefill.resources_of(REVOKE, a_finding(resources=(foreign, CAROL)))

    assert [one.id for one in found] == [CAROL.id]
