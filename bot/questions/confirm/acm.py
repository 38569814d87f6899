"""Asks Certificate Manager how a certificate stands now."""

from __future__ import annotations

from bot.domain.finding import Finding
from bot.domain.sources import ACM
from bot.domain.words import confirming as words
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, unknown, unlike
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

STATES = {"ACM Certificate Expired": "EXPIRED", "ACM Certificate Revoked": "REVOKED"}
"""How a certificate stands after these events; before all others it is in use."""
IN_USE = "ISSUED"


class Acm(Source):
    """Certificate Manager, in the finding's own account and Region.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html
    """

    name = SERVICES[ACM]
    actions = ("acm:DescribeCertificate",)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        client = aws.read("acm")
        answer = answered(
            lambda: client.describe_certificate(CertificateArn=finding.native_id),
            "InvalidArnException",
            "ResourceNotFoundException",
            "ValidationException",
        )
        if answer is None:
            return unknown(self.name)
        kept = answer["Certificate"]
        state = str(kept.get("Status"))
        if state != STATES.get(finding.type, IN_USE):
            return words.OTHER_STATE.fill(service=self.name, state=state)
        thing = ("AwsCertificateManagerCertificate", str(kept.get("CertificateArn")))
        return unlike(self.name, Kept(frozenset({finding.type}), things=(thing,)), finding)
