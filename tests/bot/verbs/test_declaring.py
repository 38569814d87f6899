from __future__ import annotations

import runbooks
from bot.questions.confirm.catalogue import SOURCES
from bot.questions.enrich.catalogue import ENRICHERS
from bot.verbs.declaring import declared
from runbooks.kit.catalog import load


def test_every_runbooks_actions_are_in_their_roles_list() -> None:
    found = declared()
    for runbook in load(runbooks).values():
        assert set(runbook.about.reads) <= set(found.reads)
        assert set(runbook.about.contains) <= set(found.contains)
        assert set(runbook.about.releases) <= set(found.releases)


def test_every_questions_and_sources_actions_are_reads() -> None:
    found = declared()
    for question in ENRICHERS:
        assert set(question.about.actions) <= set(found.reads)
    for source in SOURCES.values():
        assert set(source.actions) <= set(found.reads)
