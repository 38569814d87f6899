from __future__ import annotations

import pytest

from bot.domain.words.help import VERBS


@pytest.mark.parametrize("verb", list(VERBS))
def test_usage_and_example_start_with_the_verb(verb: str) -> None:
    assert VERBS[verb].usage.en.startswith(f"/sec {verb}")
    assert VERBS[verb].example.en.startswith(f"/sec {verb}")


def test_help_is_a_verb_too() -> None:
    assert "help" in VERBS
