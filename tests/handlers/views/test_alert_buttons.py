from __future__ import annotations

import pytest

from bot.domain.cards import Offer
from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.finding import Severity
from bot.domain.incident import Case, Status
from handlers.views.alert_buttons import controls
from handlers.views.parts import Button, Menu
from handlers.views.plain import plain
from runbooks.kit.text import Text
from tests.handlers.views.examples import alert_card, ask, done, execution, finding, incident

TAKE = ("incident.take", "I-3K9K:4")
ISOLATE = ("runbook.ask:isolate_instance", "I-3K9K:4")
BLOCK = ("runbook.ask:block_public_s3", "I-3K9K:4")

OWN = ["I-3K9K:4:/snooze", "I-3K9K:4:/fp", "I-3K9K:4:/assign"]


def pressed(**changes: object) -> list[tuple[str, str]]:
    shown = controls(alert_card(**changes))
    return [(one.action, one.value) for one in shown if isinstance(one, Button)]


def menu(count: int, **changes: object) -> list[str]:
    offers = tuple(Offer(f"runbook_{n}", Text(f"Title {n}")) for n in range(count))
    card = alert_card(offers=offers, case=Case(incident(**changes), (finding(),)))
    found = [one for one in controls(card) if isinstance(one, Menu)]
    return [option.value for one in found for option in one.options]


def test_a_new_incident_can_be_taken_or_answered() -> None:
    assert pressed() == [TAKE, ISOLATE, BLOCK]


def test_there_are_at_most_three_buttons_and_the_rest_is_in_the_menu() -> None:
    assert len(pressed()) == 3
    assert menu(2) == OWN
    assert menu(3) == [*OWN, "I-3K9K:4:runbook_2"]
    assert menu(4) == [*OWN, "I-3K9K:4:runbook_2", "I-3K9K:4:runbook_3"]


def test_the_menu_ends_with_a_way_to_all_the_others() -> None:
    assert menu(5) == [*OWN, "I-3K9K:4:runbook_2", "I-3K9K:4"]
    assert menu(8) == menu(5)


def test_what_is_critical_can_not_be_snoozed() -> None:
    assert menu(0, severity=Severity.CRITICAL) == OWN[1:]
    assert menu(6, severity=Severity.CRITICAL)[-1] == "I-3K9K:4"


def test_what_somebody_has_taken_can_not_be_taken_again() -> None:
    taken = Case(incident(owner="U0ANN"), (finding(),))
    assert pressed(case=taken) == [ISOLATE, BLOCK]


BOTH = {"k1": "arn:aws:s3:::a", "k2": "arn:aws:s3:::b"}


@pytest.mark.parametrize(
    ("choices", "label"),
    [
        (BOTH, "Block it: a and 1 more…"),
        ({"k1": "arn:aws:s3:::a"}, "Block it: a…"),
    ],
)
def test_what_another_finding_names_is_named_on_the_button(
    choices: dict[str, str], label: str
) -> None:
    first = next(iter(choices.values()))
    offer = Offer("block_public_s3", Text("Block it"), target=first, choices=choices, on=first)
    shown = controls(alert_card(offers=(offer,)))
    labels = [plain(one.label, "en", 75)["text"] for one in shown if isinstance(one, Button)]
    assert labels == ["Ack", label]


def test_of_several_targets_a_runbook_is_on_offer_until_each_was_contained() -> None:
    offer = Offer("isolate_instance", Text("Isolate"), choices=BOTH)
    one = done(ask=ask(inputs={"instance": "i-1"}))
    other = done(number=1342, ask=ask(inputs={"instance": "i-2"}))

    assert pressed(offers=(offer,), executions=(one, one)) == [TAKE, ISOLATE]
    assert pressed(offers=(offer,), executions=(one, other)) == [TAKE]


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.CLOSED])
def test_what_is_over_has_no_controls(status: Status) -> None:
    assert controls(alert_card(case=Case(incident(status=status), (finding(),)))) == ()


def test_a_sample_can_only_be_taken() -> None:
    assert pressed(case=Case(incident(), (finding(sample=True),))) == [TAKE]


@pytest.mark.parametrize(
    ("executions", "offered"),
    [
        ((execution(stage=Stage.WAITING),), [TAKE, BLOCK]),
        ((done(),), [TAKE, BLOCK]),
        ((execution(stage=Stage.NOTHING_TO_DO),), [TAKE, BLOCK]),
        ((execution(stage=Stage.REJECTED),), [TAKE, ISOLATE, BLOCK]),
        ((execution(stage=Stage.DONE, outcome=Outcome.FAILURE),), [TAKE, ISOLATE, BLOCK]),
        ((execution(ask=ask(plan_only=True)),), [TAKE, ISOLATE, BLOCK]),
        (
            (done(), done(number=1342, ask=ask(kind=Kind.UNDO, undo_of=1341))),
            [TAKE, ISOLATE, BLOCK],
        ),
    ],
)
def test_a_runbook_is_offered_only_while_it_makes_sense(
    executions: tuple[Execution, ...], offered: list[tuple[str, str]]
) -> None:
    assert pressed(executions=executions) == offered
