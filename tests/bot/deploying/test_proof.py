from __future__ import annotations

import pytest

from bot.deploying.declared import Declared
from bot.deploying.proof import prove
from bot.deploying.section import read
from bot.domain.syncing import WRITES
from bot.verbs.declaring import declared
from tests.bot.deploying.examples import WIDE
from tests.bot.verbs.commands import ROOT


def test_the_section_of_security_md_is_what_is_computed() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

    assert read(page) == prove(declared()).page, "make docs writes it"


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (WIDE, 3),
        (Declared(("ec2:StopInstances",), (), ()), 1),
    ],
)
def test_the_exit_code_says_whether_limits_are_known_or_a_claim_is_broken(
    found: Declared, code: int
) -> None:
    assert prove(found).code == code


def test_a_thief_of_the_bot_reaches_every_role_and_the_page_says_so() -> None:
    page = prove(WIDE).page

    (row,) = [line for line in page.splitlines() if line.startswith("| those of `run`, or of")]
    count = len({*WIDE.contains, *WIDE.releases, *WRITES})
    assert f"`secbot-contain`, `secbot-release`, `secbot-sync` may: {count} actions" in row
    assert "| **does not hold** | What hides a finding upstream takes two" in page
    assert "| **does not hold** | Stolen bot credentials mean an outage" in page


def test_without_the_external_ids_and_as_web_nothing_is_reached() -> None:
    rows = [line for line in prove(WIDE).page.splitlines() if line.startswith("|")]

    for start in ("| `web`'s", "| those without"):
        (row,) = [line for line in rows if line.startswith(start)]
        assert row.endswith("| nothing |")
