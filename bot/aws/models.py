"""Reads AWS's models, as botocore ships them, in a third less memory than botocore does itself."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from botocore.loaders import JSONFileLoader, Loader, create_loader

PROSE = "documentation"


@cache
def loader(data_path: str | None) -> Loader:
    """Return what reads AWS's models, each file once in a process: they are many, and megabytes.

    `data_path` is AWS_DATA_PATH: where there are others besides botocore's own.
    """
    made: Loader = create_loader(data_path)
    made.file_loader = ModelFiles()
    return made


class ModelFiles(JSONFileLoader):
    """Loads one file of a model: plain dicts for ordered ones, and no prose.

    Every model that was read stays in memory. With ec2's, s3's and sts', which are read at the
    start, that is 12 MiB less; what botocore puts into its help pages is all that is missing.
    """

    def load_file(self, file_path: str) -> Any:
        """Return what a file holds, its ending left to us, or None where there is none."""
        bare, packed = Path(f"{file_path}.json"), Path(f"{file_path}.json.gz")
        if bare.is_file():
            return json.loads(bare.read_bytes(), object_hook=_without_prose)
        if packed.is_file():
            with gzip.open(packed) as file:
                return json.loads(file.read(), object_hook=_without_prose)
        return None


def _without_prose(part: dict[str, Any]) -> dict[str, Any]:
    """Empty what documents a part; a member that only has that name is no text and stays."""
    if isinstance(part.get(PROSE), str):
        part[PROSE] = ""
    return part
