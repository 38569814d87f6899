"""Signs messages as SNS does, with a key and a certificate of its own."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from tests.clocks import MORNING

TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:security-findings"
CERTIFICATE_URL = "https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem"
HEADERS = {"Content-Type": "text/plain; charset=UTF-8"}

TOKEN = "t0k3n"

OF_NOTIFICATION = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
OF_CONFIRMATION = (
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
)

Envelope = dict[str, object]


@lru_cache(maxsize=4)
def private_key(number: int) -> rsa.RSAPrivateKey:
    """Return one of a few keys, each made once: making one takes a tenth of a second."""
    del number
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class SnsSender:
    """A topic that publishes; `number` picks its key, so that 0 and 1 are strangers."""

    def __init__(
        self, topic: str = TOPIC, *, at: datetime = MORNING, number: int = 0, days: int = 30
    ) -> None:
        """Publish to this topic from this moment on, under a certificate of so many days."""
        self.topic = topic
        self.at = at
        self._key = private_key(number)
        self.certificate = self._certify(at - timedelta(days=1), at + timedelta(days=days))

    def notification(
        self,
        message: str,
        *,
        subject: str | None = None,
        version: str = "2",
        at: datetime | None = None,
        message_id: str | None = None,
    ) -> Envelope:
        """Return a signed Notification; without a subject it has none at all."""
        envelope = self._envelope("Notification", message, at, message_id)
        if subject is not None:
            envelope["Subject"] = subject
        envelope["UnsubscribeURL"] = "https://sns.ap-northeast-1.amazonaws.com/?Action=Unsubscribe"
        return self.sign(envelope, version)

    def confirmation(
        self, kind: str = "SubscriptionConfirmation", *, token: str = TOKEN, version: str = "2"
    ) -> Envelope:
        """Return a signed SubscriptionConfirmation or UnsubscribeConfirmation."""
        envelope = self._envelope(
            kind, f"You have chosen to subscribe to {self.topic}.", None, None
        )
        envelope["Token"] = token
        envelope["SubscribeURL"] = "https://sns.ap-northeast-1.amazonaws.com/?Action=Confirm"
        return self.sign(envelope, version)

    def sign(self, envelope: Mapping[str, object], version: str = "2") -> Envelope:
        """Return the envelope with a signature over what it says now."""
        names = OF_NOTIFICATION if envelope["Type"] == "Notification" else OF_CONFIRMATION
        text = "".join(f"{name}\n{envelope[name]}\n" for name in names if name in envelope)
        algorithm = hashes.SHA1() if version == "1" else hashes.SHA256()  # noqa: S303 - SNS version 1
        signature = self._key.sign(text.encode(), padding.PKCS1v15(), algorithm)
        encoded = base64.b64encode(signature).decode()
        return {**envelope, "SignatureVersion": version, "Signature": encoded}

    def _envelope(
        self, kind: str, message: str, at: datetime | None, message_id: str | None
    ) -> Envelope:
        moment = (at or self.at).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        return {
            "Type": kind,
            "MessageId": message_id or str(uuid4()),
            "TopicArn": self.topic,
            "Message": message,
            "Timestamp": moment,
            "SigningCertURL": CERTIFICATE_URL,
        }

    def _certify(self, since: datetime, until: datetime) -> bytes:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .sign(self._key, hashes.SHA256())
        )
        return certificate.public_bytes(serialization.Encoding.PEM)


def body_of(envelope: Mapping[str, object]) -> bytes:
    """Return what SNS posts: the envelope as JSON."""
    return json.dumps(envelope, indent=2).encode()
