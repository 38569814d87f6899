"""What moto's CloudFormation only pretends to make, or makes otherwise than AWS.

Topic and queue policies and subscriptions are not made at all, a topic has another signature
version than its template says, and a role's policy is no JSON. Left as it is: a security group
has EC2's own rule for what goes out, whatever its template says. Moto finds a resource's class by
its type among all subclasses of CloudFormationModel, so nothing here names these.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from moto.core.common_models import CloudFormationModel
from moto.iam.models import Role
from moto.sns.models import Subscription, Topic, sns_backends
from moto.sqs.models import sqs_backends

from practice.aws.patching import Patches

Resource = Mapping[str, Any]


class Made:
    """What a stack made: the id is its ARN, or a name that nothing else has."""

    def __init__(self, physical_resource_id: str) -> None:
        """Keep the id, under the name that moto's CloudFormation asks for."""
        self.physical_resource_id = physical_resource_id

    def is_created(self) -> bool:
        """Tell that it is there at once."""
        return True


class TopicPolicy(CloudFormationModel):
    """Sets a policy on topics."""

    @staticmethod
    def cloudformation_name_type() -> str:
        """Return no name: it has none."""
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        """Return the type in a template."""
        return "AWS::SNS::TopicPolicy"

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: Resource,
        account_id: str,
        region_name: str,
        **_: Any,
    ) -> Made:
        """Give each topic the policy."""
        properties = cloudformation_json["Properties"]
        for arn in properties["Topics"]:
            topic = sns_backends[account_id][region_name].get_topic(arn)
            topic.policy = json.dumps(properties["PolicyDocument"])
        return Made(resource_name)


class QueuePolicy(CloudFormationModel):
    """Sets a policy on queues."""

    @staticmethod
    def cloudformation_name_type() -> str:
        """Return no name: it has none."""
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        """Return the type in a template."""
        return "AWS::SQS::QueuePolicy"

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: Resource,
        account_id: str,
        region_name: str,
        **_: Any,
    ) -> Made:
        """Give each queue, named by its address, the policy."""
        properties = cloudformation_json["Properties"]
        policy = json.dumps(properties["PolicyDocument"])
        for url in properties["Queues"]:
            name = str(url).rpartition("/")[2]
            sqs_backends[account_id][region_name].set_queue_attributes(name, {"Policy": policy})
        return Made(resource_name)


class TopicSubscription(CloudFormationModel):
    """Subscribes an endpoint to a topic; one over HTTP is asked to confirm, as ever."""

    @staticmethod
    def ask(subscription: Subscription) -> None:
        """Ask an endpoint to confirm: put here by the SNS of the simulated AWS."""

    @staticmethod
    def cloudformation_name_type() -> str:
        """Return no name: it has none."""
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        """Return the type in a template."""
        return "AWS::SNS::Subscription"

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,  # noqa: ARG003  # by which moto calls it
        cloudformation_json: Resource,
        account_id: str,
        region_name: str,
        **_: Any,
    ) -> Made:
        """Subscribe, with the attributes that the template gives."""
        properties = cloudformation_json["Properties"]
        topics = sns_backends[account_id][region_name]
        made = topics.subscribe(
            properties["TopicArn"], properties["Endpoint"], properties["Protocol"]
        )
        for name, value in properties.items():
            if name not in ("TopicArn", "Endpoint", "Protocol"):
                written = value if isinstance(value, str) else json.dumps(value)
                topics.set_subscription_attributes(made.arn, name, written)
        cls.ask(made)
        return Made(made.arn)


def put_semantics(patches: Patches, ask: Callable[[Subscription], None]) -> None:
    """Let what stacks make be as AWS makes it; `ask` asks a subscription's endpoint to confirm."""
    make_topic = Topic.create_from_cloudformation_json

    def create_topic(
        resource_name: str,
        cloudformation_json: Resource,
        *where: str,
        **more: Any,
    ) -> Topic:
        topic = make_topic(resource_name, cloudformation_json, *where, **more)
        topic.signature_version = cloudformation_json["Properties"].get("SignatureVersion", "1")  # type: ignore[attr-defined]  # where moto keeps what SetTopicAttributes sets
        return topic

    def put_policy(role: Role, policy_name: str, policy_json: str | Resource) -> None:
        if not isinstance(policy_json, str):
            policy_json = json.dumps(_without_nothing(policy_json))
        role.policies[policy_name] = policy_json

    patches.put(Topic, "create_from_cloudformation_json", staticmethod(create_topic))
    patches.put(Role, "put_policy", put_policy)
    patches.put(TopicSubscription, "ask", staticmethod(ask))


def _without_nothing(value: Any) -> Any:
    """Return a document without what AWS::NoValue stood for, which moto leaves in lists."""
    if isinstance(value, dict):
        return {name: _without_nothing(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_nothing(item) for item in value if item is not None]
    return value
