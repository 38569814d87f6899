"""People and what makes two of them distinct."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import is_group
from tests.bot.domain.makers import ANN


def test_one_address_is_one_person_however_it_is_spelled() -> None:
    assert replace(ANN, slack_id="U9", email="ANN@EXAMPLE.com").identity == ANN.identity


def test_what_stands_behind_a_plus_sign_is_the_same_mailbox() -> None:
    assert replace(ANN, email="ann+alerts@example.com").identity == "ann@example.com"


def test_without_an_address_the_slack_id_stands_in() -> None:
    assert replace(ANN, email="").identity == "U0ANN"


def test_a_group_joined_lately_counts_for_nothing_and_a_vouched_one_takes_all_groups() -> None:
    person = replace(ANN, groups=frozenset({"S0OLD", "S0NEW"}), new_in=frozenset({"S0NEW"}))
    vouched = replace(person, vouched_by=frozenset({"bob@example.com"}))

    assert person.settled.groups == person.by_own_right.groups == frozenset({"S0OLD"})
    assert vouched.settled.groups == frozenset({"S0OLD"})
    assert vouched.by_own_right.groups == frozenset()
    assert replace(ANN, groups=None).settled.groups is None


def test_only_the_id_of_a_group_is_one() -> None:
    assert is_group("S0APPROVE")
    assert not any(is_group(member) for member in ("U0ANN", "W0ANN"))
