"""The chain over the audit trail shows what was changed, taken out, moved or cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.chain import START, Head, Link, check, hash_of, plain
from tests.clocks import MORNING

JSON_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.dictionaries(st.integers(), inner),
    max_leaves=8,
)  # fmt: skip


def a_chain(length: int = 5) -> list[Link]:
    links: list[Link] = []
    previous = START
    for place in range(1, length + 1):
        link = Link(
            place, "call.intent", MORNING, "p1", 1, 1, {"n": place}, previous, "", place * 2
        )
        links.append(replace(link, hash=hash_of(link)))
        previous = links[-1].hash
    return links


def head_of(links: Sequence[Link]) -> Head:
    return Head(len(links), links[-1].hash)


def forged(link: Link, **changes: Any) -> Link:
    """Change a link and give it the hash that fits the change."""
    changed = replace(link, **changes)
    return replace(changed, hash=hash_of(changed))


def test_an_untouched_chain_holds() -> None:
    links = a_chain()

    verified = check(links, head_of(links))

    assert (verified.count, verified.head) == (5, links[-1].hash)
    assert (verified.broken_at, verified.cut_after) == (None, None)


def test_an_empty_chain_holds() -> None:
    verified = check([], Head(0, START))

    assert (verified.count, verified.broken_at, verified.cut_after) == (0, None, None)


@pytest.mark.parametrize(
    ("tamper", "found_at"),
    [
        (lambda links: [*links[:2], replace(links[2], body={"n": 99}), *links[3:]], 6),
        (lambda links: [*links[:2], forged(links[2], body={"n": 99}), *links[3:]], 8),
        (lambda links: [*links[:2], replace(links[2], actor="p2"), *links[3:]], 6),
        (lambda links: [*links[:2], replace(links[2], incident=2), *links[3:]], 6),
        (lambda links: [*links[:2], *links[3:]], 8),
        (lambda links: [*links[:2], links[3], links[2], links[4]], 8),
        (lambda links: [*links[:2], replace(links[2], number=3), *links[3:]], 3),
    ],
    ids=["body", "body and hash", "actor", "incident", "taken out", "moved", "number"],
)
def test_each_way_of_tampering_is_found_where_it_shows(
    tamper: Callable[[list[Link]], list[Link]], found_at: int
) -> None:
    links = a_chain()

    verified = check(tamper(links), head_of(links))

    assert (verified.broken_at, verified.cut_after) == (found_at, None)


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_cut_tail_is_found(left: int) -> None:
    links = a_chain()

    verified = check(links[:left], head_of(links))

    assert (verified.broken_at, verified.cut_after) == (None, left * 2)
    assert verified.count == 5


def test_a_chain_computed_anew_does_not_fit_the_head() -> None:
    honest, other = a_chain(), a_chain(4)
    last = forged(honest[4], body={"n": 99})

    assert check([*other, last], head_of(honest)).broken_at == 10


def test_links_behind_the_head_are_strangers() -> None:
    links = a_chain()

    assert check(links, head_of(links[:3])).broken_at == 8


@given(body=JSON_DATA, actor=st.text(max_size=4), place=st.integers(1, 9))
def test_what_is_read_back_hashes_as_what_was_written(body: Any, actor: str, place: int) -> None:
    link = Link(place, "call.result", MORNING, actor, None, 3, plain(body), START)

    assert plain(link.body) == link.body
    assert hash_of(link) == hash_of(replace(link, body=plain(link.body)))


def test_a_hash_covers_every_field() -> None:
    link = a_chain(1)[0]
    others = [
        replace(link, place=2),
        replace(link, what="call.result"),
        replace(link, at=MORNING.replace(microsecond=1)),
        replace(link, actor="p2"),
        replace(link, incident=None),
        replace(link, execution=2),
        replace(link, body={}),
        replace(link, previous="1" * 64),
    ]

    assert len({hash_of(each) for each in [link, *others]}) == len(others) + 1
