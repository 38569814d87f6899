"""Who is behind a resource: the IAM user or role that a finding's instance, bucket or key leads to.

Names in findings and in CloudTrail are strangers' words: IAM is asked who it is, and an ARN of
another account, or one that is none, is nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError
from pydantic import Field

from runbooks.kit import ec2, guardduty
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen

INSTANCE = re.compile(r"i-[0-9a-f]{8,17}")
KEY = re.compile(r"(?P<kind>AKIA|ASIA)[A-Z0-9]{16}")
LONG_LIVED = "AKIA"
IAM = re.compile(
    r"(?:arn:(?P<partition>[a-z-]+):iam::(?P<account>[0-9]{12}):)?"
    r"(?P<kind>user|role)/(?P<path>[\w+=,.@/-]{0,512}/)?(?P<name>[\w+=,.@-]{1,128})"
)
ROOT = re.compile(r"arn:[a-z-]+:iam::(?P<account>[0-9]{12}):root")
SESSION = re.compile(
    r"arn:[a-z-]+:sts::(?P<account>[0-9]{12}):assumed-role/(?P<name>[\w+=,.@-]{1,64})/.+"
)
GLOBAL_REGION = "us-east-1"
AT_ONCE = 50
ROLES = frozenset({"role", "assumedrole"})

OF_ITSELF = Text("named itself")
OF_INSTANCE = Text("the role of {instance}")
OF_KEY = Text("the owner of the key {key}")
OF_SESSION = Text("whose session the key {key} belongs to, by CloudTrail")
OF_BUCKET = Text("named by GuardDuty in {type} on the bucket {bucket}")
GONE = Text("{name} is not in IAM any more; what it did is told all the same")
NO_INSTANCE = Text("There is no instance {instance} in account {account}. Nothing was changed.")
NO_ROLE = Text("{instance} has no instance profile with a role")
NO_EVENTS = Text("CloudTrail knows no management event of the key {key} in its last 90 days")
NO_OWNER = Text("IAM knows no owner of the key {key} in this account")
NO_ACTOR = Text("no finding of GuardDuty's on the bucket {bucket} names who acted")
IS_ROOT = Text("it is the account's root, which Detective does not investigate")
FOREIGN = Text("{arn} is not of account {account}. Nothing was changed. Say `account=` of its own.")


class Principal(Frozen):
    """A user or role; `arn` is empty where there is none to be found, and `why_not` says why.

    `id` is IAM's unique id (AIDA..., AROA...), empty for what is not in IAM any more. How it was
    found is for telling alone.
    """

    arn: str = ""
    id: str = ""
    how: Said | None = Field(default=None, exclude=True)
    why_not: Said | None = Field(default=None, exclude=True)
    warning: Said | None = Field(default=None, exclude=True)

    @property
    def name(self) -> str:
        """Return the name without its path."""
        return self.arn.rpartition("/")[2]

    @property
    def is_role(self) -> bool:
        """Say whether it is a role, not a user."""
        return ":role/" in self.arn


def resolve(aws: Aws, subject: str) -> Principal:
    """Return who is behind a subject: `i-0abc`, a bucket, a key, or an ARN of IAM's or STS's.

    Raises DoesNotExistError, UnsupportedError for an ARN of another account.
    """
    if INSTANCE.fullmatch(subject):
        return _of_instance(aws, subject)
    if key := KEY.fullmatch(subject):
        return (
            _of_user_key(aws, subject) if key["kind"] == LONG_LIVED else _of_session(aws, subject)
        )
    if subject.startswith("arn:") or "/" in subject:
        _check_account(aws, subject)
        return _named(aws, subject, OF_ITSELF.fill())
    return _of_bucket(aws, subject)


def _of_instance(aws: Aws, instance: str) -> Principal:
    found = ec2.find(aws, instance)
    if found is None:
        raise DoesNotExistError(NO_INSTANCE.fill(instance=instance, account=aws.account))
    profile = found.get("IamInstanceProfile", {}).get("Arn", "").rpartition("/")[2]
    if not profile:
        return Principal(why_not=NO_ROLE.fill(instance=instance))
    try:
        answer = aws.read("iam").get_instance_profile(InstanceProfileName=profile)
    except ClientError as error:
        if code_of(error) == "NoSuchEntity":
            return Principal(why_not=NO_ROLE.fill(instance=instance))
        raise
    how = OF_INSTANCE.fill(instance=instance)
    for role in answer["InstanceProfile"]["Roles"]:
        return Principal(arn=role["Arn"], id=role["RoleId"], how=how)
    return Principal(why_not=NO_ROLE.fill(instance=instance))


def _of_user_key(aws: Aws, key: str) -> Principal:
    """Return a long-lived key's user.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html
    """
    try:
        answer = aws.read("iam").get_access_key_last_used(AccessKeyId=key)
    except ClientError as error:
        if code_of(error) == "NoSuchEntity":
            return Principal(why_not=NO_OWNER.fill(key=key))
        raise
    user = answer.get("UserName", "")
    if not user:
        return Principal(why_not=NO_OWNER.fill(key=key))
    return _named(aws, f"user/{user}", OF_KEY.fill(key=key))


def _of_session(aws: Aws, key: str) -> Principal:
    """Return whose session a key belongs to that runs out by itself: IAM does not know it."""
    for region in dict.fromkeys((aws.region, GLOBAL_REGION)):
        answer = aws.read("cloudtrail", region).lookup_events(
            LookupAttributes=[{"AttributeKey": "AccessKeyId", "AttributeValue": key}],
            MaxResults=AT_ONCE,
        )
        for event in answer["Events"]:
            for arn in _identities(event.get("CloudTrailEvent", "")):
                if _account_of(arn) == aws.account:
                    return _named(aws, arn, OF_SESSION.fill(key=key))
    return Principal(why_not=NO_EVENTS.fill(key=key))


def _identities(event: str) -> Iterator[str]:
    """Yield the ARNs by which an event names who acted: the role before its session."""
    try:
        identity = json.loads(event)["userIdentity"]
        issuer = identity.get("sessionContext", {}).get("sessionIssuer", {})
        arns = (issuer.get("arn"), identity.get("arn"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return
    yield from (arn for arn in arns if isinstance(arn, str))


def _of_bucket(aws: Aws, bucket: str) -> Principal:
    """Return who acted on a bucket by the newest finding that says so."""
    seen = guardduty.findings(aws, {"resource.s3BucketDetails.name": bucket})
    for finding in seen.findings:
        kind, name = finding.user_type.casefold(), finding.user
        path = "user" if kind == "iamuser" else "role" if kind in ROLES else ""
        if path and IAM.fullmatch(f"{path}/{name}"):
            how = OF_BUCKET.fill(type=finding.type, bucket=bucket)
            return _named(aws, f"{path}/{name}", how)
    return Principal(why_not=seen.why_not or NO_ACTOR.fill(bucket=bucket))


def _named(aws: Aws, named: str, how: Said) -> Principal:
    """Return a user or role by ARN or `role/NAME`, as IAM knows it."""
    if ROOT.fullmatch(named):
        return Principal(arn="", how=how, why_not=IS_ROOT.fill())
    session = SESSION.fullmatch(named)
    found = IAM.fullmatch(f"role/{session['name']}" if session else named)
    if found is None:
        return Principal(how=how)
    kind, name = found["kind"], found["name"]
    iam = aws.read("iam")
    try:
        if kind == "user":
            user = iam.get_user(UserName=name)["User"]
            return Principal(arn=user["Arn"], id=user["UserId"], how=how)
        role = iam.get_role(RoleName=name)["Role"]
        return Principal(arn=role["Arn"], id=role["RoleId"], how=how)
    except ClientError as error:
        if code_of(error) != "NoSuchEntity":
            raise
    arn = f"arn:{aws.partition}:iam::{aws.account}:{kind}/{found['path'] or ''}{name}"
    return Principal(arn=arn, how=how, warning=GONE.fill(name=name))


def _check_account(aws: Aws, subject: str) -> None:
    account = _account_of(subject)
    if account and account != aws.account:
        raise UnsupportedError(FOREIGN.fill(arn=subject, account=aws.account))


def _account_of(arn: str) -> str:
    matched: Mapping[str, Any] = next(
        (
            found.groupdict()
            for found in (pattern.fullmatch(arn) for pattern in (IAM, ROOT, SESSION))
            if found
        ),
        {},
    )
    return str(matched.get("account") or "")
