"""How long a reason is, in characters: others rely on it, and the audit trail keeps it."""

from __future__ import annotations

LEAST_REASON = 5
LEAST_GLASS_REASON = 10
"""Where an admin takes it upon themself, with no second person."""
MOST_REASON = 2_000
"""Of what is asked for, decided on or let run."""
MOST_REMARK = 500
"""Of all else, such as why an incident is closed or a brake is pulled."""
