"""What GuardDuty finds in a journey, as EventBridge spells it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from practice.aws.estate import Estate


def miner(built: Estate, machine: str, **more: Any) -> dict[str, Any]:
    """Return the finding of a miner on a machine of the prod account."""
    return on_instance(built.prod.instances[machine]) | more


def on_instance(instance: str, **details: Any) -> dict[str, Any]:
    """Return the finding of a miner on an instance, with more of its details."""
    now = datetime.now(UTC).isoformat()
    return {
        "id": uuid.uuid4().hex,
        "type": "CryptoCurrency:EC2/BitcoinTool.B!DNS",
        "severity": 8.0,
        "title": f"EC2 instance {instance} is querying a domain name of Bitcoin activity.",
        "description": "The instance asks for a domain that belongs to a mining pool.",
        "resource": {
            "resourceType": "Instance",
            "instanceDetails": {"instanceId": instance, **details},
        },
        "service": {
            "serviceName": "guardduty",
            "count": 1,
            "eventFirstSeen": now,
            "eventLastSeen": now,
            "action": {
                "actionType": "DNS_REQUEST",
                "dnsRequestAction": {"domain": "pool.minexmr.example"},
            },
        },
    }


def public_bucket(bucket: str) -> dict[str, Any]:
    """Return the finding of a bucket that was made public."""
    return {
        "id": uuid.uuid4().hex,
        "type": "Policy:S3/BucketAnonymousAccessGranted",
        "severity": 8.0,
        "title": f"Anonymous access to the bucket {bucket} was granted.",
        "description": "Anybody may read the bucket.",
        "resource": {
            "resourceType": "S3Bucket",
            "s3BucketDetails": [{"name": bucket, "arn": f"arn:aws:s3:::{bucket}"}],
        },
        "service": {"serviceName": "guardduty", "count": 1},
    }
