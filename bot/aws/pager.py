"""Pages by a topic of SNS."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.aws.sessions import Sessions
from bot.ports.pager import PagerError
from bot.ports.threads import Threads

REGION_OF_TOPIC = 3


class SnsPager:
    """Publishes under secbot's own credentials, in the topic's Region."""

    def __init__(self, sessions: Sessions, threads: Threads, topic: str) -> None:
        """Publish to this topic (an ARN) on these threads."""
        self._sessions = sessions
        self._threads = threads
        self._topic = topic

    async def page(self, subject: str, text: str) -> None:
        await self._threads.run(lambda: self._publish(subject, text))

    def _publish(self, subject: str, text: str) -> None:
        client: Any = self._sessions.home("sns", self._topic.split(":")[REGION_OF_TOPIC])
        try:
            client.publish(TopicArn=self._topic, Subject=subject, Message=text)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            message = f"SNS would not page by {self._topic}: {code}"
            raise PagerError(message) from error
        except BotoCoreError as error:
            message = f"SNS could not be asked to page: {type(error).__name__}"
            raise PagerError(message) from error
        finally:
            client.close()
