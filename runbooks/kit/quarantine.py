"""The security group without rules that isolated interfaces are moved into, one a VPC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field, JsonValue

from runbooks.kit.aws import Aws
from runbooks.kit.ec2 import arn
from runbooks.kit.own import QUARANTINED
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen, Made, Power, Step

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import SecurityGroupTypeDef

GROUP = "secbot-quarantine"
BORN_WITH: Mapping[str, dict[str, JsonValue]] = {
    "IPv4": {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
    "IPv6": {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
}
"""What EC2 lets a new group send; the second only where the VPC has IPv6:
https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
"""
SOURCES = {
    "IpRanges": "CidrIp",
    "Ipv6Ranges": "CidrIpv6",
    "PrefixListIds": "PrefixListId",
    "UserIdGroupPairs": "GroupId",
}

SAYS_CREATE = Text(
    "Create the group `{group}` in {vpc}", ja="{vpc} にグループ `{group}` を作成します"
)
SAYS_MARK = Text(
    "Tag `{group}` in {vpc} as the quarantine", ja="{vpc} の `{group}` に隔離用のタグを付けます"
)
SAYS_EMPTY = Text(
    "Take every {way} rule out of `{group}` in {vpc}",
    ja="{vpc} の `{group}` から {way} ルールをすべて削除します",
)
SAYS_CLOSE = Text(
    "Take out the rule that lets a new `{group}` in {vpc} send over {family}",
    ja="{vpc} の新しい `{group}` から {family} の送信を許可するルールを削除します",
)


class Quarantine(Frozen):
    """A VPC's quarantine group, and the rules in it that it should not have.

    Whether it is there yet is for planning and proving only: it is neither kept nor compared
    (`exclude`), so that the first isolation in a VPC, which makes the group, does not turn the
    plans of the next ones stale. Nor is `known`, the name of every group of the VPC by its id,
    among which others come and go; an undo looks there for the groups that it would put back.
    """

    vpc: str
    ingress: tuple[dict[str, JsonValue], ...] = ()
    egress: tuple[dict[str, JsonValue], ...] = ()
    group: str = Field(default="", exclude=True)
    is_marked: bool = Field(default=False, exclude=True)
    known: Mapping[str, str] = Field(default={}, exclude=True)

    @property
    def rules(self) -> int:
        """Return how many permissions are in the group."""
        return len(self.ingress) + len(self.egress)

    @property
    def is_tight(self) -> bool:
        """Say whether the group is there, and lets nothing through."""
        return bool(self.group) and not self.rules


def observe(aws: Aws, vpc: str) -> Quarantine:
    """Read a VPC's quarantine group. Its name is unique within the VPC, its tag is not."""
    pages = aws.read("ec2").get_paginator("describe_security_groups")
    filters = [{"Name": "vpc-id", "Values": [vpc]}]
    there = list(pages.paginate(Filters=filters).search("SecurityGroups[]"))  # type: ignore[arg-type]  # the stub wants FilterTypeDef
    known = {group["GroupId"]: group["GroupName"] for group in there}
    found = next((group for group in there if group["GroupName"] == GROUP), None)
    if found is None:
        return Quarantine(vpc=vpc, known=known)
    return Quarantine(
        vpc=vpc,
        ingress=tuple(_rule(rule) for rule in found["IpPermissions"]),
        egress=tuple(_rule(rule) for rule in found["IpPermissionsEgress"]),
        group=found["GroupId"],
        is_marked=_has_mark(found),
        known=known,
    )


def prepare(aws: Aws, quarantine: Quarantine) -> Iterator[Step]:
    """Yield what it takes for a VPC to have a quarantine group without rules."""
    vpc = quarantine.vpc
    if not quarantine.group:
        yield _create(aws, vpc)
    if not quarantine.is_marked:
        yield make_step(
            f"mark:{vpc}",
            "ec2:CreateTags",
            (_arn(aws, quarantine),),
            {"Resources": [group_of(quarantine)], "Tags": [{"Key": QUARANTINED, "Value": vpc}]},
            SAYS_MARK.fill(group=GROUP, vpc=vpc),
            Power.CONTAIN,
        )
    if not quarantine.group:
        for family, rule in BORN_WITH.items():
            says = SAYS_CLOSE.fill(group=GROUP, vpc=vpc, family=family)
            key = f"close-{family.lower()}:{vpc}"
            yield _revoke(aws, quarantine, key, "Egress", (rule,), says)
    for way, rules in (("Egress", quarantine.egress), ("Ingress", quarantine.ingress)):
        if rules:
            says = SAYS_EMPTY.fill(group=GROUP, vpc=vpc, way=way.lower())
            yield _revoke(aws, quarantine, f"empty-{way.lower()}:{vpc}", way, rules, says)


