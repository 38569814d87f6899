"""Confirms a subscription through the SNS API."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.aws.sessions import Sessions
from bot.ports.confirmer import ConfirmError
from bot.ports.threads import Threads

REGION_OF_TOPIC = 3
PARTS_OF_TOPIC = 6


class SnsConfirmer:
    """Calls ConfirmSubscription under secbot's own credentials, in the topic's Region."""

    def __init__(self, sessions: Sessions, threads: Threads) -> None:
        """Make the calls on these threads."""
        self._sessions = sessions
        self._threads = threads

    async def confirm(self, topic_arn: str, token: str) -> None:
        await self._threads.run(lambda: self._call(topic_arn, token))

    def _call(self, topic_arn: str, token: str) -> None:
        """Confirm so that only a signed request can end the subscription again.

        https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
        """
        parts = topic_arn.split(":")
        if len(parts) != PARTS_OF_TOPIC:
            message = f"{topic_arn!r} is not the ARN of a topic"
            raise ConfirmError(message)
        client: Any = self._sessions.home("sns", parts[REGION_OF_TOPIC])
        try:
            client.confirm_subscription(
                TopicArn=topic_arn, Token=token, AuthenticateOnUnsubscribe="true"
            )
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            message = f"SNS would not confirm {topic_arn}: {code}"
            raise ConfirmError(message) from error
        except BotoCoreError as error:
            message = f"SNS could not be asked about {topic_arn}: {type(error).__name__}"
            raise ConfirmError(message) from error
        finally:
            client.close()
