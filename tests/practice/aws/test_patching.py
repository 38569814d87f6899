from __future__ import annotations

from practice.aws.patching import Patches


class Target:
    def told(self) -> str:
        return "own"


def test_what_was_replaced_comes_back_in_order() -> None:
    patches = Patches()
    patches.put(Target, "told", lambda _: "first")
    patches.put(Target, "told", lambda _: "second")
    meanwhile = Target().told()

    patches.undo()

    assert (meanwhile, Target().told()) == ("second", "own")


def test_what_was_not_there_is_gone_again() -> None:
    patches = Patches()
    patches.put(Target, "added", 1)

    patches.undo()
    patches.undo()

    assert not hasattr(Target, "added")
