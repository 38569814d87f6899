"""Settings: each fault one sentence that names it, and no secret ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsError
from bot.settings import SETTINGS
from tests.sns_sender import SnsSender

TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:security-findings"
GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-token-of-the-bot",
    "SLACK_SIGNING_SECRET": "signing-secret-of-the-app",
    "SECBOT_CHANNEL": "C0SEC",
}


def no_reference(reference: str) -> str:
    raise LookupError(reference)


def faults(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings.read(environ, no_reference)
    return [said.plain() for said in caught.value.says]


def test_three_settings_are_enough() -> None:
    read = settings.read(GOOD, no_reference)

    assert read.slack_api_url == "https://slack.com/api/"
    assert (read.host, read.port) == ("0.0.0.0", 8080)
    assert (read.admin_host, read.admin_port) == ("127.0.0.1", 8081)
    assert read.database_url.get_secret_value() == "sqlite:///secbot.db"
    assert read.policy_path is None
    assert read.sns_topics == frozenset()


def test_every_missing_setting_is_named_at_once() -> None:
    told = faults({})

    required = [each.name for each in SETTINGS if each.required]
    assert [line.split()[0] for line in told] == [*required, "SLACK_APP_TOKEN"]
    assert "SLACK_SIGNING_SECRET" in told[-1]


def test_a_setting_that_is_not_served_yet_is_refused_by_name() -> None:
    later = [each.name for each in SETTINGS if not each.built]
    told = faults(GOOD | dict.fromkeys(later, "x"))

    assert [line.split()[0] for line in told] == later


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٣"),
        ("ADMIN_PORT", "8081.5"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("SECBOT_CHANNEL", "#security"),
        ("SECBOT_SNS_TOPICS", "security-findings"),
        ("SECBOT_SNS_TOPICS", TOPIC + ",nonsense"),
        ("SECBOT_SNS_CERTIFICATE", "cert.pem"),
        ("SECBOT_SNS_CERTIFICATE", TOPIC + "=cert.pem"),
        ("DATABASE_URL", "mysql://root:hunter22@db/secbot"),
        ("DATABASE_URL", "sqlite:///"),
        ("SECBOT_SQS_QUEUE_URL", "secbot-findings"),
        ("SECBOT_SQS_QUEUE_URL", "http://sqs.eu-west-1.amazonaws.com/111122223333/q"),
        ("SECBOT_SQS_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/111122223333/q.fifo"),
        ("SECBOT_ANCHOR", "kms:alias/anchors"),
        ("SECBOT_ANCHOR", "arn:aws:kms:eu-west-1:111122223333:key/1"),
        ("SECBOT_ANCHOR", "kms:arn:aws:kms:eu-west-1:111122223333:alias/anchors"),
        ("SECBOT_ANCHOR", "s3://"),
        ("SECBOT_ANCHOR", "s3://Anchors/secbot"),
        ("SECBOT_ANCHOR", "s3://anchors/sec bot"),
        ("SECBOT_ANCHOR", "https://anchors.s3.amazonaws.com/secbot"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_begins_with_its_name(name: str, value: str) -> None:
    told = faults(GOOD | {name: value})

    assert [line.split()[0] for line in told] == [name]
    assert "hunter22" not in told[0]


@pytest.mark.parametrize(
    "url",
    [
        "https://sqs.eu-west-1.amazonaws.com/111122223333/secbot-findings",
        "http://127.0.0.1:5000/111122223333/secbot-findings",
        "",
    ],
)
def test_a_queues_address_is_read(url: str) -> None:
    environ = {**GOOD, "SECBOT_SQS_QUEUE_URL": url}
    assert settings.read(environ, no_reference).sqs_queue_url == url
    assert settings.queue_url(environ, no_reference) == url


def test_a_certificate_is_read_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    pem, other = tmp_path / "topic.pem", tmp_path / "other.pem"
    pem.write_bytes(SnsSender().certificate)
    other.write_text("no certificate")
    named = {"SECBOT_SNS_TOPICS": TOPIC, "SECBOT_SNS_CERTIFICATE": f"{TOPIC}={pem}"}

    read = settings.read(GOOD | named, no_reference)
    assert read.sns_certificates == {TOPIC: pem.read_bytes()}
    for path in (other, tmp_path / "missing.pem"):
        told = faults(GOOD | named | {"SECBOT_SNS_CERTIFICATE": f"{TOPIC}={path}"})
        assert "can't be read as a PEM certificate" in told[0]


def test_a_secret_may_be_a_reference_and_a_broken_one_is_named() -> None:
    environ = GOOD | {"SLACK_BOT_TOKEN": "secretsmanager:secbot/token"}

    read = settings.read(environ, lambda reference: f"xoxb-{reference}")
    assert read.slack_bot_token.get_secret_value() == "xoxb-secretsmanager:secbot/token"
    told = faults(environ)
    assert told[0].startswith("SLACK_BOT_TOKEN refers to secretsmanager:secbot/token")


def test_a_signing_secret_that_anybody_could_guess_is_refused() -> None:
    assert faults(GOOD | {"SLACK_SIGNING_SECRET": "short"}) == [
        "SLACK_SIGNING_SECRET is shorter than 12 characters, so it is no signing secret."
    ]


@pytest.mark.parametrize(
    ("token", "told"),
    [
        ("hello-hello-hello", "no bot token"),
        ("XOXB-1-hello", "no bot token"),
        ("Bearer xoxb-1-hello", "no bot token"),
        ("xoxp-1-hello", "a user token (xoxp-)"),
        ("xapp-1-hello", "an app-level token (xapp-)"),
        ("xoxe.xoxb-1-hello", "a token of token rotation"),
        ("xoxe-1-hello", "a token of token rotation"),
    ],
)
def test_a_token_that_is_no_bot_token_is_refused_by_its_kind_and_not_shown(
    token: str, told: str
) -> None:
    fault = "".join(faults(GOOD | {"SLACK_BOT_TOKEN": token}))

    assert fault.startswith(f"SLACK_BOT_TOKEN is {told}")
    assert "hello" not in fault


@pytest.mark.parametrize("way", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_of_socket_mode_and_http_mode_one_is_enough_and_both_may_be(way: str) -> None:
    ways = {"SLACK_APP_TOKEN": "xapp-1-token", "SLACK_SIGNING_SECRET": "signing-secret"}
    other = next(iter(ways.keys() - {way}))
    common = {name: value for name, value in GOOD.items() if name not in ways}

    read = settings.read(common | {way: ways[way]}, no_reference)
    values = {
        "SLACK_APP_TOKEN": read.slack_app_token.get_secret_value(),
        "SLACK_SIGNING_SECRET": read.slack_signing_secret.get_secret_value(),
    }
    assert values == {way: ways[way], other: ""}
    assert "" not in read.secrets()
    settings.read(common | ways, no_reference)


@pytest.mark.parametrize(
    ("token", "told"),
    [
        ("hello-hello-hello", "no app-level token"),
        ("XAPP-1-hello", "no app-level token"),
        ("xoxb-1-hello", "a bot token (xoxb-)"),
        ("xoxp-1-hello", "a user token (xoxp-)"),
        ("xoxe.xoxp-1-hello", "a token of token rotation"),
    ],
)
def test_a_token_that_is_no_app_level_token_is_refused_by_its_kind_and_not_shown(
    token: str, told: str
) -> None:
    fault = "".join(faults(GOOD | {"SLACK_APP_TOKEN": token}))

    assert fault.startswith(f"SLACK_APP_TOKEN is {told}")
    assert "hello" not in fault


def test_an_app_level_token_may_be_a_reference_and_is_a_secret() -> None:
    environ = GOOD | {"SLACK_APP_TOKEN": "ssm:/secbot/app-token"}
    read = settings.read(environ, lambda reference: f"xapp-{reference}")

    assert "xapp-ssm:/secbot/app-token" in read.secrets()
    assert "/secbot/app-token" not in repr(read)
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN is a bot token"):
        settings.read(environ, lambda _: "xoxb-1-hello")


def test_what_a_reference_leads_to_must_be_a_bot_token_too() -> None:
    with pytest.raises(SettingsError, match="a user token"):
        settings.read(GOOD | {"SLACK_BOT_TOKEN": "ssm:/token"}, lambda _: "xoxp-1-hello")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SECBOT_CHANEL", "did you mean SECBOT_CHANNEL?"),
        ("SECBOT_SNS_TOPIC", "did you mean SECBOT_SNS_TOPICS?"),
        ("SECBOT_POLICY_FILE", "did you mean SECBOT_POLICY?"),
        ("SECBOT_EVIDENCE_BUKET", "did you mean SECBOT_EVIDENCE_BUCKET?"),
        ("SECBOT_PORT", "did you mean PORT?"),
        ("SECBOT_XYZZY", "docs/settings.md lists them all."),
    ],
)
def test_a_name_that_looks_like_ours_and_is_none_is_refused_with_the_nearest_one(
    name: str, told: str
) -> None:
    assert faults(GOOD | {name: "C0SEC"}) == [f"{name} is no setting of mine; {told}"]


def test_names_of_others_and_a_name_without_a_value_are_nobody_s_fault() -> None:
    settings.read(GOOD | {"SLACK_WEBHOOK": "x", "SECBOT": "x", "SECBOT_CHANEL": " "}, no_reference)


def test_a_reference_to_nothing_is_refused() -> None:
    environ = GOOD | {"SLACK_BOT_TOKEN": "ssm:/secbot/token"}
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN refers to ssm:/secbot/token"):
        settings.read(environ, lambda _: "")


def test_no_secret_shows_in_the_settings_representation() -> None:
    shown = repr(
        settings.read(GOOD | {"DATABASE_URL": "postgresql://u:pass-word@h/d"}, no_reference)
    )

    for secret in ("xoxb-token-of-the-bot", "signing-secret-of-the-app", "pass-word"):
        assert secret not in shown


def test_all_secrets_are_known_to_whoever_scrubs() -> None:
    read = settings.read(GOOD | {"DATABASE_URL": "postgresql://u:pass-word@h/d"}, no_reference)

    assert {"xoxb-token-of-the-bot", "signing-secret-of-the-app", "pass-word"} < set(read.secrets())


def test_the_env_file_is_read_under_the_process_environment(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nLOG_LEVEL=DEBUG\n")
    file.chmod(0o600)

    assert settings.environment({"PORT": "9001"}, tmp_path) == {
        "PORT": "9001",
        "LOG_LEVEL": "DEBUG",
    }


def test_a_policy_file_beside_it_is_found_unless_another_is_named(tmp_path: Path) -> None:
    assert settings.environment({}, tmp_path) == {}
    (tmp_path / "policy.yaml").write_text("teams: [T0OURS]\n")

    assert settings.environment({}, tmp_path) == {"SECBOT_POLICY": str(tmp_path / "policy.yaml")}
    named = {"SECBOT_POLICY": "another.yaml"}
    assert settings.environment(named, tmp_path) == named


def test_an_env_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\n")
    file.chmod(0o644)

    with pytest.raises(SettingsError, match="0600"):
        settings.environment({}, tmp_path)


def test_without_an_env_file_the_process_environment_is_all(tmp_path: Path) -> None:
    assert settings.environment({"A": "1"}, tmp_path) == {"A": "1"}


def test_verbs_that_need_the_database_alone_ask_for_nothing_else() -> None:
    assert settings.database_url({}, no_reference).get_secret_value() == "sqlite:///secbot.db"
    with pytest.raises(SettingsError):
        settings.database_url({"DATABASE_URL": "nonsense"}, no_reference)


@pytest.mark.parametrize(
    "value",
    [
        "kms:arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "kms:arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
        "s3://log-archive-anchors/secbot/prod",
        "s3://anchors",
    ],
)
def test_an_anchor_is_a_key_or_a_place_in_a_bucket(value: str) -> None:
    assert settings.read(GOOD | {"SECBOT_ANCHOR": value}, no_reference).anchor == value
    assert settings.anchor({"SECBOT_ANCHOR": value}, no_reference) == value


def test_no_anchor_is_set_by_default() -> None:
    assert settings.read(GOOD, no_reference).anchor == ""
    assert settings.anchor({}, no_reference) == ""


def test_topics_alone_are_read_without_the_rest() -> None:
    other = TOPIC.replace("security", "more")

    assert settings.topics({"SECBOT_SNS_TOPICS": f"{TOPIC}, {other}"}, no_reference) == (
        other,
        TOPIC,
    )
    with pytest.raises(SettingsError):
        settings.topics({"SECBOT_SNS_TOPICS": "security-findings"}, no_reference)


def test_the_secrets_that_are_references_are_told_without_being_fetched() -> None:
    environ = GOOD | {"SLACK_BOT_TOKEN": "ssm:/secbot/token", "LOG_LEVEL": "ssm:level"}

    assert settings.references(environ) == {"SLACK_BOT_TOKEN": "ssm:/secbot/token"}
