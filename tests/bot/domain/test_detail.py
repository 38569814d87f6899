"""The strictest level that applies to an account holds."""

from __future__ import annotations

import pytest

from bot.domain.answer import Sensitivity
from bot.domain.detail import Detail

MINIMAL, STANDARD, FULL = Sensitivity


@pytest.mark.parametrize(
    ("anywhere", "there", "own", "holds"),
    [
        (FULL, None, None, FULL),
        (FULL, STANDARD, None, STANDARD),
        (FULL, STANDARD, MINIMAL, MINIMAL),
        (FULL, MINIMAL, STANDARD, MINIMAL),
        (MINIMAL, FULL, FULL, MINIMAL),
    ],
)
def test_nothing_makes_it_looser(
    anywhere: Sensitivity,
    there: Sensitivity | None,
    own: Sensitivity | None,
    holds: Sensitivity,
) -> None:
    detail = Detail(anywhere, {} if there is None else {"prod": there})

    assert detail.within("prod", own) is holds
