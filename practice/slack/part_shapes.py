"""The shapes of Block Kit's composition objects and elements.

https://docs.slack.dev/reference/block-kit/composition-objects and .../block-elements
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from practice.slack.errors import Fault
from practice.slack.shapes import Check, Shape, anything, flag, many, one_of, string, tagged
from practice.slack.shapes import whole_number as number

ID = string(255)
_LATEST = 10**11


def plain(longest: int) -> Check:
    """Check a plain_text object."""
    return tagged({"plain_text": Shape({"text": string(longest)}, {"emoji": flag})})


def text(longest: int) -> Check:
    """Check a text object, plain_text or mrkdwn."""
    return tagged(
        {
            "plain_text": Shape({"text": string(longest)}, {"emoji": flag}),
            "mrkdwn": Shape({"text": string(longest)}, {"verbatim": flag}),
        }
    )


CONFIRM = Shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = Shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
TICK = Shape({"text": text(75), "value": string(150)}, {"description": text(75)})
MENU_ITEM = Shape(
    {"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)}
)
_GROUP = Shape({"label": plain(75), "options": many(OPTION, 100)})
_FILTER = Shape(
    {},
    {
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
_DISPATCH = Shape(
    {}, {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)}
)


def _initial_is_an_option(value: dict[str, object], pointer: str) -> Iterator[Fault]:
    options = [*_list(value.get("options"))]
    for group in _list(value.get("option_groups")):
        options += _list(group.get("options")) if isinstance(group, dict) else []
    first = value.get("initial_option")
    for each in [*_list(value.get("initial_options")), *([first] if first else [])]:
        if each not in options:
            yield Fault(pointer, "initial option is not one of the options")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


_ANY: Mapping[str, Check] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
_PICKED: Mapping[str, Check] = {**_ANY, "placeholder": plain(150)}
_SEVERAL: Mapping[str, Check] = {**_PICKED, "max_selected_items": number(1, 1000)}
_LISTED: Mapping[str, Check] = {"options": many(OPTION, 100), "option_groups": many(_GROUP, 100)}


def _listed(extra: Mapping[str, Check], initial: str, check: Check) -> Shape:
    return Shape(
        {},
        {**extra, **_LISTED, initial: check},
        either=("options", "option_groups"),
        also=(_initial_is_an_option,),
    )


def _ticked(initial: str, check: Check) -> Shape:
    also = (_initial_is_an_option,)
    return Shape({"options": many(TICK, 10)}, {**_ANY, initial: check}, also=also)


def _written(**extra: Check) -> Shape:
    own = {"action_id": ID, "focus_on_load": flag, "placeholder": plain(150)}
    return Shape({}, {**own, "dispatch_action_config": _DISPATCH, **extra})


_CONVERSATIONS: Mapping[str, Check] = {
    "default_to_current_conversation": flag,
    "response_url_enabled": flag,
    "filter": _FILTER,
}

PARTS: Mapping[str, Check] = {
    "button": Shape(
        {"text": plain(75)},
        {
            "action_id": ID,
            "url": string(3000),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": many(ID, 100),
        },
    ),
    "overflow": Shape({"options": many(MENU_ITEM, 5)}, {"action_id": ID, "confirm": CONFIRM}),
    "image": Shape(
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": anything},
        either=("image_url", "slack_file"),
    ),
    "static_select": _listed(_PICKED, "initial_option", OPTION),
    "multi_static_select": _listed(_SEVERAL, "initial_options", many(OPTION, 100)),
    "external_select": Shape(
        {}, {**_PICKED, "initial_option": OPTION, "min_query_length": number(0, 1000)}
    ),
    "multi_external_select": Shape(
        {},
        {**_SEVERAL, "initial_options": many(OPTION, 100), "min_query_length": number(0, 1000)},
    ),
    "users_select": Shape({}, {**_PICKED, "initial_user": ID}),
    "multi_users_select": Shape({}, {**_SEVERAL, "initial_users": many(ID, 100)}),
    "channels_select": Shape({}, {**_PICKED, "initial_channel": ID, "response_url_enabled": flag}),
    "multi_channels_select": Shape({}, {**_SEVERAL, "initial_channels": many(ID, 100)}),
    "conversations_select": Shape({}, {**_PICKED, **_CONVERSATIONS, "initial_conversation": ID}),
    "multi_conversations_select": Shape(
        {}, {**_SEVERAL, **_CONVERSATIONS, "initial_conversations": many(ID, 100)}
    ),
    "checkboxes": _ticked("initial_options", many(TICK, 10)),
    "radio_buttons": _ticked("initial_option", TICK),
    "datepicker": Shape({}, {**_PICKED, "initial_date": string(10, 10)}),
    "timepicker": Shape({}, {**_PICKED, "initial_time": string(5, 5), "timezone": string(100)}),
    "datetimepicker": Shape({}, {**_ANY, "initial_date_time": number(0, _LATEST)}),
    "plain_text_input": _written(
        initial_value=string(3000, 0),
        multiline=flag,
        min_length=number(0, 3000),
        max_length=number(1, 3000),
    ),
    "number_input": _written(
        is_decimal_allowed=flag,
        initial_value=string(255),
        min_value=string(255),
        max_value=string(255),
    ),
    "email_text_input": _written(initial_value=string(255)),
    "url_text_input": _written(initial_value=string(3000)),
}

FIELDS = tuple(kind for kind in PARTS if kind not in ("button", "overflow", "image"))
ACTIONS = tuple(
    kind
    for kind in PARTS
    if kind not in ("image", "email_text_input", "url_text_input", "number_input")
)
