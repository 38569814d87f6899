"""Isolate an EC2 instance: move every interface into an empty quarantine group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from runbooks.kit import ec2, interfaces, quarantine
from runbooks.kit.contract import DoesNotExistError, Runbook, UnsupportedError
from runbooks.kit.interfaces import Interface, changed, counted, listed
from runbooks.kit.quarantine import GROUP, Quarantine
from runbooks.kit.steps import fill
from runbooks.kit.text import Said, Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Plan,
    Power,
    Proof,
    Reach,
    RiskClass,
    State,
    Step,
    Tactic,
    from_resource,
)

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef

TAG = "secbot:isolated"
HANDS_OFF = "secbot:protected"
LIVE = frozenset({"pending", "running", "stopping", "stopped"})

CHANGES = Text("Security groups {groups} -> `{group}` on {wires}")
CHANGES_EMPTY = Text("Rules of `{group}` in {vpc}: {count} -> none")
CHANGES_PROTECT = Text("Termination protection: off -> on")
CHANGES_TAG = Text("Tag `{tag}`: none -> set")
CHANGES_UNPROTECT = Text("Termination protection: on -> off")
CHANGES_UNTAG = Text("Tag `{tag}`: set -> none")
CHANGES_BACK = Text("Security groups `{group}` -> {groups} on {wires}")
SAYS_TAG = Text("Tag {instance} as isolated")
SAYS_PROTECT = Text("Turn on termination protection of {instance}")
SAYS_MOVE = Text("Move {interface} from {before} to `{group}`")
SAYS_BACK = Text("Move {interface} back to {before}")
SAYS_UNPROTECT = Text("Turn off termination protection of {instance}: it was off")
SAYS_UNTAG = Text("Take our tag off {instance}")
BREAKS_ALL = Text("Whatever {instance} serves; SSH, SSM and all else in and out of it")
BREAKS_ASG = Text("{group} may end and replace it: termination protection does not hold that back")
BREAKS_ROUTER = Text("{instance} forwards for others (NAT or appliance): they lose their way out")
WARN_HANDS_OFF = Text("It bears the tag `{tag}`, which anybody who may tag could have set")
WARN_EKS = Text("An EKS node: its pods may keep interfaces of their own")
WARN_SPOT = Text("A spot instance: AWS may end it at any time, and protects none from that")
WARN_MANAGED = Text("{interface} belongs to an AWS service: AWS may refuse to move it")
UNPROVED_OPEN = Text("Connections that are open stay open, idle ones for up to 5 days")
UNPROVED_DNS = Text("DNS through the VPC's resolver and the metadata service still answer")
EVIDENCE = Text("none taken: memory and disks stay as they are, and nothing is stopped")
UNDO_SAYS = Text("puts {groups} back on {wires}; the empty group stays")
UNDO_NOT_RULES = Text("puts {groups} back on {wires}, no rule back into `{group}`")
UNDO_AGAIN = Text("isolate it anew")
REOPENS = Text("{instance} can be reached, and can reach out, as it could before")
MISSING = Text("There is no instance {instance} in {account}, {region}. Nothing was changed.")
GONE = Text("{instance} is {state}: there is nothing left to isolate. Nothing was changed.")
NO_WIRE = Text("{instance} has no network interface to isolate. Nothing was changed.")
OURS = Text(
    "{instance} runs under {profile}, a name of secbot's own, and I don't isolate myself. "
    "If it is none of mine, isolate it by hand: somebody hides behind the name."
)
MOVED = Text("The interfaces of {instance} have changed since, so I did not touch them.")
LOST = Text(
    "Groups that {instance} had were deleted since, so I did not touch it: move it by hand."
)
CLAIM_BLOCKED = Text("New connections of {instance} are blocked: {wires}, no rule")
CLAIM_PROTECTED = Text("{instance} can't be terminated by an API call")
CLAIM_BACK = Text("Every interface of {instance} has its own groups again")
CLAIM_PROTECTION_BACK = Text("Termination protection of {instance} is as it was")


class Instance(Inputs):
    """The instance to isolate."""

    instance: str = from_resource("AwsEc2Instance", pattern=r"^i-([0-9a-f]{8}|[0-9a-f]{17})$")


class Machine(State):
    """The instance as its isolation sees it; `protected` is None where it could not be read."""

    protected: bool | None
    is_tagged: bool
    interfaces: tuple[Interface, ...]
    quarantines: tuple[Quarantine, ...]
    scaling_group: str
    is_hands_off: bool
    is_eks: bool
    is_spot: bool

    def quarantine(self, vpc: str) -> Quarantine:
        """Return the quarantine of one of the VPCs that the instance is in."""
        return next(each for each in self.quarantines if each.vpc == vpc)

    @property
    def outside(self) -> tuple[Interface, ...]:
        """Return the interfaces that are not in quarantine; what AWS may refuse comes last."""
        out = (each for each in self.interfaces if each != self.isolated(each))
        return tuple(sorted(out, key=lambda each: each.is_managed))

    def isolated(self, interface: Interface) -> Interface:
        """Return an interface as it is in quarantine."""
        return interface.model_copy(update={"groups": (self.quarantine(interface.vpc).group,)})

    @property
    def needs_protection(self) -> bool:
        """Say whether termination protection is off and can be turned on: never on spot."""
        return not self.protected and not self.is_spot


class IsolateInstance(Runbook[Instance, Machine]):
    """Swap the security groups of every interface for one without rules (mode swap).

    Per interface, since ModifyInstanceAttribute refuses instances with several. Tracked
    connections outlive the swap:
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
    What termination protection does not hold back, spot instances among it:
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html

    Class D where the instance bears `secbot:protected`. Undo is partial where the quarantine
    group had rules, which were taken out and stay out.
    """

    about = About(
        title=Text("Isolate instance"),
        tactic=Tactic.ISOLATE,
        triggers=(
            "guardduty:Backdoor:EC2/*",
            "guardduty:Backdoor:Runtime/*",
            "guardduty:CryptoCurrency:EC2/*",
            "guardduty:CryptoCurrency:Runtime/*",
            "guardduty:Trojan:EC2/*",
            "guardduty:Trojan:Runtime/*",
            "guardduty:Impact:EC2/AbusedDomainRequest*",
            "guardduty:Impact:EC2/BitcoinDomainRequest*",
            "guardduty:Impact:EC2/MaliciousDomainRequest*",
            "guardduty:Impact:EC2/PortSweep",
            "guardduty:Impact:EC2/SuspiciousDomainRequest*",
            "guardduty:Impact:Runtime/*",
            "guardduty:UnauthorizedAccess:EC2/MaliciousIPCaller*",
            "guardduty:UnauthorizedAccess:EC2/MetadataDNSRebind",
            "guardduty:UnauthorizedAccess:EC2/Tor*",
            "guardduty:UnauthorizedAccess:Runtime/*",
            "guardduty:Execution:EC2/MaliciousFile",
            "guardduty:Execution:Runtime/*",
            "guardduty:AttackSequence:EC2/CompromisedInstanceGroup",
        ),
        reads=(
            "ec2:DescribeInstances",
            "ec2:DescribeInstanceAttribute",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
        ),
        contains=(
            "ec2:CreateTags",
            "ec2:ModifyInstanceAttribute",
            "ec2:CreateSecurityGroup",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
            "ec2:ModifyNetworkInterfaceAttribute",
        ),
        releases=(
            "ec2:ModifyNetworkInterfaceAttribute",
            "ec2:ModifyInstanceAttribute",
            "ec2:DeleteTags",
        ),
        csf=("RS.MI-01",),
        classes=(RiskClass.C, RiskClass.D),
        undo=Reach.FULL,
    )
    inputs = Instance
    state = Machine

    def target(self, inputs: Instance) -> str:
        return ec2.arn(self.aws, "instance", inputs.instance)

    def observe(self, inputs: Instance) -> Machine:
        found = self._find(inputs.instance)
        attached = interfaces.of_instance(self.aws, inputs.instance)
        if not attached:
            raise DoesNotExistError(NO_WIRE.fill(instance=inputs.instance))
        tags = ec2.tags_of(found)
        vpcs = sorted({each.vpc for each in attached})
        return Machine(
            protected=ec2.is_protected(self.aws, inputs.instance),
            is_tagged=TAG in tags,
            interfaces=attached,
            quarantines=tuple(quarantine.observe(self.aws, vpc) for vpc in vpcs),
            scaling_group=tags.get("aws:autoscaling:groupName", ""),
            is_hands_off=HANDS_OFF in tags,
            is_eks=any(key.startswith(("eks:", "kubernetes.io/cluster/")) for key in tags),
            is_spot=found.get("InstanceLifecycle") == "spot",
        )

    def risk(self, inputs: Instance, state: Machine) -> RiskClass:
        return RiskClass.D if state.is_hands_off else RiskClass.C

    def plan(self, inputs: Instance, state: Machine) -> Plan:
        groups = listed(group for each in state.outside for group in each.groups)
        has_rules = any(each.rules for each in state.quarantines)
        wires = counted(state.outside)
        undo_says = UNDO_SAYS.fill(groups=groups, wires=wires)
        if has_rules:
            undo_says = UNDO_NOT_RULES.fill(groups=groups, wires=wires, group=GROUP)
        return Plan(
            changes=tuple(_changes(state)),
            steps=tuple(self._steps(inputs, state)),
            breaks=tuple(_breaks(inputs.instance, state)),
            unproved=(UNPROVED_OPEN.fill(), UNPROVED_DNS.fill()),
            evidence=(EVIDENCE.fill(),),
            warnings=tuple(_warnings(state)),
            undo=Reach.PARTIAL if has_rules else Reach.FULL,
            undo_says=undo_says,
        )

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        parameters = fill(step, made)
        if step.action == "ec2:CreateSecurityGroup":
            return quarantine.create(self.aws, parameters)
        if self._is_so(step, parameters):
            return Made(already=True)
        client = self.aws.change("ec2")
        call: Any = {
            "ec2:CreateTags": client.create_tags,
            "ec2:DeleteTags": client.delete_tags,
            "ec2:ModifyInstanceAttribute": client.modify_instance_attribute,
            "ec2:RevokeSecurityGroupEgress": client.revoke_security_group_egress,
            "ec2:RevokeSecurityGroupIngress": client.revoke_security_group_ingress,
            "ec2:ModifyNetworkInterfaceAttribute": client.modify_network_interface_attribute,
        }[step.action]
        call(**parameters)
        return Made()

    def verify(self, inputs: Instance, state: Machine) -> tuple[Claim, ...]:
        instance, rules = inputs.instance, sum(each.rules for each in state.quarantines)
        is_shut = not state.outside and all(each.is_tight for each in state.quarantines)
        judged = Proof.PASSED if is_shut else Proof.FAILED
        blocked = Claim(
            key="blocked",
            proof=judged if state.interfaces else Proof.INCONCLUSIVE,
            says=CLAIM_BLOCKED.fill(instance=instance, wires=counted(state.interfaces)),
            evidence=f"ec2:DescribeNetworkInterfaces {interfaces.described(state.interfaces)}; "
            f"ec2:DescribeSecurityGroups rules in quarantine: {rules}",
        )
        if state.is_spot:
            return (blocked,)
        protected = CLAIM_PROTECTED.fill(instance=instance)
        return (blocked, _protection(protected, state, wanted=True))

    def undo(
        self, inputs: Instance, before: Machine, after: Machine, now: Machine
    ) -> Plan | Conflict:
        # Where reading back failed, `after` does not know what we left: it was the quarantine.
        ours = (after.interfaces, tuple(now.isolated(each) for each in now.interfaces))
        if differences := interfaces.moved_since(before.interfaces, ours, now.interfaces):
            return Conflict(says=MOVED.fill(instance=inputs.instance), differences=differences)
        back = changed(before.interfaces, now.interfaces)
        known = {group for each in now.quarantines for group in each.known}
        if lost := {group for each in back for group in each.groups} - known:
            differences = tuple(f"{group} is gone" for group in sorted(lost))
            return Conflict(says=LOST.fill(instance=inputs.instance), differences=differences)
        return Plan(
            changes=tuple(_changes_back(before, now)),
            steps=tuple(self._back(inputs, before, now)),
            breaks=(REOPENS.fill(instance=inputs.instance),),
            undo=Reach.FULL,
            undo_says=UNDO_AGAIN.fill(),
            reopens=True,
        )

    def restored(self, inputs: Instance, before: Machine, state: Machine) -> tuple[Claim, ...]:
        has_same = len(before.interfaces) == len(state.interfaces)
        is_back = has_same and not changed(before.interfaces, state.interfaces)
        protected = CLAIM_PROTECTION_BACK.fill(instance=inputs.instance)
        return (
            Claim(
                key="groups",
                proof=Proof.PASSED if is_back else Proof.FAILED,
                says=CLAIM_BACK.fill(instance=inputs.instance),
                evidence=f"ec2:DescribeNetworkInterfaces {interfaces.described(state.interfaces)}",
            ),
            _protection(protected, state, wanted=before.protected),
        )

    def _steps(self, inputs: Instance, state: Machine) -> Iterator[Step]:
        """Yield the steps: keep it alive first, then build the quarantine, then move."""
        aws, instance = self.aws, inputs.instance
        if not state.is_tagged:
            yield ec2.tag(aws, instance, TAG, SAYS_TAG.fill(instance=instance))
        if state.needs_protection:
            yield ec2.protect(aws, instance, SAYS_PROTECT.fill(instance=instance), value=True)
        for each in state.quarantines:
            yield from quarantine.prepare(aws, each)
        for one in state.outside:
            group = quarantine.group_of(state.quarantine(one.vpc))
            says = SAYS_MOVE.fill(interface=one.id, before=listed(one.groups), group=GROUP)
            yield interfaces.move(aws, instance, one.id, [group], Power.CONTAIN, says)

    def _back(self, inputs: Instance, before: Machine, now: Machine) -> Iterator[Step]:
        """Yield the way back, interface by interface, and of the rest only what we changed."""
        aws, instance = self.aws, inputs.instance
        for each in changed(before.interfaces, now.interfaces):
            says = SAYS_BACK.fill(interface=each.id, before=listed(each.groups))
            yield interfaces.move(aws, instance, each.id, each.groups, Power.RELEASE, says)
        if before.protected is False and now.protected:
            yield ec2.protect(aws, instance, SAYS_UNPROTECT.fill(instance=instance), value=False)
        if now.is_tagged and not before.is_tagged:
            yield ec2.untag(aws, instance, TAG, SAYS_UNTAG.fill(instance=instance))

    def _find(self, instance: str) -> InstanceTypeDef:
        """Return the instance. Raises where it is not there, or must not be touched."""
        found = ec2.find(self.aws, instance)
        if found is None:
            where = {"account": self.aws.account, "region": self.aws.region}
            raise DoesNotExistError(MISSING.fill(instance=instance, **where))
        state = found["State"]["Name"]
        if state not in LIVE:
            raise DoesNotExistError(GONE.fill(instance=instance, state=state))
        profile = found.get("IamInstanceProfile", {}).get("Arn", "").rpartition("/")[2]
        if profile == "secbot" or profile.startswith("secbot-"):
            raise UnsupportedError(OURS.fill(instance=instance, profile=profile))
        return found

    def _is_so(self, step: Step, parameters: dict[str, Any]) -> bool:
        """Look whether a step has been made, by this try or by an earlier one."""
        kind, _, _ = step.key.partition(":")
        if kind == "move":
            there = interfaces.groups_of(self.aws, parameters["NetworkInterfaceId"])
            return interfaces.are_same(there, parameters["Groups"])
        if kind == "protect":
            wanted = parameters["DisableApiTermination"]["Value"]
            return ec2.is_protected(self.aws, parameters["InstanceId"]) is wanted
        if kind in {"tag", "untag"}:
            is_tagged = TAG in ec2.tags_of(self._find(parameters["Resources"][0]))
            return is_tagged is (kind == "tag")
        if kind == "mark":
            return quarantine.is_marked(self.aws, parameters["Resources"][0])
        return quarantine.has_none_of(self.aws, step, parameters)


def _changes(state: Machine) -> Iterator[Said]:
    if state.outside:
        groups = listed(group for each in state.outside for group in each.groups)
        yield CHANGES.fill(groups=groups, group=GROUP, wires=counted(state.outside))
    for each in state.quarantines:
        if each.rules:
            yield CHANGES_EMPTY.fill(group=GROUP, vpc=each.vpc, count=each.rules)
    if state.needs_protection:
        yield CHANGES_PROTECT.fill()
    if not state.is_tagged:
        yield CHANGES_TAG.fill(tag=TAG)


def _changes_back(before: Machine, now: Machine) -> Iterator[Said]:
    if back := changed(before.interfaces, now.interfaces):
        groups = listed(group for each in back for group in each.groups)
        yield CHANGES_BACK.fill(group=GROUP, groups=groups, wires=counted(back))
    if before.protected is False and now.protected:
        yield CHANGES_UNPROTECT.fill()
    if now.is_tagged and not before.is_tagged:
        yield CHANGES_UNTAG.fill(tag=TAG)


def _breaks(instance: str, state: Machine) -> Iterator[Said]:
    yield BREAKS_ALL.fill(instance=instance)
    if state.scaling_group:
        yield BREAKS_ASG.fill(group=state.scaling_group)
    if any(each.forwards for each in state.interfaces):
        yield BREAKS_ROUTER.fill(instance=instance)


def _warnings(state: Machine) -> Iterator[Said]:
    if state.is_hands_off:
        yield WARN_HANDS_OFF.fill(tag=HANDS_OFF)
    if state.is_eks:
        yield WARN_EKS.fill()
    if state.is_spot:
        yield WARN_SPOT.fill()
    for each in state.outside:
        if each.is_managed:
            yield WARN_MANAGED.fill(interface=each.id)


def _protection(says: Said, state: Machine, *, wanted: bool | None) -> Claim:
    judged = Proof.PASSED if state.protected is wanted else Proof.FAILED
    return Claim(
        key="protection",
        proof=Proof.INCONCLUSIVE if None in {state.protected, wanted} else judged,
        says=says,
        evidence=f"ec2:DescribeInstanceAttribute disableApiTermination={state.protected}",
    )
