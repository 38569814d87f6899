"""Says whether a POST is a message of ours that SNS has signed.

The rules are those of "Verifying the signatures of Amazon SNS messages"
(https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html) and tighter:
the certificate's host is in the topic's own Region, and messages have an age.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from pydantic_core import from_json

from bot.domain.words import intake as words
from bot.intake.certificates import Certificates
from bot.intake.errors import Reason, RefusedError
from bot.ports.clock import Clock

OLDEST = timedelta(hours=1)
"""SNS gives up retrying after 3,600 s:
https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html"""
NEWEST = timedelta(minutes=5)
"""How far our clock may be behind SNS's."""

RAW_DELIVERY_HEADER = "x-amz-sns-rawdelivery"
CERTIFICATE_URL = re.compile(
    r"https://sns\.([a-z0-9-]{3,})\.amazonaws\.com(?:\.cn)?/[A-Za-z0-9._~/-]*\.pem"
)
PADDING = padding.PKCS1v15()


class Kind(StrEnum):
    """What SNS sends to an HTTP endpoint: the `Type` of its body."""

    NOTIFICATION = "Notification"
    SUBSCRIPTION_CONFIRMATION = "SubscriptionConfirmation"
    UNSUBSCRIBE_CONFIRMATION = "UnsubscribeConfirmation"


_OF_NOTIFICATION = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
_OF_CONFIRMATION = (
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
)
SIGNED: Mapping[str, tuple[str, ...]] = {
    Kind.NOTIFICATION: _OF_NOTIFICATION,
    Kind.SUBSCRIPTION_CONFIRMATION: _OF_CONFIRMATION,
    Kind.UNSUBSCRIBE_CONFIRMATION: _OF_CONFIRMATION,
}
"""What is signed of each type, in the order of signing; nothing else may be acted on."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The signed fields of a message; `token` is empty for a Notification."""

    kind: Kind
    topic: str
    message_id: str
    sent_at: datetime
    text: str
    token: str


def string_to_sign(envelope: Mapping[str, str]) -> bytes:
    """Return the bytes that SNS signs: each signed field's name and value, a line each.

    Raises UnicodeEncodeError where a value is not text.
    """
    names = SIGNED[envelope["Type"]]
    return "".join(f"{name}\n{envelope[name]}\n" for name in names if name in envelope).encode()


class SnsVerifier:
    """Verifies messages, the cheap refusals first, so that a forger makes us fetch nothing."""

    def __init__(self, topics: frozenset[str], certificates: Certificates, clock: Clock) -> None:
        """Take messages of these topic ARNs only."""
        self.topics = topics
        self._certificates = certificates
        self._clock = clock

    async def verify(
        self, raw: bytes, headers: Mapping[str, str], *, kept_for: timedelta | None = None
    ) -> Verified:
        """Return what SNS has signed; `headers` are looked up in lower case.

        What a queue has kept may be as old as `kept_for`, and its certificate counts as of when
        it was sent. Raises RefusedError, or NotNowError where the certificate could not be got.
        """
        envelope = _read_envelope(raw, headers)
        kind = Kind(envelope["Type"])
        topic, url = envelope["TopicArn"], envelope.get("SigningCertURL", "")
        if topic not in self.topics:
            raise RefusedError(Reason.UNKNOWN_TOPIC, words.UNKNOWN_TOPIC.fill())
        if not self._certificates.are_pinned(topic):
            _check_certificate_url(url, topic)
        now = self._clock.now()
        sent_at = _check_age(envelope["Timestamp"], now, kept_for or OLDEST)
        await self._check_signature(envelope, topic, url, now if kept_for is None else sent_at)
        return Verified(
            kind=kind,
            topic=topic,
            message_id=envelope["MessageId"],
            sent_at=sent_at,
            text=envelope["Message"],
            token="" if kind is Kind.NOTIFICATION else envelope["Token"],
        )

    async def _check_signature(
        self, envelope: Mapping[str, str], topic: str, url: str, at: datetime
    ) -> None:
        algorithm: hashes.HashAlgorithm
        match envelope["SignatureVersion"]:
            case "1":
                algorithm = hashes.SHA1()  # noqa: S303 - what SNS signs version 1 with
            case "2":
                algorithm = hashes.SHA256()
            case _:
                raise RefusedError(Reason.BAD_SIGNATURE, words.UNKNOWN_SIGNATURE_VERSION.fill())
        key = await self._certificates.find(topic, url)
        if not key.is_valid(at):
            raise RefusedError(Reason.CERTIFICATE_OUT_OF_DATE, words.CERTIFICATE_OUT_OF_DATE.fill())
        try:
            signature = base64.b64decode(envelope["Signature"], validate=True)
            key.public.verify(signature, string_to_sign(envelope), PADDING, algorithm)
        except (InvalidSignature, ValueError) as error:
            raise RefusedError(Reason.BAD_SIGNATURE, words.BAD_SIGNATURE.fill()) from error


