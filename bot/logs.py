"""Logs: a line an event, as JSON or for a terminal, with every secret taken out."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

HIDDEN = "***"
SHORTEST = 6


class Scrubber:
    """Takes known secrets out of whatever is logged, also out of tracebacks."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Hide these values wherever they occur."""
        self.secrets = tuple(secret for secret in secrets if len(secret) >= SHORTEST)

    def scrub(self, text: str) -> str:
        """Return the text without any of the secrets."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return text


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for whatever collects logs."""

    def __init__(self, scrubber: Scrubber) -> None:
        """Scrub with this."""
        super().__init__()
        self.scrubber = scrubber

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return self.scrubber.scrub(json.dumps(told, ensure_ascii=False))


class ConsoleFormatter(logging.Formatter):
    """Short lines for a person at a terminal."""

    def __init__(self, scrubber: Scrubber) -> None:
        """Scrub with this."""
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")
        self.scrubber = scrubber

    def format(self, record: logging.LogRecord) -> str:
        return self.scrubber.scrub(super().format(record))


def start_logging(level: str, form: str, secrets: Iterable[str]) -> None:
    """Send all logs to standard error, in the form set or in what suits it."""
    scrubber = Scrubber(secrets)
    chosen = form or ("console" if sys.stderr.isatty() else "json")
    handler = logging.StreamHandler(sys.stderr)
    is_json = chosen == "json"
    handler.setFormatter(JsonFormatter(scrubber) if is_json else ConsoleFormatter(scrubber))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These log every request at INFO and DEBUG, bodies and headers included.
    for chatty in ("botocore", "boto3", "urllib3", "slack_sdk", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
