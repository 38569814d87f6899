"""A file that uses every part there is loads, and what is not served yet is refused by name."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from bot.domain.policy import Logs
from bot.domain.words import policy as words
from bot.policy.gaps import gaps, hiding, unused
from runbooks.kit.values import Special
from tests.bot.policy.reading import faults, policy

WHOLE = """\
teams: [T0OURS]
people: {email_domain: example.com}
roles:
  - {role: viewer,    members: [S0ENG]}
  - {role: responder, members: [S0RESPOND], environments: [prod, staging]}
  - {role: approver,  members: [S0APPROVE, U0LEAD], accounts: ["111122223333"]}
  - {role: admin,     members: [U0LEAD]}
organization:
  management: "000000000000"
  security_admin: "999988887777"
  log_archive: "888877776666"
  forensics: "777766665555"
  identity_center: "666655554444"
  discover: true
accounts:
  defaults: {contain_role: secbot-contain, release_role: secbot-release, read_role: secbot-read, external_id: chosen, watch_regions: all, act_regions: [ap-northeast-1]}
  "111122223333": {name: prod-payments, environment: prod, owner: S0PAY, precious: ["arn:aws:s3:::pay-*"]}
  "222233334444": {name: staging-payments, environment: staging}
  "000000000000": {name: management}
  "999988887777": {name: security}
  "888877776666": {name: logs}
  "777766665555": {name: forensics}
  "666655554444": {name: identity}
producers: {trusted: [aws, "arn:aws:securityhub:*:*:product/prowler/prowler"]}
routes:
  - {match: {severity: ">=HIGH", environment: prod}, channel: C0PROD, mention: S0RESPOND}
  - {match: {type: "Recon:*", severity: "<HIGH"}, channel: C0NOISE, mode: digest}
approvals:
  B: {approvals: 1, ttl: 30m}
  C: {approvals: 1, ttl: 30m}
  D: {approvals: 2, ttl: 30m}
standing: []
alone_at_night: {enabled: false}
protected: {resources: ["arn:aws:s3:::log-archive*"], accounts: []}
limits: {targets_per_hour: 20, targets_per_execution: 10}
on_call:
  rotation: {members: [U0ANN, U0RYO], starts: 2026-11-23, every: 7d, handover_at: "10:00"}
  escalate_after: 15m
  page: {sns: "arn:aws:sns:ap-northeast-1:999988887777:secbot-guard", webhook: "https://pages.example.com/page/T0KEN"}
