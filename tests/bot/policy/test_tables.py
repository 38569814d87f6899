"""docs/decisions.md says what decide() says, and nothing that it does not."""

from __future__ import annotations

from pathlib import Path

from bot.policy.tables import page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "decisions.md"


def test_the_page_is_what_is_decided_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def rows() -> dict[str, str]:
    cells = [line.strip("| ").split(" | ") for line in page().splitlines() if line[:2] == "| "]
    return {row[0]: row[-1] for row in cells}


def test_only_the_cases_that_should_run_do() -> None:
    runs = {name for name, answer in rows().items() if answer == "**runs**"}

    assert runs == {
        "one approver",
        "nobody, to class B in staging that a standing rule names",
        "an admin who breaks the glass, alone",
        "Ann, who would contain alone at 03:00, where `alone_at_night` is from 22:00 to 07:00",
        "two approvers, class D (a drill)",
        "the same, once they have opened the whole plan",
    }


def test_two_accounts_of_one_mailbox_are_one_voice() -> None:
    assert rows()["two Slack accounts of one mailbox, class D (a drill)"] == "waits for 1 more"
