"""Somebody uses a leaked key, and keeps a session of it for when the key is dead."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from practice.aws.addresses import calling_from
from practice.aws.estate import DENY_ALL_POLICY, Estate
from practice.aws.server import Key, SimulatedAws
from practice.scenarios.contract import Brief, Scenario
from runbooks.kit.text import Text

USER = "carol"
REMOTE = "198.51.100.7"
INACTIVE = "Inactive"
GLOBAL = "us-east-1"
"""Where CloudTrail keeps the events of IAM."""
BOTH = 2
DENIES = "AttachUserPolicy"


class LeakedKey(Scenario):
    """A key from a public repository, a look around, and a session for later."""

    brief = Brief(
        title=Text("Leaked key of carol"),
        story=Text(
            "Carol pushed her access key to a public repository. Whoever found it looks at users, "
            "buckets and machines, and takes a session that outlives the key."
        ),
        runbook="revoke_iam",
        reason=Text("carol's key is in a public repository, and somebody uses it"),
        undo_reason=Text("carol has a new key, and the repository was cleaned"),
    )

    def __init__(self, aws: SimulatedAws, estate: Estate) -> None:
        """Remember what is attached to the user before anything happens."""
        super().__init__(aws, estate)
        self.key = estate.prod.keys[USER]
        self.session: tuple[str, str, str] | None = None
        self.before = self._attached()

    def attack(self) -> None:
        place, region = self.estate.prod, self.estate.region
        self.key = self._usable_key()
        sts = calling_from(self.aws.client_of("sts", *self.key, region=region), REMOTE)
        given = sts.get_session_token()["Credentials"]
        sts.close()
        self.session = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
        for keys in (self.key, self.session):
            if self._tried(keys):
                message = f"the attack on {USER} was refused, so that there is none"
                raise RuntimeError(message)
        self.before = self._attached()
        self.aws.raise_finding(place.account, region, self._finding())

    def is_contained(self) -> bool:
        """Try once more, with the key and with the session, and look at what holds them back."""
        refused = [self._tried(keys) for keys in (self.key, self.session) if keys]
        if len(refused) != BOTH or not all(refused):
            return False
        return self._deny() in self._attached() and set(self._statuses()) == {INACTIVE}

    def is_witnessed(self) -> bool | None:
        """Look through CloudTrail, where the calls since the deny are all refused ones.

        That there is at least one tells that CloudTrail would have shown one that got through.
        """
        since = self._denied_at()
        if since is None:
            return False
        later = [one for one in self._events("Username", USER) if one["EventTime"] > since]
        codes = {json.loads(one["CloudTrailEvent"]).get("errorCode") for one in later}
        return bool(codes) and None not in codes

    def is_as_before(self) -> bool:
        """Say whether the deny is off; the key that leaked stays dead."""
        return self._attached() == self.before and self._status_of(self.key) == INACTIVE

    def _usable_key(self) -> Key:
        """Return the key that leaks: a new one where an earlier containment has ended the last."""
        if self._status_of(self.key) != INACTIVE:
            return self.key
        iam = self._iam()
        iam.delete_access_key(UserName=USER, AccessKeyId=self.key.access_key_id)
        made = iam.create_access_key(UserName=USER)["AccessKey"]
        return Key(made["AccessKeyId"], made["SecretAccessKey"])

    def _tried(self, keys: Iterable[str]) -> str:
        """Look around with these keys, and return AWS's code where it refused all of that."""
        codes = set()
        for service, operation in (
            ("iam", "list_users"),
            ("s3", "list_buckets"),
            ("ec2", "describe_instances"),
        ):
            client = self.aws.client_of(service, *keys, region=self.estate.region)
            calling_from(client, REMOTE)
            try:
                getattr(client, operation)()
            except ClientError as error:
                codes.add(str(error.response["Error"]["Code"]))
            else:
                codes.add("")
            finally:
                client.close()
        return "" if "" in codes else min(codes)

    def _iam(self) -> Any:
        return self.aws.client("iam", self.estate.prod.account, self.estate.region)

    def _deny(self) -> str:
        return f"arn:aws:iam::{self.estate.prod.account}:policy/{DENY_ALL_POLICY}"

    def _attached(self) -> frozenset[str]:
        answer = self._iam().list_attached_user_policies(UserName=USER)
        return frozenset(one["PolicyArn"] for one in answer["AttachedPolicies"])

    def _keys(self) -> Mapping[str, str]:
        listed = self._iam().list_access_keys(UserName=USER)["AccessKeyMetadata"]
        return {one["AccessKeyId"]: one["Status"] for one in listed}

    def _statuses(self) -> Iterable[str]:
        return self._keys().values()

    def _status_of(self, key: Key) -> str:
        return self._keys().get(key.access_key_id, "")

    def _events(self, attribute: str, value: str) -> list[dict[str, Any]]:
        """Return what CloudTrail shows, in the Region of IAM and in the one of the attack."""
        found: list[dict[str, Any]] = []
        for region in (GLOBAL, self.estate.region):
            trail = self.aws.client("cloudtrail", self.estate.prod.account, region)
            pages = trail.get_paginator("lookup_events").paginate(
                LookupAttributes=[{"AttributeKey": attribute, "AttributeValue": value}]
            )
            found += [event for page in pages for event in page["Events"]]
        return found

    def _denied_at(self) -> datetime | None:
        times = [
            event["EventTime"]
            for event in self._events("EventName", DENIES)
            if json.loads(event["CloudTrailEvent"])["requestParameters"].get("userName") == USER
        ]
        return max(times, default=None)

    def _finding(self) -> dict[str, Any]:
        now = datetime.now(UTC)
        return {
            "id": uuid.uuid4().hex,
            "type": "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom",
            "severity": 8.0,
            "title": "APIs were called from an address on a threat list",
            "description": (
                f"The user {USER} called APIs from an address on your threat list, with the "
                f"access key {self.key.access_key_id}."
            ),
            "resource": {
                "resourceType": "AccessKey",
                "accessKeyDetails": {
                    "accessKeyId": self.key.access_key_id,
                    "principalId": self._iam().get_user(UserName=USER)["User"]["UserId"],
                    "userName": USER,
                    "userType": "IAMUser",
                },
            },
            "service": {
                "serviceName": "guardduty",
                "count": 3,
                "resourceRole": "TARGET",
                "eventFirstSeen": (now - timedelta(minutes=7)).isoformat(),
                "eventLastSeen": now.isoformat(),
                "action": {
                    "actionType": "AWS_API_CALL",
                    "awsApiCallAction": {
                        "api": "ListUsers",
                        "serviceName": "iam.amazonaws.com",
                        "callerType": "Remote IP",
                        "remoteIpDetails": {
                            "ipAddressV4": REMOTE,
                            "country": {"countryName": "Netherlands"},
                        },
                    },
                },
            },
        }
