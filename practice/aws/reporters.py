"""The detective services of the simulated AWS, other than GuardDuty and Security Hub, as one."""

from __future__ import annotations

from practice.aws.analyzers import Analyzers
from practice.aws.call import Answers
from practice.aws.compliance import Compliance
from practice.aws.health import Health
from practice.aws.inspector import Inspector
from practice.aws.macie import Macie
from practice.aws.membership import Membership
from practice.aws.plans import SupportPlans
from practice.aws.securityhub_v2 import SecurityHubV2
from practice.aws.trusted_advisor import TrustedAdvisor


class Reporters:
    """What each of them keeps: tests and scenarios put here what it is to have found."""

    def __init__(self, membership: Membership) -> None:
        """Begin with nothing found, and a Support plan for every account."""
        self.analyzers = Analyzers()
        self.compliance = Compliance()
        self.hub_v2 = SecurityHubV2(membership)
        self.inspector = Inspector()
        self.macie = Macie()
        self.plans = SupportPlans()
        self.health = Health(self.plans)
        self.trusted_advisor = TrustedAdvisor(self.plans)

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            **self.analyzers.answers(),
            **self.compliance.answers(),
            **self.hub_v2.answers(),
            **self.inspector.answers(),
            **self.macie.answers(),
            **self.health.answers(),
            **self.trusted_advisor.answers(),
        }
