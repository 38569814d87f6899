"""Credentials are made inactive one by one, and none comes back that nobody asked for."""

from __future__ import annotations

from runbooks.kit import credentials
from runbooks.kit.aws import Aws
from runbooks.kit.credentials import Credential
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion
from runbooks.kit.values import Power, Proof
from tests.runbooks.people import a_user, equip
from tests.runbooks.site import Site

CAROL = Holder(kind="user", name="carol", arn="arn:user", id="AIDA1")
ON = Credential(id="AKIA1", sort="key", status="Active", used="never")
OFF = Credential(id="AKIA2", sort="key", status="Inactive")
GIT = Credential(id="ACCA1", sort="service", status="Active")
EXPIRED = Credential(id="ACCA2", sort="service", status="Expired")
ALL = (ON, OFF, GIT, EXPIRED)


def off(*listed: Credential) -> tuple[Credential, ...]:
    return tuple(
        one.model_copy(update={"status": "Inactive"}) if one.is_active else one for one in listed
    )


def said(portion: Portion) -> str:
    return "\n".join(one.plain() for one in (*portion.breaks, *portion.warnings, *portion.changes))


def test_every_sort_of_credential_is_read_with_its_status_and_a_key_with_its_last_use(
    site: Site, iam_reading: Aws
) -> None:
    name, key = a_user(site)
    equip(site, name)
    site.aws.client_of("s3", *key).list_buckets()
    seen = credentials.observe(iam_reading, name)

    assert [(one.sort, one.status) for one in seen] == [
        ("key", "Active"),
        ("key", "Inactive"),
        ("service", "Active"),
        ("ssh", "Active"),
        ("certificate", "Active"),
    ]
    assert seen[0].id == key.access_key_id
    assert seen[0].used.endswith("s3 us-east-1")
    assert seen[1].used == "never"


def test_what_is_active_is_made_inactive_and_nothing_else_is_touched() -> None:
    portion = credentials.contain(CAROL, ALL)

    assert [(step.action, dict(step.parameters)) for step in portion.steps] == [
        (
            "iam:UpdateAccessKey",
            {"UserName": "carol", "AccessKeyId": "AKIA1", "Status": "Inactive"},
        ),
        (
            "iam:UpdateServiceSpecificCredential",
            {
                "UserName": "carol",
                "ServiceSpecificCredentialId": "ACCA1",
                "Status": "Inactive",
            },
        ),
    ]
    assert portion.is_partial
    assert "it was never used" in said(portion)
    assert credentials.contain(CAROL, off(*ALL)) == Portion()


def test_an_undo_leaves_them_so_and_says_how_to_ask_for_more() -> None:
    portion = credentials.release(CAROL, ALL, off(*ALL), is_asked=False)

    assert portion.steps == ()
    assert "access key AKIA1, service-specific credential ACCA1 stay inactive" in said(portion)
    assert "AKIA2" not in said(portion)


def test_an_undo_that_is_asked_to_gives_back_what_was_active_only() -> None:
    portion = credentials.release(CAROL, ALL, off(*ALL), is_asked=True)

    assert [step.key for step in portion.steps] == ["key:AKIA1", "service:ACCA1"]
    assert {step.parameters["Status"] for step in portion.steps} == {"Active"}
    assert {step.power for step in portion.steps} == {Power.RELEASE}
    assert "Make new ones instead" in said(portion)
    assert credentials.release(CAROL, ALL, ALL, is_asked=True) == Portion()


def test_what_was_made_or_deleted_since_is_told_and_not_touched() -> None:
    new = Credential(id="AKIA3", sort="key", status="Active")
    portion = credentials.release(CAROL, (ON,), (new,), is_asked=True)

    assert portion.steps == ()
    assert "Made since, and as good as user carol's own" in said(portion)
    assert "Deleted since, and not to be had again: access key AKIA1" in said(portion)


def test_what_is_proved_is_their_status() -> None:
    assert credentials.held(CAROL, off(*ALL)).proof is Proof.PASSED
    assert credentials.held(CAROL, ()).proof is Proof.PASSED
    assert credentials.held(CAROL, ALL).proof is Proof.FAILED
    assert "AKIA1 Active, AKIA2 Inactive" in credentials.held(CAROL, ALL).evidence


def test_an_undo_is_proved_by_what_was_asked_of_it() -> None:
    for is_asked, seen, proof in (
        (True, ALL, Proof.PASSED),
        (True, off(*ALL), Proof.FAILED),
        (False, off(*ALL), Proof.PASSED),
        (False, ALL, Proof.FAILED),
    ):
        (claim,) = credentials.given_back(CAROL, ALL, seen, is_asked=is_asked)
        assert claim.proof is proof
    assert credentials.given_back(CAROL, ALL, (), is_asked=True) == ()
    assert credentials.given_back(CAROL, (OFF,), (OFF,), is_asked=False) == ()
