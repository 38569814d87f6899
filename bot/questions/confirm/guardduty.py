"""Reads a finding again at GuardDuty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.questions.confirm.contract import Source
from bot.questions.confirm.words import OTHER_PEOPLE, OTHER_RESOURCE, OTHER_TYPE, UNKNOWN_THERE
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

OWN = "guardduty"
MOST_PEOPLE = 500
"""As many as are read of a finding."""
STRANGERS = frozenset({"tags"})
"""Fields whose words anybody in the account may have written: they bear nothing out."""
KINDS = {"root": "AwsIamUser", "iamuser": "AwsIamUser", "role": "AwsIamRole"}
KINDS |= {"assumedrole": "AwsIamRole"}
"""What ASFF calls a principal, by GuardDuty's `UserType` in lower case."""
SEQUENCES = {
    "ACCESS_KEY": "AwsIamAccessKey",
    "EC2_INSTANCE": "AwsEc2Instance",
    "S3_BUCKET": "AwsS3Bucket",
}
CHANGED = frozenset({*KINDS.values(), *SEQUENCES.values()})
"""What runbooks change is borne out only where GuardDuty names it as a thing of that kind: a
security group, an image or a user agent can be called what somebody else's user is called."""


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
        return UNKNOWN_THERE.fill(service=self.name)

    def _compare(self, kept: Mapping[str, Any], finding: Finding) -> Said | None:
        if finding.producer.service == OWN and kept.get("Type") != finding.type:
            return OTHER_TYPE.fill(service=self.name, type=str(kept.get("Type")))
        if not _names_the_same(set(_people(kept)), finding):
            return OTHER_PEOPLE.fill(service=self.name)
        named = set(_words(kept.get("Resource", {})))
        named |= set(_words(kept.get("Service", {}).get("Detection", {})))
        things = {(kind, _tail(str(name)).casefold()) for kind, name in _things(kept)}
        for resource in finding.resources:
            tail = _tail(resource.id)
            is_named = bool({resource.id.casefold(), tail.casefold()} & named)
            if resource.type in CHANGED:
                is_named = (resource.type, tail.casefold()) in things
            if not is_named:
                return OTHER_RESOURCE.fill(service=self.name, resource=tail)
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
    user_type = str(key.get("UserType")).casefold()
    name = user_type if user_type == "root" else key.get("UserName")
    if user_type in KINDS and name:
        yield KINDS[user_type], name


def _tail(name: str) -> str:
    return name.rpartition(":")[2].rpartition("/")[2]


def _words(value: object) -> Iterator[str]:
    """Yield every text in a part of a finding, in lower case, but for strangers' words."""
    if isinstance(value, str):
        yield value.casefold()
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if str(name).casefold() not in STRANGERS:
                yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
