from __future__ import annotations

from typing import Any

import pytest

from practice.slack.content import Content
from practice.slack.pings import Call, calls
from tests.practice.slack.tiny_bot import plain, section


def rich(*parts: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": list(parts)}],
    }


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("<@U0ANN>", Call("user", "U0ANN")),
        ("<@U0ANN|ann>", Call("user", "U0ANN")),
        ("`<!channel>`", Call("all", "channel")),
        ("<!here|x>", Call("all", "here")),
        ("<!subteam^S0SEC|@sec>", Call("group", "S0SEC")),
    ],
)
def test_a_call_is_found_in_the_text_in_mrkdwn_and_in_attachments(text: str, call: Call) -> None:
    expected = frozenset({call})

    assert calls(Content(text)) == expected
    assert calls(Content("", [section(text)])) == expected
    assert calls(Content("", attachments=[{"text": text}])) == expected
    assert calls(Content("", attachments=[{"fields": [{"value": text}]}])) == expected


def test_rich_text_calls_by_its_own_elements_and_never_by_its_words() -> None:
    live = rich(
        {"type": "user", "user_id": "U0ANN"},
        {"type": "usergroup", "usergroup_id": "S0SEC"},
        {"type": "broadcast", "range": "here"},
    )

    assert calls(Content("", [live])) == {
        Call("user", "U0ANN"),
        Call("group", "S0SEC"),
        Call("all", "here"),
    }
    assert (
        calls(Content("", [rich({"type": "text", "text": "<!channel> <@U0ANN>"})])) == frozenset()
    )


@pytest.mark.parametrize(
    "text", ["&lt;!channel&gt;", "@here", "@ann", "<https://a|@here>", "<!date^1^{time}|x>"]
)
def test_what_is_escaped_or_merely_looks_like_a_call_is_none(text: str) -> None:
    header = {"type": "header", "text": plain("<!channel>")}

    assert calls(Content(text, [section(text), header])) == frozenset()


def test_names_call_only_where_the_message_asks_for_it() -> None:
    assert calls(Content("hi @ann, @here", parses_names=True)) == {
        Call("user", "ann"),
        Call("all", "here"),
    }
