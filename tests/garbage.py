"""Plugin: looks for garbage seldom, and never among what is imported: half a test's time else."""

from __future__ import annotations

import gc

THRESHOLDS = (50_000, 20, 50)


def pytest_collection_finish() -> None:
    """Set aside what is there before the first test: AWS's models alone are a million objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
