from __future__ import annotations

import dataclasses

import pytest

from tests.handlers.pages.reading import reader


def test_a_reader_is_not_changed_under_the_hands_of_those_who_render_for_him() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        reader().now = reader().now  # type: ignore[misc]
