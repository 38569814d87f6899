"""Buttons, menus and their confirm dialogs as HTML that a script can act on.

A control carries `data-kind`, `data-block` and `data-action`, which are Slack's type, block_id
and action_id, and its options carry their values: enough to name what a person did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.pages import words
from handlers.pages.markup import Attributes, Html, Value, element, escaped, joined, safe_address
from handlers.pages.reader import Reader
from handlers.pages.texts import shown, wording


def named(part: Mapping[str, Any], block_id: str) -> dict[str, Value]:
    """Return the attributes by which a script names a control."""
    action_id = part.get("action_id", "")
    return {"data-kind": part["type"], "data-block": block_id, "data-action": action_id}


def button(part: Mapping[str, Any], block_id: str, reader: Reader) -> Html:
    """Return a button; one with an address is a link too."""
    label = shown(part["text"], reader)
    attributes: dict[str, Value] = {
        "class": f"button {part.get('style', '')}".strip(),
        **named(part, block_id),
        "data-value": part.get("value"),
        "aria-label": part.get("accessibility_label"),
    }
    address = safe_address(part.get("url", ""))
    if address is None:
        pressed = element("button", {"type": "button", **attributes}, label)
    else:
        leading = {"href": address, "target": "_blank", "rel": "noopener noreferrer"}
        pressed = element("a", {**leading, **attributes}, label)
    return with_confirm(pressed, part, reader)


def overflow(part: Mapping[str, Any], block_id: str, reader: Reader) -> Html:
    """Return the menu of three dots."""
    items = (_item(option, reader) for option in part["options"])
    menu = element(
        "details",
        {"class": "overflow", **named(part, block_id)},
        element("summary", {"aria-label": words.MORE.en, "role": "button"}, escaped("⋯")),
        element("div", {"class": "menu", "role": "menu"}, *items),
    )
    return with_confirm(menu, part, reader)


def _item(option: Mapping[str, Any], reader: Reader) -> Html:
    inner = [shown(option["text"], reader)]
    if option.get("description"):
        inner.append(element("small", {}, shown(option["description"], reader)))
    chosen: dict[str, Value] = {"role": "menuitem", "data-value": option["value"]}
    address = safe_address(option.get("url", ""))
    if address is None:
        return element("button", {"type": "button", **chosen}, *inner)
    return element("a", {"href": address, "target": "_blank", "rel": "noopener", **chosen}, *inner)


def select(part: Mapping[str, Any], attributes: Attributes, reader: Reader) -> Html:
    """Return a select of any kind; people, channels and conversations are the reader's."""
    chosen = initial_values(part)
    several = part["type"].startswith("multi_")
    placeholder = wording(part["placeholder"]) if part.get("placeholder") else words.CHOOSE.en
    empty = Html("") if several else element("option", {"value": ""}, escaped(placeholder))
    return element(
        "select", {**attributes, "multiple": several}, empty, _options(part, chosen, reader)
    )


def _options(part: Mapping[str, Any], chosen: frozenset[str], reader: Reader) -> Html:
    own = _OWN_OPTIONS.get(part["type"].removeprefix("multi_"))
    if own is not None:
        return joined(_choice(name, value, chosen) for value, name in own(reader).items())
    if "option_groups" in part:
        return joined(
            element(
                "optgroup", {"label": wording(group["label"])}, _listed(group["options"], chosen)
            )
            for group in part["option_groups"]
        )
    return _listed([*part.get("options", ()), *_outside(part)], chosen)


def _outside(part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the initial options of a select whose options come from the app."""
    if not part["type"].endswith("external_select"):
        return []
    initial = part.get("initial_option")
    return [initial] if initial else list(part.get("initial_options", ()))


def _listed(options: list[Mapping[str, Any]], chosen: frozenset[str]) -> Html:
    return joined(_choice(wording(each["text"]), each["value"], chosen) for each in options)


def _choice(name: str, value: str, chosen: frozenset[str]) -> Html:
    return element("option", {"value": value, "selected": value in chosen}, escaped(name))


def initial_values(part: Mapping[str, Any]) -> frozenset[str]:
    """Return the values that a control begins with."""
    found: list[str] = []
    for key, value in part.items():
        if key.startswith("initial_"):
            found += [_value(each) for each in (value if isinstance(value, list) else [value])]
    return frozenset(found)


def _value(option: Mapping[str, Any] | str | float) -> str:
    return str(option["value"]) if isinstance(option, Mapping) else str(option)


def with_confirm(control: Html, part: Mapping[str, Any], reader: Reader) -> Html:
    """Return a control and, where it has one, the dialog that must be answered before it acts."""
    confirm = part.get("confirm")
    if not confirm:
        return control
    yes = "danger" if confirm.get("style") == "danger" else "primary"
    dialog = element(
        "dialog",
        {"class": "confirm"},
        element("h2", {}, shown(confirm["title"], reader)),
        element("div", {"class": "said"}, shown(confirm["text"], reader)),
        element(
            "footer",
            {},
            _answer("no", "button", confirm["deny"], reader),
            _answer("yes", f"button {yes}", confirm["confirm"], reader),
        ),
    )
    return element("div", {"class": "control"}, control, dialog)


def _answer(answer: str, look: str, text: Mapping[str, Any], reader: Reader) -> Html:
    attributes = {"type": "button", "class": look, "data-answer": answer}
    return element("button", attributes, shown(text, reader))


_OWN_OPTIONS: Mapping[str, Callable[[Reader], Mapping[str, str]]] = {
    "users_select": lambda reader: reader.people,
    "channels_select": lambda reader: reader.channels,
    "conversations_select": lambda reader: reader.channels,
}
