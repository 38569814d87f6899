"""What readiness says of the sockets: proved is what came back, not what is connected."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.words import sockets as words
from handlers.slack.pulse import FRESH, Pulse
from tests.clocks import FrozenClock

SECOND = timedelta(seconds=1)
CLOSED = words.CLOSED.fill(code=1006)
SILENT = words.NO_ROUND_TRIP.fill(seconds=10)


def test_before_anything_is_proved_it_is_not_well() -> None:
    check = Pulse(FrozenClock()).check()
    assert (check.name, check.is_well, check.detail) == ("socket", False, words.NONE_YET.en)


def test_one_proved_socket_is_enough_and_it_tells_when_and_what_was_last_answered() -> None:
    clock = FrozenClock()
    pulse = Pulse(clock)
    pulse.proved(0, 1)
    assert pulse.check().detail == "1 of 2 sockets, proved 0 s ago, last envelope never"
    pulse.answered()
    clock.advance(5 * SECOND)
    pulse.proved(1, 2)
    clock.advance(2 * SECOND)

    assert pulse.check().is_well
    assert pulse.check().detail == "2 of 2 sockets, proved 2 s ago, last envelope 7 s ago"
    assert (pulse.count(), pulse.proved_at, pulse.envelope_at) == (
        2,
        clock.now() - 2 * SECOND,
        clock.now() - 7 * SECOND,
    )


def test_a_socket_that_is_proved_no_more_is_not_well_though_nothing_was_lost() -> None:
    clock = FrozenClock()
    pulse = Pulse(clock)
    pulse.proved(0, 1)
    clock.advance(FRESH)
    assert pulse.check().is_well
    clock.advance(SECOND)

    assert (pulse.count(), pulse.check().is_well) == (0, False)
    assert pulse.check().detail == words.STALE.fill(seconds=45).plain()


def test_a_socket_that_was_closed_is_no_fault_while_the_other_is_proved() -> None:
    pulse = Pulse(FrozenClock())
    pulse.proved(0, 1)
    pulse.proved(1, 2)
    pulse.lost(0, CLOSED, is_sick=False)
    assert pulse.check().is_well
    pulse.lost(1, CLOSED, is_sick=False)
    assert pulse.check().detail == CLOSED.plain()
    pulse.proved(1, 1)
    assert pulse.check().is_well


def test_a_socket_that_was_connected_and_dead_is_not_well_until_another_is_proved_in_its_place() -> (
    None
):
    pulse = Pulse(FrozenClock())
    pulse.proved(0, 1)
    pulse.proved(1, 2)
    pulse.lost(0, SILENT, is_sick=True)
    assert (pulse.check().is_well, pulse.check().detail) == (False, SILENT.plain())
    pulse.lost(0, CLOSED, is_sick=False)
    pulse.proved(1, 2)
    assert (pulse.check().is_well, pulse.check().detail) == (False, CLOSED.plain())
    pulse.proved(0, 2)
    assert pulse.check().is_well


def test_sockets_that_are_none_of_ours_are_told() -> None:
    pulse = Pulse(FrozenClock())
    pulse.proved(0, 9)
    assert pulse.check().detail.endswith("Slack counts 9 sockets of this app")
