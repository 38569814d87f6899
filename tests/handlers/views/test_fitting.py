from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words import notice
from handlers.views.fitting import Space, laid, latest
from handlers.views.marks import line
from handlers.views.parts import Actions, Button, Lines, Part, Raw
from runbooks.kit.text import Text
from tests.handlers.views.checking import all_text, written

ROOMY = Space(text=1_000, blocks=10, field=300)
TIGHT = Space(text=200, blocks=10, field=300)
CUT = "… there was no room for the rest."


def numbered(count: int) -> tuple[Text, ...]:
    return tuple(Text(f"line {number}") for number in range(count))


def test_lines_of_a_part_stand_under_each_other_in_one_block() -> None:
    blocks, is_cut = laid([Lines((Text("a"), Text("*b*")))], "en", ROOMY)
    assert written(blocks) == "a\nb"
    assert len(blocks) == 1
    assert not is_cut


def test_empty_parts_leave_no_block() -> None:
    blocks, _ = laid([Lines(()), Actions(()), Raw(""), Lines((Text("a"),))], "en", ROOMY)
    assert written(blocks) == "a"


def test_what_does_not_fit_is_left_out_and_a_line_says_so_in_its_place() -> None:
    parts: list[Part] = [
        Lines((Text("head"),), is_needed=True),
        Lines(numbered(20)),
        Lines((Text("later"),)),
        Actions((Button(Text("Go"), "go", "v"),)),
    ]
    blocks, is_cut = laid(parts, "en", TIGHT)
    assert is_cut
    assert written(blocks).splitlines() == [
        "head",
        "line 0",
        "line 1",
        "line 2",
        "line 3",
        CUT,
        "Go",
    ]


def test_what_is_needed_stays_whatever_else_there_is() -> None:
    parts = [Lines(numbered(50)), Lines((Text("foot"),), is_needed=True)]
    blocks, is_cut = laid(parts, "en", TIGHT)
    assert is_cut
    assert written(blocks).endswith("foot")


def test_there_are_never_more_blocks_than_slack_takes() -> None:
    parts = [Lines((Text("x"),)) for _ in range(30)] + [Lines((Text("foot"),), is_needed=True)]
    blocks, is_cut = laid(parts, "en", ROOMY)
    assert is_cut
    assert len(blocks) == 10
    assert written(blocks).splitlines()[-2:] == [CUT, "foot"]


def test_a_field_that_was_cut_makes_the_message_cut() -> None:
    _, is_cut = laid([Lines((line(Text("{x}"), x="y" * 301),))], "en", ROOMY)
    assert is_cut


def test_raw_data_is_shown_to_the_letter_in_fixed_pitch() -> None:
    data = "\n".join(f'{{"key": "{number}"}}' for number in range(500))
    blocks, is_cut = laid([Raw(data)], "en", Space(text=20_000, blocks=20, field=300))
    assert not is_cut
    sections = [block["elements"][0] for block in blocks]
    assert {section["type"] for section in sections} == {"rich_text_preformatted"}
    chunks = [section["elements"][0]["text"] for section in sections]
    assert "".join(chunks) == data
    assert all(chunk.endswith("\n") for chunk in chunks[:-1])


def test_raw_data_without_a_line_break_is_cut_into_pieces_all_the_same() -> None:
    blocks, _ = laid([Raw("x" * 6_000)], "en", Space(text=20_000, blocks=20, field=300))
    assert [len(block["elements"][0]["elements"][0]["text"]) for block in blocks] == [
        2_500,
        2_500,
        1_000,
    ]


@given(st.lists(st.integers(0, 300), max_size=40))
def test_the_room_is_kept_whatever_the_lines_are(lengths: list[int]) -> None:
    lines = tuple(line(Text("{x}"), x="y" * length) for length in lengths)
    blocks, is_cut = laid([Lines(lines)], "en", ROOMY)
    assert all_text(blocks) <= ROOMY.text
    assert is_cut == (notice.CUT.en.strip("_") in written(blocks))


def test_the_latest_lines_that_fit_are_counted_from_the_end() -> None:
    lines = [Text("a" * 80), Text("b" * 80), Text("c" * 80)]
    assert latest(lines, "en", 200) == 2
    assert latest(lines, "en", 10) == 0
    assert latest([], "en", 10) == 0
