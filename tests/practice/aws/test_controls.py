from __future__ import annotations

from practice.aws.controls import Controls


def test_each_operation_is_answered_by_one_part_only() -> None:
    controls = Controls()
    parts = (
        controls.trails,
        controls.recorders,
        controls.root_users,
        controls.regions,
        controls.standards,
    )

    assert len(controls.answers()) == sum(len(part.answers()) for part in parts)
