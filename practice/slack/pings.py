"""Who is called by a message, by every way that Slack knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practice.slack.content import Content, Json, objects

_LIVE = re.compile(
    r"<(?:@(?P<user>\w+)|!subteam\^(?P<group>\w+)|!(?P<all>here|channel|everyone))[^<>]*>"
)
_NAMED = re.compile(r"(?<![\w@])@([\w.-]+)")
_BROADCASTS = frozenset({"here", "channel", "everyone"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call in a message: `user` with a user id, `group` with a group id, or `all`."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Ping:
    """A call that stands in a message, and whom it has reached.

    `how` is `post`, `update` or `ephemeral`. Only a post rings anybody's phone; the others are
    kept so that a test can prove that no stranger's text became a call.
    """

    channel: str
    ts: str
    call: Call
    how: str
    reached: frozenset[str]


def calls(content: Content) -> frozenset[Call]:
    """Return the calls in a message's text, its mrkdwn objects and its rich text.

    Attachments count as blocks do: stricter than Slack, which calls nobody for them.
    """
    found = set(_in_mrkdwn(content.text))
    if content.parses_names:
        found |= {_named(name) for name in _NAMED.findall(content.text)}
    for each in objects([content.blocks, content.attachments]):
        found |= set(_in_object(each))
    return frozenset(found)


def _in_object(each: Json) -> Iterator[Call]:
    kind = each.get("type")
    if kind == "user" and "user_id" in each:
        yield Call("user", str(each["user_id"]))
    elif kind == "usergroup" and "usergroup_id" in each:
        yield Call("group", str(each["usergroup_id"]))
    elif kind == "broadcast":
        yield Call("all", str(each.get("range")))
    elif kind in ("mrkdwn", "markdown"):
        yield from _in_mrkdwn(str(each.get("text", "")))
    elif kind is None:
        for key in ("text", "pretext", "fallback", "value"):
            yield from _in_mrkdwn(str(each.get(key, "")))


def _in_mrkdwn(text: str) -> Iterator[Call]:
    for live in _LIVE.finditer(text):
        if live["user"]:
            yield Call("user", live["user"])
        elif live["group"]:
            yield Call("group", live["group"])
        else:
            yield Call("all", live["all"])


def _named(name: str) -> Call:
    return Call("all", name) if name in _BROADCASTS else Call("user", name)
