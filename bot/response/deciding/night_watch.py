"""Watches over what was contained alone at night: pages, and asks for its undo where it must."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial

from bot.domain.execution import Ask, Execution
from bot.domain.record import What
from bot.domain.review import Review, ReviewKind
from bot.domain.run import Run
from bot.domain.words import night as words
from bot.ports.bell import Ring
from bot.ports.pager import Pager
from bot.ports.unit import Unit
from bot.response.bench.prefill import UnfitError
from bot.response.bench.workbench import Workbench
from bot.response.deciding import lone
from bot.response.deciding.night import is_due, whom
from bot.response.planning.aiming import Aim
from bot.response.planning.asking import take_down, undoing, why_not_undone
from bot.response.planning.standing import NOBODY
from runbooks.kit.moments import minutes
from runbooks.kit.text import Said

_log = logging.getLogger(__name__)


class NightWatch:
    """Looks at one execution that was contained alone; once more is fine, and asks nothing twice.

    The undo is asked for by nobody's name: it needs its approvals like any other.
    """

    def __init__(self, bench: Workbench, pager: Pager | None = None) -> None:
        """Work with these; without a pager nobody is paged beyond Slack."""
        self.store = bench.store
        self.bell = bench.bell
        self.clock = bench.clock
        self.catalogue = bench.catalogue
        self.policy = bench.policy
        self.pager = pager

    async def run(self, run: Run) -> None:
        """Tell that nobody came in time, ask for the undo, page. Lets PagerError rise."""
        number = run.subject
        await self.store.write(lambda unit: self._look(unit, number))
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
        if self.pager is not None:
            await self._page(self.pager, number)

    def _look(self, unit: Unit, number: int) -> None:
        execution, now = unit.executions.lock(number), self.clock.now()
        review = unit.reviews.of(number)
        if execution is None or review is None or review.kind is not ReviewKind.NIGHT:
            return
        if is_due(review, now):
            review = self._late(unit, execution, review, now)
        if review.takes_back and execution.stage.is_end:
            self._take_back(unit, execution, review)

    def _late(self, unit: Unit, execution: Execution, review: Review, now: datetime) -> Review:
        """Tell once that nobody came, and return the review as it is then.

        Where another plan has taken the place of the one that was let run alone, none of it ran:
        the other needed its approvals.
        """
        if review.plan != execution.plan_number:
            if execution.stage.is_end:
                unit.reviews.settle(execution.number, now)
            return review
        if not unit.reviews.late(execution.number, now):
            return review
        due = review.due_at or now
        body = {
            "plan": review.plan,
            "minutes": minutes(due - review.opened_at),
            "account": execution.ask.account,
            "who": whom(unit, self.policy, execution),
        }
        lone.tell(unit, What.UNCONFIRMED, "", execution, body, now)
        return unit.reviews.of(execution.number) or review

    def _take_back(self, unit: Unit, execution: Execution, review: Review) -> None:
        """Ask for the undo once, unless there is nothing to put back, or somebody asked already."""
        now = self.clock.now()
        unit.reviews.settle(execution.number, now)
        if why_not_undone(unit, execution) is not None:
            return
        try:
            ask = self._undoing(execution, review)
        except UnfitError as error:
            _log.warning("no undo of %s can be asked for: %s", execution.id, error.says.plain())
            return
        take_down(unit, Aim(ask, execution.channel), NOBODY, now)

    def _undoing(self, execution: Execution, review: Review) -> Ask:
        reason = words.UNDO_DENIED.fill(name=review.closed_by_name, says=review.says)
        if not review.is_denied:
            reason = words.UNDO_LATE.fill(execution=execution.id)
        return undoing(self.catalogue, execution, reason.plain(), {})

    async def _page(self, pager: Pager, number: int) -> None:
        """Send the pages that are owed, one after the other."""
        review = await self.store.read(lambda unit: unit.reviews.of(number))
        execution = await self.store.read(lambda unit: unit.executions.get(number))
        if review is None or execution is None or not review.is_open:
            return
        incident = execution.ask.incident
        few = await self.store.read(lambda unit: unit.restrictions.of(incident))
        for sent in range(review.paged, review.pages):
            text = _begun(execution, review) if sent == 0 else _unconfirmed(execution, review)
            if few is not None:
                text = words.PAGE_WITHHELD.fill(execution=execution.id)
            await pager.page(words.PAGE_SUBJECT.en, text.plain())
            await self.store.write(partial(_paged, number=number, count=sent + 1))


def _paged(unit: Unit, number: int, count: int) -> None:
    unit.reviews.paged(number, count)


def _begun(execution: Execution, review: Review) -> Said:
    due = review.due_at or review.opened_at
    return words.PAGE_BEGUN.fill(
        name=review.opened_by_name,
        execution=execution.id,
        runbook=execution.ask.runbook,
        account=execution.ask.account,
        reason=review.reason,
        until=f"{due:%H:%M}",
    )


def _unconfirmed(execution: Execution, review: Review) -> Said:
    return words.PAGE_LATE.fill(execution=execution.id, name=review.opened_by_name)
