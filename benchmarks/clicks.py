"""What Slack posts to `/slack/events`, signed: `/sec help`, a button long gone, and an Ack."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

from benchmarks.bots import CHANNEL, SECRET
from benchmarks.posts import Kind, Post, request
from benchmarks.stand_in import PEOPLE, TEAM
from bot.domain.ids import Prefix, spell
from handlers.views import ids
from practice.slack.signing import signed_headers

FORM = "application/x-www-form-urlencoded"
PATH = "/slack/events"
_SERIALS = count(1)

Fields = Callable[[int, str], dict[str, str]]


def help_posts(number: int, hooks: str) -> list[Post]:
    """Return so many commands, of everybody by turns; `hooks` is where answers may be sent."""
    return _posts(number, hooks, _help)


def click_posts(number: int, hooks: str) -> list[Post]:
    """Return so many clicks, of everybody by turns, each with a trigger of its own."""
    return _posts(number, hooks, _click)


def take_posts(incidents: Iterator[int], number: int, hooks: str) -> list[Post]:
    """Return a click on Ack for each of the next incidents."""

    def take(serial: int, hooks: str) -> dict[str, str]:
        incident = spell(Prefix.INCIDENT, next(incidents))
        return _click(serial, hooks, ids.TAKE, f"{incident}:1")

    return _posts(number, hooks, take)


def _posts(number: int, hooks: str, fields: Fields) -> list[Post]:
    return [_post(fields(next(_SERIALS), hooks)) for _ in range(number)]


def _post(fields: dict[str, str]) -> Post:
    body = urlencode(fields).encode()
    headers = signed_headers(SECRET, body, datetime.now(UTC))
    return Post(Kind.NEW, str(next(_SERIALS)), request(PATH, FORM, body, headers))


def _help(serial: int, hooks: str) -> dict[str, str]:
    person = PEOPLE[serial % len(PEOPLE)]
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "team_domain": "practice",
        "channel_id": CHANNEL,
        "channel_name": "security-alerts",
        "user_id": person,
        "user_name": person.lower(),
        "command": "/sec",
        "text": "help",
        "api_app_id": "A0SECBOT",
        "is_enterprise_install": "false",
        "response_url": hooks,
        "trigger_id": f"{serial}.1.a",
    }


def _click(
    serial: int, hooks: str, name: str = "incident.snooze", value: str = "I-1:1"
) -> dict[str, str]:
    person, ts = PEOPLE[serial % len(PEOPLE)], "1795300000.000001"
    text = {"type": "plain_text", "text": "Snooze", "emoji": True}
    action = {
        "type": "button",
        "action_id": name,
        "block_id": "actions",
        "text": text,
        "value": value,
        "action_ts": f"1795300000.{serial:06d}",
    }
    button = {key: action[key] for key in ("type", "action_id", "text", "value")}
    message = {
        "type": "message",
        "user": "U0BOT",
        "ts": ts,
        "team": TEAM,
        "text": "An alert",
        "blocks": [{"type": "actions", "block_id": "actions", "elements": [button]}],
    }
    payload: dict[str, Any] = {
        "type": "block_actions",
        "user": {
            "id": person,
            "username": person.lower(),
            "name": person.lower(),
            "team_id": TEAM,
        },
        "team": {"id": TEAM, "domain": "practice"},
        "api_app_id": "A0SECBOT",
        "token": "deprecated",
        "enterprise": None,
        "is_enterprise_install": False,
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": CHANNEL,
            "is_ephemeral": False,
        },
        "trigger_id": f"{serial}.1.a",
        "channel": {"id": CHANNEL, "name": "security-alerts"},
        "message": message,
        "state": {"values": {}},
        "response_url": hooks,
        "actions": [action],
    }
    return {"payload": json.dumps(payload)}
