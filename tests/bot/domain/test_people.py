"""People and what makes two of them distinct."""

from __future__ import annotations

from dataclasses import replace

from tests.bot.domain.makers import ANN


def test_one_address_is_one_person_however_it_is_spelled() -> None:
    assert replace(ANN, slack_id="U9", email="ANN@EXAMPLE.com").identity == ANN.identity


def test_what_stands_behind_a_plus_sign_is_the_same_mailbox() -> None:
    assert replace(ANN, email="ann+alerts@example.com").identity == "ann@example.com"


def test_without_an_address_the_slack_id_stands_in() -> None:
    assert replace(ANN, email="").identity == "U0ANN"
