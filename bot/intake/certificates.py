"""The public keys that SNS signs with: pinned for a topic, or fetched from AWS and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.domain.words import intake as words
from bot.intake.errors import NotNowError

MOST_KEPT = 64
MOST_FETCHES_AT_ONCE = 8
SHORTEST_KEY = 2048


class CertificateFetcher(Protocol):
    """Gets a certificate from an address that was checked already."""

    async def fetch(self, url: str) -> bytes:
        """Return the PEM file at a URL, following no redirect; raises NotNowError."""
        ...


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A certificate's RSA key and the days between which it is valid."""

    public: rsa.RSAPublicKey
    not_before: datetime
    not_after: datetime

    def is_valid(self, at: datetime) -> bool:
        """Say whether the certificate is within its dates at a moment."""
        return self.not_before <= at <= self.not_after


def read_certificate(pem: bytes) -> SigningKey:
    """Return the key of a PEM certificate; raises ValueError where it holds no good RSA key."""
    certificate = x509.load_pem_x509_certificate(pem)
    public = certificate.public_key()
    if not isinstance(public, rsa.RSAPublicKey) or public.key_size < SHORTEST_KEY:
        message = f"the certificate holds no RSA key of {SHORTEST_KEY} bits or more"
        raise ValueError(message)
    return SigningKey(public, certificate.not_valid_before_utc, certificate.not_valid_after_utc)


class Certificates:
    """Signing keys by topic where one is pinned, else by URL, the most recently used first."""

    def __init__(self, pinned: Mapping[str, bytes], fetcher: CertificateFetcher) -> None:
        """Read the pinned PEM certificates, by topic; raises ValueError for a bad one."""
        self._pinned = {topic: read_certificate(pem) for topic, pem in pinned.items()}
        self._fetcher = fetcher
        self._kept: OrderedDict[str, SigningKey] = OrderedDict()
        self._under_way: dict[str, asyncio.Task[SigningKey]] = {}

    def are_pinned(self, topic: str) -> bool:
        """Say whether nothing is ever fetched for a topic."""
        return topic in self._pinned

    async def find(self, topic: str, url: str) -> SigningKey:
        """Return the key for a topic's message; raises NotNowError where it can't be got."""
        pinned = self._pinned.get(topic)
        if pinned:
            return pinned
        kept = self._kept.get(url)
        if kept:
            self._kept.move_to_end(url)
            return kept
        return await asyncio.shield(self._fetch_once(url))

    def _fetch_once(self, url: str) -> asyncio.Task[SigningKey]:
        """Return the one fetch of a URL that is under way; few at once, or forgers set the pace."""
        task = self._under_way.get(url)
        if task is None:
            if len(self._under_way) >= MOST_FETCHES_AT_ONCE:
                raise NotNowError(words.CERTIFICATES_BUSY.fill())
            task = asyncio.create_task(self._fetch(url))
            self._under_way[url] = task
            task.add_done_callback(lambda done: self._fetched(url, done))
        return task

    async def _fetch(self, url: str) -> SigningKey:
        pem = await self._fetcher.fetch(url)
        try:
            return read_certificate(pem)
        except ValueError as error:
            raise NotNowError(words.CERTIFICATE_UNREADABLE.fill()) from error

    def _fetched(self, url: str, done: asyncio.Task[SigningKey]) -> None:
        """Keep what came; a failure is not kept, so that the next message tries again."""
        del self._under_way[url]
        if done.cancelled() or done.exception():
            return
        self._kept[url] = done.result()
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
