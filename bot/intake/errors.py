"""Why a message was not taken in.

IntakeError
├── RefusedError  it never will be: forged, stale, from a stranger, or no SNS message at all
└── NotNowError   sent again, it may be: a certificate or a confirmation could not be got
"""

from __future__ import annotations

from enum import StrEnum

from runbooks.kit.text import Said


class Reason(StrEnum):
    """Codes of refusals, as `secbot_findings_refused_total` counts them."""

    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    NOT_SNS = "not_sns"
    RAW_DELIVERY = "raw_delivery"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_TOPIC = "unknown_topic"
    FOREIGN_CERTIFICATE = "foreign_certificate"
    TOO_OLD = "too_old"
    FROM_THE_FUTURE = "from_the_future"
    BAD_SIGNATURE = "bad_signature"
    CERTIFICATE_OUT_OF_DATE = "certificate_out_of_date"


class IntakeError(Exception):
    """A message was not taken in."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for whoever sent it."""
        super().__init__(says.plain())
        self.says = says


class RefusedError(IntakeError):
    """The message will never be taken in as it is."""

    def __init__(self, reason: Reason, says: Said) -> None:
        """Keep the reason's code beside the sentence."""
        super().__init__(says)
        self.reason = reason


class NotNowError(IntakeError):
    """Nothing is wrong with the message as far as is known; sent again, it may be taken in."""
