"""Whose turn it is at the one writer: who is awaited outside, then all others in order."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future

from bot.ports.store import Haste
from bot.store.errands import SHARE_SECONDS, Errand, Errands

MOST = 3


def errand(haste: Haste = Haste.USUAL) -> Errand:
    return Errand(lambda _: None, Future(), haste)


def waiting(*errands: Errand) -> Errands:
    made = Errands()
    for each in errands:
        made.put(each)
    return made


def groups(errands: Errands) -> list[list[Errand]]:
    """Return all groups until the end, each whole."""
    errands.close()
    found = []
    while errands.wait():
        found.append(list(errands.next_group(MOST)[1]))
    return found


def test_what_waits_shares_groups_in_order_none_of_them_too_long() -> None:
    put = [errand() for _ in range(5)]
    assert groups(waiting(*put)) == [put[:3], put[3:]]


def test_how_many_there_are_at_most_is_known_before_any_is_taken() -> None:
    errands = waiting(errand(), errand())
    many, group = errands.next_group(MOST)
    assert many == 2
    assert len(list(group)) == 2


def test_those_that_go_first_do_so_by_themselves_and_then_others_have_a_turn() -> None:
    usual = [errand() for _ in range(4)]
    first = [errand(Haste.FIRST) for _ in range(4)]
    assert groups(waiting(*usual, *first)) == [first[:3], usual[:3], first[3:], usual[3:]]


def test_others_share_no_longer_than_a_moment_while_somebody_waits_that_goes_first() -> None:
    usual, first = [errand() for _ in range(3)], errand(Haste.FIRST)
    errands = waiting(*usual)
    _, group = errands.next_group(MOST)
    assert next(group) is usual[0]
    errands.put(first)
    assert next(group) is usual[1]
    time.sleep(SHARE_SECONDS * 2)
    assert next(group, None) is None
    assert groups(errands) == [[first], [usual[2]]]


def test_what_is_lazy_shares_with_what_is_lazy_alone() -> None:
    one, two, three, four = (
        errand(haste) for haste in (Haste.LAZY, Haste.LAZY, Haste.USUAL, Haste.LAZY)
    )
    assert groups(waiting(one, two, three, four)) == [[one, two], [three], [four]]


def test_what_is_not_taken_of_a_group_has_its_turn_later() -> None:
    put = [errand() for _ in range(3)]
    errands = waiting(*put)
    _, group = errands.next_group(MOST)
    assert next(group) is put[0]
    assert groups(errands) == [put[1:]]


def test_it_waits_for_an_errand_and_for_the_end() -> None:
    errands, late = Errands(), errand()
    threading.Timer(0.02, errands.put, [late]).start()
    assert errands.wait()
    assert list(errands.next_group(MOST)[1]) == [late]
    threading.Timer(0.02, errands.close).start()
    assert not errands.wait()
    assert not errands.wait()
