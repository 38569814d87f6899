"""What Slack sends with a click, a command or a modal, as far as we believe it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import Prefix, read
from handlers.views import ids


class UnreadableError(Exception):
    """A payload without what every payload of its kind has."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: Slack id and the team that the payload's own `user` names.

    Bolt's own `team_id` is the workspace's even where a stranger of a shared channel clicks,
    so it is never asked.
    """

    slack_id: str
    team: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a value carries, taken apart.

    `I-3M9K:7:isolate_instance` is incident, revision and runbook; `A-19X.1:9f31c2` is execution,
    plan (0 where there is none) and the plan's digest; `B-7.1:9f31c2` is batch, round and digest.
    `act` is what else the menu of a card was asked for.
    """

    number: int
    plan: int
    revision: str
    runbook: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """Where one person is answered: Slack's URL for it, and the thread that they are in.

    Slack posts to the channel whatever does not name the thread; `thread` is empty where the
    click was in none. Both are empty where Slack gave nowhere to answer, as for a modal.
    """

    url: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """One click; `subject` is what the button's value carries, `action` the button's id."""

    actor: Actor
    action: str
    subject: Subject
    trigger: str
    reply_to: ReplyTo


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, or the words on a button that stands for one."""

    actor: Actor
    text: str
    channel: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A modal that was sent: what it is about, and what was filled in, by the field's name.

    `key` is the view's id: one opened modal is sent once, however often Slack tells of it.
    """

    actor: Actor
    key: str
    subject: Subject
    values: Mapping[str, str]


def click(body: Mapping[str, Any], action: Mapping[str, Any], prefix: Prefix) -> Click:
    """Read a `block_actions` payload whose value is about a thing with this prefix.

    Raises UnreadableError where it is not.
    """
    return Click(
        actor=actor(body),
        action=_text(action, "action_id"),
        subject=_about(_value(action), prefix),
        trigger=_text(body, "trigger_id"),
        reply_to=reply_to(body),
    )


def verb(body: Mapping[str, Any], action: Mapping[str, Any]) -> Command:
    """Read a click on a button that stands for a verb. Raises UnreadableError."""
    channel = _text(_object(body, "channel"), "id")
    return Command(actor(body), _value(action), channel, _text(body, "trigger_id"))


def command(body: Mapping[str, Any]) -> Command:
    """Read a slash command."""
    return Command(
        actor=Actor(_text(body, "user_id"), _text(body, "team_id")),
        text=_text(body, "text"),
        channel=_text(body, "channel_id"),
        trigger=_text(body, "trigger_id"),
    )


def callback(body: Mapping[str, Any]) -> str:
    """Return the name of the modal that a `view_submission` payload is about."""
    return _text(_object(body, "view"), "callback_id")


def submission(body: Mapping[str, Any], prefix: Prefix) -> Submission:
    """Read a `view_submission` payload of a modal about a thing with this prefix.

    A value is its text, the person or the value that was chosen, or those, parted by commas.
    Raises UnreadableError.
    """
    view = _object(body, "view")
    blocks = _object(_object(view, "state"), "values")
    fields = [(_object(blocks, block), name) for block in blocks for name in _object(blocks, block)]
    return Submission(
        actor=actor(body),
        key=_text(view, "id"),
        subject=_about(_text(view, "private_metadata"), prefix),
        values={name: _value(_object(block, name)) for block, name in fields},
    )


def reply_to(body: Mapping[str, Any]) -> ReplyTo:
    """Return where to answer a click: in the thread of the message that was clicked, if any.

    A message that began a thread stands in the channel itself, and is answered there.
    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """
    container = _object(body, "container")
    stamp = _text(container, "message_ts")
    thread = _text(container, "thread_ts") or _text(_object(body, "message"), "thread_ts")
    return ReplyTo(_text(body, "response_url"), "" if thread == stamp else thread)


def actor(body: Mapping[str, Any]) -> Actor:
    """Return who acts. Raises UnreadableError where the payload's own `user` does not tell."""
    user = _object(body, "user")
    found = Actor(_text(user, "id"), _text(user, "team_id"))
    if not (found.slack_id and found.team):
        raise UnreadableError
    return found


def click_about(action: Mapping[str, Any]) -> tuple[Prefix, int] | None:
    """Return what a click is about, or None where that can't be read."""
    return _whole(_value(action))


def modal_about(body: Mapping[str, Any]) -> tuple[Prefix, int] | None:
    """Return what a modal is about, or None where that can't be read."""
    return _whole(_text(_object(body, "view"), "private_metadata"))


def _whole(value: str) -> tuple[Prefix, int] | None:
    found = ids.carried(value)
    known = read(found.subject.partition(".")[0]) if found else None
    return (known[0], known[1]) if known and known[0] else None


def _about(value: str, prefix: Prefix) -> Subject:
    """Return what a button or a modal carries about a thing with this prefix."""
    found = ids.carried(value)
    if found is None:
        raise UnreadableError
    spelled, _, plan = found.subject.partition(".")
    known = read(spelled)
    if known is None or known[0] is not prefix:
        raise UnreadableError
    return Subject(known[1], int(plan or 0), found.revision, found.runbook, found.act)


def _value(element: Mapping[str, Any]) -> str:
    several = element.get("selected_options")
    if isinstance(several, list):
        return ",".join(_text(one, "value") for one in several if isinstance(one, dict))
    typed = _text(element, "value") or _text(element, "selected_user")
    return typed or _text(_object(element, "selected_option"), "value")


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def _text(body: Mapping[str, Any], name: str) -> str:
    found = body.get(name)
    return found if isinstance(found, str) else ""
