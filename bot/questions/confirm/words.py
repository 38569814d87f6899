"""What is said where a source does not bear a finding out."""

from __future__ import annotations

from runbooks.kit.text import Text

UNKNOWN_THERE = Text("{service} knows no such finding")
OTHER_TYPE = Text("{service} calls it {type}")
OTHER_RESOURCE = Text("at {service} it does not name {resource}")
OTHER_PEOPLE = Text("{service} does not name the same users and sessions")
