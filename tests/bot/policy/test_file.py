"""The policy file: every fault with its line and its field."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.domain.finding import Severity
from bot.domain.people import Role
from bot.domain.policy import Hours, Limits, Morning, Night, Raise, StandingRule, Sync
from bot.errors import SettingsError
from bot.policy import file as policy_file
from runbooks.kit.values import RiskClass, Special
from tests.bot.policy.reading import faults, policy

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


def test_a_topic_that_pages_is_taken_as_it_is_and_none_is_none() -> None:
    topic = "arn:aws:sns:eu-west-1:999988887777:secbot-guard"

    assert policy(f"{GOOD}on_call: {{page: {{sns: {topic}}}}}\n").page_topic == topic
    assert policy(f"{GOOD}on_call: {{}}\n").page_topic == ""
    assert policy(GOOD).page_topic == ""


@pytest.mark.parametrize("drill", [True, False])
def test_an_account_can_be_drilled_on_only_where_the_file_says_so(*, drill: bool) -> None:
    said = f"its-own, drill: {str(drill).lower()}}}"

    assert policy(GOOD.replace("its-own}", said)).accounts["111122223333"].drill is drill
    assert policy(GOOD).accounts["111122223333"].drill is False


def test_limits_are_the_safe_ones_unless_the_file_makes_them_smaller() -> None:
    assert policy("").limits == Limits(targets_per_hour=20, targets_per_execution=10)
    assert policy("limits: {targets_per_hour: 5}").limits == Limits(5, 10)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("targets_per_hour: 21", "a limit may only be made smaller, and here the most is 20"),
        ("targets_per_execution: 11", "a limit may only be made smaller, and here the most is 10"),
        ("targets_per_hour: 0", "Input should be greater than or equal to 1"),
        ("targets_per_hour: true", "Input should be a valid integer"),
        ('targets_per_hour: "5"', "Input should be a valid integer"),
        ("targets_per_day: 5", "there is no such key here"),
    ],
)
def test_a_wrong_limit_is_told_with_its_line_and_its_field(part: str, fault: str) -> None:
    (told,) = faults(f"teams: [T0OURS]\nlimits:\n  {part}\n")

    assert f"line 3: limits.{part.partition(':')[0]}: {fault}" in told


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
        ("discover: true", "it needs `management` or `security_admin` beside it"),
        ("discover: yes please", "Input should be a valid boolean"),
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


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yaml, which is not there"):
        policy_file.load(tmp_path / "nowhere.yaml", own_team="T0BOT")


def test_no_file_is_the_safe_default() -> None:
    assert policy_file.load(None, own_team="T0BOT").grants == ()


def test_a_class_is_made_stricter_where_and_when_the_file_says(tmp_path: Path) -> None:
    text = """\
accounts:
  "111122223333": {name: a, environment: prod}
raises:
  - {classes: [C], environments: [prod]}
  - {classes: [A, B], accounts: ["111122223333"], hours: "22:00-07:00", timezone: Asia/Tokyo}
"""
    path = tmp_path / "policy.yaml"
    path.write_text(text)

    assert policy_file.load(path, own_team="T0").raises == (
        Raise(frozenset({RiskClass.C}), frozenset({"prod"})),
        Raise(
            frozenset({RiskClass.A, RiskClass.B}),
            accounts=frozenset({"111122223333"}),
            hours=Hours(time(22), time(7), "Asia/Tokyo"),
        ),
    )
    assert policy("").raises == ()


def test_what_may_run_unasked_is_what_the_file_names(tmp_path: Path) -> None:
    text = """\
accounts: {"111122223333": {name: a, environment: staging}}
standing:
  - {runbook: block_public_s3, environments: [staging], resources: ["arn:aws:s3:::tmp-*"]}
  - {runbook: detective_context, environments: [staging], severity: ">=HIGH"}
"""
    path = tmp_path / "policy.yaml"
    path.write_text(text)

    assert policy_file.load(path, own_team="T0").standing == (
        StandingRule("block_public_s3", frozenset({"staging"}), ("arn:aws:s3:::tmp-*",)),
        StandingRule("detective_context", frozenset({"staging"}), floor=Severity.HIGH),
    )


def test_nothing_is_told_upstream_unless_the_file_says_what() -> None:
    told = "sync: {security_hub: [notified, resolved], guardduty: [archive]}\n"
    told_v2 = "sync: {security_hub_v2: [in_progress, comment]}\n"

    assert policy(GOOD).sync == Sync()
    assert policy(GOOD + told).sync == Sync(
        frozenset({"notified", "resolved"}), frozenset({"archive"})
    )
    assert policy(GOOD + told_v2).sync == Sync(
        security_hub_v2=frozenset({"in_progress", "comment"})
    )
    assert policy(GOOD).accounts["111122223333"].sync_role == "secbot-sync"


@pytest.mark.parametrize(
    ("part", "field", "fault"),
    [
        ("{security_hub: [notified, new]}", "sync.security_hub.1", "Input should be 'notified'"),
        ("{guardduty: archive}", "sync.guardduty", "Input should be a valid tuple"),
        (
            "{security_hub_v2: [notified]}",
            "sync.security_hub_v2.0",
            "Input should be 'in_progress'",
        ),
        ("{detective: []}", "sync.detective", "no such key"),
    ],
)
def test_what_can_not_be_told_upstream_is_refused_by_its_field(
    part: str, field: str, fault: str
) -> None:
    [told] = faults(f"teams: [T0OURS]\nsync: {part}\n")

    assert told.startswith(f"policy.yaml, line 2: {field}: ")
    assert fault in told or field == "sync.detective"


def test_one_may_contain_alone_only_where_and_when_the_file_says(tmp_path: Path) -> None:
    text = """\
accounts: {"111122223333": {name: a, environment: prod}}
alone_at_night:
  enabled: true
  hours: "22:00-07:00"
  timezone: Asia/Tokyo
  environments: [prod]
  confirm_within: 30m
"""
    path = tmp_path / "policy.yaml"
    path.write_text(text)

    hours = Hours(time(22), time(7), "Asia/Tokyo")
    assert policy_file.load(path, own_team="T0").night == Night(
        hours, environments=frozenset({"prod"}), confirm_within=timedelta(minutes=30)
    )
    off = text.replace("true", "false")
    assert policy(off).night is None
    assert policy("").night is None
    assert policy(off).digest != policy(text).digest


@pytest.mark.parametrize(
    "part",
    [
        "{enabled: sometimes}",
        "{enabled: true, hours: 22:00}",
        '{enabled: true, hours: "22:00-22:00"}',
        '{enabled: true, hours: "22:00-07:00", timezone: Mars/Base}',
        '{enabled: true, hours: "22:00-07:00", classes: [D]}',
        '{enabled: true, hours: "22:00-07:00", confirm_within: never}',
        '{enabled: true, hours: "22:00-07:00", accounts: []}',
        "true",
    ],
)
def test_a_night_that_is_none_is_told_at_its_place(part: str) -> None:
    (told,) = faults(f"teams: [T0OURS]\nalone_at_night: {part}\n")
    assert told.startswith("policy.yaml, line 2: alone_at_night")
