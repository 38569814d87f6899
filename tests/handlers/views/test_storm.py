"""A storm's card and the posts of its thread: within Slack's limits, inert, and complete."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cards import StormCard, StormPage
from bot.domain.finding import Severity
from bot.domain.storm import LINES, TOP, Cause, Extent
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
    Extent(resources=6, accounts=2, mostly=TYPE, top=(GROUP,), left=4),
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


def test_a_post_names_severity_type_place_and_id_and_nothing_of_what_is_restricted() -> None:
    worst = replace(GROUP, severity=Severity.CRITICAL, incident=2, region="")
    said = written(page(StormPage((GROUP, worst), NAMES, frozenset({1})), LOOK).blocks)
    assert said.splitlines() == [
        "🔴 HIGH · restricted",
        f"🚨 CRITICAL · {TYPE} · prod-payments · no Region named · I-2",
    ]
