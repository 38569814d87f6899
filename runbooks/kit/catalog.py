"""Finds every runbook of a package: one module, one Runbook class in it, named as its file."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any, get_args

from pydantic.fields import FieldInfo

from runbooks.kit.contract import Runbook
from runbooks.kit.text import Text
from runbooks.kit.values import Inputs

AnyRunbook = Runbook[Any, Any]
OPEN = "…"


def load(package: ModuleType) -> dict[str, type[AnyRunbook]]:
    """Return every runbook of the package by its name, in alphabetical order.

    Raises TypeError where a module does not define exactly one Runbook.
    """
    found: dict[str, type[AnyRunbook]] = {}
    for module_info in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        if module_info.ispkg:
            continue
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        classes = [
            thing
            for _, thing in inspect.getmembers(module, inspect.isclass)
            if issubclass(thing, Runbook) and thing.__module__ == module.__name__
        ]
        if len(classes) != 1:
            message = f"{module.__name__} must define one Runbook, not {len(classes)}"
            raise TypeError(message)
        found[module_info.name] = classes[0]
    return found


def target_field(inputs: type[Inputs]) -> tuple[str, tuple[str, ...]]:
    """Return the name of the input that is the target, and the ASFF types that fill it."""
    for name, info in inputs.model_fields.items():
        asff_types = _declared(info, "asff_types")
        if isinstance(asff_types, list):
            return name, tuple(map(str, asff_types))
    message = f"{inputs.__name__} has no input declared with from_resource"
    raise TypeError(message)


def undo_fields(inputs: type[Inputs]) -> dict[str, Text]:
    """Return the inputs that are chosen at an undo, each with the question that it answers."""
    declared = {name: _declared(info, "at_undo") for name, info in inputs.model_fields.items()}
    return {name: Text(**asked) for name, asked in declared.items() if isinstance(asked, dict)}


def options(inputs: type[Inputs]) -> tuple[str, ...]:
    """Return how each input besides the target is typed, such as `mode=swap|stop`."""
    target, _ = target_field(inputs)
    beside = inputs.model_fields.keys() - {target} - undo_fields(inputs).keys()
    fields = inputs.model_fields.items()
    return tuple(f"{name}={_typed(info)}" for name, info in fields if name in beside)


def _typed(info: FieldInfo) -> str:
    if info.annotation is bool:
        return "true"
    return "|".join(map(str, get_args(info.annotation))) or OPEN


def _declared(info: FieldInfo, what: str) -> object:
    extra = info.json_schema_extra
    return extra.get(what) if isinstance(extra, dict) else None


def matches(trigger: str, finding_type: str) -> bool:
    """Say whether a trigger such as `guardduty:Backdoor:EC2/*` names this finding type."""
    if trigger.endswith("*"):
        return finding_type.startswith(trigger[:-1])
    return finding_type == trigger
