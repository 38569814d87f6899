"""`doctor`: names each fault with its mend, invents none, changes nothing."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.deploying.doctor import needs
from bot.deploying.doctor.contract import Result
from bot.domain.words import outage
from practice.aws.server import SimulatedAws
from tests.bot.deploying.doctor.world import RELEASE, SECRET, TOKEN, World, a_world, told
from tests.bot.verbs.commands import secbot
from tests.bot.verbs.planted import FAULTS, Fault

LOOKING = ("Assume", "Describe", "Get", "List", "Simulate")


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path) as made:
        yield made


async def typed(world: World, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the verb as an operator does."""
    variables = {**world.environ}
    return await asyncio.to_thread(secbot, world.folder, "doctor", *arguments, variables=variables)


async def test_where_all_is_well_no_fault_is_invented(world: World) -> None:
    rows = await world.rows()

    assert {row.result for _, row in rows} == {Result.PASSED, Result.WARNING}, told(rows)
    warned = {title: row.says for title, row in rows if row.result is Result.WARNING}
    assert warned.keys() == {"power of web", "policy file"}
    assert warned["policy file"].text is outage.UNPAGED


@pytest.mark.parametrize("fault", [pytest.param(each, id=name) for name, each in FAULTS.items()])
async def test_a_planted_fault_is_named_with_its_mend_and_no_other(
    world: World, fault: Fault
) -> None:
    await asyncio.to_thread(fault.plant, world)

    found = await world.faults()

    named = [row for title, row in found if title == fault.check]
    assert Counter(title for title, _ in found) == Counter(
        {fault.check: fault.rows, **fault.besides}
    ), told(found)
    assert all(row.result is Result.FAILED for row in named), told(found)
    assert any(fault.says in row.says.plain() for row in named), told(found)
    assert all(row.mend is not None and fault.mend in row.mend.plain() for row in named), [
        row.mend and row.mend.plain() for row in named
    ]
    others = [row for title, row in found if title in fault.besides]
    assert all(row.mend is not None for row in others)


async def test_it_only_looks(world: World) -> None:
    before = world.aws.calls_made
    await world.rows()
    made = world.aws.calls(since=before)
    assert made

    assert {call.operation for call in made if not call.operation.startswith(LOOKING)} == set()
    asked = {each.method for each in world.slack.workspace.asked}
    assert asked == {"auth.test", "conversations.info", "usergroups.users.list"}


async def test_it_needs_what_it_declares_and_no_more(world: World) -> None:
    """Its identity has these rights alone, so whatever it called besides would be a fault."""
    key = world.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    before = world.aws.calls_made
    await world.rows()
    world.trust(RELEASE, external_id="another-external-id")
    world.environ["SECBOT_ANCHOR"] = f"kms:{key['KeyMetadata']['Arn']}"
    world.identify(world.environ["SECBOT_ANCHOR"])
    await world.rows()
    called = {call.action for call in world.aws.calls(since=before) if not call.error}

    assert {*needs.HOME, *needs.ACCOUNTS} - called == set()


async def test_people_read_a_table_and_the_exit_code_is_0(world: World) -> None:
    done = await typed(world)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "PASSED         Slack token: Slack knows it" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("No fault: ")


async def test_a_fault_stands_over_its_mend_and_the_exit_code_is_1(world: World) -> None:
    FAULTS["bot not in channel"].plant(world)

    done = await typed(world)

    lines = [line.strip() for line in done.stdout.splitlines()]
    place = next(number for number, line in enumerate(lines) if line.startswith("FAILED"))
    assert done.returncode == 1
    assert lines[place + 1] == "mend: type /invite @secbot in #security-alerts"
    assert lines[-1].startswith("1 to mend, ")


async def test_scripts_read_the_same_as_json(world: World) -> None:
    FAULTS["bot not in channel"].plant(world)

    done = await typed(world, "--json")

    report = json.loads(done.stdout)
    assert report["faults"] == 1
    assert done.returncode == 1
    (fault,) = [each for each in report["checks"] if each["result"] == "FAILED"]
    assert (fault["check"], fault["subject"]) == ("Slack channel", "C0SEC")
    assert fault["mend"] == "type /invite @secbot in #security-alerts"


async def test_no_secret_is_told_whatever_is_wrong(world: World) -> None:
    for name in ("wrong token", "a user's token", "external id wrong in the policy"):
        FAULTS[name].plant(world)

    done = await typed(world)

    assert done.returncode == 1
    for secret in (TOKEN, SECRET, "xoxp-of-a-person", "another-external-id"):
        assert secret not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--url", "secbot.example"), "--url is secbot.example"), (("--half", "both"), "--half")],
)
def test_what_cant_be_run_is_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    refused = secbot(tmp_path, "doctor", *arguments)

    assert refused.returncode == 2
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_env_file_that_cant_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    refused = secbot(tmp_path, "doctor")

    assert refused.returncode == 2
    assert refused.stderr.endswith(".env can't be read: UnicodeDecodeError.\n")


def test_with_nothing_set_up_each_check_still_says_what_to_do(tmp_path: Path) -> None:
    done = secbot(
        tmp_path, "doctor", "--json", variables={"SLACK_API_URL": "http://127.0.0.1:9/api/"}
    )

    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert {each["check"] for each in report["checks"]} >= {"settings", "topic", "AWS identity"}
    assert all(each["mend"] for each in report["checks"] if each["result"] != "PASSED")
