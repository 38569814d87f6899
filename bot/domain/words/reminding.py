"""What is said to whoever has an incident and does nothing, and of them."""

from __future__ import annotations

from runbooks.kit.text import Text

TOLD_REMINDED = (
    Text("its owner was reminded: nothing was done for {hours} h"),
    Text("its owner was reminded"),
)
TOLD_STILL_ON = (Text("{name} is still on it"),)
TOLD_UNACKED = (
    Text("{was} had it and did nothing for {hours} h: nobody has it"),
    Text("its owner did nothing: nobody has it"),
)
ALOUD_REMINDED = Text(
    "⏰ {whom}: you have {incident} ({severity}), and have done nothing on it for {hours} h. "
    "`/sec ack {incident}` says that you are still on it, `/sec assign {incident} @…` gives it to "
    "another. If nothing is done until {until}, nobody has it, and it calls again."
)
ALOUD_REMINDED_HELD = Text(
    "⏰ {whom}: you have {incident} ({severity}). It is contained, and that holds; nothing else was "
    "done on it for {hours} h. `/sec close {incident} reason` ends it, `/sec ack {incident}` says "
    "that you are still on it."
)
ALOUD_UNACKED = Text(
    "↩️ *Nobody has {incident}:* {was} took it and did nothing on it for {hours} h. Take it with "
    "`/sec ack {incident}`"
)
