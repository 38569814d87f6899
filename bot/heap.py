"""Keeps pauses short in a process of several threads that lives for months."""

from __future__ import annotations

import gc
import sys
from time import thread_time

SWITCH_SECONDS = 0.001
"""How long a thread may go on while others wait for their turn. With Python's own 5 ms a POST waits
for several threads that long, beside reading and questions to AWS."""

LONG_SECONDS = 0.03
"""Processor time of a full collection, some hundred thousand objects, from which on what it has
found in use is left alone by all later ones."""

MOST_TIMES = 12
"""How often that is done at most: about as often as services of AWS come to be asked."""


def share_turns() -> None:
    """Let threads take turns sooner than Python lets them by itself."""
    sys.setswitchinterval(SWITCH_SECONDS)


def settle() -> None:
    """Free what nobody uses, and never look again at what is left.

    At the start that is modules, and all that was built: each full collection looked at all of
    it, and stopped everything for 100 to 150 ms.
    https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.collect()
    gc.freeze()


def keep_collections_short() -> None:
    """From now on leave alone what is still in use after a full collection that took long.

    So it is with AWS's models, which come when they are needed, and stay. Of what is in use at
    such a moment, circles that are let go of later are never freed; all else is, as ever. So it
    is done a few times at most: strangers have a say in when a collection takes long.
    """
    gc.callbacks.append(_Watch().see)


class _Watch:
    """Measures full collections."""

    def __init__(self) -> None:
        """Begin with none under way."""
        self._began = 0.0
        self._left = MOST_TIMES

    def see(self, phase: str, told: dict[str, int]) -> None:
        """Note when a full collection begins, and look at what it took when it ends."""
        if told["generation"] != len(gc.get_threshold()) - 1:
            return
        if phase == "start":
            self._began = thread_time()
        elif self._left and thread_time() - self._began > LONG_SECONDS:
            self._left -= 1
            gc.freeze()
