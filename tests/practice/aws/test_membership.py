from __future__ import annotations

from practice.aws.membership import Membership


def test_an_account_alone_sees_and_is_told_of_its_own() -> None:
    alone = Membership()

    assert alone.sees("1", "1")
    assert not alone.sees("1", "2")
    assert alone.told("1") == ("1",)


def test_an_administrator_sees_and_is_told_of_its_members_not_they_of_it() -> None:
    membership = Membership()
    membership.delegate("9", ["1", "2"])

    assert membership.sees("9", "1")
    assert not membership.sees("1", "9")
    assert not membership.sees("1", "2")
    assert membership.told("2") == ("2", "9")
    assert membership.told("9") == ("9",)
