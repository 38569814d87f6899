"""The finding types, of services other than GuardDuty, that triggers may name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import botocore.session

from bot.domain.moves import MOVES
from bot.domain.sources import EXTERNAL, HEALTH, INTERNAL, PUBLIC, SOURCES, TRUSTED_ADVISOR, UNUSED

CONTROL = re.compile(r"securityhub:[A-Z][A-Za-z0-9]*\.[0-9]+")
"""https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html"""
RULES = (
    "s3-account-level-public-access-blocks",
    "s3-account-level-public-access-blocks-periodic",
    "s3-bucket-level-public-access-prohibited",
    "s3-bucket-public-read-prohibited",
    "s3-bucket-public-write-prohibited",
)
"""https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html"""


def known_types() -> frozenset[str]:
    """Return each type behind the service that its findings' keys begin with."""
    return frozenset(_all())


def _all() -> Iterator[str]:
    yield from (f"access-analyzer:{each}" for each in (PUBLIC, EXTERNAL, INTERNAL, UNUSED))
    yield from (
        f"cloudtrail:{service}:{call}" for service, calls in MOVES.items() for call in calls
    )
    yield from (f"config:{rule}" for rule in RULES)
    yield from (f"health:{word}" for word in SOURCES[HEALTH].levels)
    macie = botocore.session.get_session().get_service_model("macie2")
    kinds = macie.shape_for("FindingType").metadata["enum"]
    yield from (f"macie:{kind}" for kind in kinds)
    yield from (f"trustedadvisor:{word}" for word in SOURCES[TRUSTED_ADVISOR].levels)
