"""How long a reason is at least, in characters: others rely on it, and the audit trail keeps it."""

from __future__ import annotations

LEAST_REASON = 5
LEAST_GLASS_REASON = 10
"""Where an admin takes it upon themself, with no second person."""
