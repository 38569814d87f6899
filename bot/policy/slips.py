"""What a fault is before it is said: where it stands, and the sentence."""

from __future__ import annotations

Where = tuple[str | int, ...]
Slip = tuple[Where, str]
