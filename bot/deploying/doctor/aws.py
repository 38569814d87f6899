"""What AWS's errors mean to the doctor, and clients that are closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.aws.sessions import Sessions
from bot.deploying.doctor.contract import Row, unseen
from bot.domain.words import doctor as words

AwsFault = ClientError | BotoCoreError
REGION_OF_ARN = 3


@contextmanager
def client(sessions: Sessions, service: str, region: str = "") -> Iterator[Any]:
    """Give a client under secbot's own credentials while the block runs."""
    made: Any = sessions.home(service, region)
    try:
        yield made
    finally:
        made.close()


def code_of(error: AwsFault) -> str:
    """Return AWS's code, or the name of what botocore raised."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "Unknown"))
    return type(error).__name__


def silent(error: AwsFault, subject: str = "") -> Row:
    """Return the row of something that AWS did not tell."""
    action = error.operation_name if isinstance(error, ClientError) else "AWS"
    says = words.AWS_SILENT.fill(action=action, code=code_of(error))
    return unseen(subject, says, words.AWS_SILENT_MEND.fill(action=action))


def region_of(arn: str) -> str:
    """Return the Region that an ARN names."""
    return arn.split(":")[REGION_OF_ARN]
