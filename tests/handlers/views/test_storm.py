"""A storm's card and the posts of its thread: within Slack's limits, inert, and complete."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Severity
from bot.domain.storm import (
    DAY_TOP,
    LINES,
    MOST_LINES,
    TOP,
    Cause,
    Extent,
    Kind,
    StormCard,
    StormPage,
)
from handlers.views.storm import page, storm
from tests.bot.domain.storms import a_group, a_storm
from tests.clocks import MORNING
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK

NAMES = {"111122223333": "prod-payments"}
TYPE = "Recon:EC2/Portscan"
GROUP = a_group(many=12, incident=1)
CARD = StormCard(
    a_storm(number=1, findings=37, named=3),
    Extent(resources=6, accounts=2, groups=3, mostly=TYPE, top=(GROUP,), left=4),
    (GROUP,),
    NAMES,
    frozenset({1}),
)
HOSTILE = a_group(
    type="<!channel> *x* " * 20, account="<@U0EVE>" * 8, region="https://evil.example/" * 3
)


def test_the_card_says_how_much_came_mostly_what_and_what_weighs_most() -> None:
    shown = storm(CARD, LOOK)
    assert faults(shown) == []
    said = written(shown.blocks).splitlines()
    assert said[0] == "🌪️ Storm: 37 findings, 6 resources, 2 accounts, mostly Recon:EC2/Portscan"
    assert f"• 🔴 HIGH ×12 · {TYPE} · prod-payments · eu-west-1 · I-1" in said  # noqa: RUF001 - as the card has it
    assert "3 groups of HIGH or CRITICAL are named in the thread." in said
    assert any(each.startswith("4 incidents of HIGH or CRITICAL have no card") for each in said)
    assert shown.text == f"Storm: 37 findings, 2 accounts, mostly {TYPE}."


def test_whoever_is_on_call_is_called_once_by_the_card() -> None:
    called = replace(CARD, storm=replace(CARD.storm, whom=("U0ANN", "S0PAY")))
    assert live(storm(called, LOOK).blocks) == {"U0ANN", "S0PAY"}
    assert live(storm(CARD, LOOK).blocks) == set()


def test_each_of_the_weightiest_whose_card_can_be_asked_for_has_a_button() -> None:
    top = tuple(replace(GROUP, incident=number) for number in range(1, TOP + 1))
    shown = storm(replace(CARD, top=top, opens=frozenset({1, 3})), LOOK)
    assert faults(shown) == []
    (row,) = [each for each in shown.blocks if each["type"] == "actions"]
    values = [(each["action_id"], each["value"]) for each in row["elements"]]
    assert values == [("incident.open:I-1", "I-1:0"), ("incident.open:I-3", "I-3:0")]


def test_an_old_queue_and_the_end_are_told() -> None:
    over = replace(CARD.storm, cause=Cause.QUEUE, ended_at=MORNING)
    said = written(storm(replace(CARD, storm=over), LOOK).blocks)
    assert "Messages have waited to be read for more than 10 s" in said
    assert "It is over, since" in said


def test_a_full_post_has_a_line_for_each_group_whatever_their_names() -> None:
    groups = tuple(replace(HOSTILE, incident=number) for number in range(1, LINES + 1))
    shown = page(StormPage(groups, {}), LOOK)
    assert faults(shown) == []
    assert live(shown.blocks) == set()
    assert not shown.text.startswith("<")
    assert len(written(shown.blocks).splitlines()) == LINES


def test_a_storm_of_hostile_names_is_inert() -> None:
    top = tuple(replace(HOSTILE, incident=number) for number in range(1, TOP + 1))
    extent = replace(CARD.extent, mostly=HOSTILE.type, top=top)
    shown = storm(replace(CARD, extent=extent, top=top), LOOK)
    assert faults(shown) == []
    assert live(shown.blocks) == set()


def test_a_storm_of_claims_says_that_nothing_of_it_is_confirmed_and_where_its_lines_end() -> None:
    claimed = replace(CARD.storm, kind=Kind.CLAIMED, named=MOST_LINES[Kind.CLAIMED])
    shown = storm(replace(CARD, storm=claimed), LOOK)
    said = written(shown.blocks)
    assert faults(shown) == []
    assert said.startswith("🌪️ Storm of claims: 37 findings")
    assert "AWS itself has confirmed none of it" in said
    assert "The thread names no more than 100 groups" in said
    assert shown.text.startswith("Storm of claims, unconfirmed: 37 findings")


def test_the_message_of_a_day_says_how_many_and_offers_the_cards_of_the_first() -> None:
    top = tuple(replace(GROUP, incident=number) for number in range(1, DAY_TOP + 1))
    day = replace(CARD.storm, kind=Kind.ROUTED, cause=Cause.ROUTE, findings=14)
    extent = replace(CARD.extent, groups=5, top=top)
    card = StormCard(day, extent, top, NAMES, frozenset({1, 2}))
    shown = storm(card, LOOK)
    assert faults(shown) == []
    said = written(shown.blocks).splitlines()
    assert said[0] == "🧵 14 findings came by routes that go to this thread today, 5 groups"
    assert "storm" not in written(shown.blocks).lower()
    (row,) = [each for each in shown.blocks if each["type"] == "actions"]
    assert [each["action_id"] for each in row["elements"]] == [
        "incident.open:I-1",
        "incident.open:I-2",
    ]
    over = storm(replace(card, storm=replace(day, ended_at=MORNING)), LOOK)
    assert "The day is over" in written(over.blocks)


def test_a_line_of_a_day_says_how_many_its_group_has() -> None:
    shown = page(StormPage((GROUP,), NAMES, is_counted=True), LOOK)
    assert faults(shown) == []
    assert written(shown.blocks) == f"🔴 HIGH ×12 · {TYPE} · prod-payments · eu-west-1 · I-1"  # noqa: RUF001 - as the post has it
    assert shown.text == "One group in today's thread."


def test_a_post_names_severity_type_place_and_id_and_nothing_of_what_is_restricted() -> None:
    worst = replace(GROUP, severity=Severity.CRITICAL, incident=2, region="")
    said = written(page(StormPage((GROUP, worst), NAMES, frozenset({1})), LOOK).blocks)
    assert said.splitlines() == [
        "🔴 HIGH · restricted",
        f"🚨 CRITICAL · {TYPE} · prod-payments · no Region named · I-2",
    ]
