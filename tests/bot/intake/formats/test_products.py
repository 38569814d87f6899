"""Whose product a finding of Security Hub is, and GuardDuty's type among ASFF's."""

from __future__ import annotations

import pytest

from bot.intake.formats.places import Place
from bot.intake.formats.products import (
    guardduty_type,
    key_in,
    native_id_in,
    own_product,
    region_in,
)

PLACE = Place("aws", "111122223333", "eu-west-1")
OWN = "arn:aws:securityhub:eu-west-1::product/aws/guardduty"
ARN = "arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding/f1"


def test_awss_own_product_is_told_by_an_arn_without_an_account() -> None:
    assert own_product(OWN) == "guardduty"
    assert own_product("arn:aws-cn:securityhub:cn-north-1::product/aws/inspector") == "inspector"
    assert own_product("arn:aws:securityhub:eu-west-1:111122223333:product/aws/guardduty") == ""
    assert own_product(f"{OWN}\n") == ""


def test_a_region_is_read_out_of_a_products_arn() -> None:
    assert region_in(OWN) == "eu-west-1"
    assert region_in("prowler") == ""


def test_only_guarddutys_own_arn_of_the_same_account_makes_guarddutys_key() -> None:
    key = key_in(OWN, ARN, PLACE)
    assert key == "guardduty:aws:111122223333:eu-west-1:detector/d1/finding/f1"
    assert native_id_in(key, ARN) == "f1"
    foreign = key_in(OWN.replace("guardduty", "inspector"), ARN, PLACE)
    assert foreign.startswith("securityhub:")
    assert native_id_in(foreign, ARN) == ARN
    other = key_in(OWN, ARN, Place("aws", "444455556666", "eu-west-1"))
    assert other.startswith("securityhub:")


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("Recon:EC2/Portscan", "Recon:EC2/Portscan"),
        ("TTPs/Discovery/Recon:EC2-Portscan", "Recon:EC2/Portscan"),
        ("Recon:EC2-Portscan", "Recon:EC2/Portscan"),
        ("TTPs/Initial Access/IAMUser-AnomalousBehavior", "InitialAccess:IAMUser/AnomalousBehavior"),
        ("plain", "plain"),
        ("", ""),
    ],
)  # fmt: skip
def test_guarddutys_type_is_read_in_both_spellings(stated: str, kind: str) -> None:
    assert guardduty_type(stated) == kind
