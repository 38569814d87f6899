"""What Security Hub's formats have in common: whose product a finding is, and GuardDuty's among them."""

from __future__ import annotations

import re

from bot.intake.formats.guardduty import key_of
from bot.intake.formats.places import GUARDDUTY_ARN, Place

SERVICE = "securityhub"
NAME = "Security Hub"
EVENT_SOURCE = "aws.securityhub"
GUARDDUTY = "guardduty"
GUARDDUTY_FIELD = "aws/guardduty/service/"
"""Before each field of GuardDuty's own `service` among a finding's flat fields."""
ACCESS_KEY_PREFIX = "AWS::IAM::AccessKey:"

AWS_PRODUCT = re.compile(r"arn:aws[a-z-]*:securityhub:[a-z0-9-]*::product/aws/([\w-]+)")
"""AWS's own products have no account in their ARN, and BatchImportFindings takes them from AWS
alone: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html"""
PRODUCT_REGION = re.compile(r"arn:[^:]*:securityhub:([^:]*):")


def own_product(product: str) -> str:
    """Return the name of AWS's own product behind an ARN, or an empty string."""
    found = AWS_PRODUCT.fullmatch(product)
    return found[1] if found else ""


def region_in(product: str) -> str:
    """Return the Region that a product's ARN names, or an empty string."""
    found = PRODUCT_REGION.match(product)
    return found[1] if found else ""


def key_in(product: str, id_: str, place: Place) -> str:
    """Return the key of a finding that Security Hub keeps, the same whichever format it has.

    GuardDuty's own finding has GuardDuty's key, where GuardDuty says so and the id is an ARN of
    its in this very account: whoever imports another's ARN under a product of their own gets no
    such key.
    """
    found = GUARDDUTY_ARN.fullmatch(id_)
    if own_product(product) == GUARDDUTY and found and found[3] == place.account:
        return key_of(Place(found[1], found[3], found[2]), found[4])
    return f"{SERVICE}:{place.partition}:{place.account}:{place.region}:{product}|{id_}"


def native_id_in(key: str, id_: str) -> str:
    """Return the id by which the finding can be read again at the service that its key names."""
    return id_.rpartition("/")[2] if key.startswith(f"{GUARDDUTY}:") else id_


def guardduty_type(stated: str) -> str:
    """Return GuardDuty's type from ASFF's, which has a dash for its slash.

    `TTPs/Discovery/Recon:EC2-Portscan` was `Recon:EC2/Portscan`; where the purpose is left out,
    it is the category: `TTPs/Initial Access/IAMUser-AnomalousBehavior`.
    """
    before, colon, _ = stated.partition(":")
    if colon and "/" not in before:
        return stated if "/" in stated else stated.replace("-", "/", 1)
    *categories, last = stated.split("/")
    purpose, colon, rest = last.rpartition(":")
    if not colon and categories:
        purpose = categories[-1].replace(" ", "")
    return f"{purpose}:{rest.replace('-', '/', 1)}" if purpose else last
