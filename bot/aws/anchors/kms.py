"""Anchors as signatures of a KMS key, which should stand in another account.

https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
"""

from __future__ import annotations

import threading
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bot.aws.anchors.client import HomeClient
from bot.aws.anchors.faults import told
from bot.aws.sessions import Sessions
from bot.domain.anchor import Mark, Receipt, digest
from bot.domain.words import anchoring as words
from bot.ports.anchor import AnchorError, Found

SCHEME = "kms:"
REGION_OF_KEY = 3

Verify = Callable[[Any, bytes, bytes], None]


def _ecdsa(key: Any, signature: bytes, message: bytes) -> None:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise InvalidSignature
    key.verify(signature, message, ec.ECDSA(SHA256()))


def _pss(key: Any, signature: bytes, message: bytes) -> None:
    if not isinstance(key, rsa.RSAPublicKey):
        raise InvalidSignature
    salted = padding.PSS(padding.MGF1(SHA256()), padding.PSS.AUTO)
    key.verify(signature, message, salted, SHA256())


def _pkcs1(key: Any, signature: bytes, message: bytes) -> None:
    if not isinstance(key, rsa.RSAPublicKey):
        raise InvalidSignature
    key.verify(signature, message, padding.PKCS1v15(), SHA256())


VERIFIERS: Mapping[str, Verify] = {
    "ECDSA_SHA_256": _ecdsa,
    "RSASSA_PSS_SHA_256": _pss,
    "RSASSA_PKCS1_V1_5_SHA_256": _pkcs1,
}
"""What the bot signs with, the first that the key knows."""


class KmsAnchor:
    """Signs marks, and proves signatures with the public key alone.

    The signer is asked to hash what it is given (`RAW`), and is given a digest already: so what
    is signed never says anything but "this is a mark of secbot's". Needs kms:Sign and
    kms:GetPublicKey; to check, kms:GetPublicKey only, once.
    """

    def __init__(self, arn: str, sessions: Sessions) -> None:
        """Use the key in its own Region; nothing is asked yet."""
        self._arn = arn
        self._client = HomeClient(sessions, "kms", arn.split(":")[REGION_OF_KEY])
        self._algorithm = ""
        self._lock = threading.Lock()

    @property
    def target(self) -> str:
        return f"{SCHEME}{self._arn}"

    def anchor(self, mark: Mark, at: datetime) -> Receipt:
        algorithm = self.algorithm()
        with told(words.NOT_KEPT, self.target, "kms:Sign"):
            answer = self._client.get().sign(
                KeyId=self._arn,
                Message=digest(mark, at),
                MessageType="RAW",
                SigningAlgorithm=algorithm,
            )
        proof = f"{algorithm}:{b64encode(answer['Signature']).decode()}"
        return Receipt(mark, at, self.target, proof)

    def check(self, receipts: Sequence[Receipt]) -> Found:
        with told(words.NOT_READ, self.target, "kms:GetPublicKey"):
            answer = self._client.get().get_public_key(KeyId=self._arn)
        try:
            key = load_der_public_key(answer["PublicKey"])
        except (ValueError, UnsupportedAlgorithm) as error:
            raise self._useless() from error
        proved = {receipt.mark for receipt in receipts if _holds(receipt, key)}
        unproved = {each.mark.place for each in receipts if each.mark not in proved}
        return Found(
            marks=frozenset(proved),
            unproved=tuple(sorted(unproved)),
            is_complete=False,
            notes=(words.SIGNED.fill(),),
        )

    def close(self) -> None:
        self._client.close()

    def algorithm(self) -> str:
        """Return the algorithm to sign with, asked of the key once. Raises AnchorError."""
        with self._lock:
            if not self._algorithm:
                with told(words.NOT_KEPT, self.target, "kms:GetPublicKey"):
                    answer = self._client.get().get_public_key(KeyId=self._arn)
                known = answer.get("SigningAlgorithms") or ()
                self._algorithm = next((each for each in VERIFIERS if each in known), "")
            if not self._algorithm:
                raise self._useless()
            return self._algorithm

    def _useless(self) -> AnchorError:
        listed = ", ".join(VERIFIERS)
        said = words.NO_SIGNING_KEY.fill(target=self.target, algorithms=listed)
        return AnchorError(said, may_pass=False)


def _holds(receipt: Receipt, key: Any) -> bool:
    """Say whether a receipt bears this key's signature of its mark and moment."""
    algorithm, _, signature = receipt.proof.partition(":")
    verify = VERIFIERS.get(algorithm)
    if verify is None:
        return False
    try:
        verify(key, b64decode(signature, validate=True), digest(receipt.mark, receipt.at))
    except (InvalidSignature, Base64Error, ValueError):
        return False
    return True
