"""The settings: environment variables (and a `.env` file), read once and checked."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from dotenv import dotenv_values
from pydantic import SecretStr

from bot.domain.words import anchoring
from bot.domain.words import settings as words
from bot.errors import SettingsError
from runbooks.kit.text import Said, Text

OURS = "SECBOT_"
BOT_TOKEN = "xoxb-"  # noqa: S105 - what every bot token begins with
APP_TOKEN = "xapp-"  # noqa: S105 - what every app-level token begins with
OTHER_TOKENS = {
    "xoxp-": words.IS_USER_TOKEN,
    APP_TOKEN: words.IS_APP_TOKEN,
    "xoxe": words.IS_ROTATING_TOKEN,
}
"""What is no bot token: https://docs.slack.dev/authentication/tokens"""
NOT_APP_TOKENS = {
    BOT_TOKEN: words.BOT_FOR_APP_TOKEN,
    "xoxp-": words.USER_FOR_APP_TOKEN,
    "xoxe": words.ROTATING_FOR_APP_TOKEN,
}
SHORTEST_SECRET = 12
UNREADABLE = "?"
HIGHEST_PORT = 65535
TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}")
CHANNEL = re.compile(r"[CGD][A-Z0-9]{2,}")
DATABASE = re.compile(r"sqlite:///.+|postgres(ql)?://.+", re.DOTALL)
QUEUE_URL = re.compile(
    r"(https://[a-z0-9.-]{1,253}|http://(127\.0\.0\.1|localhost))(:\d{1,5})?/\d{12}/[\w-]{1,80}"
)
ANCHOR = re.compile(
    r"kms:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[\w-]{1,64}"
    r"|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w!.*'()/-]{0,512})?",
    re.ASCII,
)
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS = ("console", "json")
REFERENCES = ("secretsmanager:", "ssm:")

Fetch = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: what it is, and what it is where it is not set."""

    name: str
    meaning: Text
    default: str | None = None
    required: bool = False
    secret: bool = False
    built: bool = True


SETTINGS = (
    Setting("SLACK_BOT_TOKEN", words.MEANING_BOT_TOKEN, required=True, secret=True),
    Setting("SLACK_SIGNING_SECRET", words.MEANING_SIGNING_SECRET, secret=True),
    Setting("SLACK_APP_TOKEN", words.MEANING_APP_TOKEN, secret=True),
    Setting("SLACK_API_URL", words.MEANING_API_URL, default="https://slack.com/api/"),
    Setting("SECBOT_CHANNEL", words.MEANING_CHANNEL, required=True),
    Setting("SECBOT_POLICY", words.MEANING_POLICY),
    Setting("DATABASE_URL", words.MEANING_DATABASE, default="sqlite:///secbot.db", secret=True),
    Setting("HOST", words.MEANING_HOST, default="0.0.0.0"),  # noqa: S104 - the promise of the docs
    Setting("PORT", words.MEANING_PORT, default="8080"),
    Setting("ADMIN_HOST", words.MEANING_ADMIN_HOST, default="127.0.0.1"),
    Setting("ADMIN_PORT", words.MEANING_ADMIN_PORT, default="8081"),
    Setting("SECBOT_SNS_TOPICS", words.MEANING_TOPICS, default=""),
    Setting("SECBOT_SNS_CERTIFICATE", words.MEANING_CERTIFICATE, default=""),
    Setting("SECBOT_SQS_QUEUE_URL", words.MEANING_SQS),
    Setting("SECBOT_EVIDENCE_BUCKET", words.MEANING_EVIDENCE, built=False),
    Setting("SECBOT_URL", words.MEANING_URL, built=False),
    Setting("SECBOT_ANCHOR", words.MEANING_ANCHOR, default=""),
    Setting("LOG_LEVEL", words.MEANING_LOG_LEVEL, default="INFO"),
    Setting("LOG_FORMAT", words.MEANING_LOG_FORMAT, default=""),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What `run` needs to know; addresses and secrets never show themselves in a repr.

    Of `slack_signing_secret` (HTTP mode) and `slack_app_token` (Socket Mode) one may be empty.
    """

    slack_bot_token: SecretStr
    slack_signing_secret: SecretStr
    slack_api_url: str
    channel: str
    policy_path: Path | None
    database_url: SecretStr
    host: str
    port: int
    admin_host: str
    admin_port: int
    sns_topics: frozenset[str]
    sns_certificates: Mapping[str, bytes]
    log_level: str
    log_format: str
    anchor: str = ""
    sqs_queue_url: str = ""
    slack_app_token: SecretStr = field(default_factory=lambda: SecretStr(""))

    def secrets(self) -> tuple[str, ...]:
        """Return every value that no log, error or card may hold."""
        address = self.database_url.get_secret_value()
        password = urlsplit(address).password
        slack = (self.slack_bot_token, self.slack_signing_secret, self.slack_app_token)
        return (
            *(each.get_secret_value() for each in slack if each.get_secret_value()),
            *((address, password) if password else ()),
        )


