"""Does this machine's clock agree with Slack's and AWS's?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.deploying.doctor.aws import client
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, unseen
from bot.deploying.doctor.slack import SlackFault
from bot.domain.words import doctor as words

MOST = timedelta(seconds=60)
"""Slack refuses what is five minutes off, AWS what is fifteen; a minute is a clock that drifts."""


def look(ground: Ground) -> Iterator[Row]:
    """Yield how far the clock is off the Date headers of Slack's and AWS's answers."""
    for whose, told in (("Slack", _slack(ground)), ("AWS", _aws(ground))):
        if told is None:
            says, mend = words.CLOCK_UNTOLD.fill(whose=whose), words.CLOCK_UNTOLD_MEND
            yield unseen(whose, says, mend.fill(whose=whose))
            continue
        off = ground.clock.now() - told
        seconds = round(abs(off.total_seconds()))
        if abs(off) > MOST:
            says = words.CLOCK_WRONG.fill(seconds=seconds, whose=whose)
            yield failed(whose, says, words.CLOCK_MEND.fill())
        else:
            yield passed(whose, words.CLOCK_FINE.fill(seconds=seconds, whose=whose))


def _slack(ground: Ground) -> datetime | None:
    """Return the time of a fresh answer of Slack's; one that refuses tells it as well."""
    with suppress(SlackFault):
        ground.slack.ask("auth.test")
    return _moment(ground.slack.date)


def _aws(ground: Ground) -> datetime | None:
    try:
        with client(ground.sessions, "sts") as sts:
            answer: Mapping[str, Any] = sts.get_caller_identity()
    except ClientError as error:
        answer = error.response  # AWS tells the time to whom it refuses, too
    except BotoCoreError:
        return None
    return _moment(answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date", ""))


def _moment(header: str) -> datetime | None:
    """Read a Date header (RFC 9110, section 6.6.1)."""
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None


CLOCK = Check(words.CLOCK, look)
