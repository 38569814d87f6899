"""An incident that was merged says where it goes on, and offers nothing."""

from __future__ import annotations

import json

from bot.domain.cards import MergedCard
from handlers.views.merged import merged
from tests.handlers.views.examples import LOOK


def test_it_says_where_it_goes_on_and_offers_nothing() -> None:
    told = merged(MergedCard("I-2", "I-1"), LOOK)

    assert "I-2 was merged into I-1" in told.text
    assert "button" not in json.dumps(told.blocks)
