"""Makes every check, side by side; one that fails takes no other with it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError

from bot.deploying.doctor.aws import silent
from bot.deploying.doctor.contract import Check, Ground, Row, unseen
from bot.deploying.doctor.slack import SlackFault
from bot.domain.words import doctor as words
from runbooks.kit.text import Text

AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Examined:
    """A check and what it found."""

    title: Text
    rows: tuple[Row, ...]


def examine(ground: Ground, checks: Sequence[Check]) -> tuple[Examined, ...]:
    """Make the checks and return what each found, in their order."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="doctor") as pool:
        return tuple(pool.map(lambda check: Examined(check.title, _rows(check, ground)), checks))


def _rows(check: Check, ground: Ground) -> tuple[Row, ...]:
    """Return a check's rows; where it fails halfway, those before and one that says so."""
    found: list[Row] = []
    try:
        for row in check.look(ground):
            found.append(row)  # noqa: PERF402 - what came before a failure is kept
    except (ClientError, BotoCoreError) as error:
        found.append(silent(error))
    except SlackFault as fault:
        says = words.SLACK_SILENT.fill(method=fault.method, code=fault.code)
        found.append(unseen("", says, words.SLACK_SILENT_MEND.fill()))
    except Exception as error:  # noqa: BLE001 - the other checks must be made whatever this one does
        says = words.CRASHED.fill(error=type(error).__name__)
        found.append(unseen("", says, words.CRASHED_MEND.fill()))
    return tuple(found)
