"""What keeps others from looking, on the card: who has snoozed it, and what waits for a second yes."""

from __future__ import annotations

from bot.domain.cards import AlertCard
from bot.domain.people import WISH_GOOD_FOR
from bot.domain.silencing import Act, Wish
from bot.domain.snoozing import Scope, Snooze
from bot.domain.words import alert as words
from handlers.views.hold import spoken
from handlers.views.marks import Always, Field, Line, When, line
from runbooks.kit.text import Text

ASKED: dict[Act, Text] = {
    Act.CLOSE: words.CLOSE_ASKED,
    Act.FALSE_POSITIVE: words.CLEAR_ASKED,
    Act.SNOOZE: words.SNOOZE_ASKED,
    Act.MERGE: words.MERGE_ASKED,
}
WHAT: dict[Scope, Text] = {
    Scope.FINDING: words.THIS_FINDING,
    Scope.RESOURCE: words.THIS_RESOURCE,
    Scope.TYPE: words.THIS_TYPE,
}
SHOWN = 3


def silence(card: AlertCard) -> tuple[Line, ...]:
    """Return a line for each snooze that hides it, and for each wish that waits for another.

    What is wished about who may see it, its own messages tell.
    """
    snoozed = (_snoozed(each) for each in card.snoozes[-SHOWN:])
    return (
        *snoozed,
        *(_asked(each, card.case.incident.id) for each in card.wishes if each.act in ASKED),
    )


def _snoozed(snooze: Snooze) -> Line:
    told: dict[str, Field] = {
        "until": When(snooze.until),
        "name": Always(snooze.by_name),
        "what": WHAT[snooze.scope],
        "why": snooze.why,
    }
    if snooze.agreed_name:
        return line(words.SNOOZED_BY_TWO, **told, agreed=Always(snooze.agreed_name))
    return line(words.SNOOZED, **told)


def _asked(wish: Wish, incident: str) -> Line:
    told: dict[str, Field] = {
        "name": Always(wish.asked_name),
        "why": wish.reason,
        "until": When(wish.at + WISH_GOOD_FOR, "time"),
        "incident": incident,
    }
    if wish.act is Act.SNOOZE:
        what = WHAT[Scope(wish.scope)]
        return line(words.SNOOZE_ASKED, **told, what=what, span=spoken(wish.span))
    if wish.act is Act.MERGE:
        return line(words.MERGE_ASKED, **told, into=wish.scope)
    return line(ASKED[wish.act], **told)
