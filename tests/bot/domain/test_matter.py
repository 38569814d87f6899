"""What is decided on names every account that it touches."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.matter import Matter
from tests.bot.domain.makers import ACCOUNT, a_proposal

MATTER = Matter(a_proposal(), ACCOUNT, "ann@example.com")


def test_the_account_of_the_target_is_touched_and_the_one_that_it_acts_in() -> None:
    assert MATTER.accounts == (ACCOUNT,)
    assert replace(MATTER, acts_in="999988887777").accounts == (ACCOUNT, "999988887777")
