"""What leaves is scrubbed: secrets and people's numbers go, and what must be read stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scrubbing import scrub

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
SESSION = "IQoJb3JpZ2luX2VjE" + "A" * 60
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nabc=\n-----END RSA PRIVATE KEY-----"
CARD = "4111 1111 1111 1111"
MY_NUMBER = "123456789018"
ACCOUNT = "111122223333"


@pytest.mark.parametrize(
    ("words", "clean"),
    [
        (f"aws {SECRET} end", "aws [secret key removed] end"),
        (f"a {JWT} b", "a [token removed] b"),
        (f"a {SESSION} b", "a [token removed] b"),
        (f"x {PEM} y", "x [private key removed] y"),
        ("db_password=hunter2, team=pay", "db_password=[password removed], team=pay"),
        ("パスワード\uff1aひみつ", "パスワード\uff1a[password removed]"),
        ("暗証番号: 1234", "暗証番号: [password removed]"),
        ("トークン=abc", "トークン=[password removed]"),
        ("redis://:hunter2@cache:6379", "redis://[password removed]@cache:6379"),
        ("Authorization: Bearer abcdef.123456", "Authorization: Bearer [token removed]"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [token removed]"),
        ("xoxb-123456789-abcdefgh", "[token removed]"),
        (
            "https://hooks.slack.com/services/T0OURS/B0OURS/abcdefgh",
            "https://hooks.slack.com/services/[token removed]",
        ),
        (
            "https://b.s3.amazonaws.com/k?X-Amz-Signature=0123456789abcdef0123456789abcdef&v=1",
            "https://b.s3.amazonaws.com/k?X-Amz-Signature=[signature removed]&v=1",
        ),
        (f"card {CARD}.", "card [card number removed]."),
        ("card 4111111111111111.", "card [card number removed]."),
        ("amex 3782 822463 10005", "amex [card number removed]"),
        (f"マイナンバー\uff1a{MY_NUMBER}", "マイナンバー\uff1a[My Number removed]"),
        ("個人番号 1234-5678-9018", "個人番号 [My Number removed]"),
        ("090-1234-5678", "[phone number removed]"),
        ("電話番号: 0312345678", "電話番号: [phone number removed]"),
        ("call +81 90 1234 5678", "call [phone number removed]"),
        ("call +819012345678", "call [phone number removed]"),
    ],
)
def test_secrets_and_peoples_numbers_are_taken_out(words: str, clean: str) -> None:
    assert scrub(words) == clean


IN_JAPANESE = (
    *(SECRET, JWT, SESSION, "xoxb-123456789-abcdefgh", "ghp_" + "a1B2" * 9),
    *(CARD, "4111111111111111", "090-1234-5678", "+819012345678"),
)


@pytest.mark.parametrize("secret", IN_JAPANESE)
def test_a_secret_that_no_space_parts_from_japanese_is_taken_out(secret: str) -> None:
    assert secret not in scrub(f"鍵は{secret}です", "ja")


@pytest.mark.parametrize(
    ("words", "clean"),
    [
        ("パスワード\uff1dhunter2", "パスワード\uff1d[password removed]"),
        ("パスワードは hunter2 です", "パスワードは [password removed] です"),
        ("パスワード「hunter2」が漏れた", "パスワード「[password removed]」が漏れた"),
        ("秘密鍵\uff1aabc123def", "秘密鍵\uff1a[password removed]"),
        (
            "パスワード\uff1ahunter2\u3000担当は田中",
            "パスワード\uff1a[password removed]\u3000担当は田中",
        ),
        ("電話番号は09012345678", "電話番号は[phone number removed]"),
        ("the password is hunter2.", "the password is [password removed]"),
        ("ran --password hunter2 -h db", "ran --password [password removed] -h db"),
    ],
)
def test_a_secret_is_taken_out_however_people_introduce_it(words: str, clean: str) -> None:
    assert scrub(words) == clean
    assert scrub(clean) == clean


KEPT = (
    "",
    "パスワードはリセット済み、トークンはSecretsManagerにある",
    "シークレットは arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf",
    "the token is arn:aws:iam::111122223333:role/reader",
    "認証情報は AKIAIOSFODNN7EXAMPLE のもの",
    "認証情報はi-0123456789abcdef0にある",
    "the secret is not rotated, the password is old",
    ACCOUNT,
    "1111-2222-3333",
    "key AKIAIOSFODNN7EXAMPLE of ann",
    "Access key: AKIAIOSFODNN7EXAMPLE",
    "arn:aws:iam::111122223333:role/secbot-contain",
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf",
    "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",
    "i-0123456789abcdef0 and eni-0123456789abcdef0, sg-web",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "9f31c2" + "0" * 58,
    "0e4a2b1c-5d6f-4a3b-9c8d-7e6f5a4b3c2d",
    "1732600000000000",
    "4111 1111 1111 1112",
    "マイナンバー 111122223334",
    "ann@example.com",
    "public: 203.0.113.5, the world may reach 22",
    "basic authentication, bearer authentication",
    "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
    "CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin",
    "支払いチーム",
    "2026-11-26 10:00 UTC",
)


@pytest.mark.parametrize("words", KEPT)
def test_what_people_need_to_read_is_left_alone(words: str) -> None:
    assert scrub(words) == words


def test_japanese_says_in_japanese_what_was_taken_out() -> None:
    clean = scrub(f"鍵 {JWT} パスワード: x", "ja")

    assert clean == "鍵 [トークンを削除] パスワード: [パスワードを削除]"
    assert scrub(clean) == clean


PIECES = st.sampled_from(
    [
        *("password=", "パスワード\uff1a", "token: ", "signature=", "bearer ", "basic ", "tel: "),
        *(" ", "/", "-", "+", ":", "\n", "[password removed]", "[トークンを削除]", "0", "aA1"),
        *(JWT, SECRET, SESSION, PEM, CARD, MY_NUMBER, ACCOUNT, "+81 90", "090-1234-5678"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=10).map("".join)


@given(TEXTS)
def test_scrubbing_twice_is_scrubbing_once_and_nothing_grows_without_end(words: str) -> None:
    once = scrub(words)

    assert scrub(once) == once
    assert len(once) <= 6 * len(words)


NO_NAMES = st.text(st.characters(blacklist_categories=["L", "Cs"]), max_size=60)


@given(NO_NAMES, NO_NAMES)
def test_an_account_that_stands_by_itself_is_never_taken_out(before: str, after: str) -> None:
    """Behind a word that calls it a password it is one; letters are left out here for that."""
    assert ACCOUNT in scrub(f"{before} {ACCOUNT} {after}")


@given(st.text(), st.sampled_from([JWT, SECRET, SESSION, CARD]), st.text())
def test_a_secret_between_any_words_is_taken_out(before: str, secret: str, after: str) -> None:
    assert secret not in scrub(f"{before} {secret} {after}")


@pytest.mark.parametrize(
    "piece",
    [
        *("eyJ-", "eyJabcdef.", "-----BEGIN PRIVATE KEY", 'password="', "://a:", "4111 ", "1"),
        *("basic ", "basic a", "aA1/", "マイナンバー", "tel: 0", "+1 22", "signature=", "pwd "),
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """Eight times the text takes no more than some thirty times as long, however busy it is here."""

    def seconds(length: int) -> float:
        hostile = (piece * length)[:length]
        return min(_timed(hostile) for _ in range(3))

    assert seconds(80_000) < 32 * max(seconds(10_000), 0.01)


def _timed(hostile: str) -> float:
    began = time.process_time()
    scrub(hostile)
    return time.process_time() - began
