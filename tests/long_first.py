"""Plugin: what takes long begins first, so that no worker is left alone with it at the end."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests marked `long` before the others, and leave each part in its order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
