"""Can findings be received from the queue, and where do those go that are never taken in?"""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError

from bot.aws.queue import look_at, region_of
from bot.deploying.doctor.aws import client, silent
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, unseen, warned
from bot.domain.posture import Standing
from bot.domain.queueing import QueueLook, checked, sole_sender
from bot.domain.words import queueing as words


def look(ground: Ground) -> Iterator[Row]:
    """Yield the queue's row; nothing where findings come by no queue."""
    url = ground.settings.sqs_queue_url
    if not url:
        return
    try:
        with client(ground.sessions, "sqs", region_of(url)) as sqs:
            seen = look_at(sqs, url)
    except ClientError as error:
        yield silent(error, url)
        return
    yield _row(ground, url, seen)


def _row(ground: Ground, url: str, seen: QueueLook) -> Row:
    sole = sole_sender(seen, ground.settings.sns_topics)
    check = checked(seen, sole, ground.clock.now())
    told = check.says.plain() if check.says else ""
    if check.standing is Standing.PASSED:
        return passed(url, words.FINE.fill(queue=url, says=told))
    says = words.FAULT.fill(queue=url, says=told)
    if check.standing is Standing.FAILED:
        return failed(url, says, words.MEND_DEAD.fill())
    if check.standing is Standing.NOT_AVAILABLE:
        return unseen(url, says, words.MEND_RIGHTS.fill())
    return warned(url, says, words.MEND_REDRIVE.fill(queue=url))


QUEUE = Check(words.CHECK, look)
