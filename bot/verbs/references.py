"""Resolves settings that refer to AWS, with sessions that are made only if one does."""

from __future__ import annotations

from bot.aws.secrets import SecretReader
from bot.aws.sessions import Sessions
from bot.aws.surroundings import AwsSurroundings


def fetch(reference: str, surroundings: AwsSurroundings | None = None) -> str:
    """Return the secret that `secretsmanager:NAME` or `ssm:NAME` names.

    Raises LookupError with AWS's code.
    """
    sessions = Sessions(surroundings=surroundings)
    try:
        return SecretReader(sessions).fetch(reference)
    finally:
        sessions.close()
