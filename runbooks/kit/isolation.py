"""What the isolation of an instance sees of it, and tells of what it breaks and undo gives back."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from runbooks.kit.instance_role import Identity
from runbooks.kit.instance_sessions import Sessions
from runbooks.kit.keeping import Kept
from runbooks.kit.portion import Portion
from runbooks.kit.quarantine import GROUP
from runbooks.kit.radius_instance import Measured
from runbooks.kit.standby import Standing
from runbooks.kit.stopping import Running
from runbooks.kit.targets import Rotation
from runbooks.kit.text import Said, Text, listing

BREAKS_ALL = Text(
    "Whatever {instance} serves; SSH, SSM and all else in and out of it",
    ja="{instance} が提供するものすべて。SSH、SSM、その他の入出力の通信すべて",
)
BREAKS_ASG = Text(
    "{group} may end and replace it: termination protection does not hold that back",
    ja="{group} がインスタンスを終了して置き換える可能性があります：終了保護では防げません",
)
BREAKS_STOPPED = Text(
    "{group} ends an instance that is stopped, and its disks with it: standby=true holds that back",
    ja="{group} は停止したインスタンスをディスクごと終了します：standby=true で防げます",
)
WARN_EKS = Text(
    "An EKS node: its pods may keep interfaces of their own",
    ja="EKS ノードです：Pod が独自のインターフェイスを保持する場合があります",
)
WARN_ECS = Text(
    "An ECS container instance: ECS replaces its tasks only once it misses the agent",
    ja="ECS コンテナインスタンスです：ECS はエージェントの応答がなくなってからタスクを置き換えます",
)
UNDO_SAYS = Text("puts {what}; the empty group stays", ja="{what}。空のグループは残ります")
UNDO_NOT_RULES = Text(
    "puts {what}, no rule back into `{group}`",
    ja="{what}。`{group}` のルールは戻しません",
)
THEN = Text("{all}, {one}", ja="{all}。{one}")
UNDO_GROUPS = Text(
    "{groups} back on {count} interfaces",
    ja="{count} 個のインターフェイスに {groups} を戻します",
    one="{groups} back on 1 interface",
)


class Machine(Kept, Measured):
    """The instance as its isolation sees it; what was not asked for is None and was not read.

    `name` is its tag Name, which anybody may set: it is shown, and neither kept nor compared.
    """

    scaling_group: str
    is_eks: bool
    is_ecs: bool = False
    standing: Standing | None = None
    rotation: Rotation | None = None
    identity: Identity | None = None
    sessions: Sessions | None = None
    running: Running | None = None
    name: str = Field(default="", exclude=True)

    @property
    def is_ended_by_stopping(self) -> bool:
        """Say whether its group would end it, were it stopped: on standby it does not."""
        is_on = self.running is not None and self.running.is_on
        return is_on and bool(self.scaling_group) and not (self.standing and self.standing.group)


def breaks(instance: str, seen: Machine) -> Iterator[Said]:
    """Yield what isolating it breaks whatever else is asked for."""
    yield BREAKS_ALL.fill(instance=instance)
    if seen.is_ended_by_stopping:
        yield BREAKS_STOPPED.fill(group=seen.scaling_group)
    elif seen.scaling_group:
        yield BREAKS_ASG.fill(group=seen.scaling_group)


def warnings(seen: Machine) -> Iterator[Said]:
    """Yield what to know of a machine that an orchestrator looks after."""
    if seen.is_eks:
        yield WARN_EKS.fill()
    if seen.is_ecs:
        yield WARN_ECS.fill()


def undo_says(seen: Machine, whole: Portion) -> Said:
    """Say what an undo puts back, which always has the groups in it."""
    back = UNDO_GROUPS.fill(
        groups=seen.called(group for each in seen.outside for group in each.groups),
        count=len(seen.outside),
    )
    what = listing((back, *whole.undone), THEN)
    return (
        UNDO_NOT_RULES.fill(what=what, group=GROUP) if seen.has_rules else UNDO_SAYS.fill(what=what)
    )
