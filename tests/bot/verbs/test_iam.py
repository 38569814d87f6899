"""`iam` as an operator uses it: policies on standard output, what is missing on the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.deploying.document import listed
from bot.deploying.section import BEGIN, END, read
from tests.bot.verbs.commands import ROOT, secbot

TOPIC = "arn:aws:sns:eu-central-1:999988887777:secbot-findings"
PAGES = "arn:aws:sns:eu-central-1:999988887777:secbot-guard"
POLICY = f"""
teams: [T0OURS]
on_call: {{page: {{sns: "{PAGES}"}}}}
accounts:
  "111122223333": {{name: prod, environment: prod, external_id: a-long-random-word}}
  "444455556666": {{name: staging, environment: staging, release_role: /ir/undo}}
"""
VARIABLES = {
    "SECBOT_SNS_TOPICS": TOPIC,
    "SECBOT_ANCHOR": "s3://anchors/secbot",
    "SLACK_BOT_TOKEN": "secretsmanager:secbot/slack",
    "DATABASE_URL": "ssm:/secbot/database",
}


def test_the_bots_own_policy_is_made_from_its_settings_and_its_policy_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")

    printed = secbot(tmp_path, "iam", "run", variables=VARIABLES)

    printed_statements = json.loads(printed.stdout)["Statement"]
    statements = {action: one for one in printed_statements for action in listed(one["Action"])}
    assert (printed.returncode, printed.stderr) == (0, "")
    assert statements["sts:AssumeRole"]["Resource"] == [
        "arn:aws:iam::111122223333:role/secbot-contain",
        "arn:aws:iam::111122223333:role/secbot-read",
        "arn:aws:iam::111122223333:role/secbot-release",
        "arn:aws:iam::444455556666:role/ir/undo",
        "arn:aws:iam::444455556666:role/secbot-contain",
        "arn:aws:iam::444455556666:role/secbot-read",
    ]
    assert statements["sns:ConfirmSubscription"]["Resource"] == [TOPIC]
    assert statements["sns:Publish"]["Resource"] == [PAGES]
    assert statements["s3:PutObject"]["Resource"] == "arn:aws:s3:::anchors/secbot/*"
    assert {"secretsmanager:GetSecretValue", "ssm:GetParameter"} < statements.keys()
    assert "a-long-random-word" not in printed.stdout


def test_the_halves_share_the_database_and_nothing_else(tmp_path: Path) -> None:
    def actions(half: str) -> set[str]:
        printed = secbot(tmp_path, "iam", half, variables=VARIABLES)
        statements = json.loads(printed.stdout)["Statement"]
        return {action for one in statements for action in listed(one["Action"])}

    assert actions("web") & actions("worker") == {"ssm:GetParameter"}
    assert "sts:AssumeRole" not in actions("web")


def test_what_is_not_set_is_said_and_the_policy_is_printed_nevertheless(tmp_path: Path) -> None:
    printed = secbot(tmp_path, "iam", "run")

    assert printed.returncode == 0
    assert "SECBOT_SNS_TOPICS is not set" in printed.stderr
    assert "The policy file has no account" in printed.stderr
    assert "arn:aws:iam::*:role/secbot-read" in printed.stdout


def test_a_setting_that_is_wrong_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    refused = secbot(tmp_path, "iam", "run", variables={"SECBOT_SNS_TOPICS": "findings"})

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("SECBOT_SNS_TOPICS ")


@pytest.mark.parametrize("kind", ["read", "contain", "boundary", "deny-all", "scp"])
def test_a_policy_needs_no_setting_and_is_the_same_each_time(tmp_path: Path, kind: str) -> None:
    first = secbot(tmp_path, "iam", kind)

    assert (first.returncode, first.stderr) == (0, "")
    assert json.loads(first.stdout)["Version"] == "2012-10-17"
    assert secbot(tmp_path, "iam", kind).stdout == first.stdout


def test_a_policy_is_for_any_account_or_for_one(tmp_path: Path) -> None:
    one = secbot(tmp_path, "iam", "contain", "--account", "111122223333").stdout

    assert ":111122223333:instance/*" in one
    assert "aws:PrincipalAccount" not in one
    assert "${aws:PrincipalAccount}" in secbot(tmp_path, "iam", "contain").stdout


def test_which_roles_an_undo_may_hand_back_is_asked_for(tmp_path: Path) -> None:
    web = "arn:aws:iam::111122223333:role/web"
    none, some = (
        secbot(tmp_path, "iam", "release"),
        secbot(tmp_path, "iam", "release", "--pass", web),
    )

    assert "No --pass was given" in none.stderr
    assert "iam:PassRole" not in none.stdout
    assert some.stderr == ""
    assert web in some.stdout


def test_a_trust_names_a_principal_and_the_external_id(tmp_path: Path) -> None:
    bot = "arn:aws:iam::999988887777:role/bot"
    printed = secbot(tmp_path, "iam", "trust", "--principal", bot, "--external-id", "random-word")

    statement = json.loads(printed.stdout)["Statement"][0]
    assert statement["Principal"] == {"AWS": bot}
    assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": "random-word"}}


def test_the_templates_are_those_that_are_deployed(tmp_path: Path) -> None:
    printed = secbot(tmp_path, "iam", "template").stdout

    guard = secbot(tmp_path, "iam", "guard").stdout

    assert printed == (ROOT / "deploy" / "secbot.yaml").read_text(encoding="utf-8")
    assert guard == (ROOT / "deploy" / "secbot-guard.yaml").read_text(encoding="utf-8")


def test_proving_says_what_does_not_hold_and_exits_3(tmp_path: Path) -> None:
    proved = secbot(tmp_path, "iam", "prove")

    assert proved.returncode == 3
    assert "does not hold" in proved.stdout
    assert proved.stdout.strip().splitlines()[-1].endswith("can do more than cause an outage.")


def test_what_is_proved_can_be_put_into_a_page(tmp_path: Path) -> None:
    page = tmp_path / "SECURITY.md"
    page.write_text(f"ours\n{BEGIN}\n{END}\n", encoding="utf-8")

    assert secbot(tmp_path, "iam", "prove", "--into", str(page)).returncode == 0
    assert "does not hold" in read(page.read_text(encoding="utf-8"))


def test_a_page_without_marks_and_one_that_is_not_there_are_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("ours\n", encoding="utf-8")

    for path in (page, tmp_path / "none.md"):
        refused = secbot(tmp_path, "iam", "prove", "--into", str(path))
        assert refused.returncode == 2
        assert refused.stderr.startswith(str(path))
    assert page.read_text(encoding="utf-8") == "ours\n"
