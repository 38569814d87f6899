"""What is said of the organization's accounts that are in no policy, closed, or not in it."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Accounts of the organization")
ASKED = Text("last listed {at}")
NEVER_ASKED = Text("AWS Organizations was not asked yet which accounts there are")
ASKED_LONG_AGO = Text("AWS Organizations was last asked {at}: what is new since is not known")
INCOMPLETE = Text("AWS Organizations lists accounts without {account}, which was asked")
IN_NO_POLICY = Text(
    "in the organization and in no policy: {named}; nothing of it is watched, and nothing there "
    "can be contained"
)
CLOSED = Text("closed in AWS Organizations ({state}): nothing is looked at there any more")
NOT_IN_IT = Text(
    "in the policy file and not in the organization, so that its rules don't hold there; it is "
    "still looked at"
)
MORE = Text("and {count} more")
TOLD = (
    Text(
        "new in the organization and in no policy: {named}; nothing of it is watched, and nothing "
        "there can be contained"
    ),
    Text("an account is new in the organization and in no policy"),
)
ALOUD = Text(
    "🆕 New in the organization and in no policy: {named}. Nothing of it is watched, and nothing "
    "there can be contained."
)
PART = Text("`organization.discover`")
