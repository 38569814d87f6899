"""The CloudFormation template of one account, written from the same policies as `iam` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from bot.deploying import guard, own, roles
from bot.deploying.declared import Declared
from bot.deploying.document import Document, listed
from bot.deploying.findings import OUTPUTS as FINDINGS_OUTPUTS
from bot.deploying.findings import WITH_QUEUE
from bot.deploying.findings import resources as findings
from bot.deploying.names import (
    BOUNDARY,
    CANARY_POLICY,
    CONTAIN_ROLE,
    DENY_ALL,
    QUARANTINE_TAG,
    QUEUE,
    READ_ROLE,
    RECEIVE,
    RELEASE_ROLE,
    RUN,
    SYNC_ROLE,
)
from bot.deploying.parameters import CONDITIONS, GUARD, GUARD_CONDITIONS, PARAMETERS
from bot.deploying.place import Place
from bot.domain.words import deploying as words
from bot.domain.words import guarding
from runbooks.kit.quarantine import GROUP
from runbooks.kit.values import PASS_ROLE

HERE = Place(partition="${AWS::Partition}", account="${AWS::AccountId}")
PASSED = "passed"
"""Stands for the parameter in a policy until it is written."""

Resources = dict[str, Any]


class _PlainDumper(yaml.SafeDumper):
    """Writes every thing out where it stands: CloudFormation takes no YAML aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(declared: Declared) -> str:
    """Return the template as YAML, the same each time."""
    return _as_yaml(template(declared))


def guard_written(declared: Declared) -> str:
    """Return the template of the guard alone, for an account's other Regions, as YAML."""
    return _as_yaml(
        {
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": guarding.TEMPLATE.en,
            "Parameters": GUARD,
            "Conditions": GUARD_CONDITIONS,
            "Resources": substituted(guard.resources(declared, HERE)),
            "Outputs": guard.OUTPUTS,
        }
    )


def _as_yaml(made: Mapping[str, Any]) -> str:
    text = yaml.dump(made, Dumper=_PlainDumper, sort_keys=False, width=100)
    return f"# {words.TEMPLATE_WRITTEN.en}\n{text}"


def template(declared: Declared) -> dict[str, Any]:
    """Return the template as data."""
    made = {
        **substituted(findings(declared, HERE)),
        **_policies(declared),
        **_roles(declared),
        "CanaryPolicy": _canaries(),
        "QuarantineGroup": _quarantine(),
        **substituted(guard.resources(declared, HERE, {"Ref": "BotPrincipalArn"})),
    }
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": words.TEMPLATE.en,
        "Parameters": PARAMETERS,
        "Conditions": CONDITIONS,
        "Resources": made,
        "Outputs": {
            **FINDINGS_OUTPUTS,
            **{f"{name}Arn": {"Value": _arn(name)} for name in ("Read", "Contain", "Release")},
            "SyncArn": {"Condition": "WithSync", "Value": _arn("Sync")},
            "DenyAllPolicyArn": {"Value": {"Ref": "DenyAllPolicy"}},
            "RunPolicyArn": {"Value": {"Ref": "RunPolicy"}},
            "ReceivePolicyArn": {"Condition": WITH_QUEUE, "Value": {"Ref": "ReceivePolicy"}},
            **guard.OUTPUTS,
        },
    }


def _arn(role: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [f"{role}Role", "Arn"]}


def _policies(declared: Declared) -> Resources:
    needs = own.Needs(
        roles=tuple(HERE.role(name) for name in (READ_ROLE, CONTAIN_ROLE, RELEASE_ROLE, SYNC_ROLE)),
        topics=("${FindingsTopic}",),
        pages=("${GuardTopic}",),
    )
    queue = HERE.fill(f"arn:{{partition}}:sqs:${{AWS::Region}}:{{account}}:{QUEUE}")
    receiving = own.web(own.Needs(roles=(), queue=queue), HERE)
    return {
        "DenyAllPolicy": _managed(DENY_ALL, words.DENY_ALL.en, roles.deny_all(HERE)),
        "BoundaryPolicy": _managed(BOUNDARY, words.BOUNDARY.en, roles.boundary(declared, HERE)),
        "RunPolicy": _managed(RUN, words.RUN.en, own.run(needs, HERE)),
        "ReceivePolicy": {
            "Condition": WITH_QUEUE,
            **_managed(RECEIVE, words.RECEIVE.en, receiving),
        },
    }


