from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature

from practice.aws.sns_messages import Signer
from tests.practice.aws.verifying import verify

TOPIC = "arn:aws:sns:ap-northeast-1:999988887777:security-findings"
SUBSCRIPTION = f"{TOPIC}:5f1c"


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("subject", [None, "", "AWS Notification \u96ea"])
def test_a_notification_is_signed_with_its_subject(
    signer: Signer, version: str, subject: str | None
) -> None:
    sent = signer.notification(TOPIC, '{"a":\n"\u96ea"}', version, SUBSCRIPTION, subject=subject)

    verify(signer.certificate_pem, sent)
    assert sent.get("Subject") == subject


@pytest.mark.parametrize("field", ["Message", "Subject", "Timestamp", "TopicArn"])
def test_a_change_to_what_is_signed_is_found_out(signer: Signer, field: str) -> None:
    sent = signer.notification(TOPIC, "m", "2", SUBSCRIPTION, subject="s")

    with pytest.raises(InvalidSignature):
        verify(signer.certificate_pem, {**sent, field: "changed"})


def test_attributes_and_the_way_out_are_not_signed(signer: Signer) -> None:
    attributes = {"k": {"Type": "String", "Value": "v"}}
    sent = signer.notification(TOPIC, "m", "2", SUBSCRIPTION, attributes=attributes)

    assert sent["MessageAttributes"] == attributes
    assert SUBSCRIPTION in sent["UnsubscribeURL"]
    verify(signer.certificate_pem, {**sent, "MessageAttributes": {}, "UnsubscribeURL": ""})


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_confirmation_carries_its_token_signed(signer: Signer, version: str) -> None:
    sent = signer.confirmation(TOPIC, "t0ken", version)

    verify(signer.certificate_pem, sent)
    assert sent["Token"] == "t0ken"
    assert "Token=t0ken" in sent["SubscribeURL"]


def test_addresses_are_awss_own_in_the_topics_region(signer: Signer) -> None:
    sent = signer.confirmation(TOPIC, "t", "2")

    host = "https://sns.ap-northeast-1.amazonaws.com/"
    assert sent["SigningCertURL"].startswith(f"{host}SimpleNotificationService-")
    assert sent["SigningCertURL"].endswith(".pem")
    assert sent["SubscribeURL"].startswith(f"{host}?Action=ConfirmSubscription")


def test_a_timestamp_is_utc_with_milliseconds(signer: Signer) -> None:
    written = signer.notification(TOPIC, "m", "1", SUBSCRIPTION)["Timestamp"]

    moment = datetime.strptime(written, "%Y-%m-%dT%H:%M:%S.%f%z")
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)
    assert written.endswith("Z")


def test_the_certificate_is_valid_now(signer: Signer) -> None:
    certificate = x509.load_pem_x509_certificate(signer.certificate_pem.encode())

    now = datetime.now(UTC)
    assert certificate.not_valid_before_utc < now < certificate.not_valid_after_utc
