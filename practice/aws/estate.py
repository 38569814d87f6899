"""The range's estate: two accounts to look after, and the home account that secbot works from.

The home account is the security admin as well: GuardDuty's, Security Hub's and Detective's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from practice.aws.oversight import oversee
from practice.aws.places import Layout, Machine, Place, build_place, watch
from practice.aws.server import SimulatedAws

REGION = "ap-northeast-1"
EXTERNAL_ID = "range-external-id"
ROLES = ("secbot-read", "secbot-contain", "secbot-release", "secbot-sync")
DENY_ALL_POLICY = "SecbotDenyAll"
PASSABLE = "web-*"
"""The roles that an undo may hand back to a machine, in accounts that the template sets up."""
TOPIC = "security-findings"
RULES = {
    "secbot-guardduty": ("aws.guardduty", "GuardDuty Finding"),
    "secbot-securityhub": ("aws.securityhub", "Security Hub Findings - Imported"),
    "secbot-securityhub-v2": ("aws.securityhub", "Findings Imported V2"),
    "secbot-canary": ("secbot.canary", "secbot canary"),
}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The numbers of the three accounts."""

    home: str = "999988887777"
    prod: str = "111122223333"
    staging: str = "444455556666"


@dataclass(frozen=True, slots=True)
class Estate:
    """What was built, and where its findings arrive."""

    region: str
    home: str
    topic_arn: str
    external_id: str
    roles: tuple[str, ...]
    prod: Place
    staging: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the accounts that secbot looks after."""
        return (self.prod, self.staging)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the estate is to be built; `role_policies` are inline policies by role name.

    A role without one is an administrator of the range (see `practice.aws.authorization`).
    `template` is CloudFormation that makes the roles of an account instead, as secbot is deployed.
    """

    accounts: Accounts = field(default_factory=Accounts)
    region: str = REGION
    role_policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    template: str = ""


def build(aws: SimulatedAws, plan: Plan | None = None) -> Estate:
    """Make the whole estate with real API calls; findings of all accounts reach the home topic."""
    planned = plan or Plan()
    accounts = planned.accounts
    aws.delegate(accounts.home, (accounts.prod, accounts.staging))
    watch(aws, accounts.home, planned.region)
    aws.detective.open_graph(accounts.home, planned.region, (accounts.prod, accounts.staging))
    for account in (accounts.home, accounts.prod, accounts.staging):
        if planned.template:
            _stack(aws, account, accounts.home, planned)
        else:
            _roles(aws, account, accounts.home, planned.role_policies)
    estate = Estate(
        region=planned.region,
        home=accounts.home,
        topic_arn=_topic(aws, accounts.home, planned.region),
        external_id=EXTERNAL_ID,
        roles=ROLES,
        prod=build_place(aws, _prod(accounts.prod), planned.region),
        staging=build_place(aws, _staging(accounts.staging), planned.region),
    )
    oversee(aws, accounts.home, accounts.prod, accounts.staging, planned.region)
    return estate


def _prod(account: str) -> Layout:
    return Layout(
        account=account,
        name="prod-payments",
        environment="prod",
        machines=(
            Machine("web-7", (("web", "base"), ("base",)), owner="ann", team="payments"),
            Machine("web-8", (("web", "base"),), owner="ann", team="payments"),
            Machine("ledger-1", (("base",),), owner="bob", team="payments"),
        ),
        private_buckets=(f"pay-receipts-{account}",),
        openable_buckets=(f"pay-exports-{account}",),
        users=("deploy-payments", "carol"),
    )


def _staging(account: str) -> Layout:
    return Layout(
        account=account,
        name="staging",
        environment="staging",
        machines=(Machine("web-1", (("web", "base"),), owner="dave", team="platform"),),
        private_buckets=(),
        openable_buckets=(f"staging-assets-{account}",),
        users=("ci-staging",),
    )


def _roles(
    aws: SimulatedAws, account: str, home: str, policies: Mapping[str, Mapping[str, Any]]
) -> None:
    """Make secbot's roles, which the home account alone may assume, and the policy to contain by."""
    iam = aws.client("iam", account)
    principal = {"AWS": f"arn:aws:iam::{home}:root"}
    condition = {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}}
    trust = _document(
        {"Action": "sts:AssumeRole", "Principal": principal, "Condition": condition},
        {"Action": ["sts:SetSourceIdentity", "sts:TagSession"], "Principal": principal},
    )
    for role in ROLES:
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust)
        if role in policies:
            written = json.dumps(policies[role])
            iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=written)
    deny = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}],
        }
    )
    iam.create_policy(PolicyName=DENY_ALL_POLICY, PolicyDocument=deny)


def _stack(aws: SimulatedAws, account: str, home: str, planned: Plan) -> None:
    """Set an account up by the template; the home account's administrator is the bot."""
    bot = aws.client("sts", home).get_caller_identity()["Arn"]
    given = {
        "BotPrincipalArn": bot,
        "ExternalId": EXTERNAL_ID,
        "SyncUpstream": "yes",
        "PassableRoleArns": f"arn:aws:iam::{account}:role/{PASSABLE}",
    }
    aws.client("cloudformation", account, planned.region).create_stack(
        StackName="secbot",
        TemplateBody=planned.template,
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[
            {"ParameterKey": name, "ParameterValue": value} for name, value in given.items()
        ],
    )


def _document(*allowed: Mapping[str, Any]) -> str:
    statements = [{"Effect": "Allow", **one} for one in allowed]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _topic(aws: SimulatedAws, home: str, region: str) -> str:
    """Make the topic of findings, signed by SHA-256, and the rules that lead to it."""
    sns = aws.client("sns", home, region)
    arn = str(sns.create_topic(Name=TOPIC)["TopicArn"])
    sns.set_topic_attributes(TopicArn=arn, AttributeName="SignatureVersion", AttributeValue="2")
    events = aws.client("events", home, region)
    for name, (source, kind) in RULES.items():
        pattern = json.dumps({"source": [source], "detail-type": [kind]})
        events.put_rule(Name=name, EventPattern=pattern)
        events.put_targets(Rule=name, Targets=_targets(arn))
    return arn


def _targets(*arns: str) -> Iterable[dict[str, str]]:
    return [{"Id": f"target-{number}", "Arn": arn} for number, arn in enumerate(arns)]
