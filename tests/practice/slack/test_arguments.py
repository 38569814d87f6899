from __future__ import annotations

import pytest

from practice.slack.arguments import Arguments, parsed
from practice.slack.errors import Code, RefusedError


def test_json_forms_and_queries_say_the_same() -> None:
    in_json = parsed(b'{"channel": "C1", "limit": 5, "inclusive": true}', "application/json", {})
    in_form = parsed(b"channel=C1&limit=5", "application/x-www-form-urlencoded", {"inclusive": "1"})

    for arguments in (in_json, in_form):
        assert arguments.text("channel") == "C1"
        assert arguments.number("limit", 100, 1000) == 5
        assert arguments.flag("inclusive")
    assert not Arguments({"inclusive": "false"}).flag("inclusive")


def test_structures_may_come_as_json_in_a_form() -> None:
    arguments = Arguments(
        {"blocks": '[{"type": "divider"}]', "view": {"a": 1}, "bad": "{", "no": None}
    )

    assert arguments.structure("blocks", [], Code.INVALID_BLOCKS) == [{"type": "divider"}]
    assert arguments.structure("view", None, Code.INVALID_ARGUMENTS) == {"a": 1}
    assert arguments.structure("no", [], Code.INVALID_BLOCKS) == []
    with pytest.raises(RefusedError, match="invalid_blocks_format"):
        arguments.structure("bad", [], Code.INVALID_BLOCKS_FORMAT)


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[]", "application/json", "invalid_json"),
        (b"\xff", "application/x-www-form-urlencoded", "invalid_form_data"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_refused(
    body: bytes, content_type: str, code: str
) -> None:
    with pytest.raises(RefusedError, match=code):
        parsed(body, content_type, {})


@pytest.mark.parametrize("limit", [0, -1, 1001, "x", [1]])
def test_a_number_out_of_its_range_is_refused(limit: object) -> None:
    with pytest.raises(RefusedError, match="invalid_arguments"):
        Arguments({"limit": limit}).number("limit", 100, 1000)
    with pytest.raises(RefusedError, match="invalid_arguments"):
        Arguments({"channel": 7}).text("channel")
