from __future__ import annotations

from practice.slack.api import OPEN_SOCKET
from practice.slack.methods.table import METHODS
from practice.slack.rates import TIER_OF


def test_every_method_with_a_tier_of_its_own_is_answered() -> None:
    assert set(TIER_OF) <= {*METHODS, OPEN_SOCKET}
    assert {"auth.test", "chat.postMessage", "views.open", "users.info"} <= set(METHODS)
