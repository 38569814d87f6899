"""Finds keys that a YAML file has twice: of two, a parser takes the last and says nothing."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from bot.domain.words import policy as words
from runbooks.kit.text import Said


def twice(node: yaml.Node, path: str, inside: str = "") -> Iterator[Said]:
    """Yield a fault for every key that stands a second time, with its line."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from twice(item, path, f"{inside}{index}.")
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        field = f"{inside}{name}"
        if name in seen:
            line, fault = key.start_mark.line + 1, words.POLICY_TWICE.en
            yield words.POLICY_FAULT.fill(path=path, line=line, field=field, fault=fault)
        seen.add(name)
        yield from twice(value, path, f"{field}.")
