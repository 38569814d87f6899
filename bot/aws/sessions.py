"""Makes every client of AWS: from one loader, with short time-outs, bounded in number."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.loaders import Loader

from bot.aws.surroundings import AwsSurroundings

FALLBACK_REGION = "us-east-1"
AWS_DOMAINS = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws")
KEPT_CLIENTS = 64
"""A client more costs about 0.35 MB once its service is loaded."""
ATTEMPTS = 3
ANSWERS_WITHIN = 10.0
ACCOUNT_IN_HOST = re.compile(r"^(https?://)[0-9]{12}\.")

Prepare = Callable[[BaseClient], None]


@dataclass(frozen=True, slots=True)
class Keys:
    """An access key; `expires_at` is None for one that does not expire by itself."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


class Sessions:
    """The only place that makes boto3 clients.

    Endpoints, and the home credentials and Region where none are given, are boto3's own
    (`AWS_ENDPOINT_URL`, `AWS_PROFILE`, ...), from the surroundings. A request to a bucket in
    another Region than its client's is sent anew to the bucket's own by botocore itself.
    """

    def __init__(
        self,
        home: Keys | None = None,
        region: str | None = None,
        endpoint_url: str | None = None,
        *,
        connections: int = 32,
        kept: int = KEPT_CLIENTS,
        loader: Loader | None = None,
        surroundings: AwsSurroundings | None = None,
    ) -> None:
        """Take what differs from boto3's own settings; `connections` are those of a client.

        A `loader` is one that others read AWS's models with as well; without it, all sessions of
        the process read them with one that keeps no prose.
        """
        self._home = home
        self._around = surroundings or AwsSurroundings()
        self._botocore = self._around.session()
        if loader is not None:
            self._botocore.register_component("data_loader", loader)
        self._boto = boto3.Session(
            botocore_session=self._botocore, region_name=region or self._around.region
        )
        self._endpoint_url = endpoint_url
        self._connections = connections
        self._most = kept
        self._kept: OrderedDict[tuple[str, str, str], BaseClient] = OrderedDict()
        self._addressing: Literal["auto", "path"] = "auto"
        self._lock = threading.Lock()

    @property
    def region(self) -> str:
        """Return the home Region."""
        return self._boto.region_name or FALLBACK_REGION

    def partition_of(self, region: str) -> str:
        """Return the partition that a Region belongs to; `aws` for one that is not known."""
        return self._boto.get_partition_for_region(region)

    def kept(
        self, service: str, region: str, keys: Keys, prepare: Prepare, *, attempts: int = ATTEMPTS
    ) -> BaseClient:
        """Return the client for these keys, made and prepared at the first time of asking.

        `attempts` counts the first request too.
        """
        name = (keys.access_key_id, service, region)
        with self._lock:
            client = self._kept.get(name)
            if client is None:
                client = self._kept[name] = self._make(service, region, keys, attempts)
                prepare(client)
                self._drop_oldest()
            self._kept.move_to_end(name)
            return client

    def home(
        self, service: str, region: str = "", *, answers_within: float = ANSWERS_WITHIN
    ) -> BaseClient:
        """Make a client under secbot's own credentials, which the caller closes.

        `answers_within` is how many seconds AWS may take for an answer.
        """
        with self._lock:
            wanted = (service, region or self.region)
            return self._make(*wanted, self._home, ATTEMPTS, answers_within)

    def warm(self, services: Iterable[str]) -> None:
        """Load what clients of these services are made from, so that no finding waits. Blocks."""
        for service in services:
            self.home(service).close()

    def close(self) -> None:
        """Close the connections of every client that is kept."""
        with self._lock:
            for client in self._kept.values():
                client.close()
            self._kept.clear()

    def _drop_oldest(self) -> None:
        """Let go of the client that was asked for longest ago; calls that run finish."""
        if len(self._kept) > self._most:
            _, oldest = self._kept.popitem(last=False)
            oldest.close()

    def _make(
        self,
        service: str,
        region: str,
        keys: Keys | None,
        attempts: int,
        answers_within: float = ANSWERS_WITHIN,
    ) -> BaseClient:
        client = self._build(service, region, keys, attempts, answers_within)
        if service == "s3control" and not _is_aws(client.meta.endpoint_url):
            client.meta.events.register("before-send.s3-control", _without_account)
        if service != "s3" or self._addressing == "path" or _is_aws(client.meta.endpoint_url):
            return client
        client.close()
        self._addressing = "path"  # `BUCKET.localhost` leads nowhere
        return self._build(service, region, keys, attempts, answers_within)

    def _build(
        self, service: str, region: str, keys: Keys | None, attempts: int, answers_within: float
    ) -> BaseClient:
        config = Config(
            connect_timeout=3,
            read_timeout=answers_within,
            retries={"mode": "standard", "total_max_attempts": attempts},
            max_pool_connections=self._connections,
            user_agent_extra="secbot",
            s3={"addressing_style": self._addressing},
        )
        boto: Any = self._boto  # boto3's stubs know a client by a literal name only
        client: BaseClient = boto.client(
            service,
            region_name=region,
            endpoint_url=self._endpoint_url or self._around.endpoint(self._botocore, service),
            aws_access_key_id=keys.access_key_id if keys else None,
            aws_secret_access_key=keys.secret_access_key if keys else None,
            aws_session_token=keys.session_token if keys else None,
            config=config,
        )
        return client


def _without_account(request: AWSPreparedRequest, **_: Any) -> None:
    """Take the account number out of the host, which botocore puts before any endpoint's.

    `111122223333.localhost` leads nowhere; the number goes as a header too.
    """
    request.url = ACCOUNT_IN_HOST.sub(r"\1", request.url)


def _is_aws(endpoint_url: str) -> bool:
    return (urlsplit(endpoint_url).hostname or "").endswith(AWS_DOMAINS)
