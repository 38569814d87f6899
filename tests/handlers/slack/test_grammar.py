"""Commands as tired people type them on phones, and as Slack hands them on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words import help as help_words
from handlers.slack import commands
from handlers.slack.grammar import Words, mentioned, nearest, read, targets


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("", "", ()),
        ("   \t\n ", "", ()),
        ("ACK I-3M9K", "ack", ("I-3M9K",)),
        ("  ack   i-3m9k  ", "ack", ("i-3m9k",)),
        ("\u201cack\u201d \u2018I-3M9K\u2019", "ack", ("I-3M9K",)),
        ("\u201eshow\u201c I-3M9K", "show", ("I-3M9K",)),
        ("ack I\u20133M9K", "ack", ("I-3M9K",)),
        ("ack I\u20113M9K", "ack", ("I-3M9K",)),
        ("ack I\u22123M9K", "ack", ("I-3M9K",)),
        ("ack I\u20143M9K", "ack", ("I--3M9K",)),
        ("ａｃｋ　Ｉ－３Ｍ９Ｋ", "ack", ("I-3M9K",)),  # noqa: RUF001 - full width, as Japanese input has it
        ("ack I-3M9K\u200b", "ack", ("I-3M9K",)),
        ("\ufeffack \u202eI-3M9K", "ack", ("I-3M9K",)),
        ("ack\x00I-3M9K", "ack", ("I-3M9K",)),
        ("ack \ud800 I-3M9K", "ack", ("I-3M9K",)),
        ('ack ""', "ack", ()),
        ("run x &lt;b&gt;&amp;amp;", "run", ("x", "<b>&amp;")),
        ("audit <@U0BOB|bob>", "audit", ("<@U0BOB|bob>",)),
    ],
)
def test_verb_and_words_are_read_as_they_were_meant(
    text: str, verb: str, rest: tuple[str, ...]
) -> None:
    found = read(text)
    assert (found.verb, found.rest, dict(found.pairs)) == (verb, rest, {})


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("list sev>=high", {"sev": "high"}),
        ("list sev&gt;=high", {"sev": "high"}),
        ("list ｓｅｖ＞＝ｈｉｇｈ", {"sev": "high"}),  # noqa: RUF001 - full width
        ("list SEV=High Owner=me", {"sev": "High", "owner": "me"}),
        ("list owner=\u201cme\u201d", {"owner": "me"}),
        ("list owner=<@U0BOB|bob>", {"owner": "<@U0BOB|bob>"}),
        ("run x y note=a=b", {"note": "a=b"}),
        ("list =high sev=", {}),
    ],
)
def test_pairs_are_read_and_their_keys_are_case_free(text: str, pairs: dict[str, str]) -> None:
    assert dict(read(text).pairs) == pairs


def test_the_verb_is_never_a_pair() -> None:
    assert read("sev>=high").verb == "sev>=high"


@pytest.mark.parametrize(
    "text",
    [
        "undo A-1 the C2 was ours",
        "undo A-1 reason=the C2 was ours",
        'undo A-1 "the C2 was ours"',
        "undo A-1 \u201cthe C2 was ours\u201d",
        "undo A-1 reason=\u201cthe C2 was ours\u201d",
    ],
)
def test_a_reason_is_all_that_follows_as_it_was_typed(text: str) -> None:
    assert read(text).after(1) == "the C2 was ours"


def test_a_reason_keeps_its_pairs_entities_and_joined_signs() -> None:
    said = read("undo A-1 x=1 &lt;b&gt; \U0001f468\u200d\U0001f4bb done").after(1)
    assert said == "x=1 <b> \U0001f468\u200d\U0001f4bb done"
    assert read("undo A-1").after(1) == ""
    assert read("undo").after(1) == ""


def test_words_count_without_pairs() -> None:
    assert read("ack I-1").has_only(1)
    assert not read("ack I-1 I-2").has_only(1)
    assert not read("ack I-1 owner=me").has_only(1)
    assert not read("ack").has_only(1)
    assert read("ack").thing(3) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("aprove", "approve"), ("lst", "list"), ("unod", "undo"), ("qqq", "help"), ("", "help")],
)
def test_the_nearest_verb_is_found(typed: str, meant: str) -> None:
    assert nearest(typed) == meant


@pytest.mark.parametrize(
    ("word", "slack_id"),
    [
        ("<@U0BOB|bob>", "U0BOB"),
        ("<@W0BOB>", "W0BOB"),
        ("<@U0BOB|>", "U0BOB"),
        ("@bob", ""),
        ("<!subteam^S0APPROVE|@sec>", ""),
        ("<@U0BOB|bob>x", ""),
        ("<@u0bob>", ""),
        ("", ""),
    ],
)
def test_a_mention_names_a_person(word: str, slack_id: str) -> None:
    assert mentioned(word) == slack_id


@pytest.mark.parametrize(
    ("typed", "found", "rest"),
    [
        ("a-bucket why not", ["a-bucket"], "why not"),
        ("a,b,c it leaks", ["a", "b", "c"], "it leaks"),
        ("a, b ,c it, leaks", ["a", "b", "c"], "it, leaks"),
        ("a,,b, c, d", ["a", "b", "c", "d"], ""),
        ("i-0abc1234 i-0abc5678 i mine", ["i-0abc1234", "i-0abc5678"], "i mine"),
        ("i-0abc1234 i-0abc5678,i-0abc9999 x", ["i-0abc1234", "i-0abc5678", "i-0abc9999"], "x"),
        (
            "arn:aws:s3:::a arn:aws:s3:::b they leak",
            ["arn:aws:s3:::a", "arn:aws:s3:::b"],
            "they leak",
        ),
        ("I-3M9K i-0abc1234 mines", ["I-3M9K", "i-0abc1234"], "mines"),
        (", , why", ["why"], ""),
        ("", [], ""),
    ],
)
def test_targets_are_parted_by_commas_and_by_spaces_where_nothing_else_can_be_meant(
    typed: str, found: list[str], rest: str
) -> None:
    named, after = targets(typed.split())
    assert (list(named), " ".join(after)) == (found, rest)


@given(st.lists(st.text(min_size=1)))
def test_no_word_behind_the_targets_is_lost(words: list[str]) -> None:
    named, after = targets(words)
    assert after == words[len(words) - len(after) :]
    assert all(named)


def test_what_is_read_what_is_done_and_what_is_helped_with_are_the_same_verbs() -> None:
    assert set(commands.VERBS) == set(help_words.VERBS)


@given(st.text())
def test_nothing_that_can_be_typed_breaks_the_reading(text: str) -> None:
    found = read(text)
    assert isinstance(found, Words)
    assert "\x00" not in found.text
    assert all(found.rest)
    assert nearest(found.verb) in help_words.VERBS
    found.text.encode()
