"""Finds secbot's own tags in the parameters of a call that sets or takes tags.

Each service spells them in its own way: EC2 in `tagSet.items`, S3 in `Tagging.TagSet.Tag`, IAM
and most others in `tags`, or in `tagKeys` where they are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.formats.tolerant import Tolerant
from runbooks.kit import own

TAGGING = re.compile(
    r"(Create|Delete)Tags|(Put|Delete)\w*Tagging|(Tag|Untag)\w+|AddTags\w*|\w*TagResource"
)
"""How the names of the calls are that set or take tags of what is there already."""


def changed(body: Tolerant) -> tuple[str, ...]:
    """Return the keys of secbot's tags that a call was to set or take, each once."""
    if not TAGGING.fullmatch(body.text("eventName")):
        return ()
    keys = _keys(body.child("requestParameters"))
    return tuple(dict.fromkeys(key for key in keys if key.startswith(own.PREFIX)))


def tagged(parameters: Tolerant) -> tuple[str, ...]:
    """Return what EC2's calls that set tags are about; others name it like any call."""
    items = parameters.child("resourcesSet").children("items")
    return tuple(filter(None, (one.text("resourceId") for one in items)))


def _keys(parameters: Tolerant) -> Iterator[str]:
    groups = (
        *parameters.child("tagSet").children("items"),
        *parameters.child("Tagging", "TagSet").children("Tag"),
        *parameters.children("tags"),
        *parameters.children("Tags"),
        *parameters.child("tagging").children("TagSet"),
    )
    yield from (one.text("key") for one in groups)
    yield from parameters.texts("tagKeys")
    named = parameters.child("tags")
    yield from named.names() if not named.text("key") else ()
