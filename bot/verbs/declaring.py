"""Gathers what every runbook and every question, and the doctor, declares that it calls."""

from __future__ import annotations

from collections.abc import Iterable

import runbooks
from bot.deploying.declared import Declared, merged
from bot.deploying.doctor import needs
from bot.questions.checks.catalogue import ABOUTS
from bot.questions.confirm.catalogue import SOURCES
from bot.questions.enrich.catalogue import ENRICHERS
from bot.questions.organization import ACTIONS as LISTING
from bot.questions.role_uses import ACTIONS
from bot.questions.sweeping import ACTIONS as SWEEPING
from runbooks.kit.catalog import load


def declared() -> Declared:
    """Return the actions of each of an account's roles."""
    abouts = [each.about for each in load(runbooks).values()]
    reading: tuple[Iterable[tuple[str, ...]], ...] = (
        (about.reads for about in abouts),
        (about.reads_there for about in abouts),
        (question.about.actions for question in ENRICHERS),
        (source.actions for source in SOURCES.values()),
        (about.actions for about in ABOUTS),
        (needs.ACCOUNTS,),
        (ACTIONS,),
        (LISTING,),
        SWEEPING.values(),
    )
    return Declared(
        reads=merged(actions for source in reading for actions in source),
        contains=merged(about.contains for about in abouts),
        releases=merged(about.releases for about in abouts),
    )
