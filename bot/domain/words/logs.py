"""What is said of the logs that the policy file names."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Logs")
UNUSED = Text("`logs` of the policy file ({named}) is read, and used by nothing yet.")
UNUSED_MEND = Text("nothing is to be done; until it is used, no answer rests on these logs")
