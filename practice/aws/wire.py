"""From a JSON body as it travels to the shapes of AWS's API, by the names in botocore's model."""

from __future__ import annotations

from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape


def from_wire(shape: Shape, value: Any) -> Any:
    """Return a value under its API member names; what the model does not know is left out."""
    if value is None:
        return None
    if isinstance(shape, StructureShape):
        return _structure(shape, value)
    if isinstance(shape, ListShape):
        return [from_wire(shape.member, one) for one in value]
    if isinstance(shape, MapShape):
        return {name: from_wire(shape.value, one) for name, one in value.items()}
    return value


def _structure(shape: StructureShape, value: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, member in shape.members.items():
        travels_as = str(member.serialization.get("name", name))
        if value.get(travels_as) is not None:
            found[name] = from_wire(member, value[travels_as])
    return found
