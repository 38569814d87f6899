from __future__ import annotations

from handlers.pages.emoji import sign, spelled_out
from tests.handlers.pages.reading import Read


def test_known_shortcodes_become_signs_and_others_stay() -> None:
    assert spelled_out(":shield: 10:30:00 :nobody_knows:") == "🛡️ 10:30:00 :nobody_knows:"


def test_a_single_emoji_has_a_name_for_screen_readers() -> None:
    read = Read(sign("white_check_mark"))

    assert read.text == "✅"
    assert read.one("span")["aria-label"] == "white check mark"
    assert sign("<b>") == ":&lt;b&gt;:"
