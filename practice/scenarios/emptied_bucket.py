"""Somebody uses the role of a web server from elsewhere, and empties a bucket."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from practice.aws.addresses import calling_from
from practice.aws.estate import DENY_ALL_POLICY, Estate
from practice.aws.server import SimulatedAws
from practice.scenarios.contract import Brief, Look, Scenario
from runbooks.kit.text import Text

MACHINE = "web-7"
ROLE = "web-prod"
REMOTE = "198.51.100.23"
NETWORK = "AS64500 Example Hosting"
KEYS = ("2026/08/ledger.csv", "2026/09/ledger.csv", "2026/10/ledger.csv")
INVESTIGATION_SECONDS = 4.0
"""On AWS it takes minutes to hours."""


class EmptiedBucket(Scenario):
    """Stolen credentials of an instance's role, a bucket read through, and then deleted."""

    brief = Brief(
        title=Text("The bucket of receipts was emptied"),
        story=Text(
            "The credentials of web-7's role web-prod were taken from the machine. From "
            "elsewhere somebody lists the bucket with the receipts, reads it, and deletes it all."
        ),
        runbook="revoke_iam",
        reason=Text("Detective names web-prod: it read the receipts and deleted them"),
        undo_reason=Text("web-7 was rebuilt, and the hole by which the credentials left is shut"),
        look=Look(
            runbook="detective_context",
            reason=Text("who emptied the bucket, and what else did they do"),
        ),
    )

    def __init__(self, aws: SimulatedAws, estate: Estate) -> None:
        """Give the machine's role to be stolen, and remember how it stands."""
        super().__init__(aws, estate)
        self.session: tuple[str, str, str] | None = None
        self._make_role()
        self.before = self._attached()

    @property
    def bucket(self) -> str:
        """Return the bucket that is emptied."""
        return next(name for name in self.estate.prod.buckets if "receipts" in name)

    @property
    def role_arn(self) -> str:
        """Return the ARN of the role whose credentials were stolen."""
        return f"arn:aws:iam::{self.estate.prod.account}:role/{ROLE}"

    def attack(self) -> None:
        place, region = self.estate.prod, self.estate.region
        self._fill()
        self.session = self._stolen()
        thief = self._thief(self.session)
        try:
            thief.list_buckets()
            found = thief.list_objects_v2(Bucket=self.bucket).get("Contents", [])
            for each in found:
                thief.get_object(Bucket=self.bucket, Key=each["Key"])["Body"].close()
            for each in found:
                thief.delete_object(Bucket=self.bucket, Key=each["Key"])
        finally:
            thief.close()
        self.before = self._attached()
        self.aws.detective.takes_seconds = INVESTIGATION_SECONDS
        self.aws.detective.plant(self.role_arn, *_seen_elsewhere())
        self.aws.raise_finding(place.account, region, self._finding(self.session[0]))

    def is_told(self, said: str) -> bool:
        """Look for the role, what it did, and from where."""
        return all(each in said for each in (self.role_arn, "DeleteObject", NETWORK))

    def is_contained(self) -> bool:
        """Try once more with the stolen credentials, and look at what holds them back."""
        if self.session is None or self._deny() not in self._attached():
            return False
        thief = self._thief(self.session)
        try:
            thief.list_objects_v2(Bucket=self.bucket)
        except ClientError as error:
            return str(error.response["Error"]["Code"]) == "AccessDenied"
        finally:
            thief.close()
        return False

    def is_as_before(self) -> bool:
        return self._attached() == self.before

    def _make_role(self) -> None:
        """Make the role, unless an earlier playing has."""
        account = {"AWS": f"arn:aws:iam::{self.estate.prod.account}:root"}
        service = {"Service": "ec2.amazonaws.com"}
        statements = [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": one}
            for one in (account, service)
        ]
        trust = json.dumps({"Version": "2012-10-17", "Statement": statements})
        try:
            self._iam().create_role(RoleName=ROLE, AssumeRolePolicyDocument=trust)
        except ClientError as error:
            if error.response["Error"]["Code"] != "EntityAlreadyExists":
                raise

    def _thief(self, session: tuple[str, str, str]) -> Any:
        client = self.aws.client_of("s3", *session, region=self.estate.region)
        return calling_from(client, REMOTE)

    def _fill(self) -> None:
        s3 = self.aws.client("s3", self.estate.prod.account, self.estate.region)
        for key in KEYS:
            s3.put_object(Bucket=self.bucket, Key=key, Body=b"date,amount\n2026-10-01,42\n")

    def _stolen(self) -> tuple[str, str, str]:
        """Return credentials as the machine gets them: the session is named as the instance."""
        sts = self.aws.client("sts", self.estate.prod.account, self.estate.region)
        name = self.estate.prod.instances[MACHINE]
        given = sts.assume_role(RoleArn=self.role_arn, RoleSessionName=name)["Credentials"]
        return given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]

    def _iam(self) -> Any:
        return self.aws.client("iam", self.estate.prod.account, self.estate.region)

    def _deny(self) -> str:
        return f"arn:aws:iam::{self.estate.prod.account}:policy/{DENY_ALL_POLICY}"

    def _attached(self) -> frozenset[str]:
        answer = self._iam().list_attached_role_policies(RoleName=ROLE)
        return frozenset(one["PolicyArn"] for one in answer["AttachedPolicies"])

    def _finding(self, key: str) -> dict[str, Any]:
        now = datetime.now(UTC)
        role = self._iam().get_role(RoleName=ROLE)["Role"]["RoleId"]
        return {
            "id": uuid.uuid4().hex,
            "type": "Impact:S3/AnomalousBehavior.Delete",
            "severity": 8.0,
            "title": "S3 objects were deleted in an unusual way",
            "description": (
                f"The role {ROLE} deleted objects of the bucket {self.bucket} from an address "
                "that it was never used from."
            ),
            "resource": {
                "resourceType": "S3Bucket",
                "s3BucketDetails": [
                    {"name": self.bucket, "arn": f"arn:aws:s3:::{self.bucket}"},
                ],
                "accessKeyDetails": {
                    "accessKeyId": key,
                    "principalId": f"{role}:{self.estate.prod.instances[MACHINE]}",
                    "userName": ROLE,
                    "userType": "AssumedRole",
                },
            },
            "service": {
                "serviceName": "guardduty",
                "count": len(KEYS),
                "resourceRole": "TARGET",
                "eventFirstSeen": (now - timedelta(minutes=4)).isoformat(),
                "eventLastSeen": now.isoformat(),
                "action": {
                    "actionType": "AWS_API_CALL",
                    "awsApiCallAction": {
                        "api": "DeleteObject",
                        "serviceName": "s3.amazonaws.com",
                        "callerType": "Remote IP",
                        "remoteIpDetails": {
                            "ipAddressV4": REMOTE,
                            "country": {"countryName": "Netherlands"},
                        },
                    },
                },
            },
        }


def _seen_elsewhere() -> tuple[dict[str, Any], ...]:
    """Return what Detective knows of addresses, of which the range has one only."""
    flagged = {"IpAddress": REMOTE, "Reason": "AWS_THREAT_INTELLIGENCE"}
    place = {"Location": "Netherlands", "IpAddress": REMOTE, "IsNewForEntireAccount": True}
    network = {"Aso": NETWORK, "IsNewForEntireAccount": True}
    details = {
        "FLAGGED_IP_ADDRESS": {"FlaggedIpAddressDetail": flagged},
        "NEW_GEOLOCATION": {"NewGeolocationDetail": place},
        "NEW_ASO": {"NewAsoDetail": network},
    }
    return tuple(
        {"IndicatorType": kind, "IndicatorDetail": detail} for kind, detail in details.items()
    )
