"""What moto keeps of a bucket, read as S3 judges it: who owns it, and who may read from outside."""

from __future__ import annotations

from typing import Any

from moto.s3.models import s3_backends
from moto.s3control.models import s3control_backends

from practice.aws.callers import PARTITION
from practice.aws.policies import Asked, Decision, Statement, decide, statements, trusts

FLAGS = {
    "BlockPublicAcls": "block_public_acls",
    "IgnorePublicAcls": "ignore_public_acls",
    "BlockPublicPolicy": "block_public_policy",
    "RestrictPublicBuckets": "restrict_public_buckets",
}
OWNER_ENFORCED = "BucketOwnerEnforced"
EVERYONE = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)


def owner(bucket: str) -> str | None:
    """Return the account that owns a bucket, or None where there is no such bucket."""
    held = s3_backends.bucket_accounts.get(bucket)
    return held[1] if held else None


def find(bucket: str) -> Any | None:
    """Return moto's bucket, or None."""
    account = owner(bucket)
    return s3_backends[account][PARTITION].buckets.get(bucket) if account else None


def flags(bucket: str, account: str) -> dict[str, bool]:
    """Return the four settings of Block Public Access that hold: the stricter of bucket and account."""
    found = find(bucket)
    own = _settings(found.public_access_block if found else None)
    wide = account_flags(account)
    return {flag: own[flag] or wide[flag] for flag in FLAGS}


def account_flags(account: str) -> dict[str, bool]:
    """Return an account's own four settings."""
    return _settings(s3control_backends[account][PARTITION].public_access_block)


def _settings(held: Any) -> dict[str, bool]:
    return {flag: held is not None and bool(getattr(held, kept)) for flag, kept in FLAGS.items()}


def policy_is_public(document: str) -> bool:
    """Tell whether a bucket policy allows everybody something, without a condition."""
    return any(
        one.get("Effect") == "Allow" and "Condition" not in one and _everybody(one)
        for one in statements(document)
    )


def _everybody(statement: Statement) -> bool:
    return trusts(statement.get("Principal"), ())


def policy(bucket: str) -> str:
    """Return a bucket's policy document, or nothing."""
    found = find(bucket)
    held = found.policy if found else None
    return held.decode() if isinstance(held, bytes) else str(held or "")


def policy_allows(bucket: str, names: tuple[str, ...], action: str, resource: str) -> bool:
    """Tell whether a bucket's policy lets in a caller from outside; no names is everybody."""
    document = policy(bucket)
    if not document:
        return False
    account = owner(bucket) or ""
    restricted = flags(bucket, account)["RestrictPublicBuckets"] and policy_is_public(document)
    if restricted:
        return False
    concerned = [one for one in statements(document) if trusts(one.get("Principal"), names)]
    return decide(concerned, Asked(action, (resource,), {})) is Decision.ALLOWED


def acl_lets_everybody_read(bucket: str, key: str | None) -> bool:
    """Tell whether an access control list opens a bucket's list, or an object, to everybody."""
    found = find(bucket)
    if found is None or ownership(bucket) == OWNER_ENFORCED:
        return False
    if flags(bucket, owner(bucket) or "")["IgnorePublicAcls"]:
        return False
    held = found.keys.get(key) if key else found
    acl = getattr(held, "acl", None)
    return acl is not None and bool(acl.public_read)


def ownership(bucket: str) -> str:
    """Return a bucket's object ownership setting."""
    found = find(bucket)
    return str(found.ownership_rule) if found and found.ownership_rule else "ObjectWriter"


def is_public(bucket: str) -> bool:
    """Tell whether anyone on the internet may read something of a bucket now."""
    held = flags(bucket, owner(bucket) or "")
    document = policy(bucket)
    by_policy = bool(document) and policy_is_public(document) and not held["RestrictPublicBuckets"]
    return by_policy or acl_lets_everybody_read(bucket, None)