slack: {detail: standard, language: en}
sync: {security_hub: [notified], guardduty: []}
networks: {own: [203.0.113.0/24], allowed: []}
logs: {flow: "vpc-flow-*", waf: "aws-waf-logs-*", athena: {database: logs, workgroup: security}}
retention: {findings: 400d, raw: 90d, audit: forever}
status: {at: "09:00", timezone: Asia/Tokyo}
canary: {every: 6h}
"""
NOT_YET = (("  D: {approvals: 2, ttl: 30m", ", signed: always", "approvals.D.signed"),)
DOCUMENTED = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def test_every_part_loads() -> None:
    read = policy(WHOLE)

    assert set(read.special) == set(Special)
    assert [route.channel for route in read.routes] == ["C0PROD", "C0NOISE"]
    assert read.on_call is not None
    assert read.page_webhook is not None
    assert read.page_webhook.host == "pages.example.com"
    assert read.logs == Logs("vpc-flow-*", "aws-waf-logs-*", "logs", "security")
    assert read.raw_kept == timedelta(days=90)
    assert read.findings_kept == timedelta(days=400)
    assert read.discover
    assert read.canary == timedelta(hours=6)


def test_the_example_of_the_documentation_loads_and_is_warned_of_nothing() -> None:
    (example,) = DOCUMENTED.findall(Path("docs/policy.md").read_text(encoding="utf-8"))

    read = policy(example)

    assert read.routes
    assert [said.plain() for said in (*gaps(read), *hiding(read))] == []


def test_each_key_that_is_not_served_yet_is_refused_by_name_at_its_line() -> None:
    for before, added, field in NOT_YET:
        text = WHOLE.replace(before, f"{before}{added}", 1)
        (told,) = faults(text)
        name = field.rpartition(".")[2]
        line = next(at for at, each in enumerate(text.splitlines(), 1) if f"{name}:" in each)

        assert told == f"policy.yaml, line {line}: {field}: {words.POLICY_NOT_BUILT.en}."


def test_slack_is_told_in_english_or_japanese_and_in_no_other_language() -> None:
    read = [policy(f"slack: {{language: {each}}}").language for each in ("en", "ja")]
    (told,) = faults("slack:\n  {language: fr}\n")

    assert (read, policy("teams: [T0A]").language) == (["en", "ja"], "en")
    assert told.startswith("policy.yaml, line 2: slack.language: Input should be 'en' or 'ja'")


def test_a_canary_is_sent_neither_all_the_time_nor_hardly_ever() -> None:
    for every, fault in (
        ("29m", words.POLICY_CANARY.en),
        ("2d", words.POLICY_CANARY.en),
        ("often", words.POLICY_DURATION.en),
    ):
        (told,) = faults(f"canary:\n  every: {every}\n")

        assert told == f"policy.yaml, line 2: canary.every: {fault}."


def test_what_retention_can_not_hold_is_told_at_its_place() -> None:
    for part, field, fault in (
        ("raw: 14d", "raw", words.POLICY_RAW.fill(least=15).plain()),
        ("raw: forever", "raw", words.POLICY_DURATION.en),
        ("findings: 89d", "findings", words.POLICY_FINDINGS.fill(least=90).plain()),
        ("findings: forever", "findings", words.POLICY_DURATION.en),
        ("findings: 100d, raw: 101d", "findings", words.POLICY_FINDINGS_RAW.en),
        ("audit: 400d", "audit", "Input should be 'forever'"),
        ("logs: 3d", "logs", words.POLICY_UNKNOWN.en),
    ):
        (told,) = faults(f"retention:\n  {{{part}}}\n")

        assert told == f"policy.yaml, line 2: retention.{field}: {fault}."


def test_logs_are_named_as_aws_names_them_and_told_at_their_place_where_not() -> None:
    for part, place in (
        ('flow: ""', "logs.flow: String should match"),
        ('flow: "vpc flow"', "logs.flow: String should match"),
        ('flow: "arn:aws:logs:x"', "logs.flow: String should match"),
        (f"waf: {'a' * 513}", "logs.waf: String should match"),
        ("waf: 3", "logs.waf: "),
        ("athena: logs", "logs.athena: "),
        ("athena: {database: logs}", "logs.athena.workgroup: Field required"),
        ("athena: {workgroup: security}", "logs.athena.database: Field required"),
        ("athena: {database: Logs, workgroup: a}", "logs.athena.database: String should match"),
        ('athena: {database: "a;b", workgroup: a}', "logs.athena.database: String should match"),
        ('athena: {database: a, workgroup: "a b"}', "logs.athena.workgroup: String should match"),
        ("dns: x", f"logs.dns: {words.POLICY_UNKNOWN.en}"),
        ("", f"logs: {words.POLICY_NO_LOGS.en}"),
    ):
        told, *_ = faults(f"logs:\n  {{{part}}}\n")

        assert re.match(rf"policy\.yaml, line [12]: {re.escape(place)}", told), told


def test_logs_that_nothing_asks_yet_are_told_by_the_keys_that_are_set() -> None:
    (told,) = unused(policy('logs: {flow: "a*", athena: {database: a, workgroup: b}}\n'))

    assert told.plain() == (
        "`logs` of the policy file (flow, athena) is read, and used by nothing yet."
    )
    assert list(unused(policy(""))) == []
