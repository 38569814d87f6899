"""AWS's Service Authorization Reference, as cfn-lint carries it: which resources actions take."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from typing import Any

PART = re.compile(r"\$\{\w+\}")


@lru_cache(maxsize=1)
def reference() -> dict[str, Any]:
    """Return services by IAM's prefix, each with its `Actions` and `Resources` in lower case."""
    found = resources.files("cfnlint.data.AdditionalSpecs") / "Policies.json"
    read: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return read


def exists(action: str) -> bool:
    """Say whether there is such an action; a pattern must fit at least one."""
    service, _, name = action.partition(":")
    known = reference().get(service, {}).get("Actions", {})
    pattern = re.escape(name.lower()).replace(r"\*", ".*")
    return any(re.fullmatch(pattern, one) for one in known)


def takes(action: str, resource: str) -> bool:
    """Say whether an action takes resources whose ARNs look like this one."""
    service, _, name = action.partition(":")
    known = reference()[service]
    kinds = known["Actions"][name.lower()].get("Resources", [])
    if resource == "*":
        return True
    return any(_is_of(resource, form) for kind in kinds for form in _forms(known, kind))


def narrows(action: str) -> bool:
    """Say whether an action can be granted on less than everything."""
    service, _, name = action.partition(":")
    return bool(reference()[service]["Actions"][name.lower()].get("Resources"))


def _forms(service: dict[str, Any], kind: str) -> list[str]:
    return list(service["Resources"].get(kind.lower(), {}).get("ARNFormats", []))


def _is_of(resource: str, form: str) -> bool:
    """Compare part by part: `arn:${Partition}:ec2:${Region}:${Account}:instance/.*`."""
    fixed = PART.sub("\0", form).removesuffix(".*")
    mine = resource.split(":", 5)
    theirs = fixed.split(":", 5)
    return mine[2] == theirs[2] and mine[5].startswith(theirs[5].partition("\0")[0])
