"""Pages beyond Slack while it takes nothing: that it is so, what came meanwhile, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.outage import Bad, Concerned, News, Outage
from bot.domain.policy import Policy
from bot.domain.run import Run
from bot.domain.words import outage as words
from bot.ports.clock import Clock
from bot.ports.pager import Pager
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.moments import for_people

SLOT = "outage page"
"""Whose row changes with each page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be paged; it tells of all up to the record `to`."""

    subject: str
    text: str
    to: int


class OutagePager:
    """Sends the one page that is owed; one that is not taken is tried again by its run."""

    def __init__(
        self, store: Store, pager: Pager | None, clock: Clock, policy: Callable[[], Policy]
    ) -> None:
        """Page by this, where there is one; accounts go by their names in the policy."""
        self._store = store
        self._pager = pager
        self._clock = clock
        self._policy = policy

    async def __call__(self, run: Run) -> None:
        """Page about the outage that the run is about. Raises PagerError."""
        page = await self._store.write(lambda unit: self._pinned(unit, run.subject))
        if self._pager is not None and page is not None:
            await self._pager.page(page.subject, page.text)
        await self._store.write(lambda unit: _paged(unit, run.subject, page))

    def _pinned(self, unit: Unit, number: int) -> Page | None:
        """Return the page, of what with this commit is on the disk: it was filed lazily.

        After a power cut a page would else name an incident that is another one by then.
        """
        page = self._owed(unit, number)
        if page is not None:
            unit.slots.claim(SLOT, self._clock.now())
        return page

    def _owed(self, unit: Unit, number: int) -> Page | None:
        """Return the page, or None: nothing is new, or it is over and nobody heard of it."""
        outage = unit.outages.get(number)
        if outage is None or not outage.declared:
            return None
        after, to = outage.paged_to, unit.outages.newest()
        if outage.ended_at is not None:
            return None if after is None else Page(words.SUBJECT_OVER.en, self._over(outage), to)
        begun = after is None
        news = unit.outages.news(outage, outage.mark if after is None else after, to)
        if not begun and not news.calls:
            return None
        head = words.PAGE_BEGUN if begun else words.PAGE_MORE
        first = head.fill(since=for_people(outage.since)).plain()
        return Page(words.SUBJECT.en, " ".join((first, *self._told(news))), to)

    def _over(self, outage: Outage) -> str:
        now = self._clock.now()
        until = for_people(outage.ended_at or now)
        return words.PAGE_OVER.fill(until=until, minutes=outage.lasts(now)).plain()

    def _told(self, news: News) -> Iterable[str]:
        """Yield what somebody must look at: ids, severities and accounts, and no more."""
        if news.bad:
            which = [self._bad(each, news) for each in news.worst]
            yield words.PAGE_NEW.fill(which=_listed(which, news.bad - len(which))).plain()
        for text, concerned in (
            (words.PAGE_WAITING, news.waiting),
            (words.PAGE_SLIPPED, news.slipped),
        ):
            if concerned:
                which = [self._concerned(each, news) for each in concerned]
                yield text.fill(which=_listed(which)).plain()
        if news.alone:
            yield words.PAGE_ALONE.fill(which=_listed(news.alone)).plain()

    def _bad(self, bad: Bad, news: News) -> str:
        severity = bad.severity.value
        if bad.id in news.restricted:
            return words.PAGE_HIDDEN.fill(incident=bad.id, severity=severity).plain()
        account = self._name(bad.account)
        return words.PAGE_ONE.fill(incident=bad.id, severity=severity, account=account).plain()

    def _concerned(self, concerned: Concerned, news: News) -> str:
        if concerned.id in news.restricted:
            return concerned.id
        account = self._name(concerned.account)
        return words.PAGE_IN.fill(id=concerned.id, account=account).plain()

    def _name(self, account: str) -> str:
        known = self._policy().accounts.get(account)
        return known.name if known else account


MOST_LISTED = 5


def _listed(which: Iterable[str], others: int = 0) -> str:
    """Return a few by name and the others by their count: a page is short."""
    named = list(which)
    others += max(0, len(named) - MOST_LISTED)
    rest = [words.PAGE_OTHERS.fill(count=others).plain()] if others else []
    return ", ".join([*named[:MOST_LISTED], *rest])


def _paged(unit: Unit, number: int, page: Page | None) -> None:
    outage = unit.outages.get(number)
    if outage is None:
        return
    if page is not None:
        unit.outages.paged(number, page.to)
    if page is None or page.subject == words.SUBJECT_OVER.en:
        _settle(unit, outage)


def _settle(unit: Unit, outage: Outage) -> None:
    """Let it rest once it is over: nothing is owed any more."""
    if not outage.is_on:
        unit.outages.settle(outage.number)
