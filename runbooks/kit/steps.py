"""Makes steps, and fills their parameters with what earlier steps have made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import JsonValue

from runbooks.kit.aws import Aws
from runbooks.kit.text import Said
from runbooks.kit.values import Made, Power, Step

Do = Callable[[Aws, Mapping[str, Any]], Made]
"""Makes the call of one kind of step with these parameters, unless what it wants is so."""


def make_step(
    key: str,
    action: str,
    resources: tuple[str, ...],
    parameters: Mapping[str, JsonValue],
    says: Said,
    power: Power,
    passes: str = "",
) -> Step:
    """Return one step of a plan; see `Step` for what each part is."""
    return Step(
        key=key,
        action=action,
        resources=resources,
        power=power,
        parameters=dict(parameters),
        says=says,
        passes=passes,
    )


def fill(step: Step, made: Mapping[str, Made]) -> dict[str, Any]:
    """Return the call's parameters, each `{"made": "KEY.NAME"}` replaced by what KEY made.

    Raises KeyError where no earlier step has made it.
    """
    return {name: _filled(value, made) for name, value in step.parameters.items()}


def _filled(value: JsonValue, made: Mapping[str, Made]) -> Any:
    if isinstance(value, list):
        return [_filled(item, made) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"made"}:
        key, _, name = str(value["made"]).partition(".")
        return made[key].values[name]
    return {name: _filled(item, made) for name, item in value.items()}
