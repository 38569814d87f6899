"""What is said of findings that secbot has looked for by itself, since no message brought them."""

from __future__ import annotations

from runbooks.kit.text import Text

LATE = Text(
    "📮 *Came by looking, not by message: {count} min late*",
    one="📮 *Came by looking, not by message: 1 min late*",
)
SWEPT = Text("Looks for lost findings")
HEALED = Text("Findings that no message brought")
NEVER_SWEPT = Text("the detectors were not asked yet")
SWEPT_AT = Text("the detectors were last asked {at}")
SWEPT_LONG_AGO = Text("the detectors were last asked {at}: what was lost since is not known")
FAILS = Text("{detector} could not be asked: {why}; it was last asked {at}")
FAILS_EVER = Text("{detector} could not be asked: {why}")
BEHIND = Text("{detector} has more than is read at a time: it is read up to {at}, and goes on")
BACKLOG = Text("messages wait to be read, so that nobody can tell what is lost")
NOT_ENTERED = Text(
    "{count} of its findings could not be entered: the log says why",
    one="1 of its findings could not be entered: the log says why",
)
HEALED_SINCE = Text(
    "{count} since yesterday came by looking alone: messages from there are lost",
    one="1 since yesterday came by looking alone: messages from there are lost",
)
REACHED_HEAD = Text("*Detectors that reached secbot last*")
REACHED = Text("{head} {each}")
REACHED_AT = Text("{detector} {when}")
REACHED_SAMPLE = Text("{detector} {when} (a sample)")
REACHED_NEVER = Text("{detector} never")
