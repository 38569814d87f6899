from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from handlers.views.parts import Button, Lines
from runbooks.kit.text import Text


def test_parts_are_values_that_never_change() -> None:
    button = Button(Text("Ack"), "incident.take", "I-1:1")
    assert button == Button(Text("Ack"), "incident.take", "I-1:1")
    with pytest.raises(FrozenInstanceError):
        button.value = "I-2:1"  # type: ignore[misc]


def test_lines_may_be_left_out_unless_they_are_said_to_be_needed() -> None:
    assert not Lines((Text("a"),)).is_needed
