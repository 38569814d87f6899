"""Lets moto find an account at once: by itself it goes through a list of all at each look."""

from __future__ import annotations

from typing import Any

from moto.core.base_backend import BackendDict
from moto.iam import models

from practice.aws.callers import Callers
from practice.aws.patching import Patches


def put_lookups(patches: Patches, callers: Callers) -> None:
    """Put the short ways into moto: from a key to its account, from an account to its backends."""
    make_or_find = BackendDict.__getitem__

    def find(backends: Any, account: str) -> Any:
        found = dict.get(backends, account)
        return make_or_find(backends, account) if found is None else found

    patches.put(models, "get_account_id_from", callers.account_of)
    patches.put(BackendDict, "__getitem__", find)
