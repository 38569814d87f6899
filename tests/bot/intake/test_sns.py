"""Which POSTs count as messages of SNS: every way to forge one is tried."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.intake.certificates import Certificates
from bot.intake.errors import NotNowError, Reason, RefusedError
from bot.intake.sns import Kind, SnsVerifier, Verified, string_to_sign
from tests.bot.intake.fakes import ShelfFetcher
from tests.clocks import MORNING, FrozenClock
from tests.sns_sender import CERTIFICATE_URL, TOKEN, TOPIC, SnsSender, body_of

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


class Gate:
    """A verifier with its shelf of certificates and a clock that stands still."""

    def __init__(self, pinned: Mapping[str, bytes] | None = None) -> None:
        self.fetcher = ShelfFetcher({CERTIFICATE_URL: SnsSender().certificate})
        self.clock = FrozenClock()
        certificates = Certificates(pinned or {}, self.fetcher)
        self.verifier = SnsVerifier(frozenset({TOPIC}), certificates, self.clock)

    async def verify(self, envelope: Mapping[str, object]) -> Verified:
        return await self.verifier.verify(body_of(envelope), {})

    async def refusal(self, envelope: Mapping[str, object]) -> Reason:
        return await self.refusal_of(body_of(envelope))

    async def refusal_of(self, raw: bytes, headers: Mapping[str, str] | None = None) -> Reason:
        with pytest.raises(RefusedError) as caught:
            await self.verifier.verify(raw, headers or {})
        return caught.value.reason


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("subject", [None, "A subject"])
async def test_a_notification_of_either_version_is_what_it_says(
    version: str, subject: str | None
) -> None:
    sent = SnsSender().notification("Grüße\n{}", subject=subject, version=version)
    verified = await Gate().verify(sent)
    assert verified == Verified(
        kind=Kind.NOTIFICATION,
        topic=TOPIC,
        message_id=str(sent["MessageId"]),
        sent_at=MORNING,
        text="Grüße\n{}",
        token="",
    )


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("kind", ["SubscriptionConfirmation", "UnsubscribeConfirmation"])
async def test_a_confirmation_of_either_kind_brings_its_token(kind: str, version: str) -> None:
    verified = await Gate().verify(SnsSender().confirmation(kind, version=version))
    assert (verified.kind, verified.token) == (kind, TOKEN)


async def test_a_subject_that_is_null_was_not_signed() -> None:
    sent = {**SnsSender().notification("x"), "Subject": None}
    assert (await Gate().verify(sent)).text == "x"


def test_the_string_to_sign_is_the_one_that_the_documentation_shows() -> None:
    envelope = {
        "Type": "Notification",
        "MessageId": "m",
        "TopicArn": "t",
        "Subject": "s",
        "Message": "My Test Message",
        "Timestamp": "2019-01-31T04:37:04.321Z",
        "UnsubscribeURL": "never signed",
    }
    assert string_to_sign(envelope) == (
        b"Message\nMy Test Message\nMessageId\nm\nSubject\ns\n"
        b"Timestamp\n2019-01-31T04:37:04.321Z\nTopicArn\nt\nType\nNotification\n"
    )


SIGNED = ("Message", "MessageId", "Subject", "Timestamp")


@pytest.mark.parametrize("field", SIGNED)
async def test_a_change_of_any_signed_field_breaks_the_signature(field: str) -> None:
    sent = SnsSender().notification("x", subject="s")
    later = "2026-11-22T09:00:01.000Z"
    sent[field] = later if field == "Timestamp" else f"{sent[field]}!"
    assert await Gate().refusal(sent) is Reason.BAD_SIGNATURE


async def test_a_subject_that_was_added_or_taken_away_breaks_the_signature() -> None:
    gate = Gate()
    added = {**SnsSender().notification("x"), "Subject": "new"}
    taken = SnsSender().notification("x", subject="old")
    del taken["Subject"]
    assert await gate.refusal(added) is Reason.BAD_SIGNATURE
    assert await gate.refusal(taken) is Reason.BAD_SIGNATURE


async def test_a_notification_can_not_be_passed_off_as_a_confirmation() -> None:
    sent = SnsSender().notification("x")
    posing = {**sent, "Type": "SubscriptionConfirmation", "Token": "t", "SubscribeURL": "https://x"}
    assert await Gate().refusal(posing) is Reason.BAD_SIGNATURE


async def test_another_key_is_another_sender() -> None:
    stranger = SnsSender(number=1).notification("x")
    assert await Gate().refusal(stranger) is Reason.BAD_SIGNATURE


@pytest.mark.parametrize("signature", ["", "!!!", "AAAA", "🔴", "A" * 344])
async def test_a_signature_that_is_none_is_refused(signature: str) -> None:
    sent = {**SnsSender().notification("x"), "Signature": signature}
    assert await Gate().refusal(sent) in {Reason.BAD_SIGNATURE, Reason.NOT_SNS}


@pytest.mark.parametrize("version", ["0", "3", "4", "", "2 "])
async def test_an_unknown_signature_version_is_refused(version: str) -> None:
    sent = {**SnsSender().notification("x"), "SignatureVersion": version}
    assert await Gate().refusal(sent) in {Reason.BAD_SIGNATURE, Reason.NOT_SNS}


async def test_a_version_1_signature_does_not_serve_as_version_2() -> None:
    sent = {**SnsSender().notification("x", version="1"), "SignatureVersion": "2"}
    assert await Gate().refusal(sent) is Reason.BAD_SIGNATURE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://sns.ap-northeast-1.amazonaws.com/x.pem",
        "https://sns.ap-northeast-1.amazonaws.com.evil.example/x.pem",
        "https://evil.example/sns.ap-northeast-1.amazonaws.com/x.pem",
        "https://sns.ap-northeast-1.amazonaws.com@evil.example/x.pem",
        "https://user@sns.ap-northeast-1.amazonaws.com/x.pem",
        "https://sns.ap-northeast-1.amazonaws.com:8443/x.pem",
        "https://sns.ap-northeast-1.amazonaws.com\n.evil.example/x.pem",
        "https://sns.ap-northeast-1.amazonaws.com/x.pem?y=.pem",
        "https://sns.ap-northeast-1.amazonaws.com/x.pem#y.pem",
        "https://sns.ap-northeast-1.amazonaws.com/x.pem\n",
        "https://sns.ap-northeast-1.amazonaws.com/x.crt",
        "https://sns.ap-northeast-1.amazonaws.com\\@evil.example/x.pem",
        "https://xsns.ap-northeast-1.amazonaws.com/x.pem",
        "https://sns.a.b.amazonaws.com/x.pem",
        "https://sns.eu-west-1.amazonaws.com/x.pem",
        "https://sqs.ap-northeast-1.amazonaws.com/x.pem",
        "https://[::1]/x.pem",
        "file:///etc/passwd.pem",
    ],
)
async def test_no_certificate_but_that_of_sns_in_the_topics_region_is_fetched(url: str) -> None:
    gate = Gate()
    sent = {**SnsSender().notification("x"), "SigningCertURL": url}
    assert await gate.refusal(sent) is Reason.FOREIGN_CERTIFICATE
    assert gate.fetcher.fetched == []


async def test_the_partition_of_china_has_its_own_host() -> None:
    topic = "arn:aws-cn:sns:cn-north-1:111122223333:findings"
    url = "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-1.pem"
    sender = SnsSender(topic)
    certificates = Certificates({}, ShelfFetcher({url: sender.certificate}))
    verifier = SnsVerifier(frozenset({topic}), certificates, FrozenClock())
    sent = {**sender.notification("x"), "SigningCertURL": url}
    assert (await verifier.verify(body_of(sent), {})).topic == topic


async def test_a_topic_that_was_not_named_is_refused_before_anything_is_fetched() -> None:
    gate = Gate()
    for topic in (f"{TOPIC}2", TOPIC.replace("111122223333", "444455556666"), "x"):
        assert await gate.refusal(SnsSender(topic).notification("x")) is Reason.UNKNOWN_TOPIC
    assert gate.fetcher.fetched == []


async def test_a_message_is_good_for_an_hour() -> None:
    gate = Gate()
    sender = SnsSender()
    assert (await gate.verify(sender.notification("x", at=MORNING - HOUR))).text == "x"
    stale = sender.notification("x", at=MORNING - HOUR - SECOND)
    assert await gate.refusal(stale) is Reason.TOO_OLD


async def test_a_replay_after_an_hour_is_refused_though_its_signature_is_good() -> None:
    gate = Gate()
    sent = SnsSender().notification("x")
    assert (await gate.verify(sent)).text == "x"
    gate.clock.advance(HOUR + SECOND)
    assert await gate.refusal(sent) is Reason.TOO_OLD


async def test_our_clock_may_be_five_minutes_behind() -> None:
    gate = Gate()
    sender = SnsSender()
    assert (await gate.verify(sender.notification("x", at=MORNING + 300 * SECOND))).text == "x"
    early = sender.notification("x", at=MORNING + 301 * SECOND)
    assert await gate.refusal(early) is Reason.FROM_THE_FUTURE


async def test_a_stale_message_makes_us_fetch_nothing() -> None:
    gate = Gate()
    await gate.refusal(SnsSender().notification("x", at=MORNING - 2 * HOUR))
    assert gate.fetcher.fetched == []


@pytest.mark.parametrize(
    "timestamp", ["yesterday", "2026-11-22T09:00:00", "2026-11-22", "0", "2026-13-01T00:00:00Z"]
)
async def test_a_timestamp_that_is_no_aware_moment_is_refused(timestamp: str) -> None:
    sent = SnsSender().sign({**SnsSender().notification("x"), "Timestamp": timestamp})
    assert await Gate().refusal(sent) is Reason.NOT_SNS


@pytest.mark.parametrize("days", [-1, 0])
async def test_a_certificate_that_has_expired_is_refused(days: int) -> None:
    gate = Gate()
    expired = SnsSender(days=30)
    gate.fetcher.shelf[CERTIFICATE_URL] = expired.certificate
    gate.clock.set(MORNING + timedelta(days=31 + days, seconds=1))
    sent = expired.notification("x", at=gate.clock.at)
    assert await gate.refusal(sent) is Reason.CERTIFICATE_OUT_OF_DATE


async def test_a_certificate_that_is_not_valid_yet_is_refused() -> None:
    gate = Gate()
    gate.clock.set(MORNING - timedelta(days=2))
    sent = SnsSender().notification("x", at=gate.clock.at)
    assert await gate.refusal(sent) is Reason.CERTIFICATE_OUT_OF_DATE


async def test_a_certificate_that_can_not_be_got_is_no_refusal() -> None:
    gate = Gate()
    gate.fetcher.shelf.clear()
    with pytest.raises(NotNowError):
        await gate.verify(SnsSender().notification("x"))


async def test_a_pinned_topic_goes_by_its_own_certificate_whatever_the_address_says() -> None:
    pinned = SnsSender(number=1)
    gate = Gate({TOPIC: pinned.certificate})
    sent = {**pinned.notification("x"), "SigningCertURL": "http://127.0.0.1:1/cert.pem"}
    assert (await gate.verify(sent)).text == "x"
    del sent["SigningCertURL"]
    assert (await gate.verify(sent)).text == "x"
    assert gate.fetcher.fetched == []


async def test_a_pinned_topic_takes_nothing_that_awss_own_key_has_signed() -> None:
    gate = Gate({TOPIC: SnsSender(number=1).certificate})
    assert await gate.refusal(SnsSender().notification("x")) is Reason.BAD_SIGNATURE
    assert gate.fetcher.fetched == []


async def test_raw_delivery_is_refused_by_its_header_and_by_its_missing_signature() -> None:
    gate = Gate()
    raw = b'{"detail-type": "GuardDuty Finding", "detail": {}}'
    good = body_of(SnsSender().notification("x"))
    assert await gate.refusal_of(raw) is Reason.RAW_DELIVERY
    header = {"x-amz-sns-rawdelivery": "true"}
    assert await gate.refusal_of(good, header) is Reason.RAW_DELIVERY


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"{",
        b'{"Type": "Notification"',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
        b'{"Message": "\\ud800", "Signature": "x"}',
    ],
)
async def test_what_is_not_json_is_refused(raw: bytes) -> None:
    assert await Gate().refusal_of(raw) is Reason.NOT_JSON


@pytest.mark.parametrize("raw", [b"[]", b'"Notification"', b"1", b"null", b"true"])
async def test_json_that_is_no_object_is_refused(raw: bytes) -> None:
    assert await Gate().refusal_of(raw) is Reason.NOT_SNS


@pytest.mark.parametrize("kind", [None, 1, [], {}, "", "notification", "Else"])
async def test_any_other_type_is_refused(kind: object) -> None:
    sent = {**SnsSender().notification("x"), "Type": kind}
    assert await Gate().refusal(sent) is Reason.UNKNOWN_TYPE


@pytest.mark.parametrize("value", [None, 1, [], {"x": 1}, ""])
@pytest.mark.parametrize(
    "field", ["Message", "MessageId", "Timestamp", "TopicArn", "SignatureVersion"]
)
async def test_a_field_that_is_missing_or_no_text_is_refused(field: str, value: object) -> None:
    sent = {**SnsSender().notification("x"), field: value}
    assert await Gate().refusal(sent) is Reason.NOT_SNS


@pytest.mark.parametrize("field", ["Token", "SubscribeURL"])
async def test_a_confirmation_needs_its_token_and_its_address(field: str) -> None:
    sent = SnsSender().confirmation()
    del sent[field]
    assert await Gate().refusal(sent) is Reason.NOT_SNS


@pytest.mark.parametrize("field", ["MessageId", "Subject", "Timestamp", "TopicArn"])
async def test_a_line_feed_in_a_field_can_not_shift_what_was_signed(field: str) -> None:
    sender = SnsSender()
    envelope = {**sender.notification("x", subject="s")}
    envelope[field] = f"{envelope[field]}\nType\nNotification"
    assert await Gate().refusal(sender.sign(envelope)) is Reason.NOT_SNS


async def test_of_two_fields_of_one_name_the_one_that_is_used_is_the_one_that_was_signed() -> None:
    sent = SnsSender().notification("signed")
    text = json.dumps(sent)
    before = text.replace("{", '{"Message": "smuggled", ', 1).encode()
    after = (text[:-1] + ', "Message": "smuggled"}').encode()
    gate = Gate()
    assert (await gate.verifier.verify(before, {})).text == "signed"
    assert await gate.refusal_of(after) is Reason.BAD_SIGNATURE
