"""The one post after an outage of Slack: how long it was, and what came meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.cards import Look, OutageCard
from bot.domain.outage import Concerned, News
from bot.domain.words import outage as words
from handlers.views.kit import Message, message
from handlers.views.marks import Line, When, Words, line
from handlers.views.parts import Lines

IDS = 10


def outage(card: OutageCard, look: Look) -> Message:
    """Return the post; it calls nobody: who is needed is called by the cards that follow."""
    took = card.outage.lasts(card.until)
    head = line(words.HEAD, since=When(card.outage.since), until=When(card.until), minutes=took)
    rows = tuple(_rows(card.news))
    parts = (Lines((head, _counts(card.news)), is_needed=True), Lines(rows))
    return message(look, line(words.PUSH, minutes=took), parts)


def _counts(news: News) -> Words:
    if not news.findings and not news.opened:
        return words.NOTHING_NEW
    return line(
        words.COUNTS,
        findings=words.FINDINGS.fill(count=news.findings),
        incidents=words.INCIDENTS.fill(count=news.opened),
    )


def _rows(news: News) -> Iterator[Line]:
    if news.bad:
        yield line(words.BAD, count=news.bad, ids=_ids((each.id for each in news.worst), news.bad))
    for text, concerned in (
        (words.WAITING, news.waiting),
        (words.EXPIRED, news.expired),
        (words.SLIPPED, news.slipped),
    ):
        open_to_all = _shown(concerned, news)
        if open_to_all:
            yield line(text, count=len(open_to_all), ids=_ids(open_to_all, len(open_to_all)))


def _shown(concerned: Iterable[Concerned], news: News) -> tuple[str, ...]:
    """Return the ids of what is for all who read there."""
    return tuple(each.id for each in concerned if each.id not in news.restricted)


def _ids(ids: Iterable[str], many: int) -> str:
    named = list(ids)[:IDS]
    more = "…" if many > len(named) else ""
    return ", ".join([*named, *([more] if more else [])])
