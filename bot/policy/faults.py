"""Says a fault of the policy file with its line and its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from bot.domain.words import policy as words
from bot.policy.slips import Where
from runbooks.kit.text import Said

NOT_BUILT_INSIDE = frozenset({("approvals", "signed")})


def of_pydantic(detail: Mapping[str, Any], node: yaml.Node, path: str) -> Said:
    """Return what pydantic found, as a sentence; `node` is the file as YAML sees it."""
    where = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "invalid_key":
        return said(where, words.POLICY_ACCOUNT.en, node, path)
    if detail["type"] == "extra_forbidden":
        return said(where, _unknown_key(where), node, path)
    return said(where, str(detail["msg"]).removeprefix("Value error, "), node, path)


def _unknown_key(where: tuple[str | int, ...]) -> str:
    is_later = (where[0], where[-1]) in NOT_BUILT_INSIDE
    return words.POLICY_NOT_BUILT.en if is_later else words.POLICY_UNKNOWN.en


def said(where: Where, fault: str, node: yaml.Node, path: str) -> Said:
    """Return a fault at this place, with the line on which it stands."""
    field = ".".join(str(part) for part in where)
    return words.POLICY_FAULT.fill(path=path, line=_line(node, where), field=field, fault=fault)


def _line(node: yaml.Node, where: tuple[str | int, ...]) -> int:
    """Return the line, from 1, of the deepest part of a location that the file has."""
    line: int = node.start_mark.line
    for part in where:
        child = _child(node, part)
        if child is None:
            break
        key, node = child
        line = key.start_mark.line
    return line + 1


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = (pair for pair in node.value if str(pair[0].value) == str(part))
        return next(pairs, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def not_yaml(error: yaml.YAMLError, path: str) -> Said:
    """Return why this is no YAML at all."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return words.POLICY_NOT_YAML.fill(path=path, line=line, fault=getattr(error, "problem", "?"))
