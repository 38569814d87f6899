"""What the words of each source weigh."""

from __future__ import annotations

import pytest

from bot.domain.finding import Severity
from bot.domain.proving import OWN
from bot.domain.sources import HEALTH, INSPECTOR, MACIE, SOURCES
from bot.domain.words.alert import SERVICES
from bot.intake.formats.sources import FORMATS


def test_every_format_but_canaries_and_those_with_bands_of_numbers_has_its_table_and_its_name() -> (
    None
):
    names = {one.name for one in FORMATS}
    assert {
        name for name in names if not name.startswith(("guardduty", "securityhub", OWN))
    } == set(SOURCES)
    assert set(SOURCES) <= set(SERVICES)


@pytest.mark.parametrize(
    ("source", "word", "severity"),
    [
        (MACIE, "HIGH", Severity.HIGH),
        (MACIE, " high ", Severity.HIGH),
        (INSPECTOR, "untriaged", Severity.MEDIUM),
        (HEALTH, "never heard of", Severity.LOW),
        (HEALTH, "", Severity.LOW),
    ],
)
def test_a_word_weighs_the_same_whatever_its_case_and_an_unknown_one_what_is_usual(
    source: str, word: str, severity: Severity
) -> None:
    assert SOURCES[source].severity(word) is severity
