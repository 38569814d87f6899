"""Is every setting what it should be, and does nobody else read them?"""

from __future__ import annotations

import os
from collections.abc import Iterator

from bot import settings
from bot.aws.surroundings import AwsSurroundings
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed
from bot.domain.words import doctor as words

NAME = "name"


def look(ground: Ground) -> Iterator[Row]:
    """Yield a row for each fault, or one that says how many are set."""
    open_to_others = settings.too_open(ground.folder)
    if open_to_others is not None:
        mend = words.ENV_MEND.fill(path=ground.folder / ".env")
        yield failed(".env", open_to_others, mend)
    for fault in (*ground.settings_faults, *AwsSurroundings(ground.environ, os.environ).faults()):
        yield failed(str(fault.fields.get(NAME, "")), fault, words.SETTINGS_MEND.fill())
    if not ground.settings_faults:
        count = sum(bool(ground.environ.get(each.name)) for each in settings.SETTINGS)
        yield passed("", words.SETTINGS_FINE.fill(count=count))


SETTINGS = Check(words.SETTINGS, look)
