"""An intruder opens a bucket with payment exports to everybody."""

from __future__ import annotations

import json
import uuid
from typing import Any

from botocore.exceptions import ClientError

from practice.aws.addresses import calling_from
from practice.scenarios.contract import Brief, Scenario
from runbooks.kit.text import Text

USER = "deploy-payments"
REMOTE = "198.51.100.23"
ALL = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


class PublicBucket(Scenario):
    """The thief of a deploy key switches the bucket's guard off and lets anybody read."""

    brief = Brief(
        title=Text("A bucket of payment exports is public"),
        story=Text(
            "The thief of the key of deploy-payments took Block Public Access off the bucket "
            "with the exports, and put a policy on it that lets anybody read."
        ),
        runbook="block_public_s3",
        reason=Text("payment exports can be read by anybody"),
        undo_reason=Text("payments needs the old settings back until its own fix is out"),
    )

    @property
    def bucket(self) -> str:
        """Return the bucket that is opened."""
        return next(name for name in self.estate.prod.buckets if "exports" in name)

    def attack(self) -> None:
        place, region = self.estate.prod, self.estate.region
        thief = calling_from(self.aws.client_of("s3", *place.keys[USER], region=region), REMOTE)
        try:
            thief.list_buckets()
            thief.put_public_access_block(
                Bucket=self.bucket, PublicAccessBlockConfiguration=dict.fromkeys(ALL, False)
            )
            statement = {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": f"arn:aws:s3:::{self.bucket}/*",
            }
            policy = {"Version": "2012-10-17", "Statement": [statement]}
            thief.put_bucket_policy(Bucket=self.bucket, Policy=json.dumps(policy))
        finally:
            thief.close()
        self.aws.raise_finding(place.account, region, self._finding())

    def is_contained(self) -> bool:
        return self._settings() == dict.fromkeys(ALL, True) and not self._is_public()

    def is_as_before(self) -> bool:
        return self._settings() == dict.fromkeys(ALL, False) and self._is_public()

    def _s3(self) -> Any:
        return self.aws.client("s3", self.estate.prod.account, self.estate.region)

    def _settings(self) -> dict[str, bool] | None:
        try:
            answer = self._s3().get_public_access_block(Bucket=self.bucket)
        except ClientError:
            return None
        settings: dict[str, bool] = answer["PublicAccessBlockConfiguration"]
        return settings

    def _is_public(self) -> bool:
        answer = self._s3().get_bucket_policy_status(Bucket=self.bucket)
        return bool(answer["PolicyStatus"]["IsPublic"])

    def _finding(self) -> dict[str, Any]:
        return {
            "id": uuid.uuid4().hex,
            "type": "Policy:S3/BucketAnonymousAccessGranted",
            "severity": 8.0,
            "title": "Anybody may read a bucket",
            "description": f"An IAM entity granted anonymous access to the bucket {self.bucket}.",
            "resource": {
                "resourceType": "S3Bucket",
                "s3BucketDetails": [
                    {
                        "name": self.bucket,
                        "arn": f"arn:aws:s3:::{self.bucket}",
                        "publicAccess": {"effectivePermission": "PUBLIC"},
                    }
                ],
                "accessKeyDetails": {
                    "accessKeyId": self.estate.prod.keys[USER].access_key_id,
                    "userName": USER,
                    "userType": "IAMUser",
                },
            },
            "service": {
                "serviceName": "guardduty",
                "count": 1,
                "action": {
                    "actionType": "AWS_API_CALL",
                    "awsApiCallAction": {
                        "api": "PutBucketPolicy",
                        "serviceName": "s3.amazonaws.com",
                        "remoteIpDetails": {"ipAddressV4": REMOTE},
                    },
                },
            },
        }
