"""isolate_instance put back: exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.contract import DoesNotExistError
from runbooks.kit.isolation import Machine
from runbooks.kit.values import Conflict, Plan, Proof, State
from tests.runbooks.machines import (
    Network,
    a_network,
    attach,
    groups,
    interfaces,
    is_protected,
    launch,
)
from tests.runbooks.site import Site, a_site, proofs

BACK = {"groups": Proof.PASSED, "protection": Proof.PASSED}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


@pytest.fixture
def instance(site: Site, network: Network) -> Instance:
    return launch(site, network, [network.web, network.base], [network.base])


def isolate(site: Site, instance: Instance) -> tuple[State, State]:
    """Isolate an instance and return its state before and after, as they are kept: as JSON."""
    before = site.observe(instance)
    site.carry_out(site.plan(instance))
    after = site.observe(instance)
    return kept(before), kept(after)


def kept(state: State) -> State:
    return Machine.model_validate(state.model_dump(mode="json"))


def give(site: Site, interface: str, *names: str) -> None:
    site.client("ec2").modify_network_interface_attribute(
        NetworkInterfaceId=interface, Groups=list(names)
    )


def conflict(site: Site, instance: Instance, before: State, after: State) -> Conflict:
    """Return the conflict that an undo runs into, having changed nothing."""
    there, written = groups(site, instance), len(site.journal.intents)
    found = site.undo(instance, before, after)
    assert isinstance(found, Conflict)
    assert groups(site, instance) == there
    assert len(site.journal.intents) == written
    return found


def test_an_undo_needs_no_more_than_what_was_kept(site: Site, instance: Instance) -> None:
    as_it_was = groups(site, instance)
    before, after = isolate(site, instance)

    back = site.undo(instance, before, after)
    assert isinstance(back, Plan)
    assert [said.plain().partition(" ")[0] for said in back.changes] == [
        "Security",
        "Termination",
        "Tag",
    ]
    site.carry_out(back)
    assert groups(site, instance) == as_it_was
    assert proofs(site.restored(instance, before)) == BACK


def test_an_undo_of_what_was_put_back_by_hand_does_the_rest(
    site: Site, instance: Instance, network: Network
) -> None:
    before, after = isolate(site, instance)
    first, second = (each["NetworkInterfaceId"] for each in interfaces(site, instance))
    give(site, first, network.base, network.web)

    back = site.undo(instance, before, after)
    assert isinstance(back, Plan)
    assert [step.key for step in back.steps] == [f"move:{second}", "protect", "untag"]


def test_an_undo_made_twice_needs_no_step(site: Site, instance: Instance) -> None:
    before, after = isolate(site, instance)
    back = site.undo(instance, before, after)
    assert isinstance(back, Plan)
    site.carry_out(back)

    again = site.undo(instance, before, after)
    assert isinstance(again, Plan)
    assert again.steps == ()
    assert again.changes == ()


def test_an_undo_does_not_touch_what_somebody_has_moved_since(
    site: Site, instance: Instance, network: Network
) -> None:
    before, after = isolate(site, instance)
    moved = interfaces(site, instance)[0]["NetworkInterfaceId"]
    give(site, moved, network.web)

    found = conflict(site, instance, before, after)
    assert "have changed since" in found.says.plain()
    assert found.differences == (f"{moved} now {network.web}",)


def test_an_undo_does_not_guess_at_an_interface_that_was_attached_since(
    site: Site, instance: Instance, network: Network
) -> None:
    before, after = isolate(site, instance)
    added = attach(site, instance, network, network.web)

    found = conflict(site, instance, before, after)
    assert found.differences == (f"{added} now {network.web}",)


def test_an_undo_says_that_an_interface_is_gone(site: Site, instance: Instance) -> None:
    before, after = isolate(site, instance)
    gone = interfaces(site, instance)[1]
    site.client("ec2").detach_network_interface(
        AttachmentId=gone["Attachment"]["AttachmentId"], Force=True
    )

    found = conflict(site, instance, before, after)
    assert found.differences == (f"{gone['NetworkInterfaceId']} is gone",)


def test_an_undo_that_wants_a_group_back_which_was_deleted_is_a_conflict_before_any_change(
    site: Site, instance: Instance, network: Network
) -> None:
    before, after = isolate(site, instance)
    site.client("ec2").delete_security_group(GroupId=network.web)

    found = conflict(site, instance, before, after)
    assert "were deleted since" in found.says.plain()
    assert found.differences == (f"{network.web} is gone",)


def test_a_half_made_isolation_is_undone_though_nobody_read_back_what_it_left(
    site: Site, instance: Instance
) -> None:
    as_it_was, before, plan = groups(site, instance), site.observe(instance), site.plan(instance)
    site.carry_out(plan, upto=len(plan.steps) - 1)
    assert groups(site, instance) != as_it_was

    back = site.undo(instance, kept(before), kept(before))
    assert isinstance(back, Plan)
    site.carry_out(back)
    assert groups(site, instance) == as_it_was
    assert not is_protected(site, instance)
    assert proofs(site.restored(instance, before)) == BACK


def test_what_is_not_back_is_not_proved_to_be(site: Site, instance: Instance) -> None:
    before, _ = isolate(site, instance)

    assert proofs(site.restored(instance, before)) == {
        "groups": Proof.FAILED,
        "protection": Proof.FAILED,
    }


def test_a_new_interface_keeps_the_old_ones_from_being_all_there_is(
    site: Site, instance: Instance, network: Network
) -> None:
    before = site.observe(instance)
    attach(site, instance, network, network.web)

    assert proofs(site.restored(instance, before))["groups"] is Proof.FAILED


def test_protection_that_nobody_could_read_proves_nothing(site: Site, instance: Instance) -> None:
    seen = site.observe(instance)
    unread = seen.model_copy(update={"protected": None})

    assert proofs(site.restored(instance, unread))["protection"] is Proof.INCONCLUSIVE


def test_an_undo_of_a_terminated_instance_says_that_it_is_gone(
    site: Site, instance: Instance
) -> None:
    before, after = isolate(site, instance)
    ec2 = site.client("ec2")
    ec2.modify_instance_attribute(
        InstanceId=instance.instance, DisableApiTermination={"Value": False}
    )
    ec2.terminate_instances(InstanceIds=[instance.instance])

    with pytest.raises(DoesNotExistError, match="is terminated"):
        site.undo(instance, before, after)


def test_what_an_undo_puts_back_has_no_blank_that_a_card_would_fill_with_a_dash(
    site: Site, network: Network
) -> None:
    says = site.plan(launch(site, network, [network.web])).undo_says
    assert all(says.fields.values())
    assert says.plain().endswith("back on 1 interface; the empty group stays")
