"""A fault is never told without its reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.posture import Checked, Standing
from runbooks.kit.text import Text

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.PASSED])
def test_only_what_has_passed_can_do_without_a_reason(standing: Standing) -> None:
    with pytest.raises(ValueError, match="without a reason"):
        Checked("guardduty", "111122223333", "eu-west-1", standing, None, AT)

    why = Text("it is off").fill()
    assert Checked("guardduty", "111122223333", "eu-west-1", standing, why, AT).says == why
    assert Checked("guardduty", "111122223333", "", Standing.PASSED, None, AT).says is None