def _managed(name: str, says: str, policy: Document) -> dict[str, Any]:
    return {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "ManagedPolicyName": name,
            "Description": says,
            "PolicyDocument": substituted(policy),
        },
    }


def _roles(declared: Declared) -> Resources:
    bot: dict[str, Any] = {"Ref": "BotPrincipalArn"}
    releasing = {"Fn::If": ["ReleasedByAnother", {"Ref": "ReleasePrincipalArn"}, bot]}
    return {
        "ReadRole": _role(READ_ROLE, words.READ.en, roles.read(declared, HERE), bot),
        "ContainRole": _role(CONTAIN_ROLE, words.CONTAIN.en, roles.contain(declared, HERE), bot),
        "ReleaseRole": _role(
            RELEASE_ROLE,
            words.RELEASE.en,
            _where_passing(roles.release(declared, HERE, (PASSED,))),
            releasing,
        ),
        "SyncRole": {
            "Condition": "WithSync",
            **_role(SYNC_ROLE, words.SYNC.en, roles.sync(HERE), bot),
        },
    }


def _canaries() -> dict[str, Any]:
    """Return the policy that the role that looks has besides, where canaries are wanted."""
    return {
        "Type": "AWS::IAM::Policy",
        "Condition": "WithCanaries",
        "Properties": {
            "PolicyName": CANARY_POLICY,
            "PolicyDocument": substituted(roles.canary(HERE)),
            "Roles": [{"Ref": "ReadRole"}],
        },
    }


def _role(name: str, says: str, policy: Document, principal: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "RoleName": name,
            "Description": says,
            "AssumeRolePolicyDocument": _trust(principal),
            "PermissionsBoundary": {"Ref": "BoundaryPolicy"},
            "Policies": [{"PolicyName": name, "PolicyDocument": substituted(policy)}],
        },
    }


def _trust(principal: dict[str, Any]) -> dict[str, Any]:
    """Return who may assume a role; only from some networks where the stack says which."""
    policy = substituted(roles.trust(principal, "${ExternalId}"))
    known = policy["Statement"][0]["Condition"]
    near = {**known, "IpAddress": {"aws:SourceIp": {"Ref": "BotNetworks"}}}
    policy["Statement"][0]["Condition"] = {"Fn::If": ["OnlyFromNetworks", near, known]}
    return dict(policy)


def _where_passing(policy: Document) -> Document:
    """Let the statement that hands roles to machines stand only where the stack names roles."""
    statements = []
    for one in policy["Statement"]:
        if listed(one.get("Action", [])) == [PASS_ROLE]:
            named = {**one, "Resource": {"Ref": "PassableRoleArns"}}
            statements.append({"Fn::If": ["MayPass", named, {"Ref": "AWS::NoValue"}]})
        else:
            statements.append(one)
    return {**policy, "Statement": statements}


def _quarantine() -> dict[str, Any]:
    """Return the quarantine group of one VPC; in others, the first isolation makes it.

    CloudFormation can't make a group that lets nothing out: where no rule is given, EC2 adds
    one for everything. Its one rule leads to the machine itself; the first isolation takes it out.
    """
    nowhere = {"IpProtocol": "-1", "CidrIp": "127.0.0.1/32", "Description": words.NOWHERE.en}
    vpc = {"Ref": "QuarantineVpcId"}
    return {
        "Type": "AWS::EC2::SecurityGroup",
        "Condition": "WithQuarantine",
        "Properties": {
            "GroupName": GROUP,
            "GroupDescription": words.QUARANTINE.en,
            "VpcId": vpc,
            "SecurityGroupEgress": [nowhere],
            "Tags": [{"Key": QUARANTINE_TAG, "Value": vpc}],
        },
    }


def substituted(value: Any) -> Any:
    """Return a document in which every text with a `${...}` is one that CloudFormation fills."""
    if isinstance(value, str):
        return {"Fn::Sub": value} if "${" in value else value
    if isinstance(value, Mapping):
        if value.keys() & {"Ref", "Fn::If", "Fn::Sub"}:
            return value if "Fn::If" not in value else _chosen(value)
        return {name: substituted(item) for name, item in value.items()}
    if isinstance(value, list):
        return [substituted(item) for item in value]
    return value


def _chosen(value: Mapping[str, Any]) -> dict[str, Any]:
    condition, then, otherwise = value["Fn::If"]
    return {"Fn::If": [condition, substituted(then), substituted(otherwise)]}
