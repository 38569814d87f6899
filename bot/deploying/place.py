"""Where policies are for: a partition and an account, known or not, and the ARNs there."""

from __future__ import annotations

from dataclasses import dataclass

ANY = "*"
CALLERS_OWN = "${aws:PrincipalAccount}"
"""IAM's variable for the account of whoever calls:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"""


@dataclass(frozen=True, slots=True)
class Place:
    """One account; `ANY` is for a policy that is to be used in many."""

    partition: str = "aws"
    account: str = ANY

    @property
    def owner(self) -> str:
        """Return the account as a condition compares it, which takes no wildcard."""
        return CALLERS_OWN if self.account == ANY else self.account

    def fill(self, pattern: str) -> str:
        """Return a pattern such as `arn:{partition}:iam::{account}:role/*` for this place."""
        return pattern.replace("{partition}", self.partition).replace("{account}", self.account)

    def role(self, name: str) -> str:
        """Return the ARN of a role."""
        return self.fill(f"arn:{{partition}}:iam::{{account}}:role/{name}")

    def policy(self, name: str) -> str:
        """Return the ARN of a managed policy of the account's own."""
        return self.fill(f"arn:{{partition}}:iam::{{account}}:policy/{name}")
