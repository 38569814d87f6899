from __future__ import annotations

from bot.domain.execution import Stage
from bot.domain.record import What, Written
from handlers.views.progress_steps import steps
from handlers.views.rich import rich, shown
from tests.handlers.views.examples import done, execution, progress_card, record

API = "ec2:ModifyNetworkInterfaceAttribute"
INTENT = record(What.INTENT, step="move_1", action=API, resources=["eni-1"], parameters={})


def result(request: str, code: str = "", step: str = "move_1") -> Written:
    return record(What.RESULT, step=step, action=API, request_id=request, code=code)


def read(*records: Written, **changes: object) -> list[str]:
    card = progress_card(records=records, **changes)
    return ["".join(shown(one) for one in rich(line, "en").elements) for line in steps(card)]


def test_a_step_that_failed_tells_what_aws_answered() -> None:
    told = read(INTENT, result("r1", "UnauthorizedOperation"), execution=done())
    assert told == [
        "Steps",
        "1. ❌ move eni-1 to the quarantine group",
        f"     {API} · request r1 · AWS answered UnauthorizedOperation",
        "2. … move eni-2 to the quarantine group (not made)",
    ]


def test_a_call_without_an_answer_is_told_as_such() -> None:
    told = read(INTENT, execution=execution(stage=Stage.RUNNING))
    assert told[1:] == [
        "1. ▶ move eni-1 to the quarantine group",
        f"     {API} · called, no answer recorded",
        "2. move eni-2 to the quarantine group",
    ]


def test_of_many_tries_the_newest_are_shown() -> None:
    tries = [result(f"r{number}", "Throttling") for number in range(5)]
    told = read(INTENT, *tries, result("r9"), execution=execution(stage=Stage.RUNNING))
    calls = [line for line in told if "request" in line]
    assert [line.split("request ")[1].split(" ")[0] for line in calls] == ["r3", "r4", "r9"]


def test_without_a_plan_the_steps_are_those_that_were_recorded() -> None:
    made = record(What.STEP, step="move_1", says="moved it", already=False, values={})
    told = read(INTENT, made, result("r1", step="other"), proposal=None)
    assert told[0:2] == ["Steps", "1. ✅ moved it"]
    assert any(line.startswith("2. … other") for line in told)


def test_nothing_recorded_is_said_to_be_nothing() -> None:
    running = execution(stage=Stage.RUNNING)
    told = read(record(What.STARTED), proposal=None, execution=running)
    assert told == ["No step has been made yet."]
    assert read(record(What.STARTED), proposal=None, execution=done()) == ["No step was made."]
