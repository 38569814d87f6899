"""Writes the audit chain and its anchors as JSON Lines, a line at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from bot.domain.anchor import Receipt, microseconds
from bot.domain.words import anchoring as words
from bot.errors import SettingsError
from bot.ports.unit import Unit
from runbooks.kit.text import Said


def written(unit: Unit, path: Path) -> Said:
    """Write a new file that its owner alone can read, and return a sentence that says so.

    First the chain, then the anchors' receipts, and last one line of the head: a file without
    that line is not whole. Call it in `Store.read`, whose snapshot is of one moment. Raises
    SettingsError where the file is there already or can't be written; half of one is removed.
    """
    try:
        out = os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        )
    except FileExistsError:
        raise SettingsError((words.EXPORT_EXISTS.fill(path=path),)) from None
    except OSError as error:
        raise SettingsError((words.EXPORT_FAILED.fill(path=path, why=error.strerror),)) from None
    try:
        with out:
            head = _write(unit, out)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            failed = words.EXPORT_FAILED.fill(path=path, why=error.strerror)
            raise SettingsError((failed,)) from None
        raise
    return words.EXPORTED.fill(
        count=head["records"], anchors=head["anchors"], path=path, head=head["hash"][:12]
    )


def _write(unit: Unit, out: TextIO) -> Mapping[str, Any]:
    """Write every line, and return what the last one says."""
    records = anchors = 0
    for link in unit.records.lines():
        _line(out, "record", link)
        records += 1
    for receipt in unit.anchors.all():
        _line(out, "anchor", _anchor(receipt))
        anchors += 1
    mark = unit.records.mark()
    head = {
        "records": records,
        "anchors": anchors,
        "place": mark.place if mark else 0,
        "hash": mark.hash if mark else "",
    }
    _line(out, "head", head)
    out.flush()
    os.fsync(out.fileno())
    return head


def _line(out: TextIO, kind: str, said: Mapping[str, Any]) -> None:
    out.write(json.dumps({"type": kind, **said}) + "\n")


def _anchor(receipt: Receipt) -> Mapping[str, Any]:
    return {
        "target": receipt.target,
        "place": receipt.mark.place,
        "hash": receipt.mark.hash,
        "origin": receipt.mark.origin,
        "at": receipt.at.isoformat(),
        "microseconds": microseconds(receipt.at),
        "proof": receipt.proof,
    }
