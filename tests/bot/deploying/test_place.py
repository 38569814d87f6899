from __future__ import annotations

from bot.deploying.place import Place


def test_a_place_that_is_known_is_named_in_every_arn() -> None:
    place = Place("aws-cn", "111122223333")

    assert place.role("web") == "arn:aws-cn:iam::111122223333:role/web"
    assert place.policy("P") == "arn:aws-cn:iam::111122223333:policy/P"
    assert place.owner == "111122223333"


def test_where_the_account_is_not_known_a_condition_means_the_callers_own() -> None:
    assert Place().role("web") == "arn:aws:iam::*:role/web"
    assert Place().owner == "${aws:PrincipalAccount}"
