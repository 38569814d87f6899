"""The database of a bot that has anchored a run, and ways to verify it."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from shutil import copy

import pytest

from bot.__main__ import main
from bot.domain.anchor import Mark, Receipt
from bot.domain.record import Record, What
from bot.ports.anchor import Anchor, Found
from practice.aws.server import SimulatedAws
from tests.anchors import HOME, REGION, anchored
from tests.bot.response.works import at_work
from tests.stores import sqlite_url


@dataclass
class Kept:
    """The database of a bot that has anchored a run and is stopped now."""

    folder: Path
    target: str
    key: Mapping[str, str]

    @property
    def bucket(self) -> str:
        return self.target.removeprefix("s3://").partition("/")[0]

    def verify(self, anchor: str | None = None) -> tuple[int, str]:
        """Verify with an anchor set, in this process, as who may look at it."""
        said = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
            for name, value in self.key.items():
                patch.setenv(name, value)
            patch.setenv("DATABASE_URL", sqlite_url(self.folder))
            patch.setenv("SECBOT_ANCHOR", anchor or self.target)
            patch.chdir(self.folder)
            code = main(["audit", "verify"])
        return code, said.getvalue()


async def a_run(aws: SimulatedAws, account: str, folder: Path, kind: str) -> Kept:
    """Let a bot start, anchor its chain, close two buckets and stop."""
    async with at_work(aws, account, folder) as works, anchored(works, kind) as anchor:
        loaded = Record(What.POLICY_LOADED, works.clock.now())
        await works.store.write(lambda unit: unit.records.write([loaded]))
        assert works.bench.anchoring is not None
        await works.bench.anchoring.catch_up()
        await works.ended()
        target = anchor.target
    access, secret = aws.credentials(HOME)
    key = {
        "AWS_ACCESS_KEY_ID": access,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    return Kept(folder, target, key)


def copied(kept: Kept, folder: Path) -> Kept:
    """Return a copy of the database, which a test may tamper with."""
    copy(kept.folder / "secbot.db", folder / "secbot.db")
    return replace(kept, folder=folder)


class Late:
    """An anchor at which a running bot anchors more, just after it was looked at first."""

    def __init__(self, anchor: Anchor) -> None:
        """Show the first receipt only, at the first look."""
        self._anchor = anchor
        self._looks = 0

    @property
    def target(self) -> str:
        return self._anchor.target

    def anchor(self, mark: Mark, at: datetime) -> Receipt:
        return self._anchor.anchor(mark, at)

    def check(self, receipts: Sequence[Receipt]) -> Found:
        self._looks += 1
        return self._anchor.check(receipts[:1] if self._looks == 1 else receipts)

    def close(self) -> None:
        self._anchor.close()
