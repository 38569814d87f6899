"""Isolate an EC2 instance: cut its network, and where asked its traffic, its role, its power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from runbooks.kit import (
    ec2,
    instance_role,
    instance_sessions,
    instances,
    interfaces,
    isolation,
    keeping,
    naming,
    quarantine,
    radius_instance,
    standby,
    stopping,
    targets,
    token_age,
    wiring,
)
from runbooks.kit.contract import DoesNotExistError, Runbook, WrongInputError
from runbooks.kit.instance_findings import COMPROMISED
from runbooks.kit.instance_role import Identity
from runbooks.kit.instance_sessions import Sessions
from runbooks.kit.isolation import Machine
from runbooks.kit.own import ISOLATED
from runbooks.kit.portion import Portion, joined
from runbooks.kit.radius_instance import Addresses
from runbooks.kit.shield import LOOKUP, marks_of
from runbooks.kit.steps import Do, fill
from runbooks.kit.text import Said, Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Plan,
    Reach,
    RiskClass,
    Step,
    Tactic,
    from_resource,
)

ECS = "AmazonECSManaged"
"""https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html"""

UNPROVED_OPEN = Text(
    "Connections that are open stay open, idle ones for up to 5 days",
    ja="確立済みの接続は残ります。通信のない接続は最大 5 日間残ります",
)
UNPROVED_DNS = Text(
    "DNS through the VPC's resolver and the metadata service still answer",
    ja="VPC のリゾルバーによる DNS とメタデータサービスは引き続き応答します",
)
EVIDENCE = Text(
    "none taken: memory and disks stay as they are, and nothing is stopped",
    ja="保全はしません：メモリとディスクはそのまま残り、何も停止しません",
)
EVIDENCE_STOP = Text(
    "none taken, and stopping loses the memory",
    ja="保全はしません。停止するとメモリの内容は失われます",
)
UNDO_AGAIN = Text("isolate it anew", ja="もう一度隔離します")
REOPENS = Text(
    "{instance} can be reached, and can reach out, as it could before",
    ja="{instance} は以前と同じように通信できる状態に戻ります",
)
NO_WIRE = Text(
    "{instance} has no network interface to isolate. Nothing was changed.",
    ja="{instance} には隔離するネットワークインターフェイスがありません。何も変更していません。",
)
ONLY_STANDBY = Text("it is for standby=true only", ja="standby=true の場合にのみ指定できます")
ONLY_REVOKE = Text("it is for role=revoke only", ja="role=revoke の場合にのみ指定できます")

DOES: Mapping[str, Do] = {
    **ec2.DOES,
    **interfaces.DOES,
    **quarantine.DOES,
    **standby.DOES,
    **targets.DOES,
    **instance_role.DOES,
    **token_age.DOES,
    **stopping.DOES,
}


class Instance(Inputs):
    """The instance to isolate, and how far to go.

    `mode=stop` stops it too, once it is in quarantine. `standby` puts it on standby in its Auto
    Scaling group, which replaces it, or with `decrement` does with one less. `deregister` takes
    it out of its load balancers' target groups. `role=disassociate` takes its instance profile
    off; `role=revoke` also denies the sessions that the role behind it has given out until now,
    to whomever. `behind` is the name of that role, for when the profile is off already.
    """

    instance: str = from_resource("AwsEc2Instance", pattern=r"^i-([0-9a-f]{8}|[0-9a-f]{17})$")
    mode: Literal["swap", "stop"] = "swap"
    standby: bool = False
    decrement: bool = False
    deregister: bool = False
    role: Literal["keep", "disassociate", "revoke"] = "keep"
    behind: str = Field(default="", pattern=r"^[A-Za-z0-9_+=,.@-]{0,64}$")

    @field_validator("decrement")
    @classmethod
    def _is_for_standby(cls, value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001  # pydantic's order
        if value and not info.data.get("standby"):
            raise WrongInputError(ONLY_STANDBY)
        return value

    @field_validator("behind")
    @classmethod
    def _is_for_revoke(cls, value: str, info: ValidationInfo) -> str:
        if value and info.data.get("role") != "revoke":
            raise WrongInputError(ONLY_REVOKE)
        return value


class IsolateInstance(Runbook[Instance, Machine]):
    """Swap the security groups of every interface for one without rules; more only where asked.

    First what keeps the instance alive, then out of rotation (standby, target groups), then the
    cut: interfaces, role, machine. Undo: interfaces, role, start; then back into its groups.

    Per interface, since ModifyInstanceAttribute refuses instances with several. Tracked
    connections outlive the swap, and nothing but stopping cuts them:
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
    What termination protection does not hold back, spot instances among it:
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html

    Class D where stopping it loses its disks: those of an instance store, or all where its Auto
    Scaling group would end it. Class D too where sessions are denied, as `revoke_iam` does it.
    Undo is partial where the quarantine group had rules, which stay out; where it was stopped,
    since memory does not come back; and where a replacement was launched, which stays.
    """

    about = About(
        title=Text("Isolate instance", ja="インスタンスの隔離"),
        tactic=Tactic.ISOLATE,
        triggers=COMPROMISED,
        reads=(
            "ec2:DescribeInstances",
            "ec2:DescribeInstanceAttribute",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeIamInstanceProfileAssociations",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "autoscaling:DescribeAutoScalingInstances",
            *radius_instance.READS,
            "iam:ListInstanceProfiles",
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListInstanceProfilesForRole",
            LOOKUP,
        ),
        contains=(
            "ec2:CreateTags",
            "ec2:ModifyInstanceAttribute",
            "autoscaling:EnterStandby",
            "elasticloadbalancing:DeregisterTargets",
            "ec2:CreateSecurityGroup",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
            "ec2:ModifyNetworkInterfaceAttribute",
            "ec2:DisassociateIamInstanceProfile",
            "ec2:StopInstances",
        ),
        releases=(
            "iam:PutRolePolicy",
            "ec2:AssociateIamInstanceProfile",
            "iam:PassRole",
            "iam:DeleteRolePolicy",
            "ec2:ModifyNetworkInterfaceAttribute",
            "ec2:StartInstances",
            "elasticloadbalancing:RegisterTargets",
            "autoscaling:ExitStandby",
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
        aws, instance, found = self.aws, inputs.instance, instances.find(self.aws, inputs.instance)
        attached = interfaces.of_instance(aws, instance)
        if not attached:
            raise DoesNotExistError(NO_WIRE.fill(instance=instance))
        tags = ec2.tags_of(found)
        vpcs = sorted({each.vpc for each in attached})
        identity = instance_role.observe(aws, instance) if inputs.role != "keep" else None
        seen = Machine(
            protected=ec2.is_protected(aws, instance),
            is_tagged=ISOLATED in tags,
            name=tags.get("Name", ""),
            interfaces=attached,
            quarantines=tuple(quarantine.observe(aws, vpc) for vpc in vpcs),
            scaling_group=tags.get("aws:autoscaling:groupName", ""),
            marks=marks_of(instance, tags),
            is_eks=any(key.startswith(("eks:", "kubernetes.io/cluster/")) for key in tags),
            is_ecs=ECS in tags,
            is_spot=found.get("InstanceLifecycle") == "spot",
            standing=standby.observe(aws, instance) if inputs.standby else None,
            rotation=targets.observe(aws, found) if inputs.deregister else None,
            identity=identity,
            sessions=self._sessions(inputs, identity),
            running=stopping.observe(aws, found) if inputs.mode == "stop" else None,
        )
        return radius_instance.measured(aws, found, seen)

    def risk(self, inputs: Instance, state: Machine) -> RiskClass:
        loses = state.is_ended_by_stopping or (state.running and state.running.loses_disks)
        return RiskClass.D if loses or state.sessions else RiskClass.C

    def plan(self, inputs: Instance, state: Machine) -> Plan:
        keep = keeping.contain(self.aws, inputs.instance, state, ISOLATED)
        cut = wiring.contain(self.aws, inputs.instance, state)
        out, off = tuple(self._out(inputs, state)), tuple(self._off(inputs, state))
        whole, told = joined((keep, *out, cut, *off)), joined((cut, *out, *off, keep))
        is_stopped = state.running is not None
        open_ = () if is_stopped else (UNPROVED_OPEN.fill(), UNPROVED_DNS.fill())
        plan = Plan(
            changes=told.changes,
            steps=whole.steps,
            breaks=(*isolation.breaks(inputs.instance, state), *told.breaks),
            unproved=(*open_, *told.unproved),
            evidence=((EVIDENCE_STOP if is_stopped else EVIDENCE).fill(),),
            warnings=(*isolation.warnings(state), *whole.warnings),
            undo=Reach.PARTIAL if whole.is_partial else Reach.FULL,
            undo_says=isolation.undo_says(state, whole),
            name=naming.short(state.name),
        )
        return radius_instance.widened(plan, state)

    def recall(self, inputs: Instance, state: Machine, suspects: Addresses) -> tuple[Said, ...]:
        return radius_instance.recall(self.aws, inputs.instance, suspects, state.sessions)

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        kind, _, _ = step.key.partition(":")
        return DOES[kind](self.aws, fill(step, made))

    def verify(self, inputs: Instance, state: Machine) -> tuple[Claim, ...]:
        instance = inputs.instance
        claims = [wiring.blocked(instance, state), *keeping.held(instance, state)]
        if state.standing:
            claims += standby.held(instance, state.standing)
        if state.rotation:
            claims.append(targets.held(instance, state.rotation))
        if state.identity:
            claims.append(instance_role.held(instance, state.identity))
        if state.sessions:
            claims += instance_sessions.held(state.sessions)
        if state.running:
            claims.append(stopping.held(instance, state.running))
        return tuple(claims)

    @classmethod
    def found_again(cls, inputs: Instance, before: Machine) -> Instance:
        behind = before.sessions.holder.name if before.sessions else inputs.behind
        return inputs.model_copy(update={"behind": behind})

    def undo(
        self, inputs: Instance, before: Machine, after: Machine, now: Machine
    ) -> Plan | Conflict:
        if found := next(_conflicts(inputs.instance, before, after, now), None):
            return found
        whole = joined(self._back(inputs.instance, before, now))
        return Plan(
            changes=whole.changes,
            steps=whole.steps,
            breaks=(REOPENS.fill(instance=inputs.instance), *whole.breaks),
            undo=Reach.FULL,
            undo_says=UNDO_AGAIN.fill(),
            reopens=True,
            name=naming.short(now.name),
        )

    def restored(self, inputs: Instance, before: Machine, state: Machine) -> tuple[Claim, ...]:
        instance = inputs.instance
        claims = [part.given_back(instance, before, state) for part in (wiring, keeping)]
        if before.standing and state.standing:
            claims += standby.given_back(instance, before.standing, state.standing)
        if before.rotation and state.rotation:
            claims += targets.given_back(instance, before.rotation, state.rotation)
        if before.identity and state.identity:
            claims += instance_role.given_back(instance, before.identity, state.identity)
        if before.sessions and state.sessions:
            claims.append(instance_sessions.given_back(before.sessions, state.sessions))
        if before.running and state.running:
            claims += stopping.given_back(instance, before.running, state.running)
        return tuple(claims)

    def _sessions(self, inputs: Instance, identity: Identity | None) -> Sessions | None:
        """Read the role that is behind the profile, or was; None unless asked for."""
        if inputs.role != "revoke" or identity is None:
            return None
        role = inputs.behind or identity.role.rpartition("/")[2]
        return instance_sessions.observe(self.aws, role) if role else None

    def _out(self, inputs: Instance, state: Machine) -> Iterator[Portion]:
        """Yield what takes it out of rotation."""
        if state.standing:
            decrement = inputs.decrement
            yield standby.contain(inputs.instance, state.standing, decrement=decrement)
        if state.rotation:
            yield targets.contain(state.rotation)

    def _off(self, inputs: Instance, state: Machine) -> Iterator[Portion]:
        """Yield what is cut besides the network."""
        aws, instance, is_denied = self.aws, inputs.instance, state.sessions is not None
        if state.identity and inputs.role == "revoke":
            # First: an attempt that ends between the two still finds the role by the profile.
            yield instance_sessions.contain(aws, instance, state.sessions, state.identity)
        if state.identity:
            yield instance_role.contain(aws, instance, state.identity, is_denied=is_denied)
        if state.running:
            is_spot = state.is_spot
            yield stopping.contain(aws, instance, state.running, is_spot=is_spot)

    def _back(self, instance: str, before: Machine, now: Machine) -> Iterator[Portion]:
        """Yield the way back: a machine starts with its groups and its role, then it serves.

        AWS registers no target, and keeps nothing in service, that does not run.
        """
        aws = self.aws
        yield wiring.release(aws, instance, before, now)
        if before.identity and now.identity:
            yield instance_role.release(aws, instance, before.identity, now.identity)
        if before.sessions and now.sessions:
            yield instance_sessions.release(before.sessions, now.sessions)
        if before.running and now.running:
            yield stopping.release(aws, instance, before.running, now.running)
        if before.rotation and now.rotation:
            yield targets.release(before.rotation, now.rotation)
        if before.standing and now.standing:
            yield standby.release(instance, before.standing, now.standing)
        yield keeping.release(aws, instance, before, now, ISOLATED)


def _conflicts(instance: str, before: Machine, after: Machine, now: Machine) -> Iterator[Conflict]:
    """Yield why there is no way back, part by part; one is enough to touch nothing."""
    found = [wiring.conflict(instance, before, after, now)]
    if before.standing and now.standing:
        found.append(standby.conflict(instance, before.standing, now.standing))
    if before.rotation and now.rotation:
        found.append(targets.conflict(instance, before.rotation, now.rotation))
    if before.identity and now.identity:
        found.append(instance_role.conflict(instance, before.identity, now.identity))
    if before.sessions:
        found.append(instance_sessions.conflict(before.sessions, after.sessions, now.sessions))
    yield from (each for each in found if each)
