"""Every source only reads, and what can't be read again is known by name, with its reason."""

from __future__ import annotations

import pytest

from bot.domain.words.confirming import HOW, NEVER
from bot.intake.formats.sources import FORMATS
from bot.questions.confirm.catalogue import SOURCES

PREFIXES = {"macie": "macie2", "trustedadvisor": "support"}
"""IAM's name of a service where it is another than that in a finding's key."""


def test_each_service_s_findings_can_be_read_again_or_it_is_said_why_they_can_not() -> None:
    assert {each.name for each in FORMATS} == {*SOURCES, *NEVER}
    assert not NEVER.keys() & SOURCES.keys()


@pytest.mark.parametrize("service", sorted(SOURCES))
def test_a_source_only_reads_at_its_own_service_and_its_calls_are_told(service: str) -> None:
    for action in SOURCES[service].actions:
        prefix, _, verb = action.partition(":")
        assert prefix == PREFIXES.get(service, service)
        assert verb.startswith(("Get", "List", "Lookup", "Describe"))
        assert f"`{action}`" in HOW[service].en
        assert f"`{action}`" in (HOW[service].ja or "")


def test_what_is_told_of_is_what_there_is() -> None:
    assert HOW.keys() == SOURCES.keys()
