"""The simulated AWS: every account and Region on one loopback port, as boto3 meets them."""

from __future__ import annotations

import json
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

import boto3
from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session
from moto.ec2.models import amis
from moto.iam.models import iam_backends
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.test import Client

from practice.aws import (
    block_public_access,
    capacity,
    events,
    lookups,
    patterns,
    powering,
    remembering,
    security_groups,
    target_groups,
)
from practice.aws.assuming import AssumeRole
from practice.aws.callers import PARTITION, Callers
from practice.aws.cloudtrail import CloudTrail
from practice.aws.controls import Controls
from practice.aws.detective import Detective
from practice.aws.faults import Faults
from practice.aws.guardduty import GuardDuty
from practice.aws.lending import GetSessionToken
from practice.aws.membership import Membership
from practice.aws.overlay import Overlay
from practice.aws.patching import Patches
from practice.aws.record import CallRecord, Record
from practice.aws.reporters import Reporters
from practice.aws.securityhub import SecurityHub
from practice.aws.service_credentials import ServiceCredentials
from practice.aws.simulating import PolicySimulator
from practice.aws.sns import Sns
from practice.aws.sns_delivery import DEFAULT_WAITS, Delivery, Postman
from practice.aws.sns_messages import Signer

ADMINISTRATOR = "range-administrator"
DEFAULT_REGION = "us-east-1"
RESET = "/moto-api/reset"
"""What moto's own server offers: https://docs.getmoto.org/en/latest/docs/server_mode.html"""
POLL_SECONDS = 0.02
KEPT_CLIENTS = 128
"""A client of many operations takes a megabyte, and a thread here while its connection is open."""
ONCE = Config(retries={"mode": "standard", "total_max_attempts": 1}, proxies={})


class Key(NamedTuple):
    """An IAM user's access key."""

    access_key_id: str
    secret_access_key: str


class QuietHandler(MotoRequestHandler):
    """Serves without a line on standard error for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the record of calls has it."""


