"""Fields that a person fills in, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.pages import words
from handlers.pages.controls import initial_values, named, select, with_confirm
from handlers.pages.markup import Attributes, Html, Value, element, escaped
from handlers.pages.reader import Reader
from handlers.pages.texts import shown, wording

GROUPED = frozenset({"checkboxes", "radio_buttons"})
_KINDS = {
    "plain_text_input": "text",
    "number_input": "number",
    "email_text_input": "email",
    "url_text_input": "url",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
}
_INITIAL = {"datepicker": "initial_date", "timepicker": "initial_time"}


def is_field(kind: str) -> bool:
    """Tell whether an element of this type is filled in, chosen from or ticked."""
    return kind in _KINDS or kind in GROUPED or kind.endswith("_select")


def field(part: Mapping[str, Any], block_id: str, place: str, reader: Reader) -> Html:
    """Return a field that stands alone, named for screen readers by its placeholder.

    `place` makes its id unique on the page.
    """
    hint = part.get("placeholder")
    name = wording(hint) if hint else words.CHOOSE.en
    return _field(
        part,
        {"id": field_id(part, block_id, place), "aria-label": name, **named(part, block_id)},
        reader,
    )


def _field(part: Mapping[str, Any], about: Attributes, reader: Reader) -> Html:
    attributes: dict[str, Value] = {
        **about,
        "autofocus": bool(part.get("focus_on_load")),
    }
    if part["type"] in GROUPED:
        made = _ticks(part, attributes, reader)
    elif part["type"].endswith("_select"):
        made = select(part, attributes, reader)
    else:
        made = _typed(part, attributes, reader)
    return with_confirm(made, part, reader)


def field_id(part: Mapping[str, Any], block_id: str, place: str) -> str:
    """Return the id of a field on its page."""
    return f"{place}/{block_id}/{part.get('action_id', '')}".replace(" ", "_")


def input_block(block: Mapping[str, Any], place: str, reader: Reader) -> Html:
    """Return a labelled field with its hint and an empty place for its error."""
    part, block_id = block["element"], block.get("block_id", "")
    identity = field_id(part, block_id, place)
    optional = block.get("optional") is True
    note = element("span", {"class": "optional"}, escaped(words.OPTIONAL.en))
    label = [shown(block["label"], reader), *([Html(" "), note] if optional else [])]
    hint = block.get("hint")
    inner = [
        _field(part, {"id": identity, **named(part, block_id)}, reader),
        element("p", {"class": "hint"}, shown(hint, reader)) if hint else Html(""),
        element("p", {"class": "error", "role": "alert"}),
    ]
    about = {
        "class": "input",
        "data-block": block_id,
        "data-dispatch": block.get("dispatch_action") is True,
    }
    if part["type"] in GROUPED:
        return element("fieldset", about, element("legend", {}, *label), *inner)
    labelled = element("label", {"for": identity}, *label)
    return element("div", about, labelled, *inner)


def _ticks(part: Mapping[str, Any], attributes: dict[str, Value], reader: Reader) -> Html:
    kind = "checkbox" if part["type"] == "checkboxes" else "radio"
    chosen = initial_values(part)
    rows = []
    for option in part["options"]:
        tick: dict[str, Value] = {
            "type": kind,
            "name": attributes["id"],
            "value": option["value"],
            "checked": option["value"] in chosen,
        }
        inner = [element("input", tick), element("span", {}, shown(option["text"], reader))]
        if option.get("description"):
            inner.append(element("small", {}, shown(option["description"], reader)))
        rows.append(element("label", {}, *inner))
    return element("div", {**attributes, "class": "ticks", "autofocus": None}, *rows)


def _typed(part: Mapping[str, Any], attributes: dict[str, Value], reader: Reader) -> Html:
    placeholder = part.get("placeholder")
    attributes |= {
        "placeholder": wording(placeholder) if placeholder else None,
        "minlength": _number(part.get("min_length")),
        "maxlength": _number(part.get("max_length")),
    }
    initial = _initial(part, reader)
    if part.get("multiline"):
        return element("textarea", {**attributes, "rows": "4"}, escaped(initial))
    extra: dict[str, Value] = {
        "type": _KINDS[part["type"]],
        "value": initial or None,
        "min": _number(part.get("min_value")),
        "max": _number(part.get("max_value")),
        "step": "any" if part.get("is_decimal_allowed") else None,
        "autocomplete": "off",
    }
    return element("input", {**attributes, **extra})


def _initial(part: Mapping[str, Any], reader: Reader) -> str:
    if part["type"] == "datetimepicker" and isinstance(part.get("initial_date_time"), int):
        moment = datetime.fromtimestamp(part["initial_date_time"], UTC).astimezone(reader.zone)
        return moment.strftime("%Y-%m-%dT%H:%M")
    return str(part.get(_INITIAL.get(part["type"], "initial_value"), ""))


def _number(value: Any) -> str | None:
    return None if value is None else str(value)
