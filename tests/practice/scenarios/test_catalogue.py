"""Every scenario file is in the catalogue, under the name that people type."""

from __future__ import annotations

import pkgutil

import practice.scenarios
import runbooks
from practice.scenarios.catalogue import SCENARIOS
from runbooks.kit import catalog

NOT_SCENARIOS = {"catalogue", "contract"}


def test_every_scenario_is_named_as_its_file() -> None:
    files = {found.name for found in pkgutil.iter_modules(practice.scenarios.__path__)}

    assert {name.replace("-", "_") for name in SCENARIOS} == files - NOT_SCENARIOS


def test_every_answer_key_names_a_runbook_that_there_is() -> None:
    named = {scenario.brief.runbook for scenario in SCENARIOS.values()}

    assert named <= set(catalog.load(runbooks))
