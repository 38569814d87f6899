"""An account that the template has set up, in the simulated AWS, and the bot's own identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from practice.aws.server import Key, SimulatedAws
from tests.bot.verbs.commands import ROOT

TEMPLATE = (ROOT / "deploy" / "secbot.yaml").read_text(encoding="utf-8")
EXTERNAL_ID = "range-external-id"
REGION = "us-east-1"


@dataclass(frozen=True)
class Deployed:
    """A stack that was created, and a user `bot` who holds the run policy and no other."""

    aws: SimulatedAws
    account: str
    outputs: dict[str, str]
    resources: dict[str, str]
    key: Key

    def as_bot(self, service: str) -> Any:
        """Return a client of the bot's own identity."""
        return self.aws.client_of(service, *self.key)

    def role(self, name: str) -> str:
        """Return the ARN of one of the account's roles."""
        return f"arn:aws:iam::{self.account}:role/{name}"

    def session(self, service: str, role: str, **more: Any) -> Any:
        """Return a client of a session of a role, begun by the bot."""
        given = self.as_bot("sts").assume_role(
            RoleArn=self.role(role),
            RoleSessionName="secbot-A-19X",
            **({"ExternalId": EXTERNAL_ID} | more),
        )["Credentials"]
        return self.aws.client_of(
            service, given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
        )


def deploy(
    aws: SimulatedAws, account: str, principal: str, region: str = REGION, **parameters: str
) -> dict[str, Any]:
    """Create the stack and return what CloudFormation says of it."""
    stacks = aws.client("cloudformation", account, region)
    given = {"BotPrincipalArn": principal, "ExternalId": EXTERNAL_ID, **parameters}
    stacks.create_stack(
        StackName="secbot",
        TemplateBody=TEMPLATE,
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[
            {"ParameterKey": name, "ParameterValue": value} for name, value in given.items()
        ],
    )
    return dict(stacks.describe_stacks(StackName="secbot")["Stacks"][0])


def deployed(aws: SimulatedAws, account: str, **parameters: str) -> Deployed:
    """Set an account up, with a user for the bot."""
    iam = aws.client("iam", account)
    bot = iam.create_user(UserName="bot")["User"]["Arn"]
    stack = deploy(aws, account, bot, **parameters)
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    iam.attach_user_policy(UserName="bot", PolicyArn=outputs["RunPolicyArn"])
    made = iam.create_access_key(UserName="bot")["AccessKey"]
    found = aws.client("cloudformation", account).describe_stack_resources(StackName="secbot")
    resources = {
        each["LogicalResourceId"]: each["PhysicalResourceId"]
        for each in found["StackResources"]
        if "LogicalResourceId" in each  # moto lists what its condition left out without a name
    }
    key = Key(made["AccessKeyId"], made["SecretAccessKey"])
    return Deployed(aws, account, outputs, resources, key)
