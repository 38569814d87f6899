"""The controls of an alert card: only those that fit the finding and its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from bot.domain.cards import AlertCard, Offer
from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.finding import Severity
from bot.domain.incident import ENDED
from bot.domain.silencing import Act
from bot.domain.words import alert as words
from handlers.views import ids
from handlers.views.marks import Line, line
from handlers.views.parts import Button, Menu, Option
from handlers.views.rows import target_name
from runbooks.kit.text import Text

BUTTONS = 2
IN_MENU = 5
"""Slack takes no more: https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element"""
ACTS: dict[Act, Text] = {
    Act.SNOOZE: words.SNOOZE,
    Act.FALSE_POSITIVE: words.CLEAR,
    Act.ASSIGN: words.REASSIGN,
}


def controls(card: AlertCard) -> tuple[Button | Menu, ...]:
    """Return at most three buttons and a menu; a sample offers nothing that changes AWS."""
    incident = card.case.incident
    if incident.status in ENDED:
        return ()
    value = ids.carry(incident.id, incident.revision)
    take = () if incident.owner else (Button(words.TAKE, ids.TAKE, value, "primary"),)
    if card.case.lead.sample:
        return take
    busy = _settled(card.executions)
    offers = [offer for offer in card.offers if busy[offer.name] < max(1, len(offer.choices))]
    buttons = tuple(_button(offer, value) for offer in offers[:BUTTONS])
    return (*take, *buttons, _menu(card, offers[BUTTONS:]))


def _button(offer: Offer, value: str) -> Button:
    """Return the button of a runbook: red where it changes something."""
    style: Literal["", "danger"] = "" if offer.looks else "danger"
    return Button(_label(offer), ids.ask_action(offer.name), value, style)


def _label(offer: Offer) -> Line:
    """Return what an offer is called: with its target where the card itself may name another."""
    if not offer.on:
        return line(words.OFFER, title=offer.title)
    target, more = target_name(offer.on), len(offer.choices) - 1
    if more > 0:
        return line(words.OFFER_ON_MORE, title=offer.title, target=target, count=more)
    return line(words.OFFER_ON, title=offer.title, target=target)


def acts(severity: Severity) -> tuple[Act, ...]:
    """Return what a card offers besides runbooks: nobody can snooze what is CRITICAL."""
    return tuple(act for act in ACTS if act is not Act.SNOOZE or severity is not Severity.CRITICAL)


def _menu(card: AlertCard, offers: Sequence[Offer]) -> Menu:
    """Return the menu: what is no runbook, and the runbooks without a button.

    Where they don't fit, the last choice stands for all that are left.
    """
    incident = card.case.incident
    number, revision = incident.id, incident.revision
    own = tuple(
        Option(ACTS[act], ids.carry_act(number, revision, act)) for act in acts(incident.severity)
    )
    room = IN_MENU - len(own)
    shown = offers if len(offers) <= room else offers[: room - 1]
    options = tuple(
        Option(_label(offer), ids.carry(number, revision, offer.name)) for offer in shown
    )
    other = Option(words.OTHER, ids.carry(number, revision))
    return Menu(ids.MORE, (*own, *options, *(() if shown == offers else (other,))))


def _settled(executions: tuple[Execution, ...]) -> Counter[str]:
    """Return on how many targets each runbook is under way, or has succeeded and was not undone."""
    undone = {
        one.ask.undo_of
        for one in executions
        if one.ask.kind is Kind.UNDO and one.outcome is Outcome.SUCCESS
    }
    settled = {
        (one.ask.runbook, str(sorted(one.ask.inputs.items())))
        for one in executions
        if not one.ask.plan_only
        and (not one.stage.is_end or (_holds(one) and one.number not in undone))
    }
    return Counter(runbook for runbook, _ in settled)


def _holds(execution: Execution) -> bool:
    """Say whether what a runbook did is still so; a look may be had again at any time."""
    is_apply = execution.ask.kind is Kind.APPLY and execution.ask.contains
    is_so = execution.outcome is Outcome.SUCCESS or execution.stage is Stage.NOTHING_TO_DO
    return is_apply and is_so
