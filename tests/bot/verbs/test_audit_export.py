"""An export: the chain and its anchors, line by line, so that anybody can compute it anew."""

from __future__ import annotations

import json
import stat
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.domain.anchor import Mark, Receipt
from bot.domain.record import Record, What
from bot.errors import SettingsError
from bot.ports.store import Store
from bot.store.chain import START
from bot.verbs.audit_export import written
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING
from tests.stores import a_store

LATER = MORNING + timedelta(microseconds=7)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    records = [
        Record(What.ASKED, LATER, "ann@example.com", 1, 2, {"reason": HOSTILE}),
        Record(What.FINDING_CHANGED, MORNING),
        Record(What.ENDED, MORNING, execution=2),
    ]
    async with a_store(tmp_path) as opened:
        await opened.write(lambda unit: unit.records.write(records))
        yield opened


async def export(store: Store, path: Path) -> str:
    return (await store.read(lambda unit: written(unit, path))).plain()


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def hash_of(line: dict[str, Any]) -> str:
    """Compute a record's hash as docs/commands.md says, with nothing of the bot's."""
    order = ("place", "what", "microseconds", "actor", "incident", "execution", "body", "previous")
    said = [line[name] for name in order]
    return sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


async def test_whoever_has_the_file_can_compute_the_chain_anew(
    store: Store, tmp_path: Path
) -> None:
    said = await export(store, tmp_path / "audit.jsonl")

    *records, head = lines_of(tmp_path / "audit.jsonl")
    assert [line["type"] for line in (*records, head)] == ["record", "record", "head"]
    assert [line["hash"] for line in records] == [hash_of(line) for line in records]
    assert [line["previous"] for line in records] == [START, records[0]["hash"]]
    assert (head["hash"], head["place"]) == (records[-1]["hash"], 2)
    assert (head["records"], head["anchors"]) == (2, 0)
    assert records[0]["body"] == {"reason": HOSTILE}
    assert records[0]["at"] == "2026-11-22T09:00:00.000007+00:00"
    assert said.startswith("2 records are in ")


async def test_names_stay_out_of_it(store: Store, tmp_path: Path) -> None:
    await export(store, tmp_path / "audit.jsonl")

    assert "ann@example.com" not in (tmp_path / "audit.jsonl").read_text(encoding="ascii")


async def test_the_anchors_of_every_target_are_in_it(store: Store, tmp_path: Path) -> None:
    receipt = Receipt(Mark(1, "ab" * 32, "cd" * 32), LATER, "kms:key", "ECDSA_SHA_256:AA==")
    await store.write(lambda unit: unit.anchors.keep(receipt))

    await export(store, tmp_path / "audit.jsonl")

    (anchor,) = [line for line in lines_of(tmp_path / "audit.jsonl") if line["type"] == "anchor"]
    assert (anchor["place"], anchor["hash"], anchor["origin"]) == (1, "ab" * 32, "cd" * 32)
    assert (anchor["target"], anchor["proof"]) == ("kms:key", "ECDSA_SHA_256:AA==")
    assert lines_of(tmp_path / "audit.jsonl")[-1]["anchors"] == 1


async def test_an_empty_chain_is_a_head_alone(tmp_path: Path) -> None:
    async with a_store(tmp_path) as empty:
        await export(empty, tmp_path / "audit.jsonl")

    (head,) = lines_of(tmp_path / "audit.jsonl")
    assert (head["type"], head["place"], head["records"]) == ("head", 0, 0)


async def test_only_its_owner_can_read_it(store: Store, tmp_path: Path) -> None:
    await export(store, tmp_path / "audit.jsonl")

    assert stat.S_IMODE((tmp_path / "audit.jsonl").stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["file", "link", "dangling link", "folder"])
async def test_what_is_there_already_is_left_as_it_is(
    store: Store, tmp_path: Path, kind: str
) -> None:
    out, other = tmp_path / "audit.jsonl", tmp_path / "other"
    if kind == "file":
        out.write_text("mine")
    elif kind == "folder":
        out.mkdir()
    else:
        out.symlink_to(other)
        if kind == "link":
            other.write_text("mine")

    with pytest.raises(SettingsError, match="is there already"):
        await export(store, out)

    assert kind == "folder" or not other.exists() or other.read_text() == "mine"
    assert kind != "file" or out.read_text() == "mine"


async def test_a_folder_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be written: No such file"):
        await export(store, tmp_path / "nowhere" / "audit.jsonl")


async def test_half_an_export_is_removed(store: Store, tmp_path: Path) -> None:
    def broken(unit: Any) -> object:
        class Breaks:
            records = unit.records

            @property
            def anchors(self) -> Any:
                raise ZeroDivisionError

        return written(Breaks(), tmp_path / "audit.jsonl")  # type: ignore[arg-type]  # as it is used

    with pytest.raises(ZeroDivisionError):
        await store.read(broken)

    assert not (tmp_path / "audit.jsonl").exists()
