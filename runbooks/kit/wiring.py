"""Moves the interfaces of an instance into the quarantine of their VPC, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runbooks.kit import interfaces, naming, quarantine
from runbooks.kit.aws import Aws
from runbooks.kit.interfaces import Interface, changed
from runbooks.kit.portion import Portion
from runbooks.kit.quarantine import GROUP, Quarantine
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Conflict, Power, Proof, State, Step

CHANGES = Text(
    "Security groups {groups} → `{group}` on {count} interfaces",
    ja="{count} 個のインターフェイスのセキュリティグループ：{groups} → `{group}`",
    one="Security groups {groups} → `{group}` on 1 interface",
)
CHANGES_EMPTY = Text(
    "Rules of `{group}` in {vpc}: {count} → none",
    ja="{vpc} の `{group}` のルール：{count} 個 → なし",
)
CHANGES_BACK = Text(
    "Security groups `{group}` → {groups} on {count} interfaces",
    ja="{count} 個のインターフェイスのセキュリティグループ：`{group}` → {groups}",
    one="Security groups `{group}` → {groups} on 1 interface",
)
SAYS_MOVE = Text(
    "Move {interface} from {before} to `{group}`",
    ja="{interface} を {before} から `{group}` に移します",
)
SAYS_BACK = Text("Move {interface} back to {before}", ja="{interface} を {before} に戻します")
BREAKS_ROUTER = Text(
    "{instance} forwards for others (NAT or appliance): they lose their way out",
    ja="{instance} はほかの通信を中継しています（NAT またはアプライアンス）：それらは"
    "外部に出られなくなります",
)
WARN_MANAGED = Text(
    "{interface} belongs to an AWS service: AWS may refuse to move it",
    ja="{interface} は AWS サービスのものです：AWS が移動を拒否する可能性があります",
)
MOVED = Text(
    "The interfaces of {instance} have changed since, so I did not touch them.",
    ja="{instance} のインターフェイスはその後変更されたため、触れていません。",
)
LOST = Text(
    "Groups that {instance} had were deleted since, so I did not touch it: move it by hand.",
    ja="{instance} が持っていたグループがその後削除されたため、触れていません："
    "手動で移してください。",
)
CLAIM_BLOCKED = Text(
    "New connections of {instance} are blocked: {count} interfaces, no rule",
    ja="{instance} の新しい接続は遮断されています：インターフェイス {count} 個、ルールなし",
    one="New connections of {instance} are blocked: 1 interface, no rule",
)
CLAIM_BACK = Text(
    "Every interface of {instance} has its own groups again",
    ja="{instance} のすべてのインターフェイスは、元のグループに戻っています",
)


class Wired(State):
    """The interfaces of an instance, and the quarantine of every VPC that it is in."""

    interfaces: tuple[Interface, ...]
    quarantines: tuple[Quarantine, ...]

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

    def called(self, groups: Iterable[str]) -> str:
        """Return security groups on one line, by name and id, each once, in their order."""
        known = {group: name for each in self.quarantines for group, name in each.known.items()}
        return naming.listed(groups, known)

    @property
    def has_rules(self) -> bool:
        """Say whether a quarantine has a rule, which is taken out and stays out."""
        return any(each.rules for each in self.quarantines)


def contain(aws: Aws, instance: str, seen: Wired) -> Portion:
    """Build the quarantine of every VPC, then move what is outside."""
    managed = (each for each in seen.outside if each.is_managed)
    forwards = any(each.forwards for each in seen.interfaces)
    return Portion(
        steps=tuple(_steps(aws, instance, seen)),
        changes=tuple(_changes(seen)),
        breaks=(BREAKS_ROUTER.fill(instance=instance),) if forwards else (),
        warnings=tuple(WARN_MANAGED.fill(interface=each.id) for each in managed),
        is_partial=seen.has_rules,
    )


def release(aws: Aws, instance: str, before: Wired, now: Wired) -> Portion:
    """Move back every interface that has other groups than before."""
    back = changed(before.interfaces, now.interfaces)
    if not back:
        return Portion()
    steps = (
        interfaces.move(
            aws,
            instance,
            each.id,
            each.groups,
            Power.RELEASE,
            SAYS_BACK.fill(interface=each.id, before=now.called(each.groups)),
        )
        for each in back
    )
    groups = now.called(group for each in back for group in each.groups)
    changes = (CHANGES_BACK.fill(group=GROUP, groups=groups, count=len(back)),)
    return Portion(steps=tuple(steps), changes=changes)


def conflict(instance: str, before: Wired, after: Wired, now: Wired) -> Conflict | None:
    """Return why the interfaces can't be moved back: they have moved, or a group is gone."""
    # Where reading back failed, `after` does not know what we left: it was the quarantine.
    ours = (after.interfaces, tuple(now.isolated(each) for each in now.interfaces))
    if differences := interfaces.moved_since(before.interfaces, ours, now.interfaces):
        return Conflict(says=MOVED.fill(instance=instance), differences=differences)
    known = {group for each in now.quarantines for group in each.known}
    back = changed(before.interfaces, now.interfaces)
    lost = {group for each in back for group in each.groups} - known
    if not lost:
        return None
    differences = tuple(f"{group} is gone" for group in sorted(lost))
    return Conflict(says=LOST.fill(instance=instance), differences=differences)


def blocked(instance: str, seen: Wired) -> Claim:
    """Return what is proved of the isolation."""
    rules = sum(each.rules for each in seen.quarantines)
    is_shut = not seen.outside and all(each.is_tight for each in seen.quarantines)
    judged = Proof.PASSED if is_shut else Proof.FAILED
    return Claim(
        key="blocked",
        proof=judged if seen.interfaces else Proof.INCONCLUSIVE,
        says=CLAIM_BLOCKED.fill(instance=instance, count=len(seen.interfaces)),
        evidence=f"ec2:DescribeNetworkInterfaces {interfaces.described(seen.interfaces)}; "
        f"ec2:DescribeSecurityGroups rules in quarantine: {rules}",
    )


def given_back(instance: str, before: Wired, seen: Wired) -> Claim:
    """Return what is proved of the groups after an undo."""
    has_same = len(before.interfaces) == len(seen.interfaces)
    is_back = has_same and not changed(before.interfaces, seen.interfaces)
    return Claim(
        key="groups",
        proof=Proof.PASSED if is_back else Proof.FAILED,
        says=CLAIM_BACK.fill(instance=instance),
        evidence=f"ec2:DescribeNetworkInterfaces {interfaces.described(seen.interfaces)}",
    )


def _steps(aws: Aws, instance: str, seen: Wired) -> Iterator[Step]:
    for each in seen.quarantines:
        yield from quarantine.prepare(aws, each)
    for one in seen.outside:
        group = quarantine.group_of(seen.quarantine(one.vpc))
        says = SAYS_MOVE.fill(interface=one.id, before=seen.called(one.groups), group=GROUP)
        yield interfaces.move(aws, instance, one.id, [group], Power.CONTAIN, says)


def _changes(seen: Wired) -> Iterator[Said]:
    if seen.outside:
        groups = seen.called(group for each in seen.outside for group in each.groups)
        yield CHANGES.fill(groups=groups, group=GROUP, count=len(seen.outside))
    for each in seen.quarantines:
        if each.rules:
            yield CHANGES_EMPTY.fill(group=GROUP, vpc=each.vpc, count=each.rules)
