"""GuardDuty's finding criteria and sorting, over findings as they travel.

The conditions are those of the GuardDuty API reference's `Condition`; the fields are paths in
lower camel case, such as `service.archived`, and times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

Finding = Mapping[str, Any]

NUMERIC: Mapping[str, Callable[[float, float], bool]] = {
    "Gt": float.__gt__,
    "GreaterThan": float.__gt__,
    "Gte": float.__ge__,
    "GreaterThanOrEqual": float.__ge__,
    "Lt": float.__lt__,
    "LessThan": float.__lt__,
    "Lte": float.__le__,
    "LessThanOrEqual": float.__le__,
}


def meets(finding: Finding, criterion: Mapping[str, Mapping[str, Any]]) -> bool:
    """Tell whether a finding meets every condition of every field."""
    return all(
        _holds(at(finding, field), condition, wanted)
        for field, conditions in criterion.items()
        for condition, wanted in conditions.items()
    )


def ordered(findings: Sequence[Finding], by: Mapping[str, str]) -> list[Finding]:
    """Return findings sorted by one attribute, as they stand where none is named."""
    name = by.get("AttributeName")
    if not name:
        return list(findings)

    def key(finding: Finding) -> tuple[float, str]:
        value = next(iter(at(finding, name)), "")
        return (number(value), str(value))

    return sorted(findings, key=key, reverse=by.get("OrderBy") == "DESC")


def at(value: Any, path: str) -> list[Any]:
    """Return every value at a dotted path; a list on the way stands for each of its members."""
    found = [value]
    for part in path.split("."):
        spread = [one for each in found for one in (each if isinstance(each, list) else [each])]
        found = [one[part] for one in spread if isinstance(one, Mapping) and part in one]
    return [one for each in found for one in (each if isinstance(each, list) else [each])]


def _holds(had: Sequence[Any], condition: str, wanted: Any) -> bool:
    texts = {_text(one) for one in had}
    if condition in ("Eq", "Equals"):
        return bool(texts & {_text(one) for one in wanted})
    if condition in ("Neq", "NotEquals"):
        return not texts & {_text(one) for one in wanted}
    compare = NUMERIC.get(condition)
    return compare is not None and any(compare(number(one), float(wanted)) for one in had)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value: Any) -> float:
    """Return a number as it is and a time as its milliseconds; anything else counts as zero."""
    if isinstance(value, int | float):
        return float(value)
    try:
        return datetime.fromisoformat(str(value)).timestamp() * 1000
    except ValueError:
        return 0.0
