"""The thing that somebody clicked on, as it is now, for whoever may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.cards import AlertCard, ApprovalCard, BatchCard, ProgressCard
from bot.domain.ids import Prefix, spell, spell_plan, spell_round
from bot.domain.people import Person
from bot.domain.words import reply as words
from bot.ports.unit import Unit
from bot.response.bench.retained import nothing_left
from bot.response.people import discretion
from bot.response.people.replies import Reply
from handlers.slack.payloads import Click
from handlers.slack.reception import Reception
from handlers.slack.sheets import Sources, alert_card, approval_card, batch_card, progress_card

Shown = TypeVar("Shown", AlertCard, ApprovalCard, BatchCard, ProgressCard)
Barred = Callable[[Unit, Person, int], Reply | None]
Gathers = Callable[[Unit, str, Sources], Shown | None]


@dataclass(frozen=True, slots=True)
class Clicked(Generic[Shown]):
    """Whoever clicked, and the card that they clicked on."""

    person: Person
    card: Shown


async def incident(reception: Reception, click: Click) -> Clicked[AlertCard] | None:
    """Return the incident that was clicked on; None where the person is told why not."""
    subject = spell(Prefix.INCIDENT, click.subject.number)
    return await _clicked(reception, click, subject, _barred_or_gone, alert_card)


async def plan(reception: Reception, click: Click) -> Clicked[ApprovalCard] | None:
    """Do the same for the plan of an execution."""
    subject = spell_plan(click.subject.number, click.subject.plan)
    return await _clicked(reception, click, subject, discretion.barred_execution, approval_card)


async def execution(reception: Reception, click: Click) -> Clicked[ProgressCard] | None:
    """Do the same for an execution that runs, or has run."""
    subject = spell(Prefix.EXECUTION, click.subject.number)
    return await _clicked(reception, click, subject, discretion.barred_execution, progress_card)


async def batch(reception: Reception, click: Click) -> Clicked[BatchCard] | None:
    """Do the same for a round of a batch."""
    subject = spell_round(click.subject.number, click.subject.plan)
    return await _clicked(reception, click, subject, discretion.barred_batch, batch_card)


def _barred_or_gone(unit: Unit, person: Person, number: int) -> Reply | None:
    """Return why nothing can be done by a card: not for this person, or nothing is left of it."""
    incident = unit.incidents.get(number)
    gone = nothing_left(unit, incident) if incident else None
    barred = discretion.barred(unit, person, number)
    return barred or (Reply(gone, done=False) if gone else None)


async def _clicked(
    reception: Reception, click: Click, subject: str, barred: Barred, gathers: Gathers[Shown]
) -> Clicked[Shown] | None:
    person = await reception.admit(click)
    if person is None:
        return None
    card = await reception.store.read(
        lambda unit: (
            barred(unit, person, click.subject.number) or gathers(unit, subject, reception.sources)
        )
    )
    if isinstance(card, Reply):
        reception.answer(click.reply_to, card)
        return None
    if card is None:
        reception.tell(click.reply_to, words.OLD_BUTTON)
        return None
    return Clicked(person, card)
