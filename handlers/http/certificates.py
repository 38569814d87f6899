"""Fetches signing certificates from AWS."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.domain.words import intake as words
from bot.intake.errors import NotNowError

LARGEST_CERTIFICATE = 64 * 1024
"""Bytes; SNS's are about 2 KiB."""
FETCH_SECONDS = 5.0


class HttpCertificateFetcher:
    """Gets a certificate over HTTPS, following no redirect."""

    def __init__(self, session: ClientSession) -> None:
        """Use a session that its owner closes."""
        self._session = session

    async def fetch(self, url: str) -> bytes:
        """Return the PEM file at this URL; raises NotNowError for whatever goes wrong."""
        try:
            return await self._get(url)
        except (ClientError, TimeoutError, OSError) as error:
            raise NotNowError(words.CERTIFICATE_NOT_FETCHED.fill()) from error

    async def _get(self, url: str) -> bytes:
        timeout = ClientTimeout(total=FETCH_SECONDS)
        async with self._session.get(url, allow_redirects=False, timeout=timeout) as answer:
            if answer.status != HTTPStatus.OK:
                raise NotNowError(words.CERTIFICATE_NOT_FETCHED.fill())
            try:
                await answer.content.readexactly(LARGEST_CERTIFICATE + 1)
            except asyncio.IncompleteReadError as error:
                return error.partial
            raise NotNowError(words.CERTIFICATE_UNREADABLE.fill())
