"""Security Hub's standards: which are enabled, and whether they are ready.

The two that come with EnableSecurityHub unless it is told otherwise are those of
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html
"""

from __future__ import annotations

from typing import Any

from moto.securityhub.models import securityhub_backends
from werkzeug.wrappers import Response

from practice.aws.call import Answers, Call, Proceed, RefusedError

READY = "READY"
PATHS = (
    "standards/aws-foundational-security-best-practices/v/1.0.0",
    "ruleset/cis-aws-foundations-benchmark/v/1.2.0",
)


class Standards:
    """The standards of every account and Region: each with its status, by its ARN."""

    def __init__(self) -> None:
        """Begin with none enabled."""
        self._held: dict[tuple[str, str], dict[str, str]] = {}

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("securityhub", "EnableSecurityHub"): self.enable_security_hub,
            ("securityhub", "GetEnabledStandards"): self.get_enabled_standards,
        }

    def put(self, account: str, region: str, status: str) -> None:
        """Let all standards of an account and Region have this status from now on."""
        held = self._held.get((account, region), {})
        self._held[account, region] = dict.fromkeys(held, status)

    def enable_security_hub(self, call: Call, proceed: Proceed) -> Response:
        """Enable the default standards with the hub, unless they are not wanted."""
        response = proceed()
        if response.status_code == 200 and call.parameters.get("EnableDefaultStandards", True):  # noqa: PLR2004  # HTTP's OK
            held = self._held.setdefault((call.account, call.region), {})
            held.update({_arn(path, call.region): READY for path in PATHS})
        return response

    def get_enabled_standards(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the standards that are enabled; an account without the hub is refused."""
        if not securityhub_backends[call.account][call.region].enabled:
            message = f"Account {call.account} is not subscribed to AWS Security Hub"
            raise RefusedError(code="InvalidAccessException", message=message, status=401)
        held = self._held.get((call.account, call.region), {})
        return {"StandardsSubscriptions": [_subscription(call, *each) for each in held.items()]}


def _arn(path: str, region: str) -> str:
    return f"arn:aws:securityhub:{region if path.startswith('standards') else ''}::{path}"


def _subscription(call: Call, arn: str, status: str) -> dict[str, Any]:
    path = arn.split(":", 5)[5].removeprefix("standards/").removeprefix("ruleset/")
    home = f"arn:aws:securityhub:{call.region}:{call.account}"
    return {
        "StandardsSubscriptionArn": f"{home}:subscription/{path}",
        "StandardsArn": arn,
        "StandardsInput": {},
        "StandardsStatus": status,
    }
