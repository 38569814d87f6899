"""An event of a certificate is held against how the certificate stands now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource
from bot.domain.policy import Account
from bot.questions.confirm.acm import Acm
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import come_in, forged, told

SOURCE = Acm()


def found(aws: SimulatedAws, account: str, kind: str) -> Finding:
    """Import a certificate and let ACM tell of it; return the finding as it comes in."""
    pem, key = self_signed()
    client = aws.client("acm", account, REGION)
    arn = client.import_certificate(Certificate=pem, PrivateKey=key)["CertificateArn"]
    detail = {"CommonName": "pay.example.com", "DaysToExpiry": 3}
    return come_in("aws.acm", kind, account, detail, arn)


def self_signed() -> tuple[bytes, bytes]:
    """Return a certificate and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pay.example.com")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    spelled = key.private_bytes(pem, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    return certificate.public_bytes(pem), spelled


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("ACM Certificate Approaching Expiration", ""),
        ("ACM Certificate Renewal Action Required", ""),
        ("ACM Certificate Expired", "at Certificate Manager it is ISSUED now"),
        ("ACM Certificate Revoked", "at Certificate Manager it is ISSUED now"),
    ],
)
def test_how_the_certificate_stands_now_bears_it_out_or_not(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, kind: str, why: str
) -> None:
    assert told(SOURCE, estate, prod, found(aws, prod.number, kind)) == why


@pytest.mark.parametrize("arn", ["arn:aws:acm:x:1:certificate/none", "no ARN at all, but long"])
def test_a_certificate_that_is_not_there_bears_nothing_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, arn: str
) -> None:
    finding = forged(found(aws, prod.number, "ACM Certificate Expired"), {"native_id": arn})
    assert told(SOURCE, estate, prod, finding) == "Certificate Manager knows no such finding"


def test_a_certificate_bears_out_nothing_but_itself(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    finding = found(aws, prod.number, "ACM Certificate Approaching Expiration")
    other = forged(finding, {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::x"),)})
    assert told(SOURCE, estate, prod, other) == "at Certificate Manager it does not name x"
