from __future__ import annotations

from bot.domain.cards import NoticeCard
from bot.domain.message import Kept, Message
from handlers.views.notice import notice
from tests.handlers.views.checking import faults, written
from tests.handlers.views.examples import LOOK, NINE

TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:findings"
KEPT = Kept(7, Message("sns", TOPIC, "m-1", NINE, NINE, "the secret body"))


def test_the_notice_tells_how_many_and_why_but_not_what_they_said() -> None:
    shown = notice(NoticeCard("2026-11-22", 2, ((KEPT, "no `detail`"),) * 2), LOOK)
    assert faults(shown) == []
    assert written(shown.blocks).splitlines() == [
        "📭 2 messages of 2026-11-22 could not be read as findings",
        "Nothing is lost: each is kept as it came, and is read again after an upgrade.",
        "• 2026-11-22 09:12 UTC from sns (findings), message m-1: no `detail`",
        "• 2026-11-22 09:12 UTC from sns (findings), message m-1: no `detail`",
    ]
    assert "secret" not in str(shown)


def test_one_message_is_told_as_one() -> None:
    shown = notice(NoticeCard("2026-11-22", 1, ((KEPT, "x"),)), LOOK)
    assert written(shown.blocks).startswith("📭 One message of 2026-11-22 could not be read")


def test_those_that_are_not_listed_are_counted() -> None:
    shown = notice(NoticeCard("2026-11-22", 40, ((KEPT, "x"),) * 12), LOOK)
    assert faults(shown) == []
    assert written(shown.blocks).endswith("… and 30 more")


def test_a_day_without_any_is_told_too() -> None:
    assert faults(notice(NoticeCard("2026-11-22", 0, ()), LOOK)) == []
