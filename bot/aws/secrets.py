"""Resolves secret settings that are references: `secretsmanager:NAME` and `ssm:NAME`."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.aws.sessions import Sessions

NO_TEXT = "NoSecretString"


class SecretReader:
    """Reads under secbot's own credentials, at start and never again."""

    def __init__(self, sessions: Sessions) -> None:
        """Ask through these sessions."""
        self._sessions = sessions

    def fetch(self, reference: str) -> str:
        """Return the secret. Raises LookupError with AWS's code, never with a value."""
        kind, _, name = reference.partition(":")
        try:
            return self._from_manager(name) if kind == "secretsmanager" else self._from_ssm(name)
        except ClientError as error:
            raise LookupError(error.response.get("Error", {}).get("Code", "?")) from None
        except BotoCoreError as error:
            raise LookupError(type(error).__name__) from None

    def _from_manager(self, name: str) -> str:
        client: Any = self._sessions.home("secretsmanager")
        try:
            return str(client.get_secret_value(SecretId=name)["SecretString"])
        except KeyError:
            raise LookupError(NO_TEXT) from None
        finally:
            client.close()

    def _from_ssm(self, name: str) -> str:
        client: Any = self._sessions.home("ssm")
        try:
            answer = client.get_parameter(Name=name, WithDecryption=True)
            return str(answer["Parameter"]["Value"])
        finally:
            client.close()
