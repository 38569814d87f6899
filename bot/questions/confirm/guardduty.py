"""Reads a finding again at GuardDuty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.domain.words import confirming as words
from bot.questions.confirm.comparing import CHANGED, holder, tail, texts
from bot.questions.confirm.contract import Source
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

OWN = "guardduty"
MOST_PEOPLE = 500
"""As many as are read of a finding."""
SEQUENCES = {
    "ACCESS_KEY": "AwsIamAccessKey",
    "EC2_INSTANCE": "AwsEc2Instance",
    "S3_BUCKET": "AwsS3Bucket",
}


class GuardDuty(Source):
    """GuardDuty, in the finding's own account and Region.

    https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html
    """

    name = "GuardDuty"
    actions = ("guardduty:ListDetectors", "guardduty:GetFindings")

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        """Return why not; what Security Hub has passed on bears a type of another spelling."""
        client = aws.read("guardduty")
        for detector in client.list_detectors()["DetectorIds"]:
            answer = client.get_findings(DetectorId=detector, FindingIds=[finding.native_id])
            for kept in answer["Findings"]:
                if kept.get("AccountId") == finding.account:
                    return self._compare(kept, finding)
        return words.UNKNOWN_THERE.fill(service=self.name)

    def _compare(self, kept: Mapping[str, Any], finding: Finding) -> Said | None:
        if finding.producer.service == OWN and kept.get("Type") != finding.type:
            return words.OTHER_TYPE.fill(service=self.name, type=str(kept.get("Type")))
        if not _names_the_same(set(_people(kept)), finding):
            return words.OTHER_PEOPLE.fill(service=self.name)
        named = set(texts(kept.get("Resource", {})))
        named |= set(texts(kept.get("Service", {}).get("Detection", {})))
        things = {(kind, tail(str(name)).casefold()) for kind, name in _things(kept)}
        for resource in finding.resources:
            name = tail(resource.id)
            is_named = bool({resource.id.casefold(), name.casefold()} & named)
            if resource.type in CHANGED:
                is_named = (resource.type, name.casefold()) in things
            if not is_named:
                return words.OTHER_RESOURCE.fill(service=self.name, resource=name)
        return None


def _names_the_same(people: set[str], finding: Finding) -> bool:
    """Say whether a finding names whom GuardDuty names: nobody else, and everybody.

    Whoever it names may not decide on it, so that to add a name bars an approver, and to leave
    one out clears an intruder. What Security Hub passes on spells some of them in other ways.
    """
    claimed = {name.casefold() for name in finding.principals}
    if not claimed <= people:
        return False
    if finding.producer.service == OWN and len(claimed) < MOST_PEOPLE:
        return claimed == people
    return bool(claimed) or not people


def _people(kept: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of whoever acted, in lower case: users, and what their sessions are called.

    A session's name stands behind the role's id, as in `AROA...:NAME`.
    """
    key = kept.get("Resource", {}).get("AccessKeyDetails", {})
    sequence = kept.get("Service", {}).get("Detection", {}).get("Sequence", {})
    users = [actor.get("User", {}) for actor in sequence.get("Actors", [])]
    found = [key.get("UserName"), str(key.get("PrincipalId", "")).partition(":")[2]]
    for user in users:
        found += [user.get("Name"), str(user.get("Uid", "")).partition(":")[2]]
    yield from (str(name).casefold() for name in found if name)


def _things(kept: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield what GuardDuty names as a thing that runbooks change: its kind, its name or ARN."""
    resource = kept.get("Resource", {})
    yield "AwsEc2Instance", resource.get("InstanceDetails", {}).get("InstanceId")
    yield from (("AwsS3Bucket", one.get("Name")) for one in resource.get("S3BucketDetails", []))
    yield "AwsIamAccessKey", resource.get("AccessKeyDetails", {}).get("AccessKeyId")
    yield from _holder(resource.get("AccessKeyDetails", {}))
    sequence = kept.get("Service", {}).get("Detection", {}).get("Sequence", {})
    for one in sequence.get("Resources", []):
        yield SEQUENCES.get(one.get("ResourceType", ""), ""), one.get("Uid")
        yield from _holder(one.get("Data", {}).get("AccessKey", {}))
    for actor in sequence.get("Actors", []):
        user = actor.get("User", {})
        yield from _holder({"UserType": user.get("Type"), "UserName": user.get("Name")})


def _holder(key: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield whose key it is."""
    yield from holder(str(key.get("UserType")), str(key.get("UserName") or ""))
