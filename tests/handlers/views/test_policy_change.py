"""A changed policy file is told a line a difference, and how many more there are."""

from __future__ import annotations

from bot.domain.record import What
from handlers.views.policy_change import MOST, policy_change
from handlers.views.rich import rich, shown
from tests.handlers.views.examples import record


def said(differences: list[str]) -> list[str]:
    change = record(What.POLICY_LOADED, digest="9f31c2aa", differences=differences)
    return [
        "".join(shown(each) for each in rich(one, "en").elements) for one in policy_change(change)
    ]


def test_each_difference_is_a_line() -> None:
    told = said(["roles.0.role: nothing → admin", "accounts.1.name: a → b"])

    assert told[0] == "A changed policy file was loaded, 9f31c2: every waiting plan is void"
    assert [one.strip(" •") for one in told[1:]] == [
        "roles.0.role: nothing → admin",
        "accounts.1.name: a → b",
    ]


def test_what_is_left_out_is_counted_and_said_to_be_in_the_audit_trail() -> None:
    told = said([f"x.{each}: a → b" for each in range(MOST + 5)])

    assert "… and 5 more: python -m bot audit export has all of them" in told[-1]


def test_a_difference_that_is_endless_is_cut_and_hides_no_other() -> None:
    told = said(["a" * 5000, "roles.0.role: nothing → admin"])

    assert len(told[1]) < 400
    assert "roles.0.role: nothing → admin" in told[2]
