"""A way of paging that failed is told, and is no more than a warning while another one reaches."""

from __future__ import annotations

from bot.domain.paging import SNS, WEBHOOK, Webhook, checked, sent
from bot.domain.posture import Standing
from tests.clocks import MORNING

PLACES = {SNS: "arn:aws:sns:eu-west-1:111122223333:pages", WEBHOOK: "pages.example.com"}


def test_a_webhook_shows_its_host_and_what_tells_it_from_another_and_no_more() -> None:
    first = Webhook("https://pages.example.com/T0KEN")
    second = Webhook("https://pages.example.com/OTHER")

    assert "T0KEN" not in f"{first} {first!r} {first.told}"
    assert first.told.startswith("pages.example.com #")
    assert first.told != second.told


def test_each_way_is_told_before_any_page_was_sent() -> None:
    told = checked(PLACES, {}, MORNING)

    assert [(each.check, each.standing) for each in told] == [
        (SNS, Standing.PASSED),
        (WEBHOOK, Standing.PASSED),
    ]
    assert told[1].says is not None
    assert told[1].says.plain() == "pages go to pages.example.com; none was sent yet"


def test_one_that_failed_is_a_warning_where_the_other_reached_somebody_and_a_fault_where_not() -> (
    None
):
    took = sent(SNS, PLACES[SNS], MORNING, taken=True)
    failed = {way: sent(way, PLACES[way], MORNING, taken=False) for way in PLACES}

    for kept, standings in (
        ({SNS: took, WEBHOOK: failed[WEBHOOK]}, [Standing.PASSED, Standing.WARNING]),
        (failed, [Standing.FAILED, Standing.FAILED]),
    ):
        assert [each.standing for each in checked(PLACES, kept, MORNING)] == standings


def test_a_way_that_the_policy_names_no_more_is_not_told() -> None:
    kept = {way: sent(way, place, MORNING, taken=False) for way, place in PLACES.items()}

    (only,) = checked({WEBHOOK: PLACES[WEBHOOK]}, kept, MORNING)

    assert (only.check, only.standing) == (WEBHOOK, Standing.FAILED)
    assert checked({}, kept, MORNING) == ()
