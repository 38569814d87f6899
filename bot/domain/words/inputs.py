"""What is said of an input of a runbook that can't be used; its name stands before it."""

from __future__ import annotations

from runbooks.kit.text import Text

MISSING = Text("it is missing")
UNKNOWN = Text("there is no such input; there are {known}")
TOO_SHORT = Text("it should have at least {min_length} characters")
TOO_LONG = Text("it should have at most {max_length} characters")
OTHER_SHAPE = Text("it does not have the shape that it should, {pattern}")
NOT_WHOLE = Text("it should be a whole number")
NOT_A_NUMBER = Text("it should be a number")
NOT_A_TRUTH = Text("it should be true or false")
NOT_TEXT = Text("it should be text")
NOT_AT_LEAST = Text("it should be at least {ge}")
NOT_AT_MOST = Text("it should be at most {le}")
NOT_MORE = Text("it should be more than {gt}")
NOT_LESS = Text("it should be less than {lt}")
NOT_A_CHOICE = Text("it should be {expected}")
NOT_FIT = Text("it can't be used")