def _read_envelope(raw: bytes, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the text fields of a body that has all that SNS sends, or refuse it."""
    if headers.get(RAW_DELIVERY_HEADER, "").lower() == "true":
        raise RefusedError(Reason.RAW_DELIVERY, words.RAW_DELIVERY.fill())
    try:
        body = from_json(raw)
    except ValueError as error:
        raise RefusedError(Reason.NOT_JSON, words.NOT_JSON.fill()) from error
    if not isinstance(body, dict):
        raise RefusedError(Reason.NOT_SNS, words.NOT_SNS.fill(field="Type"))
    if "Signature" not in body:
        raise RefusedError(Reason.RAW_DELIVERY, words.RAW_DELIVERY.fill())
    return _text_fields(body)


def _text_fields(body: Mapping[str, Any]) -> dict[str, str]:
    """Return what is text in a body, where nothing is missing that its kind needs.

    Every signed field but the message is one line: a line feed in one could make one string to
    sign out of two different messages.
    """
    fields = {name: value for name, value in body.items() if isinstance(value, str)}
    signed = SIGNED.get(fields.get("Type", ""))
    if not signed:
        raise RefusedError(Reason.UNKNOWN_TYPE, words.UNKNOWN_TYPE.fill())
    for name in (*signed, "SignatureVersion", "Signature"):
        value = fields.get(name)
        if value is None and name == "Subject" and body.get(name) is None:
            continue
        if not value or (name != "Message" and "\n" in value):
            raise RefusedError(Reason.NOT_SNS, words.NOT_SNS.fill(field=name))
    return fields


def _check_certificate_url(url: str, topic: str) -> None:
    """Refuse any address but one of SNS's own, in the Region of the topic.

    The whole address is matched, not parts of a parsed one: two parsers may differ.
    """
    found = CERTIFICATE_URL.fullmatch(url)
    if not found or topic.split(":")[3:4] != [found[1]]:
        raise RefusedError(Reason.FOREIGN_CERTIFICATE, words.FOREIGN_CERTIFICATE.fill())


def _check_age(timestamp: str, now: datetime, oldest: timedelta) -> datetime:
    """Return when a message was sent, or refuse it as unreadable, stale or too early."""
    try:
        sent_at = datetime.fromisoformat(timestamp)
    except ValueError as error:
        raise RefusedError(Reason.NOT_SNS, words.NO_TIMESTAMP.fill()) from error
    if sent_at.tzinfo is None:
        raise RefusedError(Reason.NOT_SNS, words.NO_TIMESTAMP.fill())
    if sent_at < now - oldest:
        raise RefusedError(Reason.TOO_OLD, words.TOO_OLD.fill())
    if sent_at > now + NEWEST:
        raise RefusedError(Reason.FROM_THE_FUTURE, words.FROM_THE_FUTURE.fill())
    return sent_at.astimezone(UTC)