def group_of(quarantine: Quarantine) -> JsonValue:
    """Return the group's id as a step's parameter: known, or what an earlier step has made."""
    return quarantine.group or {"made": f"group:{quarantine.vpc}.GroupId"}


def create(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Create the group, unless an earlier try has, or another isolation in this VPC."""
    there = observe(aws, parameters["VpcId"])
    if there.group:
        return Made(values={"GroupId": there.group}, already=True)
    made = aws.change("ec2").create_security_group(**parameters)
    # The steps that follow name the group, which EC2 may not know everywhere at once.
    aws.read("ec2").get_waiter("security_group_exists").wait(GroupIds=[made["GroupId"]])
    return Made(values={"GroupId": made["GroupId"]})


def is_marked(aws: Aws, group: str) -> bool:
    """Say whether a group has the quarantine's tag."""
    return _has_mark(_describe(aws, group))


def has_none_of(aws: Aws, way: str, parameters: Mapping[str, Any]) -> bool:
    """Say whether every rule that a step takes out of a group is out; `way` is Egress, Ingress."""
    group: Any = _describe(aws, parameters["GroupId"])
    rules = group["IpPermissionsEgress" if way == "Egress" else "IpPermissions"]
    there = {source for rule in rules for source in _sources(rule)}
    gone = {source for rule in parameters["IpPermissions"] for source in _sources(rule)}
    return there.isdisjoint(gone)


def do_mark(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Tag a group as the quarantine, unless it is."""
    if is_marked(aws, parameters["Resources"][0]):
        return Made(already=True)
    aws.change("ec2").create_tags(**parameters)
    return Made()


def do_close_egress(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Take rules for what goes out of a group, unless every one of them is out."""
    if has_none_of(aws, "Egress", parameters):
        return Made(already=True)
    aws.change("ec2").revoke_security_group_egress(**parameters)
    return Made()


def do_close_ingress(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Take rules for what comes in out of a group, unless every one of them is out."""
    if has_none_of(aws, "Ingress", parameters):
        return Made(already=True)
    aws.change("ec2").revoke_security_group_ingress(**parameters)
    return Made()


def _arn(aws: Aws, quarantine: Quarantine) -> str:
    """Return the group's ARN as a session policy names it: any while there is none."""
    return arn(aws, "security-group", quarantine.group or "*")


def _create(aws: Aws, vpc: str) -> Step:
    # A VPC may be another account's, shared with this one; its id is unique among all accounts.
    of_vpc = f"arn:{aws.partition}:ec2:{aws.region}:*:vpc/{vpc}"
    return make_step(
        f"group:{vpc}",
        "ec2:CreateSecurityGroup",
        (of_vpc, arn(aws, "security-group", "*")),
        {"GroupName": GROUP, "Description": "No traffic: secbot", "VpcId": vpc},
        SAYS_CREATE.fill(group=GROUP, vpc=vpc),
        Power.CONTAIN,
    )


def _revoke(
    aws: Aws,
    quarantine: Quarantine,
    key: str,
    way: str,
    rules: Iterable[dict[str, JsonValue]],
    says: Said,
) -> Step:
    permissions: list[JsonValue] = list(rules)
    return make_step(
        key,
        f"ec2:RevokeSecurityGroup{way}",
        (_arn(aws, quarantine),),
        {"GroupId": group_of(quarantine), "IpPermissions": permissions},
        says,
        Power.CONTAIN,
    )


def _describe(aws: Aws, group: str) -> SecurityGroupTypeDef:
    return aws.read("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"][0]


def _has_mark(group: SecurityGroupTypeDef) -> bool:
    return any(tag.get("Key") == QUARANTINED for tag in group.get("Tags", []))


def _rule(rule: Any) -> dict[str, JsonValue]:
    """Return a rule as Revoke takes it: what is empty left out."""
    kept = {key: value for key, value in rule.items() if key not in SOURCES or value}
    return {key: kept[key] for key in sorted(kept)}


def _sources(rule: Any) -> Iterator[tuple[object, ...]]:
    """Yield each rule of a permission: protocol, ports (none where all protocols), far end."""
    every = rule["IpProtocol"] == "-1"
    ports = () if every else (rule.get("FromPort"), rule.get("ToPort"))
    for part, name in SOURCES.items():
        for source in rule.get(part, []):
            yield (rule["IpProtocol"], *ports, source.get(name))


DOES: Mapping[str, Do] = {
    "group": create,
    "mark": do_mark,
    "close-ipv4": do_close_egress,
    "close-ipv6": do_close_egress,
    "empty-egress": do_close_egress,
    "empty-ingress": do_close_ingress,
}
"""What makes each kind of step of this part, by the first part of its key."""
