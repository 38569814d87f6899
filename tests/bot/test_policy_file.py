"""The policy file: every fault with its line and its field."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot import policy_file
from bot.domain.people import Role
from bot.domain.policy import Morning, Policy
from bot.errors import SettingsError
from bot.policy_file import NOT_BUILT
from runbooks.kit.values import RiskClass, Special

GOOD = """\
teams: [T0OURS]
people: {email_domain: example.com}
roles:
  - {role: responder, members: [S0RESPOND], environments: [prod]}
  - {role: approver, members: [S0APPROVE, U0LEAD], accounts: ["111122223333"]}
accounts:
  defaults: {contain_role: our-contain, external_id: abc, act_regions: [ap-northeast-1]}
  "111122223333": {name: prod-payments, environment: prod, contain_role: its-own}
approvals:
  C: {approvals: 2, ttl: 45m}
protected: {resources: ["arn:aws:s3:::log-archive*"], accounts: ["999988887777"]}
"""


def policy(text: str, team: str = "T0BOT") -> Policy:
    return policy_file.to_policy(policy_file.parse(text, "policy.yaml"), own_team=team)


def faults(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        policy_file.parse(text, "policy.yaml")
    return [said.plain() for said in caught.value.says]


def test_a_whole_file_becomes_a_policy() -> None:
    read = policy(GOOD)

    assert read.teams == {"T0OURS"}
    assert read.members_of(Role.APPROVER, "111122223333") == {"S0APPROVE", "U0LEAD"}
    assert read.accounts["111122223333"].contain_role == "its-own"
    assert read.accounts["111122223333"].release_role == "secbot-release"
    assert read.accounts["111122223333"].external_id == "abc"
    assert read.rules[RiskClass.C].approvals == 2
    assert read.rules[RiskClass.C].ttl == timedelta(minutes=45)
    assert read.rules[RiskClass.D].approvals == 2
    assert read.protects("999988887777", "anything")


@pytest.mark.parametrize("drill", [True, False])
def test_an_account_can_be_drilled_on_only_where_the_file_says_so(*, drill: bool) -> None:
    said = f"its-own, drill: {str(drill).lower()}}}"

    assert policy(GOOD.replace("its-own}", said)).accounts["111122223333"].drill is drill
    assert policy(GOOD).accounts["111122223333"].drill is False


ORGANIZED = """\
organization:
  {part}
accounts:
  "999988887777": {{name: security}}
"""


def test_the_security_admin_is_one_of_the_accounts() -> None:
    read = policy(ORGANIZED.format(part='security_admin: "999988887777"'))

    assert read.special == {Special.SECURITY_ADMIN: "999988887777"}
    assert policy("").special == {}


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ('security_admin: "111122223333"', "it names an account that is not under `accounts`"),
        ("security_admin: 999988887777", "Input should be a valid string"),
        ('security_admin: "99998888777"', "String should match pattern"),
        ('log_archive: "999988887777"', "this version does not serve it yet; take it out"),
        ('treasurer: "999988887777"', "there is no such key here"),
    ],
)
def test_a_wrong_part_in_the_organization_is_told_with_its_line_and_its_field(
    part: str, fault: str
) -> None:
    (told,) = faults(ORGANIZED.format(part=part))

    field = part.partition(":")[0]
    assert told.startswith(f"policy.yaml, line 2: organization.{field}: {fault}")


def test_an_empty_file_is_the_safe_default() -> None:
    read = policy("")

    assert read.teams == {"T0BOT"}
    assert read.accounts == {}
    assert read.grants == ()


def test_the_daily_check_is_posted_at_the_hour_of_the_file_and_without_one_not_at_all() -> None:
    told = policy("status: {at: '07:30', timezone: Asia/Tokyo, channel: C0LEAD}\n")

    assert told.morning == Morning(time(7, 30), "Asia/Tokyo", "C0LEAD")
    assert policy("status: {}\n").morning == Morning(time(9), "UTC")
    assert policy("").morning is None


def test_every_region_is_watched_unless_the_file_names_some() -> None:
    accounts = """\
accounts:
  defaults: {watch_regions: [eu-west-1, us-gov-west-1]}
  "111122223333": {name: a}
  "444455556666": {name: b, watch_regions: all}
  "777788889999": {name: c, watch_regions: [ap-northeast-1]}
