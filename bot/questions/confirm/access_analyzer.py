"""Reads a finding again at IAM Access Analyzer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.domain.finding import Finding
from bot.domain.sources import ACCESS_ANALYZER, EXTERNAL, INTERNAL, PUBLIC, SOURCES, UNUSED
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, unknown, unlike
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

REACHES = {"ExternalAccess": EXTERNAL, "InternalAccess": INTERNAL}
"""Whose access a type is about; all others are of access that is not used."""
BUCKET, BUCKET_TYPE = "AwsS3Bucket", "AWS::S3::Bucket"


class AccessAnalyzer(Source):
    """The analyzers that stand in the finding's own account and Region.

    IAM lets GetFindingV2 by the action of GetFinding.
    https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_GetFindingV2.html
    """

    name = SERVICES[ACCESS_ANALYZER]
    actions = ("access-analyzer:ListAnalyzers", "access-analyzer:GetFinding")

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        client = aws.read("accessanalyzer")
        for analyzer in client.list_analyzers()["analyzers"]:
            kept = answered(
                partial(client.get_finding_v2, analyzerArn=analyzer["arn"], id=finding.native_id),
                "ResourceNotFoundException",
                "ValidationException",
            )
            if kept is not None and kept.get("resourceOwnerAccount") == finding.account:
                return unlike(self.name, _kept(kept), finding)
        return unknown(self.name)


def _kept(kept: Mapping[str, Any]) -> Kept:
    kind = str(kept.get("findingType", "ExternalAccess"))
    details = [one.get("externalAccessDetails", {}) for one in kept.get("findingDetails", ())]
    is_public = any(one.get("isPublic") for one in details)
    reach = PUBLIC if is_public else REACHES.get(kind, UNUSED)
    resource_type = str(kept.get("resourceType"))
    return Kept(
        types=frozenset({reach} if is_public else {reach, kind}),
        severity=SOURCES[ACCESS_ANALYZER].severity(reach),
        things=((_kind(resource_type), str(kept.get("resource", ""))),),
    )


def _kind(resource_type: str) -> str:
    """Return ASFF's name of what runbooks may change, else CloudFormation's."""
    found = {BUCKET_TYPE: BUCKET, "AWS::IAM::Role": "AwsIamRole", "AWS::IAM::User": "AwsIamUser"}
    return found.get(resource_type, resource_type)
