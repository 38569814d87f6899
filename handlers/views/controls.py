"""Buttons, menus and the fields of modals, in Slack's shape and within its limits."""

from __future__ import annotations

from handlers.views.parts import (
    Actions,
    Ask,
    Button,
    Confirm,
    Menu,
    Option,
    Select,
    Several,
    Somebody,
)
from handlers.views.plain import plain
from handlers.views.rich import Element
from runbooks.kit.text import Language

# Slack allows 75 and cuts at about 30 on a phone.
LABEL = 30
OPTION = 75
MOST_OPTIONS = 100
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
FIELD_LABEL = 200
HINT = 500
ANSWER = 1_000


def block(part: Actions | Ask | Select | Several | Somebody, language: Language) -> Element:
    """Return the block of a row of controls, or of a field of a modal."""
    match part:
        case Actions(controls):
            elements = [_control(one, language) for one in controls]
            return {"type": "actions", "elements": elements}
        case Ask():
            return _ask(part, language)
        case Select():
            return _select(part, language)
        case Several():
            return _several(part, language)
        case Somebody():
            return _somebody(part, language)


def _ask(field: Ask, language: Language) -> Element:
    element = {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": not field.is_short,
        "min_length": field.least,
        "max_length": ANSWER,
    }
    return {
        "type": "input",
        "block_id": field.name,
        "optional": field.is_optional,
        "label": plain(field.label, language, FIELD_LABEL),
        "hint": plain(field.hint, language, HINT),
        "element": element,
    }


def _select(field: Select, language: Language) -> Element:
    options = [_option(option, language) for option in field.options]
    element = {
        "type": "static_select",
        "action_id": field.name,
        "options": options,
        "initial_option": options[0],
    }
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, language, FIELD_LABEL),
        "element": element,
    }


def _several(field: Several, language: Language) -> Element:
    options = [_option(option, language) for option in field.options[:MOST_OPTIONS]]
    element = {
        "type": "multi_static_select",
        "action_id": field.name,
        "options": options,
        "initial_options": options,
    }
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, language, FIELD_LABEL),
        "element": element,
    }


def _somebody(field: Somebody, language: Language) -> Element:
    """Return the field that Slack fills with the people of the workspace.

    https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#users_select
    """
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, language, FIELD_LABEL),
        "hint": plain(field.hint, language, HINT),
        "element": {"type": "users_select", "action_id": field.name},
    }


def _control(control: Button | Menu, language: Language) -> Element:
    return _button(control, language) if isinstance(control, Button) else _menu(control, language)


def _button(button: Button, language: Language) -> Element:
    element: Element = {
        "type": "button",
        "text": plain(button.label, language, LABEL),
        "action_id": button.action,
        "value": button.value,
    }
    if button.style:
        element["style"] = button.style
    if button.confirm:
        element["confirm"] = _confirm(button.confirm, button.style, language)
    return element


def _confirm(confirm: Confirm, style: str, language: Language) -> Element:
    dialog: Element = {
        "title": plain(confirm.title, language, CONFIRM_TITLE),
        "text": plain(confirm.text, language, CONFIRM_TEXT),
        "confirm": plain(confirm.yes, language, CONFIRM_BUTTON),
        "deny": plain(confirm.no, language, CONFIRM_BUTTON),
    }
    return {**dialog, "style": style} if style else dialog


def _menu(menu: Menu, language: Language) -> Element:
    options = [_option(option, language) for option in menu.options]
    return {"type": "overflow", "action_id": menu.action, "options": options}


def _option(option: Option, language: Language) -> Element:
    return {"text": plain(option.label, language, OPTION), "value": option.value}
