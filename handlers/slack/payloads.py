"""What Slack sends with a click, a command or a modal, as far as we believe it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import Prefix, read
from handlers.views import ids

LONGEST = 3000


class UnreadableError(Exception):
    """A payload without what every payload of its kind has."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: Slack id and the team that the payload's own `user` names.

    Bolt's own `team_id` is the workspace's even where a stranger of a shared channel clicks
    (THREATS T11), so it is never asked.
    """

    slack_id: str
    team: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a value carries, taken apart."""

    prefix: Prefix
    number: int
    plan: int
    revision: str
    runbook: str


@dataclass(frozen=True, slots=True)
class Click:
    """One click: `key` tells a second delivery of the same click from a second click.

    `prefix`, `number`, `plan`, `revision` and `runbook` are what the button's value carries,
    such as `I-3M9K:7:isolate_instance` or `A-19X.1:9f31c2` (`plan` is 0 where there is none).
    """

    actor: Actor
    key: str
    action: str
    value: str
    prefix: Prefix
    number: int
    plan: int
    revision: str
    runbook: str
    channel: str
    message_ts: str
    trigger: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command."""

    actor: Actor
    text: str
    channel: str
    trigger: str
    response_url: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal that was sent: its callback id, what it carried, and what was filled in.

    `key` is the view's id: one opened modal is sent once, however often Slack tells of it.
    """

    actor: Actor
    key: str
    callback: str
    carried: str
    values: Mapping[str, str]


def click(body: Mapping[str, Any], action: Mapping[str, Any], prefix: Prefix) -> Click:
    """Read a `block_actions` payload whose value is about a thing with this prefix.

    Raises UnreadableError where it is not.
    """
    actor = _actor(body)
    value = _value(action)
    subject = carried(value)
    if subject.prefix is not prefix:
        raise UnreadableError
    container = body.get("container") or {}
    stamp = str(action.get("action_ts", ""))
    name = str(action.get("action_id", ""))
    return Click(
        actor=actor,
        key=f"{actor.team}:{actor.slack_id}:{stamp}:{name}",
        action=name,
        value=value,
        prefix=subject.prefix,
        number=subject.number,
        plan=subject.plan,
        revision=subject.revision,
        runbook=subject.runbook,
        channel=str((body.get("channel") or {}).get("id") or container.get("channel_id") or ""),
        message_ts=str(container.get("message_ts") or ""),
        trigger=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url", "")),
    )


def command(body: Mapping[str, Any]) -> Command:
    """Read a slash command."""
    actor = Actor(str(body.get("user_id", "")), str(body.get("team_id", "")))
    return Command(
        actor=actor,
        text=str(body.get("text", ""))[:LONGEST],
        channel=str(body.get("channel_id", "")),
        trigger=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url", "")),
    )


def submission(body: Mapping[str, Any]) -> Submission:
    """Read a `view_submission` payload; a value is its text, or the value that was chosen."""
    view = body.get("view") or {}
    filled: dict[str, str] = {}
    for actions in ((view.get("state") or {}).get("values") or {}).values():
        for name, element in actions.items():
            chosen = element.get("selected_option") or {}
            filled[str(name)] = str(element.get("value") or chosen.get("value") or "")[:LONGEST]
    return Submission(
        actor=_actor(body),
        key=str(view.get("id", "")),
        callback=str(view.get("callback_id", "")),
        carried=str(view.get("private_metadata", "")),
        values=filled,
    )


def carried(value: str) -> Subject:
    """Read what a button or a modal carries. Raises UnreadableError for no value of ours."""
    found = ids.carried(value)
    if found is None:
        raise UnreadableError
    spelled, _, plan = found.subject.partition(".")
    known = read(spelled)
    if known is None or known[0] is None:
        raise UnreadableError
    return Subject(known[0], known[1], int(plan or 0), found.revision, found.runbook)


def _actor(body: Mapping[str, Any]) -> Actor:
    user = body.get("user") or {}
    slack_id, team = user.get("id"), user.get("team_id")
    if not isinstance(slack_id, str) or not isinstance(team, str):
        raise UnreadableError
    return Actor(slack_id, team)


def _value(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")
