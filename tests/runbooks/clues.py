"""Principals, and what leads to them, for the tests of detective_context."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

from runbooks.detective_context import Subject
from tests.runbooks import machines
from tests.runbooks.site import REGION, Site

Exercise = Callable[[Site], Subject]
NUMBERS = itertools.count(1)
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}
DELETION = "Impact:S3/AnomalousBehavior.Delete"


def a_graph(site: Site, status: str = "ENABLED") -> str:
    """Switch Detective on in the account that is acted in, with the site's as a member."""
    return site.aws.detective.open_graph(site.there, REGION, [site.account], status)


def a_role(site: Site, path: str = "/") -> str:
    """Make a role and return its name."""
    name = f"web-{next(NUMBERS)}"
    site.client("iam").create_role(
        RoleName=name, Path=path, AssumeRolePolicyDocument=json.dumps(TRUST)
    )
    return name


def a_user(site: Site) -> str:
    """Make a user and return its name."""
    name = f"carol-{next(NUMBERS)}"
    site.client("iam").create_user(UserName=name)
    return name


def a_key(site: Site, user: str) -> dict[str, str]:
    """Give a user a key."""
    return dict(site.client("iam").create_access_key(UserName=user)["AccessKey"])


def a_session(site: Site, role: str, name: str = "mallory") -> dict[str, Any]:
    """Return the credentials of a session of a role, with which something was called."""
    sts = site.client("sts")
    arn = f"arn:aws:iam::{site.account}:role/{role}"
    given = dict(sts.assume_role(RoleArn=arn, RoleSessionName=name)["Credentials"])
    client = site.aws.client_of(
        "iam", given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"], region=REGION
    )
    client.list_users()
    return given


def an_instance(site: Site, role: str) -> str:
    """Launch an instance that gets the credentials of a role."""
    iam = site.client("iam")
    iam.create_instance_profile(InstanceProfileName=role)
    iam.add_role_to_instance_profile(InstanceProfileName=role, RoleName=role)
    network = machines.a_network(site)
    profile = {"Name": role}
    launched = machines.launch(site, network, [network.web], IamInstanceProfile=profile)
    return launched.instance


def a_finding(site: Site, **details: Any) -> dict[str, Any]:
    """Let GuardDuty find something in the site's account."""
    finding = {"type": DELETION, "severity": 8, "resource": details}
    return site.aws.raise_finding(site.account, REGION, finding)


def an_emptied_bucket(site: Site, user: str) -> str:
    """Return a bucket on which GuardDuty has seen a user act."""
    name = f"emptied-{next(NUMBERS)}-{site.account}"
    a_finding(
        site,
        s3BucketDetails=[{"name": name, "arn": f"arn:aws:s3:::{name}"}],
        accessKeyDetails={"userName": user, "userType": "IAMUser", "accessKeyId": "AKIATEST"},
    )
    return name


def by_a_role(site: Site) -> Subject:
    """Return a role, with Detective on."""
    a_graph(site)
    return Subject(subject=f"role/{a_role(site)}")


def by_a_user(site: Site) -> Subject:
    """Return a user."""
    a_graph(site)
    return Subject(subject=f"user/{a_user(site)}")


def by_a_key(site: Site) -> Subject:
    """Return a user's access key."""
    a_graph(site)
    return Subject(subject=a_key(site, a_user(site))["AccessKeyId"])


def by_a_session(site: Site) -> Subject:
    """Return the key of a role's session."""
    a_graph(site)
    return Subject(subject=a_session(site, a_role(site))["AccessKeyId"])


def by_an_instance(site: Site) -> Subject:
    """Return an instance with a role."""
    a_graph(site)
    return Subject(subject=an_instance(site, a_role(site)))


def by_a_bucket(site: Site) -> Subject:
    """Return a bucket that a user has emptied."""
    a_graph(site)
    return Subject(subject=an_emptied_bucket(site, a_user(site)))
