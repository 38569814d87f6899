"""Pages by a POST to an address that the policy file names."""

from __future__ import annotations

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.domain.paging import Webhook
from bot.domain.words import paging as words
from bot.ports.clock import Clock
from bot.ports.pager import PagerError

PATIENCE = ClientTimeout(total=5)
TAKEN = range(200, 300)


class WebhookPager:
    """Posts a page as JSON, follows no redirect, and never tells more of the address than its host.

    What goes wrong is raised without its cause, since that holds the whole address.
    """

    def __init__(self, session: ClientSession, webhook: Webhook, clock: Clock) -> None:
        """Post there; the policy file's part has seen to it that it is a public https address."""
        self._session = session
        self._webhook = webhook
        self._clock = clock

    async def page(self, subject: str, text: str) -> None:
        body = {"subject": subject, "text": text, "at": self._clock.now().isoformat()}
        try:
            status = await self._post(body)
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            failed = words.SILENT.fill(host=self._webhook.host, error=type(error).__name__)
            raise PagerError(failed.plain()) from None
        if status not in TAKEN:
            failed = words.REFUSED.fill(host=self._webhook.host, status=status)
            raise PagerError(failed.plain())

    async def _post(self, body: dict[str, str]) -> int:
        asked = self._session.post(
            self._webhook.url, json=body, timeout=PATIENCE, allow_redirects=False
        )
        async with asked as response:
            return response.status
