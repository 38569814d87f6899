"""Every source only reads, and every service whose findings are read has one."""

from __future__ import annotations

import pytest

from bot.intake.formats.sources import FORMATS
from bot.questions.confirm.catalogue import SOURCES


def test_each_format_s_findings_can_be_read_again() -> None:
    assert {each.name for each in FORMATS} <= set(SOURCES)


@pytest.mark.parametrize("service", sorted(SOURCES))
def test_a_source_only_reads_at_its_own_service(service: str) -> None:
    for action in SOURCES[service].actions:
        prefix, _, verb = action.partition(":")
        assert prefix == service
        assert verb.startswith(("Get", "List", "Describe"))
