"""What is said of an execution: where it is, what its steps did, what was proved."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.execution import Outcome, Stage
from runbooks.kit.text import Text
from runbooks.kit.values import Proof

STAGES: Mapping[Stage, Text] = {
    Stage.ASKED: Text("is being planned"),
    Stage.WAITING: Text("waits for approval"),
    Stage.APPROVED: Text("is approved and about to run"),
    Stage.RUNNING: Text("is running"),
    Stage.DONE: Text("has run"),
    Stage.PLANNED: Text("was planned only; nothing was changed"),
    Stage.NOTHING_TO_DO: Text("had nothing to do: it is so already"),
    Stage.REJECTED: Text("was rejected; nothing was changed"),
    Stage.EXPIRED: Text("expired before it was approved; nothing was changed"),
    Stage.REFUSED: Text("was refused"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.SUCCESS: Text("is done, and read back to prove it"),
    Outcome.FAILURE: Text("failed: what was read back is not as it should be"),
    Outcome.DOES_NOT_EXIST: Text("found no such target; nothing was changed"),
    Outcome.PARTIAL: Text("is done in part only: not all of it happened, or not all is proved"),
    Outcome.UNSUPPORTED: Text("can't be done on this target"),
    Outcome.ERROR: Text("broke off with an error; see which steps were made"),
}
LOOKED = Text("has looked: its reply tells what it found")
BECAUSE = Text("{says}: {why}")

HEAD = Text("{sign} *{execution} {title}* {says}")
HEAD_UNDO = Text("{sign} *{execution} Undo of {undone}: {title}* {says}")
SIGN_RUNNING = "▶"
SIGN_WAITING = "⏳"
SIGN_DONE = "✅"
SIGN_PROBLEM = "⚠️"
SIGN_ENDED = "⏹"
LAST = Text("*Last* {execution} *{title}* {says}")
LAST_UNDO = Text("*Last* {execution} *Undo of {undone}: {title}* {says}")
ACCOUNT = Text("{name} {number}")
ACTS_IN = Text("acts in {account}")
FOR = Text("for {incident}")
PLACE = Text("{parts}")

STEPS = Text("*Steps*")
STEP = Text("{number}. {says}")
STEP_MADE = Text("{number}. ✅ {says}")
STEP_ALREADY = Text("{number}. ✅ {says} (was so already)")
STEP_FAILED = Text("{number}. ❌ {says}")
STEP_RUNNING = Text("{number}. ▶ {says}")
STEP_OPEN = Text("{number}. … {says} (not made)")
CALLED = Text("     `{action}` · request `{request}`")
CALLED_UNTOLD = Text("     `{action}` · no request id recorded")
CALL_FAILED = Text("     `{action}` · request `{request}` · AWS answered `{code}`")
CALL_UNTOLD = Text("     `{action}` · no request id recorded · `{code}`")
CALL_OPEN = Text("     `{action}` · called, no answer recorded")
MADE = Text("     made `{name}` = `{value}`")
NO_STEPS = Text("_No step has been made yet._")
NO_STEP_MADE = Text("_No step was made._")

CHANGES = Text("*Before → after*")

CLAIMS = Text("*Read back*")
NO_CLAIMS = Text("_Nothing has been read back yet._")
PROOFS: Mapping[Proof, Text] = {
    Proof.PASSED: Text("✅ *PASSED* {says}{evidence}"),
    Proof.FAILED: Text("❌ *FAILED* {says}{evidence}"),
    Proof.INCONCLUSIVE: Text("❔ *INCONCLUSIVE* {says}{evidence}"),
}
EVIDENCE = Text(" _({evidence})_")
NO_EVIDENCE = Text(" _(no evidence kept)_")
FOUND = Text("*Found*")
FOUND_ROW = Text("• {says}")
FOUND_LINK = Text("• {says} · {link}")
CONSOLE = Text("console")
UNPROVED = Text("*Not proved*")
UNDO = Text("Undo…")
PUT_BACK = Text("↩️ *{undo} has put it back*: what stands here was so until then.")
PUT_BACK_IN_PART = Text("↩️ *{undo} has put it back in part*: see there what stands now.")
UNDO_HINT = Text("It can be put back: `/sec undo {execution}`")
PUSH = Text("{execution} {title} {says}.")
