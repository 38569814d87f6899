"""What a message says of itself (late, cut, hidden), and the notice of what could not be read."""

from __future__ import annotations

from runbooks.kit.text import Text

CUT = Text("_… there was no room for the rest._")
MORE = Text("… and {count} more")
LATE = Text("_Posted {span} late._")
LATE_BECAUSE = Text("_Posted {span} late: {why}_")
SECONDS = Text("{count} s")
MINUTES = Text("{count} min")
HIDDEN = Text("hidden by `slack.detail`")
ROW = Text("• {row}")
ONE = Text("{head} {says}")

HEAD = Text(
    "📭 *{count} messages of {day} could not be read as findings*",
    one="📭 *One message of {day} could not be read as a finding*",
)
KEPT = Text("Nothing is lost: each is kept as it came, and is read again after an upgrade.")
UNREAD = Text("• {when} from {source} ({topic}), message `{message}`: {reason}")
PUSH = Text(
    "{count} messages of {day} could not be read as findings. They are kept.",
    one="One message of {day} could not be read as a finding. It is kept.",
)
