"""IAM users and roles of a site, with every credential that one can have."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from practice.aws.server import Key
from runbooks.kit.denial import POLICY
from tests.runbooks.site import Site

NUMBERS = itertools.count(1)
GIT = "codecommit.amazonaws.com"
DENY_ALL = {"Effect": "Deny", "Action": "*", "Resource": "*"}
TRUST = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}


def document(*statements: dict[str, Any]) -> str:
    """Return a policy of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def deny_all_of(site: Site) -> str:
    """Return the ARN of the account's deny-all policy."""
    return f"arn:aws:iam::{site.account}:policy/{POLICY}"


def deploy(site: Site, *statements: dict[str, Any]) -> str:
    """Put the deny-all policy into the account, unless it is there, and return its ARN."""
    written = document(*(statements or (DENY_ALL,)))
    try:
        site.client("iam").create_policy(PolicyName=POLICY, PolicyDocument=written)
    except ClientError as error:
        if error.response["Error"]["Code"] != "EntityAlreadyExists":
            raise
    return deny_all_of(site)


def a_user(site: Site, path: str = "/", **tags: str) -> tuple[str, Key]:
    """Make a user with one key, and return its name and that key."""
    deploy(site)
    name = f"carol-{next(NUMBERS)}"
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    site.client("iam").create_user(UserName=name, Path=path, Tags=listed)
    return name, a_key(site, name)


def a_key(site: Site, user: str) -> Key:
    """Give a user one more key."""
    made = site.client("iam").create_access_key(UserName=user)["AccessKey"]
    return Key(made["AccessKeyId"], made["SecretAccessKey"])


def equip(site: Site, user: str) -> None:
    """Give a user a second key that is off, and one of all else: Git, SSH, signing, console."""
    iam = site.client("iam")
    off = a_key(site, user).access_key_id
    iam.update_access_key(UserName=user, AccessKeyId=off, Status="Inactive")
    iam.create_service_specific_credential(UserName=user, ServiceName=GIT)
    iam.upload_ssh_public_key(UserName=user, SSHPublicKeyBody="ssh-rsa AAAAB3NzaC1yc2E carol")
    iam.upload_signing_certificate(UserName=user, CertificateBody=certificate())
    iam.create_login_profile(UserName=user, Password="correct horse battery staple")


def a_role(site: Site, path: str = "/", name: str = "", **tags: str) -> str:
    """Make a role that its account may assume, and return its name."""
    deploy(site)
    made = name or f"web-{next(NUMBERS)}"
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    site.client("iam").create_role(
        RoleName=made, Path=path, AssumeRolePolicyDocument=document(TRUST), Tags=listed
    )
    return made


def assumed(site: Site, role: str) -> Key | tuple[str, str, str]:
    """Return the keys of a session of a role."""
    arn = site.client("iam").get_role(RoleName=role)["Role"]["Arn"]
    given = site.client("sts").assume_role(RoleArn=arn, RoleSessionName="i-0abc")["Credentials"]
    return given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]


def statuses(site: Site, user: str) -> list[str]:
    """Return the status of every credential of a user: keys, Git, SSH, signing."""
    iam, asked = site.client("iam"), {"UserName": user}
    listed = (
        *iam.list_access_keys(**asked)["AccessKeyMetadata"],
        *iam.list_service_specific_credentials(**asked)["ServiceSpecificCredentials"],
        *iam.list_ssh_public_keys(**asked)["SSHPublicKeys"],
        *iam.list_signing_certificates(**asked)["Certificates"],
    )
    return [one["Status"] for one in listed]


def is_denied(site: Site, who: str) -> bool:
    """Say whether the deny-all policy is attached to `user/NAME` or `role/NAME`."""
    kind, _, name = who.partition("/")
    iam = site.client("iam")
    answer = (
        iam.list_attached_user_policies(UserName=name)
        if kind == "user"
        else iam.list_attached_role_policies(RoleName=name)
    )
    return deny_all_of(site) in {one["PolicyArn"] for one in answer["AttachedPolicies"]}


@cache
def certificate() -> str:
    """Return a certificate in PEM that somebody might sign requests with."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "carol")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()
