"""Brings the card of an incident that had none, once somebody asks for it or works on it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.run import Work
from bot.domain.storm import card_of
from bot.ports.incidents import Change
from bot.ports.unit import Unit


def bring(unit: Unit, incident: Incident, now: datetime) -> bool:
    """Let an incident have its card from now on; False where it has one.

    What nobody could see was not asked about either, so that is begun.
    """
    if incident.has_card:
        return False
    unit.incidents.change(incident.number, Change(has_card=True), now)
    unit.outbox.want([card_of(incident)], now)
    unit.runs.start(Work.ENRICH, incident.number)
    return True
