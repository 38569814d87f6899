"""Slack's Web API as the doctor asks it: answers with their headers, errors by their code."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

SCOPES = "x-oauth-scopes"
"""The header of each answer that tells what the token may: https://docs.slack.dev/authentication"""
TIMEOUT_SECONDS = 10
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class SlackFault(Exception):  # noqa: N818 - it is an answer of Slack's, and read as one
    """Slack refused a method, or gave no answer at all; `method` and `code` say which and why."""

    def __init__(self, method: str, code: str) -> None:
        """Keep both."""
        super().__init__(f"{method}: {code}")
        self.method = method
        self.code = code


@dataclass(frozen=True, slots=True)
class SlackAnswer:
    """What Slack answered; header names are in lower case."""

    data: Mapping[str, Any]
    headers: Mapping[str, str]


class Slack:
    """Asks with one token. `date` is the Date header of the newest answer, good or bad."""

    def __init__(self, token: str, base_url: str) -> None:
        """Ask nothing yet."""
        self.date = ""
        self._client = WebClient(
            token=token, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[]
        )
        place = urlsplit(base_url)
        if place.hostname in LOOPBACK or proxy_bypass(place.netloc):
            self._client.proxy = None
        self._who: SlackAnswer | SlackFault | None = None
        self._lock = threading.Lock()

    def ask(self, method: str, **arguments: str) -> SlackAnswer:
        """Call a method that reads. Raises SlackFault."""
        try:
            answer = self._client.api_call(method, params=arguments)
        except SlackApiError as error:
            headers = _lower(error.response.headers)
            self.date = headers.get("date", self.date)
            raise SlackFault(method, str(error.response.get("error", ""))) from None
        except (SlackClientError, HTTPException, OSError) as error:
            raise SlackFault(method, type(error).__name__) from None
        headers = _lower(answer.headers)
        self.date = headers.get("date", self.date)
        data = answer.data
        return SlackAnswer(data if isinstance(data, dict) else {}, headers)

    def who(self) -> SlackAnswer:
        """Return what auth.test answers, asked once. Raises SlackFault."""
        with self._lock:
            if self._who is None:
                try:
                    self._who = self.ask("auth.test")
                except SlackFault as fault:
                    self._who = fault
            if isinstance(self._who, SlackFault):
                raise self._who
            return self._who


def _lower(headers: Mapping[str, Any]) -> dict[str, str]:
    """Return headers by their names in lower case; urllib gives some, tests of slack_sdk lists."""
    return {
        name.lower(): ", ".join(each) if isinstance(each, list) else str(each)
        for name, each in headers.items()
    }
