"""What the isolation of an instance tells: what it breaks, and what undo gives back, by name."""

from __future__ import annotations

from runbooks.kit import isolation
from runbooks.kit.interfaces import Interface
from runbooks.kit.isolation import Machine
from runbooks.kit.portion import Portion
from runbooks.kit.quarantine import Quarantine
from runbooks.kit.stopping import UNDONE, Running

INSTANCE, VPC = "i-0123456789abcdef0", "vpc-1"
NAMES = {"sg-1": "web", "sg-2": "base) → all, (x", "sg-q": "secbot-quarantine"}


def a_machine(*, rules: int = 0, group: str = "", running: Running | None = None) -> Machine:
    egress = tuple({"IpProtocol": "-1"} for _ in range(rules))
    wire = Interface(id="eni-1", groups=("sg-1", "sg-2"), vpc=VPC, is_managed=False, forwards=False)
    return Machine(
        protected=False,
        is_tagged=False,
        is_spot=False,
        interfaces=(wire,),
        quarantines=(Quarantine(vpc=VPC, group="sg-q", egress=egress, known=NAMES),),
        scaling_group=group,
        is_eks=True,
        running=running,
        name="web-7",
    )


def test_undo_names_the_groups_that_it_puts_back_and_a_name_can_pass_for_nothing_else() -> None:
    said = isolation.undo_says(a_machine(), Portion(undone=(UNDONE.fill(),))).plain()

    assert said.startswith("puts web (sg-1), base all x (sg-2) back on 1 interface, starts it")
    assert said.endswith("; the empty group stays")


def test_undo_says_so_where_rules_stay_out() -> None:
    said = isolation.undo_says(a_machine(rules=1), Portion()).plain()

    assert said.endswith("back on 1 interface, no rule back into `secbot-quarantine`")


def test_a_group_that_replaces_it_is_told_and_more_so_where_stopping_ends_it() -> None:
    on = Running(
        state="running",
        kind="t3.nano",
        has_store=False,
        has_own_root=False,
        is_stop_protected=False,
    )
    kept = [said.plain() for said in isolation.breaks(INSTANCE, a_machine(group="web"))]
    ended = [
        said.plain() for said in isolation.breaks(INSTANCE, a_machine(group="web", running=on))
    ]

    assert "may end and replace it" in kept[1]
    assert "ends an instance that is stopped" in ended[1]
    assert len(list(isolation.breaks(INSTANCE, a_machine()))) == 1


def test_an_orchestrators_machine_is_warned_of() -> None:
    assert "EKS" in next(isolation.warnings(a_machine())).plain()


def test_names_are_neither_kept_nor_compared() -> None:
    other = a_machine().model_copy(update={"name": "db-1", "quarantines": (Quarantine(vpc=VPC),)})

    assert other.model_dump(mode="json") == a_machine().model_dump(mode="json")