class SimulatedAws:
    """Starts, serves and stops; what is in its accounts lives as long as the process.

    `is_fresh` empties them at the start, for whoever has no other of these running: moto keeps
    one world a process. An account is any twelve digits, empty until something is made in it. Use
    it as a context manager, or `start` and `stop` it. `faults` tells it to fail, `controls` how
    accounts are set, `detective` what Detective does, `reporters` what the other detectors found.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        sns_waits: Sequence[float] = DEFAULT_WAITS,
        is_fresh: bool = False,
    ) -> None:
        """Bind 127.0.0.1, port 0 taking a free one; `sns_waits` are seconds between SNS's tries."""
        self.faults = Faults()
        self.controls = Controls()
        self._callers = Callers()
        self._record = Record()
        self._membership = Membership()
        self.reporters = Reporters(self._membership)
        self._signer = Signer()
        self._postman = Postman(sns_waits)
        self._guardduty = GuardDuty(self._membership)
        self.detective = Detective(self._record, self._guardduty)
        self._sns = Sns(self._signer, self._postman)
        self._patches = Patches()
        self._clients: OrderedDict[tuple[str, str, str], Any] = OrderedDict()
        self._made: weakref.WeakSet[Any] = weakref.WeakSet()
        self._keys: dict[str, Key] = {}
        self._lock = threading.RLock()
        self._core = Session()
        self._session = boto3.Session(botocore_session=self._core)
        self._is_fresh = is_fresh
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._server: BaseWSGIServer = make_server(
            "127.0.0.1", port, self._overlay(), threaded=True, request_handler=QuietHandler
        )
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), name="aws", daemon=True
        )

    def _overlay(self) -> Overlay:
        hub = SecurityHub(self._membership)
        return Overlay(
            moto=self._moto,
            callers=self._callers,
            record=self._record,
            faults=self.faults,
            gates=(security_groups.gate, block_public_access.gate, capacity.gate, powering.gate),
            answers={
                **AssumeRole(self._callers).answers(),
                **GetSessionToken(self._callers).answers(),
                **ServiceCredentials().answers(),
                **CloudTrail(self._record).answers(),
                **self._guardduty.answers(),
                **self.detective.answers(),
                **hub.answers(),
                **self._sns.answers(),
                **events.answers(),
                **block_public_access.answers(),
                **capacity.answers(),
                **PolicySimulator().answers(),
                **self.controls.answers(),
                **self.reporters.answers(),
            },
        )

    @property
    def url(self) -> str:
        """Return the endpoint that every AWS client is pointed at."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def certificate_pem(self) -> str:
        """Return the certificate that verifies every SNS message."""
        return self._signer.certificate_pem

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Return how SNS's posts to HTTP endpoints fared, oldest first."""
        return self._postman.deliveries

    def start(self) -> None:
        """Begin to answer, in threads of its own."""
        if self._is_fresh:
            Client(self._moto).post(RESET).close()
        lookups.put_lookups(self._patches, self._callers)
        remembering.put_memory(self._patches)
        security_groups.put_semantics(self._patches)
        target_groups.put_semantics(self._patches)
        events.put_delivery(self._patches)
        patterns.put_matching(self._patches)
        self._sns.put_delivery(self._patches)
        self._patches.put(amis, "load_resource", _no_more_images)
        self._thread.start()

    def stop(self) -> None:
        """Stop answering, give the port back, and leave moto as it was."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._postman.stop()
        for client in list(self._made):
            client.close()
        self._patches.undo()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def credentials(self, account: str) -> Key:
        """Return the key of an account's administrator, an IAM user made when first asked for."""
        with self._lock:
            if account not in self._keys:
                backend = iam_backends[account][PARTITION]
                if ADMINISTRATOR not in backend.users:
                    backend.create_user(DEFAULT_REGION, ADMINISTRATOR)
                key = backend.create_access_key(ADMINISTRATOR)
                self._keys[account] = Key(key.access_key_id, key.secret_access_key)
            return self._keys[account]

    @property
    def loader(self) -> Loader:
        """Return what reads AWS's models, each once, for whoever makes clients in this process."""
        loader: Loader = self._core.get_component("data_loader")
        return loader

    def client(self, service: str, account: str, region: str = DEFAULT_REGION) -> Any:
        """Return a boto3 client of an account's administrator; the same one when asked again soon."""
        with self._lock:
            named = (service, account, region)
            if named not in self._clients:
                key = self.credentials(account)
                self._clients[named] = self.client_of(service, *key, region=region)
                if len(self._clients) > KEPT_CLIENTS:
                    _, oldest = self._clients.popitem(last=False)
                    oldest.close()
            self._clients.move_to_end(named)
            return self._clients[named]

    def client_of(
        self,
        service: str,
        access_key_id: str,
        secret_access_key: str,
        session_token: str | None = None,
        *,
        region: str = DEFAULT_REGION,
        config: Config | None = None,
    ) -> Any:
        """Return a boto3 client that signs with a key of one's own: an attacker's, a session's.

        It does not try again unless `config` says so.
        """
        with self._lock:
            client = self._session.client(  # type: ignore[call-overload]  # the service's name is data here
                service,
                region_name=region,
                endpoint_url=self.url,
                aws_access_key_id=access_key_id,
                aws_secret_access_key=secret_access_key,
                aws_session_token=session_token,
                config=ONCE.merge(config) if config else ONCE,
            )
            self._made.add(client)
        if service == "s3control":
            client.meta.events.register("before-send.s3-control", _without_account_in_host)
        return client

    @property
    def calls_made(self) -> int:
        """Return how many calls came so far: the moment that `calls(since=...)` takes."""
        return self._record.made

    def calls(
        self, *, account: str | None = None, session: str | None = None, since: int | None = None
    ) -> tuple[CallRecord, ...]:
        """Return the calls that were made, oldest first, of an account and a role session's name.

        `since` is what `calls_made` returned; ValueError: some of the calls since then are forgotten.
        """
        found = self._record.calls(account, since=since)
        return tuple(one for one in found if session in (None, one.session))

    def seed_roles(self, account: str, names: Iterable[str], external_id: str) -> None:
        """Make roles that any account may assume who knows the external id."""
        condition = {"StringEquals": {"sts:ExternalId": external_id}}
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "*"},
                    "Action": "sts:AssumeRole",
                    "Condition": condition,
                },
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "*"},
                    "Action": ["sts:SetSourceIdentity", "sts:TagSession"],
                },
            ],
        }
        iam = self.client("iam", account)
        for name in names:
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))

    def delegate(self, administrator: str, members: Iterable[str]) -> None:
        """Let one account see the findings, and get the findings' events, of others."""
        self._membership.delegate(administrator, members)

    def raise_finding(
        self, account: str, region: str, finding: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Let GuardDuty find something; see `practice.aws.guardduty.GuardDuty.raise_finding`."""
        return self._guardduty.raise_finding(account, region, finding)

    def emit(
        self,
        account: str,
        region: str,
        source: str,
        detail_type: str,
        detail: dict[str, Any],
    ) -> None:
        """Put an AWS service's own event on an account's default bus, as PutEvents may not.

        `source` and `detail_type` are EventBridge's, such as `aws.health` and `AWS Health Event`.
        """
        events.emit(account, region, source, detail_type, detail)


def _no_more_images(_path: str) -> list[Any]:
    """Stand in for moto's long lists of images of each Region: 50 ms and megabytes an account."""
    return []


def _without_account_in_host(request: Any, **_: Any) -> None:
    """Take the account out of the host that boto3 puts before a custom endpoint's."""
    scheme, _, rest = request.url.partition("://")
    account, _, host = rest.partition(".")
    if account.isdigit() and len(account) == 12:  # noqa: PLR2004  # an account number's digits
        request.url = f"{scheme}://{host}"
