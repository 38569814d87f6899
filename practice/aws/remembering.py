"""Lets moto remember what it works out anew at each call: a class's methods, the services it has."""

from __future__ import annotations

from functools import cache

from moto import backends
from moto.core import responses
from moto.core.utils import method_names_from_class

from practice.aws.patching import Patches


def put_memory(patches: Patches) -> None:
    """Put in what remembers: neither changes while a process runs, and both are a third of a call."""
    services = tuple(backends.list_of_moto_modules())
    patches.put(responses, "method_names_from_class", cache(method_names_from_class))
    patches.put(backends, "list_of_moto_modules", lambda: services)
