"""Where real findings lie, beside the checkout, when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "findings"


def findings_folder() -> Path:
    """Return the folder, or skip the test by name."""
    if not FOLDER.is_dir():
        pytest.skip("../shared/findings is not here")
    return FOLDER


def finding_files(*formats: str) -> list[Path]:
    """Return the files of these formats' folders, or skip the test by name."""
    folder = findings_folder()
    return sorted(path for name in formats for path in (folder / name).glob("*.json"))
