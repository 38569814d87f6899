"""A console password is kept unless it is asked to go, and does not come back."""

from __future__ import annotations

from runbooks.kit import console
from runbooks.kit.aws import Aws
from runbooks.kit.holders import Holder
from runbooks.kit.portion import Portion
from runbooks.kit.values import Power, Proof
from tests.runbooks.people import a_user, equip
from tests.runbooks.site import Site

CAROL = Holder(kind="user", name="carol", arn="arn:user", id="AIDA1")


def test_whether_there_is_a_password_is_read(site: Site, iam_reading: Aws) -> None:
    name, _ = a_user(site)
    assert not console.observe(iam_reading, name)
    equip(site, name)
    assert console.observe(iam_reading, name)


def test_it_is_deleted_where_that_is_asked_for_and_told_to_stay_where_not() -> None:
    asked = console.contain(CAROL, has_password=True, is_asked=True)
    (step,) = asked.steps

    assert (step.action, step.parameters) == ("iam:DeleteLoginProfile", {"UserName": "carol"})
    assert (step.resources, step.power) == (("arn:user",), Power.CONTAIN)
    assert asked.is_partial
    kept = console.contain(CAROL, has_password=True, is_asked=False)
    assert kept.steps == ()
    assert "console=delete" in kept.warnings[0].plain()
    assert console.contain(CAROL, has_password=False, is_asked=True) == Portion()


def test_what_is_proved_is_whether_it_is_there() -> None:
    assert console.held(CAROL, has_password=False).proof is Proof.PASSED
    assert console.held(CAROL, has_password=True).proof is Proof.FAILED
