"""SNS messages over HTTP, signed as the SNS developer guide has it.

"Verifying the signatures of Amazon SNS messages": the names and values of certain fields, each
followed by a newline, in byte order; RSA PKCS #1 v1.5 over SHA-1 (version 1) or SHA-256 (2).
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

NOTIFICATION = "Notification"
CONFIRMATION = "SubscriptionConfirmation"
SIGNED = {
    NOTIFICATION: ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    CONFIRMATION: (
        "Message",
        "MessageId",
        "SubscribeURL",
        "Timestamp",
        "Token",
        "TopicArn",
        "Type",
    ),
}
DIGESTS: Mapping[str, type[hashes.SHA1 | hashes.SHA256]] = {"1": hashes.SHA1, "2": hashes.SHA256}
VALID_DAYS = 365


class Signer:
    """A key and its certificate, and the messages that it signs."""

    def __init__(self) -> None:
        """Make a key and a certificate of its own, valid from yesterday for a year."""
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
        now = datetime.now(UTC)
        self._certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=VALID_DAYS))
            .sign(self._key, hashes.SHA256())
        )
        self._file = f"SimpleNotificationService-{uuid.uuid4().hex}.pem"

    @property
    def certificate_pem(self) -> str:
        """Return the certificate that verifies every message."""
        return self._certificate.public_bytes(serialization.Encoding.PEM).decode()

    def notification(
        self,
        topic_arn: str,
        message: str,
        version: str,
        subscription_arn: str,
        *,
        subject: str | None = None,
        attributes: Mapping[str, Any] | None = None,
        message_id: str = "",
    ) -> dict[str, Any]:
        """Return a signed Notification; `version` is 1 or 2, the topic's SignatureVersion."""
        written: dict[str, Any] = {
            "Type": NOTIFICATION,
            "MessageId": message_id or str(uuid.uuid4()),
            "TopicArn": topic_arn,
            "Message": message,
            "Timestamp": _timestamp(),
        }
        if subject is not None:
            written["Subject"] = subject
        self._sign(written, version)
        query = f"Action=Unsubscribe&SubscriptionArn={subscription_arn}"
        written["UnsubscribeURL"] = f"{_host(topic_arn)}/?{query}"
        if attributes:
            written["MessageAttributes"] = dict(attributes)
        return written

    def confirmation(self, topic_arn: str, token: str, version: str) -> dict[str, Any]:
        """Return a signed SubscriptionConfirmation that carries a token."""
        query = f"Action=ConfirmSubscription&TopicArn={topic_arn}&Token={token}"
        written: dict[str, Any] = {
            "Type": CONFIRMATION,
            "MessageId": str(uuid.uuid4()),
            "Token": token,
            "TopicArn": topic_arn,
            "Message": (
                f"You have chosen to subscribe to the topic {topic_arn}.\n"
                "To confirm the subscription, visit the SubscribeURL included in this message."
            ),
            "SubscribeURL": f"{_host(topic_arn)}/?{query}",
            "Timestamp": _timestamp(),
        }
        self._sign(written, version)
        return written

    def _sign(self, written: dict[str, Any], version: str) -> None:
        names = SIGNED[str(written["Type"])]
        text = "".join(f"{name}\n{written[name]}\n" for name in names if name in written)
        signature = self._key.sign(text.encode(), padding.PKCS1v15(), DIGESTS[version]())
        written["SignatureVersion"] = version
        written["Signature"] = base64.b64encode(signature).decode()
        written["SigningCertURL"] = f"{_host(str(written['TopicArn']))}/{self._file}"


def _host(topic_arn: str) -> str:
    return f"https://sns.{topic_arn.split(':')[3]}.amazonaws.com"


def _timestamp() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
