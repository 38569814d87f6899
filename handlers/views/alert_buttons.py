"""The controls of an alert card: only those that fit the finding and its state."""

from __future__ import annotations

from typing import Literal

from bot.domain.cards import AlertCard, Offer
from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.incident import Status
from bot.domain.words import alert as words
from handlers.views import ids
from handlers.views.marks import line
from handlers.views.parts import Button, Menu, Option

BUTTONS = 2
IN_MENU = 4
OVER = frozenset({Status.RESOLVED, Status.CLOSED})


def controls(card: AlertCard) -> tuple[Button | Menu, ...]:
    """Return at most three buttons and a menu; a sample offers nothing that changes AWS."""
    incident = card.case.incident
    if incident.status in OVER:
        return ()
    value = ids.carry(incident.id, incident.revision)
    take = () if incident.owner else (Button(words.TAKE, ids.TAKE, value, "primary"),)
    if card.case.lead.sample:
        return take
    busy = _settled(card.executions)
    offers = [offer for offer in card.offers if offer.name not in busy]
    buttons = tuple(_button(offer, value) for offer in offers[:BUTTONS])
    return (*take, *buttons, *_menu(card, tuple(offer.name for offer in offers[BUTTONS:])))


def _button(offer: Offer, value: str) -> Button:
    """Return the button of a runbook: red where it changes something."""
    style: Literal["", "danger"] = "" if offer.looks else "danger"
    label = line(words.OFFER, title=offer.title)
    return Button(label, ids.ask_action(offer.name), value, style)


def _menu(card: AlertCard, names: tuple[str, ...]) -> tuple[Menu, ...]:
    """Return the menu of what has no button, the last choice standing for all that are left."""
    if not names:
        return ()
    incident = card.case.incident
    titles = {offer.name: offer.title for offer in card.offers}
    shown = names if len(names) <= IN_MENU + 1 else names[:IN_MENU]
    options = tuple(
        Option(
            line(words.OFFER, title=titles[name]), ids.carry(incident.id, incident.revision, name)
        )
        for name in shown
    )
    other = Option(words.OTHER, ids.carry(incident.id, incident.revision))
    return (Menu(ids.MORE, options if shown == names else (*options, other)),)


def _settled(executions: tuple[Execution, ...]) -> frozenset[str]:
    """Return the runbooks that are under way, or have succeeded and were not undone."""
    undone = {
        one.ask.undo_of
        for one in executions
        if one.ask.kind is Kind.UNDO and one.outcome is Outcome.SUCCESS
    }
    return frozenset(
        one.ask.runbook
        for one in executions
        if not one.ask.plan_only
        and (not one.stage.is_end or (_holds(one) and one.number not in undone))
    )


def _holds(execution: Execution) -> bool:
    """Say whether what a runbook did is still so; a look may be had again at any time."""
    is_apply = execution.ask.kind is Kind.APPLY and execution.ask.contains
    is_so = execution.outcome is Outcome.SUCCESS or execution.stage is Stage.NOTHING_TO_DO
    return is_apply and is_so
