"""`status`: the daily check at a terminal, whole, and as JSON."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.domain.words import status as words
from tests.bot.daily.sheets import a_busy_night, all_is_well
from tests.bot.domain.makers import ACCOUNT
from tests.bot.verbs.commands import secbot
from tests.japanese import english_in
from tests.stores import a_store, sqlite_url

POLICY = f"""\
accounts:
  "{ACCOUNT}": {{name: prod-payments, watch_regions: [ap-northeast-1, eu-west-1]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a policy, and the database of a bot after a busy night."""

    async def fill() -> None:
        async with a_store(tmp_path) as store:
            await store.write(all_is_well)
            await store.write(a_busy_night)

    asyncio.run(fill())
    (tmp_path / "policy.yaml").write_text(POLICY)
    return tmp_path


def status(folder: Path, *arguments: str) -> tuple[int, str]:
    done = secbot(folder, "status", *arguments, variables={"DATABASE_URL": sqlite_url(folder)})
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_prints_the_sheet_and_changes_nothing(folder: Path) -> None:
    before = (folder / "secbot.db").read_bytes()
    code, said = status(folder)

    assert code == 0
    assert said.startswith("🔴 1 brake is pulled, 1 incident needs an owner, 1 plan waits")
    assert "A miner on web-7" in said
    assert "A-2" in said
    assert (folder / "secbot.db").read_bytes() == before


def test_it_is_told_in_the_language_of_the_policy_file_and_as_json_in_english(
    folder: Path,
) -> None:
    _, english = status(folder, "--json")
    (folder / "policy.yaml").write_text(f"{POLICY}slack: {{language: ja}}\n")
    code, said = status(folder)
    told = json.loads(status(folder, "--json")[1])

    assert code == 0
    assert said.startswith("🔴 停止")
    assert english_in(said, ("A miner on web-7",)) == []
    assert told["verdict"] == json.loads(english)["verdict"]


def test_as_json_it_says_the_same(folder: Path) -> None:
    _, text = status(folder)
    code, said = status(folder, "--json")
    told = json.loads(said)

    assert code == 0
    assert told["verdict"]["says"] == text.splitlines()[0]
    assert [each["id"] for each in told["waiting"]] == ["A-1.1"]
    assert {each["account"] for each in told["proof"]} == {ACCOUNT, "", "444455556666"}


def test_one_account_may_be_asked_for_and_one_that_is_none_is_a_fault(folder: Path) -> None:
    code, said = status(folder, "Prod-Payments", "--json")
    assert (code, json.loads(said)["account"]) == (0, ACCOUNT)

    code, said = status(folder, "nowhere")
    assert (code, said) == (2, words.NO_SUCH_ACCOUNT.fill(typed="nowhere").plain() + "\n")


def test_without_a_database_it_is_one_sentence(tmp_path: Path) -> None:
    code, said = status(tmp_path)

    assert code == 2
    assert said.startswith("There is no database at ")
