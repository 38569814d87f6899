"""How long something has lasted, beside the seconds and minutes of `notice`."""

from __future__ import annotations

from runbooks.kit.text import Text

HOURS = Text("{count} h", ja="{count} 時間")