"""
    read = policy(accounts).accounts

    assert [each.watch_regions for each in read.values()] == [
        ("eu-west-1", "us-gov-west-1"),
        (),
        ("ap-northeast-1",),
    ]
    assert policy(GOOD).accounts["111122223333"].watch_regions == ()


def test_the_digest_covers_what_decides_and_not_how_it_is_written() -> None:
    assert policy(GOOD).digest == policy("# a comment\n" + GOOD).digest
    assert policy(GOOD).digest != policy(GOOD.replace("45m", "46m")).digest
    assert policy(GOOD).digest != policy(GOOD, team="T0NEW").digest


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("teams: T0OURS\n", 1, "teams"),
        ("\nteams: [nonsense]\n", 2, "teams.0"),
        ("roles:\n  - {role: king, members: [U0A]}\n", 2, "roles.0.role"),
        ("roles:\n  - {role: admin, members: []}\n", 2, "roles.0.members"),
        ("roles:\n  - role: admin\n    members: [bob]\n", 3, "roles.0.members.0"),
        ("accounts:\n  111122223333: {name: x}\n", 2, "accounts.111122223333"),
        ('accounts:\n  "12": {name: x}\n', 2, "accounts.12"),
        ('accounts:\n  "١١١١٢٢٢٢٣٣٣٣": {name: x}\n', 2, "accounts.١١١١٢٢٢٢٣٣٣٣"),
        ('protected: {accounts: ["١١١١٢٢٢٢٣٣٣٣"]}\n', 1, "protected.accounts.0"),
        (
            "accounts:\n  defaults: {contain_role: rôle}\n",
            2,
            "accounts.defaults.contain_role",
        ),
        ('accounts:\n  "111122223333": {nam: x}\n', 2, "accounts.111122223333.nam"),
        ('accounts:\n  "111122223333": 3\n', 2, "accounts.111122223333"),
        ("accounts:\n  defaults: {contain: x}\n", 2, "accounts.defaults.contain"),
        ("approvals:\n  B: {approvals: 0}\n", 2, "approvals.B.approvals"),
        ("approvals:\n  D: {approvals: 1}\n", 2, "approvals.D.approvals"),
        ("approvals:\n  C: {ttl: soon}\n", 2, "approvals.C.ttl"),
        ("approvals:\n  C: {ttl: 2d}\n", 2, "approvals.C.ttl"),
        ("approvals:\n  C: {signed: enrolled}\n", 2, "approvals.C.signed"),
        ("approvals:\n  Z: {}\n", 2, "approvals.Z"),
        ("people: {email_domain: '@example.com'}\n", 1, "people.email_domain"),
        ("people: {email_domian: example.com}\n", 1, "people.email_domian"),
        ("protected: {accounts: [111122223333]}\n", 1, "protected.accounts.0"),
        ("protected: {resources: [log-archive]}\n", 1, "protected.resources.0"),
        ("roles:\n  - {role: admin, members: [U0A], accounts: []}\n", 2, "roles.0.accounts"),
        (
            "roles:\n  - role: admin\n    members: [U0A]\n    environments: [prdo]\n",
            4,
            "roles.0.environments",
        ),
        (
            'roles:\n  - role: admin\n    members: [U0A]\n    accounts: ["111122223333"]\n',
            4,
            "roles.0.accounts",
        ),
        (
            'accounts:\n  "111122223333": {name: x}\n  "444455556666": {name: x}\n',
            3,
            "accounts.444455556666.name",
        ),
        ("protected: {}\nprotected: {}\n", 2, "protected"),
        ("status:\n  at: 10:00\n", 2, "status.at"),
        ("status:\n  at: '24:00'\n", 2, "status.at"),
        ("status:\n  at: '\u0660\u0669:00'\n", 2, "status.at"),
        ("status:\n  at: '9'\n", 2, "status.at"),
        ("status:\n  timezone: Tokyo\n", 2, "status.timezone"),
        ("status:\n  timezone: ../../etc/hosts\n", 2, "status.timezone"),
        ("status:\n  timezone: 9\n", 2, "status.timezone"),
        ("status:\n  at: '09:00'\n  channel: '#security'\n", 3, "status.channel"),
        ("status: daily\n", 1, "status"),
        ("status: {weekly: true}\n", 1, "status.weekly"),
        ("accounts:\n  defaults: {watch_regions: []}\n", 2, "accounts.defaults.watch_regions"),
        ("accounts:\n  defaults: {watch_regions: most}\n", 2, "accounts.defaults.watch_regions"),
        (
            'accounts:\n  "111122223333":\n    name: x\n    watch_regions: [Tokyo]\n',
            4,
            "accounts.111122223333.watch_regions",
        ),
    ],
)
def test_each_fault_is_told_with_its_line_and_its_field(text: str, line: int, field: str) -> None:
    told = faults(text)

    assert any(each.startswith(f"policy.yaml, line {line}: {field}: ") for each in told), told


@pytest.mark.parametrize("key", sorted(NOT_BUILT))
def test_a_part_that_is_not_served_yet_is_refused_by_name(key: str) -> None:
    told = faults(f"{key}: {{}}\n")

    assert told == [f"policy.yaml, line 1: {key}: this version does not serve it yet; take it out."]


def test_what_is_precious_in_an_account_is_refused_for_nothing_heeds_it() -> None:
    account = '  "111122223333": {name: a, environment: b, precious: ["arn:aws:s3:::pay-*"]}'

    [told] = faults(f"accounts:\n{account}\n")

    assert told.startswith("policy.yaml, line 2: accounts.111122223333.precious: this version does")


@pytest.mark.parametrize("text", ["a: [", "- x\n", "just text\n", "a: b: c\n", "\tteams: []\n"])
def test_what_is_no_policy_at_all_is_said_in_a_sentence(text: str) -> None:
    assert all(line.startswith("policy.yaml") for line in faults(text))


def test_several_faults_are_told_together() -> None:
    told = faults("teams: [x]\nnonsense: 1\nroles:\n  - {role: king, members: [U0A]}\n")

    assert len(told) == 3


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yaml, which is not there"):
        policy_file.load(tmp_path / "nowhere.yaml", own_team="T0BOT")


def test_no_file_is_the_safe_default() -> None:
    assert policy_file.load(None, own_team="T0BOT").grants == ()
