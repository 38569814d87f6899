from __future__ import annotations

from typing import Any

import pytest

from practice.slack.fields import form_errors
from practice.slack.values import filled, initial_state
from tests.practice.slack.tiny_bot import an_input, option, section


def errors(
    value: str | list[str] | None, *, optional: bool = False, **element: Any
) -> dict[str, str]:
    blocks = [section("s"), {**an_input("field", **element), "optional": optional}]
    state = filled(blocks, initial_state(blocks, {}), {"field": value}, lambda _: ())
    return form_errors(blocks, state)


@pytest.mark.parametrize(
    ("value", "element", "error"),
    [
        (None, {}, "Please complete this required field."),
        (
            [],
            {"type": "checkboxes", "options": [option("a")]},
            "Please complete this required field.",
        ),
        ("abc", {"min_length": 5}, "Please write at least 5 characters."),
        ("abcdef", {"max_length": 5}, "Please write at most 5 characters."),
        ("x", {"type": "number_input"}, "Please enter a number."),
        ("NaN", {"type": "number_input"}, "Please enter a number."),
        ("1.5", {"type": "number_input"}, "Please enter a number."),
        ("1", {"type": "number_input", "min_value": "2"}, "Please enter 2 or more."),
        ("3", {"type": "number_input", "max_value": "2"}, "Please enter 2 or less."),
        ("a@b", {"type": "email_text_input"}, "Please enter a valid e-mail address."),
        ("example.com", {"type": "url_text_input"}, "Please enter a valid web address."),
    ],
)
def test_the_client_says_what_is_wrong(
    value: str | list[str] | None, element: dict[str, Any], error: str
) -> None:
    assert errors(value, **element) == {"field": error}


@pytest.mark.parametrize(
    ("value", "element"),
    [
        ("abcde", {"min_length": 5, "max_length": 5}),
        ("1.5", {"type": "number_input", "is_decimal_allowed": True, "max_value": "2"}),
        ("a@example.com", {"type": "email_text_input"}),
        ("https://example.com", {"type": "url_text_input"}),
        ("a", {"type": "static_select", "options": [option("a")]}),
    ],
)
def test_what_is_right_has_no_error(value: str, element: dict[str, Any]) -> None:
    assert errors(value, **element) == {}


def test_an_optional_field_may_be_empty_but_not_wrong() -> None:
    assert errors(None, optional=True, min_length=5) == {}
    assert errors("abc", optional=True, min_length=5) != {}
