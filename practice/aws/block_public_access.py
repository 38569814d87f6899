"""S3 Block Public Access, object ownership and the border between accounts, as S3 enforces them.

The rules are the S3 user guide's pages "Blocking public access to your Amazon S3 storage",
"Controlling ownership of objects" and, for what a new bucket has since April 2023, "Default
settings for new S3 buckets FAQ".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.s3.models import PublicAccessBlock
from werkzeug.wrappers import Response

from practice.aws import actions, buckets
from practice.aws.call import ANONYMOUS, Answers, Call, Proceed, RefusedError

PUBLIC_ACLS = ("public-read", "public-read-write", "authenticated-read")
GRANTS = ("GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP")
TAKES_ACL = ("PutBucketAcl", "PutObjectAcl", "PutObject", "CopyObject", "CreateMultipartUpload")


def answers() -> Answers:
    """Return the operations that are answered here, with or without moto's help."""
    return {
        ("s3", "CreateBucket"): create_bucket,
        ("s3", "GetBucketPolicyStatus"): get_bucket_policy_status,
    }


def gate(call: Call) -> None:
    """Raise RefusedError for strangers, and for what would open what is to stay shut."""
    if call.service != "s3":
        return
    bucket = str(call.parameters.get("Bucket", ""))
    stranger = call.caller is ANONYMOUS
    if stranger and call.operation == "CreateBucket":
        raise RefusedError(code="AccessDenied", message="Access Denied", status=403)
    if stranger and buckets.find(bucket) is None:
        message = "The specified bucket does not exist"
        raise RefusedError(code="NoSuchBucket", message=message, status=404)
    if call.operation == "CreateBucket" or buckets.find(bucket) is None:
        return
    _border(call, bucket)
    held = buckets.flags(bucket, buckets.owner(bucket) or "")
    if call.operation == "PutBucketPolicy" and held["BlockPublicPolicy"]:
        _not_public_policy(call)
    if call.operation in TAKES_ACL:
        _acl_fits(call, buckets.ownership(bucket), held)


def _border(call: Call, bucket: str) -> None:
    """Let in the owner's account, whom the policy names, and everybody where it is public."""
    if call.account == buckets.owner(bucket):
        return
    key = call.parameters.get("Key")
    resource = f"arn:aws:s3:::{bucket}/{key}" if key else f"arn:aws:s3:::{bucket}"
    reads = call.operation in ("GetObject", "HeadObject", "ListObjects", "ListObjectsV2")
    if reads and buckets.acl_lets_everybody_read(bucket, str(key) if key else None):
        return
    if not buckets.policy_allows(bucket, _names(call), actions.action(call), resource):
        raise RefusedError(code="AccessDenied", message="Access Denied", status=403)


def _names(call: Call) -> tuple[str, ...]:
    if call.caller is ANONYMOUS:
        return ()
    account = call.account
    role = (call.caller.session.role_arn,) if call.caller.session else ()
    return (account, f"arn:aws:iam::{account}:root", call.caller.arn, *role)


def _not_public_policy(call: Call) -> None:
    document = call.parameters.get("Policy", "")
    text = document.decode() if isinstance(document, bytes) else str(document)
    try:
        public = buckets.policy_is_public(text)
    except ValueError:
        return
    if public:
        arn = f"arn:aws:s3:::{call.parameters['Bucket']}"
        message = (
            f"User: {call.caller.arn} is not authorized to perform: s3:PutBucketPolicy on "
            f'resource: "{arn}" because public policies are prevented by the BlockPublicPolicy '
            "setting in S3 Block Public Access."
        )
        raise RefusedError(code="AccessDenied", message=message, status=403)


def _acl_fits(call: Call, ownership: str, held: Mapping[str, bool]) -> None:
    asked = call.parameters.get("ACL")
    named = asked or call.parameters.get("AccessControlPolicy") or _granted(call)
    if not named:
        return
    if ownership == buckets.OWNER_ENFORCED and asked != "bucket-owner-full-control":
        message = "The bucket does not allow ACLs"
        raise RefusedError(code="AccessControlListNotSupported", message=message)
    if held["BlockPublicAcls"] and _opens(call):
        raise RefusedError(code="AccessDenied", message="Access Denied", status=403)


def _granted(call: Call) -> list[str]:
    return [str(call.parameters[one]) for one in GRANTS if call.parameters.get(one)]


def _opens(call: Call) -> bool:
    if call.parameters.get("ACL") in PUBLIC_ACLS:
        return True
    written = call.parameters.get("AccessControlPolicy") or {}
    grantees = [str(one.get("Grantee", {}).get("URI", "")) for one in written.get("Grants", [])]
    said = " ".join([*grantees, *_granted(call)])
    return any(group in said for group in buckets.EVERYONE)


def create_bucket(call: Call, proceed: Proceed) -> Response:
    """Make a bucket shut and owned by its owner, unless it is told otherwise."""
    ownership = str(call.parameters.get("ObjectOwnership") or buckets.OWNER_ENFORCED)
    name = str(call.parameters["Bucket"])
    if call.parameters.get("ACL", "private") != "private" or _granted(call):
        if ownership == buckets.OWNER_ENFORCED:
            message = (
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"
            )
            raise RefusedError(code="InvalidBucketAclWithObjectOwnership", message=message)
        if _opens(call):
            raise RefusedError(code="AccessDenied", message="Access Denied", status=403)
    existed = buckets.find(name) is not None
    response = proceed()
    made = buckets.find(name)
    if made is not None and not existed and response.status_code == 200:  # noqa: PLR2004  # HTTP's OK
        made.public_access_block = PublicAccessBlock(True, True, True, True)  # noqa: FBT003  # moto takes the four by position
        made.ownership_rule = ownership
        made.encryption = {
            "Rule": {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        }
    return response


def get_bucket_policy_status(call: Call, proceed: Proceed) -> Response | dict[str, Any]:
    """Say whether a policy makes a bucket public: not while public buckets are restricted."""
    name = str(call.parameters["Bucket"])
    document = buckets.policy(name)
    if not document:
        return proceed()
    restricted = buckets.flags(name, buckets.owner(name) or "")["RestrictPublicBuckets"]
    public = buckets.policy_is_public(document) and not restricted
    return {"PolicyStatus": {"IsPublic": public}}