def environment(process: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the process's variables over those of `.env` in the folder.

    A `policy.yaml` in the folder is the policy file where no variable names another. Raises
    SettingsError where `.env` can be read by anybody but its owner.
    """
    open_to_others = too_open(folder)
    if open_to_others is not None:
        raise SettingsError((open_to_others,))
    return merged(process, folder)


def too_open(folder: Path) -> Said | None:
    """Say that `.env` in the folder can be read by anybody but its owner, where it can."""
    path = folder / ".env"
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return words.TOO_OPEN.fill(path=path)
    return None


def merged(process: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return what `environment` does, whoever can read `.env`: for whoever tells all faults.

    Raises SettingsError where it can't be read at all.
    """
    path, policy = folder / ".env", folder / "policy.yaml"
    found = {"SECBOT_POLICY": str(policy)} if policy.is_file() else {}
    try:
        values = dotenv_values(path).items()
    except (OSError, UnicodeDecodeError) as error:
        fault = words.ENV_UNREADABLE.fill(path=path, why=type(error).__name__)
        raise SettingsError((fault,)) from None
    return found | {name: value for name, value in values if value is not None} | dict(process)


def database_url(environ: Mapping[str, str], fetch: Fetch) -> SecretStr:
    """Return DATABASE_URL alone, for the verbs that need nothing else.

    Raises SettingsError where it is none.
    """
    reader = Reader(environ, fetch)
    url = reader.database()
    reader.raise_faults()
    return url


def anchor(environ: Mapping[str, str], fetch: Fetch) -> str:
    """Return SECBOT_ANCHOR alone, empty where it is not set. Raises SettingsError."""
    reader = Reader(environ, fetch)
    found = reader.matching("SECBOT_ANCHOR", ANCHOR, anchoring.NOT_AN_ANCHOR)
    reader.raise_faults()
    return found


def queue_url(environ: Mapping[str, str], fetch: Fetch) -> str:
    """Return SECBOT_SQS_QUEUE_URL alone, empty where it is not set. Raises SettingsError."""
    reader = Reader(environ, fetch)
    found = reader.matching("SECBOT_SQS_QUEUE_URL", QUEUE_URL, words.NOT_A_QUEUE)
    reader.raise_faults()
    return found


def topics(environ: Mapping[str, str], fetch: Fetch) -> tuple[str, ...]:
    """Return SECBOT_SNS_TOPICS alone, in alphabetical order. Raises SettingsError."""
    reader = Reader(environ, fetch)
    found = reader.topics()
    reader.raise_faults()
    return tuple(sorted(found))


def references(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the secret settings that are references, such as `ssm:NAME`, by their names."""
    named = {one.name: environ.get(one.name, "").strip() for one in SETTINGS if one.secret}
    return {name: value for name, value in named.items() if value.startswith(REFERENCES)}


def read(environ: Mapping[str, str], fetch: Fetch) -> Settings:
    """Return the settings; `fetch` resolves a reference such as `ssm:NAME`.

    Raises SettingsError with one sentence for every setting at fault.
    """
    settings, faults = examine(environ, fetch)
    if faults:
        raise SettingsError(faults)
    return settings


def examine(environ: Mapping[str, str], fetch: Fetch) -> tuple[Settings, tuple[Said, ...]]:
    """Return the settings as far as they can be used, and a sentence for every one at fault."""
    reader = Reader(environ, fetch)
    topics = reader.topics()
    path = reader.value("SECBOT_POLICY")
    settings = Settings(
        slack_bot_token=reader.bot_token(),
        slack_signing_secret=reader.secret("SLACK_SIGNING_SECRET"),
        slack_app_token=reader.app_token(),
        slack_api_url=reader.value("SLACK_API_URL").rstrip("/") + "/",
        channel=reader.matching("SECBOT_CHANNEL", CHANNEL, words.NOT_A_CHANNEL),
        policy_path=Path(path) if path else None,
        database_url=reader.database(),
        host=reader.value("HOST"),
        port=reader.port("PORT"),
        admin_host=reader.value("ADMIN_HOST"),
        admin_port=reader.port("ADMIN_PORT"),
        sns_topics=topics,
        sns_certificates=reader.certificates(topics),
        log_level=reader.choice("LOG_LEVEL", LEVELS),
        log_format=reader.choice("LOG_FORMAT", FORMATS),
        anchor=reader.matching("SECBOT_ANCHOR", ANCHOR, anchoring.NOT_AN_ANCHOR),
        sqs_queue_url=reader.matching("SECBOT_SQS_QUEUE_URL", QUEUE_URL, words.NOT_A_QUEUE),
    )
    reader.require_a_door()
    reader.refuse_unbuilt()
    reader.refuse_unknown()
    return settings, tuple(reader.faults)


class Reader:
    """Reads one setting after the other and collects every fault."""

    def __init__(self, environ: Mapping[str, str], fetch: Fetch) -> None:
        """Read from these variables."""
        self.environ = environ
        self.fetch = fetch
        self.faults: list[Said] = []

    def raise_faults(self) -> None:
        """Raise SettingsError where there was any fault."""
        if self.faults:
            raise SettingsError(tuple(self.faults))

    def value(self, name: str) -> str:
        """Return a setting as text, its default, or an empty string with a fault."""
        setting = BY_NAME[name]
        value = self.environ.get(name, "").strip()
        if setting.secret and value.startswith(REFERENCES):
            return self._referred(name, value)
        if not value and setting.required:
            self.faults.append(words.MISSING.fill(name=name, meaning=setting.meaning.en))
        return value or setting.default or ""

    def secret(self, name: str) -> SecretStr:
        """Return a secret, which can't be shorter than anybody could guess."""
        value = self.value(name)
        if value and len(value) < SHORTEST_SECRET:
            self.faults.append(words.TOO_SHORT.fill(name=name, least=SHORTEST_SECRET))
        return SecretStr(value)

    def bot_token(self) -> SecretStr:
        """Return the bot token; another kind of token would be refused by Slack much later."""
        return self._token("SLACK_BOT_TOKEN", BOT_TOKEN, OTHER_TOKENS, words.NOT_A_BOT_TOKEN)

    def app_token(self) -> SecretStr:
        """Return the app-level token, empty where there is none."""
        return self._token("SLACK_APP_TOKEN", APP_TOKEN, NOT_APP_TOKENS, words.NOT_AN_APP_TOKEN)

    def require_a_door(self) -> None:
        """Find fault where Slack has no way in: neither HTTP mode nor Socket Mode."""
        ways = ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
        if not any(self.environ.get(name, "").strip() for name in ways):
            self.faults.append(words.NO_WAY_IN.fill())

    def matching(self, name: str, pattern: re.Pattern[str], fault: Text) -> str:
        """Return a setting that has this shape."""
        value = self.value(name)
        if value and not pattern.fullmatch(value):
            self.faults.append(fault.fill(name=name, value=value))
        return value

    def database(self) -> SecretStr:
        """Return the database's address, which may hold a password."""
        value = self.value("DATABASE_URL")
        if not DATABASE.fullmatch(value):
            self.faults.append(words.NOT_A_DATABASE.fill(name="DATABASE_URL"))
        return SecretStr(value)

    def port(self, name: str) -> int:
        """Return a port number."""
        value = self.value(name)
        if value.isascii() and value.isdigit() and int(value) <= HIGHEST_PORT:
            return int(value)
        self.faults.append(words.NOT_A_NUMBER.fill(name=name, value=value))
        return 0

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """Return one of the choices, or an empty string where it is not set."""
        value = self.value(name)
        if value and value not in choices:
            listed = ", ".join(choices)
            self.faults.append(words.NOT_A_CHOICE.fill(name=name, value=value, choices=listed))
        return value

    def topics(self) -> frozenset[str]:
        """Return the topic ARNs that may speak to us."""
        name = "SECBOT_SNS_TOPICS"
        topics = [item.strip() for item in self.value(name).split(",") if item.strip()]
        for topic in topics:
            if not TOPIC.fullmatch(topic):
                self.faults.append(words.NOT_A_TOPIC.fill(name=name, value=topic))
        return frozenset(topics)

    def certificates(self, topics: frozenset[str]) -> dict[str, bytes]:
        """Return the PEM of each topic that has a certificate of its own."""
        name = "SECBOT_SNS_CERTIFICATE"
        found: dict[str, bytes] = {}
        for item in self.value(name).split(","):
            topic, _, path = item.strip().partition("=")
            if not item.strip():
                continue
            if not TOPIC.fullmatch(topic) or not path:
                self.faults.append(words.NOT_A_CERTIFICATE.fill(name=name, value=item.strip()))
            elif topic not in topics:
                self.faults.append(words.TOPIC_NOT_LISTED.fill(name=name, value=topic))
            else:
                found[topic] = self._certificate(name, Path(path))
        return found

    def refuse_unbuilt(self) -> None:
        """Find fault with every setting that a later version serves."""
        for setting in SETTINGS:
            if not setting.built and self.environ.get(setting.name, "").strip():
                self.faults.append(
                    words.NOT_BUILT.fill(name=setting.name, meaning=setting.meaning.en)
                )

    def refuse_unknown(self) -> None:
        """Find fault with every name that looks like ours and is none: a slip would be silent."""
        known = {name.removeprefix(OURS): name for name in BY_NAME}
        for name in sorted(self.environ):
            if not name.startswith(OURS) or name in BY_NAME or not self.environ[name].strip():
                continue
            near = get_close_matches(name.removeprefix(OURS), known, n=1)
            if near:
                fault = words.UNKNOWN_BUT_NEAR.fill(name=name, near=known[near[0]])
            else:
                fault = words.UNKNOWN_SETTING.fill(name=name)
            self.faults.append(fault)

    def _token(
        self, name: str, start: str, others: Mapping[str, Text], otherwise: Text
    ) -> SecretStr:
        """Return a token that begins as its kind does; what else it is, the fault tells."""
        value = self.value(name)
        if value and not value.startswith((start, UNREADABLE)):
            kinds = (fault for other, fault in others.items() if value.startswith(other))
            self.faults.append(next(kinds, otherwise).fill(name=name))
        return SecretStr(value)

    def _certificate(self, name: str, path: Path) -> bytes:
        try:
            pem = path.read_bytes()
            x509.load_pem_x509_certificate(pem)
        except (OSError, ValueError):
            self.faults.append(words.CERTIFICATE_UNREADABLE.fill(name=name, value=path))
            return b""
        return pem

    def _referred(self, name: str, reference: str) -> str:
        try:
            found = self.fetch(reference)
        except LookupError as error:
            self.faults.append(
                words.REFERENCE_FAILED.fill(name=name, reference=reference, code=error)
            )
            return UNREADABLE * SHORTEST_SECRET
        if not found:
            code = "Empty"
            self.faults.append(
                words.REFERENCE_FAILED.fill(name=name, reference=reference, code=code)
            )
        return found or UNREADABLE
