"""Tests of the scrubber."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.scrubber import scrub

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nabc=\n-----END RSA PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("words", "clean"),
    [
        ("key AKIAIOSFODNN7EXAMPLE here", "key [access key removed] here"),
        ("ASIAIOSFODNN7EXAMPLE", "[access key removed]"),
        (f"aws {SECRET} end", "aws [secret key removed] end"),
        (f"a {JWT} b", "a [token removed] b"),
        (f"x {PEM} y", "x [private key removed] y"),
        (PEM[:60], "[private key removed]"),
        ("password=hunter2, team=pay", "password=[password removed], team=pay"),
        ("DB_PASSWORD: hunter2", "DB_PASSWORD: [password removed]"),
        ('{"apiKey": "a b c", "n": 1}', '{"apiKey": [password removed], "n": 1}'),
        ("secret_key='x y'", "secret_key=[password removed]"),
        ("パスワード\uff1aひみつです", "パスワード\uff1a[password removed]"),
        ("postgres://app:hunter2@db:5432/pay", "postgres://[password removed]@db:5432/pay"),
        ("Authorization: Bearer abcdef.123456", "Authorization: Bearer [token removed]"),
        ("xoxb-123456789-abcdefgh", "[token removed]"),
        ("ghp_abcdefghijklmnopqrstuvwxyz012345", "[token removed]"),
        ("IQoJb3JpZ2luX2VjE" + "A" * 60, "[token removed]"),
    ],
)
def test_what_looks_like_a_secret_is_taken_out(words: str, clean: str) -> None:
    assert scrub(words) == clean


@pytest.mark.parametrize(
    "words",
    [
        "payments-oncall",
        "ann@example.com",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "arn:aws:iam::111122223333:role/secbot-contain",
        "https://wiki.example.com/runbooks/secrets?page=2",
        "public: 203.0.113.5, the world may reach 22 (sg-web)",
        "i-0123456789abcdef0",
        "支払いチーム",
        "",
    ],
)
def test_what_people_need_to_read_is_left_alone(words: str) -> None:
    assert scrub(words) == words


@given(st.text(), st.sampled_from(["AKIAIOSFODNN7EXAMPLE", JWT, SECRET]), st.text())
def test_a_secret_between_any_words_is_taken_out(before: str, secret: str, after: str) -> None:
    assert secret not in scrub(f"{before} {secret} {after}")


PIECES = ("password=", "token: ", " ", "[password removed]", "hunter2", JWT, SECRET, PEM)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=8).map("".join))
def test_scrubbing_twice_is_scrubbing_once(words: str) -> None:
    assert scrub(scrub(words)) == scrub(words)


def test_a_long_hostile_tag_is_scrubbed_in_no_time() -> None:
    """Each pattern looks at a character a bounded number of times: nothing here backtracks."""
    hostile = "password" * 2000 + "-----BEGIN " * 2000 + "eyJ" * 5000 + "://a:" * 2000

    assert len(scrub(hostile)) > 0
