"""What the range says at the terminal and in a played scenario's transcript."""

from __future__ import annotations

from runbooks.kit.text import Text

OPEN = Text("The practice range is open: {url}")
ACT = Text(
    "Act as Ann (a responder), Bob or Ryo (approvers) or Eve (a guest). "
    "Start a scenario on the right. Ctrl-C ends it."
)
CLOSING = Text("The range closes.")
PORT_TAKEN = Text(
    "Port {port} is taken. Another one: `.venv/bin/python -m bot practice --port {other}`"
)
NOT_STARTED = Text("The range could not start: {why}")
UNKNOWN = Text("There is no scenario {name}. There are: {known}.")

STORY = Text("SCENARIO  {title}. {story}")
CARD = Text("CARD      {line}")
PRESSES = Text("{who} presses {button}")
DIALOG = Text("          asked: {text}")
GIVES = Text("{who} gives the reason: {reason}")
TOLD = Text("          {who} alone is told: {text}")
STANDS = Text("AWS       {what}")
RESULT = Text("RESULT    {name}: contained {contained}, verified {verified}, undone {undone}")
CONTAINED = Text("the simulated AWS itself shows it contained")
NOT_CONTAINED = Text("the simulated AWS does NOT show it contained")
WITNESSED = Text("the simulated AWS's own record shows only calls that were refused since")
NOT_WITNESSED = Text("the simulated AWS's own record does NOT show that all since was refused")
PUT_BACK = Text("the simulated AWS itself shows it put back as it was")
NOT_PUT_BACK = Text("the simulated AWS does NOT show it put back")
TIMES = Text("TIMES     card {card} s, contained {contain} s, put back {undo} s after the attack")
YES = Text("yes")
NO = Text("NO")
NEVER_CAME = Text("STOPPED   this never came: {what}")
TYPES = Text("{who} types {text}")
APPROVE = Text("Approve")
AS_WANTED = Text("          as it should be")
NOT_AS_WANTED = Text("          NOT as it should be")
HEARD = Text("          everybody sees: {what}")
NOT_HEARD = Text("          nobody ever saw: {what}")
RESISTED = Text("INSIDER   nothing was freed: all came as the answer key says")
NOT_RESISTED = Text("INSIDER   NOT all came as the answer key says")
DRILL_REASON = Text("a containment drill on a thing to lose")
DRILL_UNDO_REASON = Text("the drill is over")
PROLOGUE = Text(
    "PROLOGUE  A containment drill proves {runbook} in {account}, for this range alone."
)
DRILLED = Text("DRILL     contained and put back, both read back: class D is proved here")
NOT_DRILLED = Text("DRILL     NOT proved: class D stays refused here")
WHAT_DRILL = Text("the drill's outcome")
WHAT_CARD = Text("the card")
WHAT_APPROVAL = Text("the approval card")
WHAT_BUTTON = Text("the button to press")
WHAT_REFUSAL = Text("the refusal of the requester's own approval")
WHAT_FOUND = Text("what the look was to find out")
WHAT_OUTCOME = Text("the outcome")
