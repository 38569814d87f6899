"""What a signer signs of a mark: all of it, and nothing that could be taken for something else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.domain.anchor import PURPOSE, Mark, digest, microseconds
from tests.clocks import MORNING

MARK = Mark(7, "ab" * 32, "cd" * 32)


def test_every_part_of_a_mark_and_its_moment_changes_what_is_signed() -> None:
    signed = {
        digest(MARK, MORNING),
        digest(replace(MARK, place=8), MORNING),
        digest(replace(MARK, hash="ac" * 32), MORNING),
        digest(replace(MARK, origin="ce" * 32), MORNING),
        digest(MARK, MORNING + timedelta(microseconds=1)),
    }

    assert len(signed) == 5


def test_it_is_the_digest_that_the_docs_tell_how_to_make() -> None:
    said = json.dumps(
        [PURPOSE, "cd" * 32, 7, "ab" * 32, microseconds(MORNING)], separators=(",", ":")
    )

    assert digest(MARK, MORNING) == sha256(said.encode()).digest()
    assert microseconds(MORNING) == int(MORNING.timestamp()) * 1_000_000
