"""What became of an execution, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.execution import Execution, Outcome
from bot.domain.ids import Prefix, spell
from bot.domain.words import progress as words
from handlers.views.marks import Field, Line, line
from runbooks.kit.text import Text


def newest(executions: Sequence[Execution]) -> Execution | None:
    """Return the newest execution that is more than a look, or None."""
    return next((one for one in reversed(executions) if not one.ask.plan_only), None)


def became(execution: Execution, *, looks: bool = False) -> Field:
    """Return what became of an execution, and why where that is known.

    One that only `looks` has changed nothing that could be read back.
    """
    says = words.STAGES[execution.stage]
    if execution.outcome is not None:
        is_seen = looks and execution.outcome is Outcome.SUCCESS
        says = words.LOOKED if is_seen else words.OUTCOMES[execution.outcome]
    if execution.why is None:
        return says
    return line(words.BECAUSE, says=says, why=execution.why)


def says(execution: Execution, title: Text | None, *, looks: bool = False) -> Line:
    """Return the line about an execution; without a title, by its runbook's own name."""
    became_of_it = became(execution, looks=looks)
    name: Field = title or execution.ask.runbook
    undone = execution.ask.undo_of
    if undone:
        of = spell(Prefix.EXECUTION, undone)
        fields = {"execution": execution.id, "title": name, "undone": of}
        return line(words.LAST_UNDO, **fields, says=became_of_it)
    return line(words.LAST, execution=execution.id, title=name, says=became_of_it)
