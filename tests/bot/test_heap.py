"""Pauses stay short: what lives on is looked at once, and threads take turns."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GROW = """
import gc, json, sys
from bot import heap

heap.share_turns()
heap.keep_collections_short()
told = {"turns": sys.getswitchinterval(), "before": gc.get_freeze_count()}
little = [[] for _ in range(1000)]
gc.collect()
told["little"] = gc.get_freeze_count()
gc.disable()
kept = [[[]] for _ in range(1_000_000)]
gc.collect()
told["much"] = gc.get_freeze_count()
gc.collect()
told["again"] = gc.get_freeze_count()
loose = [[]]
loose.append(loose)
del loose
told["freed"] = gc.collect()
later = [[] for _ in range(1000)]
heap.settle()
told["settled"] = gc.get_freeze_count()
print(json.dumps(told))
"""


def test_what_a_long_collection_found_in_use_is_left_alone_by_the_next() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", GROW], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(ran.stdout)
    assert told["before"] == told["little"] == 0
    assert told["much"] > 1_000_000
    assert told["again"] == told["much"]
    assert told["freed"] >= 1
    assert told["settled"] > told["again"]
    assert told["turns"] == 0.001
