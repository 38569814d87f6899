"""Every source only reads, and what can't be read again is known by name."""

from __future__ import annotations

import pytest

from bot.domain import proving, sources
from bot.intake.formats.sources import FORMATS
from bot.questions.confirm.catalogue import SOURCES

NOT_READ_AGAIN = frozenset((*sources.SOURCES, proving.OWN))
"""Nothing bears out what these services report: their findings offer no runbook and run none."""


def test_each_service_s_findings_can_be_read_again_or_it_is_known_that_they_can_not() -> None:
    assert {each.name for each in FORMATS} == {*SOURCES, *NOT_READ_AGAIN}
    assert not NOT_READ_AGAIN & SOURCES.keys()


@pytest.mark.parametrize("service", sorted(SOURCES))
def test_a_source_only_reads_at_its_own_service(service: str) -> None:
    for action in SOURCES[service].actions:
        prefix, _, verb = action.partition(":")
        assert prefix == service
        assert verb.startswith(("Get", "List", "Describe"))
