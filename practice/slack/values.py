"""What a person typed or chose, in the shape that each element has in Slack's payloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from practice.slack.content import Json, parts

Given = str | Sequence[str] | None
State = dict[str, dict[str, Json]]

TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
_ONE_OPTION = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
_OPTIONS = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
_PLAIN = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datetimepicker": "selected_date_time",
}


class NoSuchOptionError(LookupError):
    """An element has no option of this value."""


def is_stateful(part: Json) -> bool:
    """Tell whether an element holds a value that a payload's state carries."""
    kind = part["type"]
    return (
        kind in TYPED or kind in _PLAIN or kind in _OPTIONS or kind in (_ONE_OPTION - {"overflow"})
    )


def chosen(part: Json, given: Given, outside: Sequence[Json] = ()) -> Json:
    """Return what a person gave to an element: values for options, text for a text field.

    `outside` are the options that the app gave for an external select. NoSuchOptionError says
    that a value is none of the element's.
    """
    kind = part["type"]
    if kind in TYPED:
        return {"value": _text(given)}
    if kind in _ONE_OPTION:
        value = _text(given)
        return {"selected_option": None if value is None else option(part, value, outside)}
    if kind in _OPTIONS:
        return {"selected_options": [option(part, each, outside) for each in _many(given)]}
    return {_PLAIN[kind]: _plain(kind, given)}


def option(part: Json, value: str, outside: Sequence[Json] = ()) -> Json:
    """Return the element's option of this value; NoSuchOptionError where it has none."""
    groups = [group["options"] for group in part.get("option_groups", ())]
    for each in [*part.get("options", ()), *(o for group in groups for o in group), *outside]:
        if each["value"] == value:
            found: Json = each
            return found
    raise NoSuchOptionError(value)


def initial(part: Json) -> Json:
    """Return what an element holds before anybody touches it."""
    kind = part["type"]
    if kind in TYPED:
        return {"value": part.get("initial_value")}
    if kind in _ONE_OPTION:
        return {"selected_option": part.get("initial_option")}
    if kind in _OPTIONS:
        return {"selected_options": part.get("initial_options", [])}
    key = _PLAIN[kind]
    none: list[str] | None = [] if kind.startswith("multi_") else None
    return {key: part.get(key.replace("selected_", "initial_"), none)}


def initial_state(blocks: Sequence[Json], before: Mapping[str, Mapping[str, Json]]) -> State:
    """Return the state of a view; an element that stays keeps what it held before."""
    state: State = {}
    for block in blocks:
        for part in filter(is_stateful, parts(block)):
            kept = before.get(block["block_id"], {}).get(part["action_id"])
            same = kept is not None and kept["type"] == part["type"]
            held = kept if same else {"type": part["type"], **initial(part)}
            state.setdefault(block["block_id"], {})[part["action_id"]] = dict(held or {})
    return state


def filled(
    blocks: Sequence[Json],
    state: State,
    given: Mapping[str, Given],
    outside: Callable[[str], Sequence[Json]],
) -> State:
    """Return the state with what a person gave, by block_id or, failing that, by action_id."""
    result: State = {block_id: dict(held) for block_id, held in state.items()}
    for block in blocks:
        for part in filter(is_stateful, parts(block)):
            keys = [key for key in (block["block_id"], part["action_id"]) if key in given]
            if keys:
                value = chosen(part, given[keys[0]], outside(part["action_id"]))
                result[block["block_id"]][part["action_id"]] = {"type": part["type"], **value}
    return result


def _text(given: Given) -> str | None:
    if given is None or isinstance(given, str):
        return given or None
    return given[0] if given else None


def _many(given: Given) -> list[str]:
    if isinstance(given, str):
        return [given] if given else []
    return list(given or ())


def _plain(kind: str, given: Given) -> Any:
    if kind.startswith("multi_"):
        return _many(given)
    text = _text(given)
    return int(text) if text and kind == "datetimepicker" else text
