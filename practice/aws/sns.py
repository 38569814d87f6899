"""SNS over HTTP as AWS has it: subscriptions are confirmed by a token, notifications are signed."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import Any

from moto.sns.models import SNSBackend, Subscription, sns_backends

from practice.aws import stacks
from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.patching import Patches
from practice.aws.sns_delivery import Post, Postman
from practice.aws.sns_messages import Signer

OVER_HTTP = ("http", "https")
PENDING = "pending confirmation"
TOKEN_BYTES = 96


class Sns:
    """Confirms subscriptions and sends what is published to them."""

    def __init__(self, signer: Signer, postman: Postman) -> None:
        """Take what signs and what posts."""
        self._signer = signer
        self._postman = postman
        self._tokens: dict[str, str] = {}
        self._lock = threading.Lock()

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("sns", "Subscribe"): self.subscribe,
            ("sns", "ConfirmSubscription"): self.confirm_subscription,
            ("sns", "ListSubscriptionsByTopic"): self.list_subscriptions_by_topic,
        }

    def put_delivery(self, patches: Patches) -> None:
        """Let every notification over HTTP go out by our postman, and be signed by our key."""
        moto_publishes: Callable[..., None] = Subscription.publish

        def publish(
            subscription: Subscription, message: str, message_id: str, **options: Any
        ) -> None:
            raw = str(subscription.attributes.get("RawMessageDelivery")).lower() == "true"
            if subscription.protocol in OVER_HTTP:
                self._publish(subscription, message, message_id, raw, **options)
                return
            subscription.attributes["RawMessageDelivery"] = raw
            moto_publishes(subscription, message, message_id, **options)

        def get_post_data(
            subscription: Subscription,
            message: str,
            message_id: str,
            subject: str | None,
            message_attributes: dict[str, Any] | None = None,
        ) -> dict[str, Any]:
            return self._notification(
                subscription, message, message_id, subject, message_attributes
            )

        patches.put(Subscription, "publish", publish)
        patches.put(Subscription, "get_post_data", get_post_data)
        stacks.put_semantics(patches, self._ask_over_http)

    def subscribe(self, call: Call, proceed: Proceed) -> Any:
        """Subscribe; an HTTP endpoint is sent a token, again each time until it confirms."""
        response = proceed()
        protocol = str(call.parameters.get("Protocol", ""))
        if protocol not in OVER_HTTP or response.status_code != 200:  # noqa: PLR2004  # HTTP's OK
            return response
        found = _topics(call)._find_subscription(  # noqa: SLF001  # moto's look-up of what it just made
            str(call.parameters["TopicArn"]), str(call.parameters["Endpoint"]), protocol
        )
        if found is None:
            return response
        self._ask_over_http(found)
        shown = call.parameters.get("ReturnSubscriptionArn") or not _pending(found)
        return {"SubscriptionArn": found.arn if shown else PENDING}

    def confirm_subscription(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Take the token back: from then on the endpoint is notified."""
        arn = self._tokens.get(str(call.parameters["Token"]))
        found = _topics(call).subscriptions.get(arn) if arn else None
        if found is None or found.topic.arn != call.parameters["TopicArn"]:
            raise RefusedError(code="InvalidParameter", message="Invalid parameter: Token")
        found.attributes["PendingConfirmation"] = "false"
        found.confirmed = True
        return {"SubscriptionArn": found.arn}

    def list_subscriptions_by_topic(self, call: Call, proceed: Proceed) -> Any:
        """List a topic's subscriptions; one that waits for its token has no ARN yet."""
        topic = str(call.parameters["TopicArn"])
        if topic not in _topics(call).topics:
            return proceed()
        listed = [one for one in _topics(call).subscriptions.values() if one.topic.arn == topic]
        return {"Subscriptions": [_listed(one) for one in listed]}

    def _ask_over_http(self, subscription: Subscription) -> None:
        """Send an endpoint its token, unless it has confirmed; to other protocols, nothing."""
        if subscription.protocol not in OVER_HTTP:
            return
        if subscription.attributes["PendingConfirmation"] is False:
            subscription.attributes["PendingConfirmation"] = "true"
        if subscription.attributes["PendingConfirmation"] == "true":
            self._ask(subscription)

    def _ask(self, subscription: Subscription) -> None:
        token = secrets.token_hex(TOKEN_BYTES)
        with self._lock:
            self._tokens[token] = subscription.arn
        asked = self._signer.confirmation(
            subscription.topic.arn, token, _signature_version(subscription)
        )
        self._postman.send(Post(subscription.endpoint, asked, subscription.arn))

    def _publish(
        self,
        subscription: Subscription,
        message: str,
        message_id: str,
        raw: bool,  # noqa: FBT001  # RawMessageDelivery, read by the caller
        **options: Any,
    ) -> None:
        attributes = options.get("message_attributes")
        matcher = subscription._filter_policy_matcher  # noqa: SLF001  # moto keeps the filter policy there
        if _pending(subscription) or (matcher and not matcher.matches(attributes, message)):
            return
        if options.get("message_structure") == "json":
            message = subscription._parse_message_structure(message, subscription.protocol)  # noqa: SLF001  # moto's own reading
        subject = options.get("subject")
        written = self._notification(subscription, message, message_id, subject, attributes)
        self._postman.send(Post(subscription.endpoint, written, subscription.arn, raw))

    def _notification(
        self,
        subscription: Subscription,
        message: str,
        message_id: str,
        subject: str | None,
        attributes: dict[str, Any] | None,
    ) -> dict[str, Any]:
        return self._signer.notification(
            subscription.topic.arn,
            message,
            _signature_version(subscription),
            subscription.arn,
            subject=subject,
            attributes=attributes,
            message_id=message_id,
        )


def _topics(call: Call) -> SNSBackend:
    return sns_backends[call.account][call.region]


def _pending(subscription: Subscription) -> bool:
    return str(subscription.attributes.get("PendingConfirmation")).lower() == "true"


def _signature_version(subscription: Subscription) -> str:
    """Return the topic's SignatureVersion; SNS signs by version 1 unless told otherwise."""
    return str(getattr(subscription.topic, "signature_version", "1"))


def _listed(subscription: Subscription) -> dict[str, str]:
    return {
        "SubscriptionArn": "PendingConfirmation" if _pending(subscription) else subscription.arn,
        "Owner": subscription.owner,
        "Protocol": subscription.protocol,
        "Endpoint": subscription.endpoint,
        "TopicArn": subscription.topic.arn,
    }
