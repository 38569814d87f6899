from __future__ import annotations

from practice.slack.failures import ANY, Failure, Failures


def test_a_failure_comes_as_often_as_it_was_told_and_for_its_method() -> None:
    failures = Failures()
    failures.add(Failure("chat.update", "broken", times=2))

    assert failures.take("chat.postMessage") is None
    kinds = [failures.take("chat.update") for _ in range(3)]
    assert [each.kind if each else None for each in kinds] == ["broken", "broken", None]


def test_failures_come_in_order_and_can_be_forgotten() -> None:
    failures = Failures()
    failures.add(Failure(ANY, "late"))
    failures.add(Failure("a", "limited"))

    first = failures.take("a")
    assert first is not None
    assert first.kind == "late"
    failures.clear()
    assert failures.take("a") is None
