"""What every part of the policy file is: only known keys, each of exactly its type."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of the file; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
