from __future__ import annotations

from datetime import UTC, datetime

from slack_sdk.signature import Clock, SignatureVerifier

from practice.slack.signing import signed_headers

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class At(Clock):
    def now(self) -> float:
        return AT.timestamp()


def test_slacks_own_verifier_takes_the_signature_and_no_other_body() -> None:
    verifier = SignatureVerifier("secret", At())
    headers = signed_headers("secret", "payload=é".encode(), AT)

    assert verifier.is_valid_request("payload=é", headers)
    assert not verifier.is_valid_request("payload=e", headers)
    assert not verifier.is_valid_request("payload=é", signed_headers("other", b"payload=", AT))
