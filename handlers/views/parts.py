"""What messages and modals are made of, before any of it is in Slack's shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.views.marks import Words


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand together; needed ones are never left out where room is short."""

    lines: tuple[Words, ...]
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """Data to the letter, in fixed pitch: printable ASCII with line breaks, such as JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """What Slack asks before it sends a click."""

    title: Words
    text: Words
    yes: Words
    no: Words


@dataclass(frozen=True, slots=True)
class Button:
    """A button; a dangerous one is red, the one to press first is green."""

    label: Words
    action: str
    value: str
    style: Literal["", "primary", "danger"] = ""
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a menu or a select."""

    label: Words
    value: str


@dataclass(frozen=True, slots=True)
class Menu:
    """The overflow menu behind the dots: one to five choices."""

    action: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """A row of controls; none at all where it is empty."""

    controls: tuple[Button | Menu, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a modal for a person's own words; `least` is in characters.

    `is_short` makes it one line high.
    """

    name: str
    label: Words
    hint: Words
    least: int = 0
    is_optional: bool = False
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A field of a modal with one to a hundred choices, the first of them chosen."""

    name: str
    label: Words
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """A field of a modal with one to a hundred choices, all of them chosen at first."""

    name: str
    label: Words
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A field of a modal in which one person of the workspace is chosen, nobody at first."""

    name: str
    label: Words
    hint: Words


Part = Lines | Raw | Actions | Ask | Select | Several | Somebody
