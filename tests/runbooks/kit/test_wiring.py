"""Interfaces go into the quarantine of their VPC, and back to exactly what they had."""

from __future__ import annotations

from runbooks.kit import wiring
from runbooks.kit.interfaces import Interface
from runbooks.kit.quarantine import Quarantine
from runbooks.kit.values import Proof
from runbooks.kit.wiring import Wired
from tests.runbooks.kit.sample import lids

INSTANCE, VPC, SHUT = "i-0123456789abcdef0", "vpc-1", "sg-q"


def wire(name: str, *groups: str, managed: bool = False, forwards: bool = False) -> Interface:
    return Interface(id=name, groups=groups, vpc=VPC, is_managed=managed, forwards=forwards)


def wired(*wires: Interface, rules: int = 0, group: str = SHUT) -> Wired:
    known = {"sg-a": "web", "sg-b": "", SHUT: "secbot-quarantine"}
    egress = tuple({"IpProtocol": "-1"} for _ in range(rules))
    held = Quarantine(vpc=VPC, group=group, is_marked=True, egress=egress, known=known)
    return Wired(interfaces=wires, quarantines=(held,))


def test_only_what_is_outside_is_moved_and_what_aws_may_refuse_comes_last() -> None:
    seen = wired(wire("eni-1", "sg-a", managed=True), wire("eni-2", "sg-b"), wire("eni-3", SHUT))

    found = wiring.contain(lids(), INSTANCE, seen)
    assert [step.key for step in found.steps] == ["move:eni-2", "move:eni-1"]
    assert "eni-1 belongs to an AWS service" in found.warnings[0].plain()
    assert "sg-b, web (sg-a) → `secbot-quarantine` on 2 interfaces" in found.changes[0].plain()
    assert not found.is_partial


def test_a_router_takes_others_with_it_and_a_quarantine_with_rules_stays_empty() -> None:
    found = wiring.contain(lids(), INSTANCE, wired(wire("eni-1", "sg-a", forwards=True), rules=1))

    assert "NAT or appliance" in found.breaks[0].plain()
    assert found.is_partial


def test_what_is_back_is_not_moved_back() -> None:
    before = wired(wire("eni-1", "sg-a", "sg-b"), wire("eni-2", "sg-b"))
    now = wired(wire("eni-1", "sg-b", "sg-a"), wire("eni-2", SHUT))

    found = wiring.release(lids(), INSTANCE, before, now)
    assert [step.key for step in found.steps] == ["move:eni-2"]
    assert wiring.release(lids(), INSTANCE, before, before).steps == ()


def test_what_moved_since_and_what_wants_a_lost_group_is_a_conflict() -> None:
    before, after = wired(wire("eni-1", "sg-a")), wired(wire("eni-1", SHUT))

    assert wiring.conflict(INSTANCE, before, after, after) is None
    moved = wiring.conflict(INSTANCE, before, after, wired(wire("eni-1", "sg-b")))
    assert moved is not None
    assert moved.differences == ("eni-1 now sg-b",)
    gone = wired(wire("eni-1", "sg-gone"))
    lost = wiring.conflict(INSTANCE, gone, after, after)
    assert lost is not None
    assert lost.differences == ("sg-gone is gone",)


def test_isolation_is_proved_by_interfaces_and_rules_together() -> None:
    shut = wire("eni-1", SHUT)

    assert wiring.blocked(INSTANCE, wired(shut)).proof is Proof.PASSED
    assert wiring.blocked(INSTANCE, wired(shut, rules=1)).proof is Proof.FAILED
    assert wiring.blocked(INSTANCE, wired(shut, wire("eni-2", "sg-a"))).proof is Proof.FAILED
    assert wiring.blocked(INSTANCE, wired()).proof is Proof.INCONCLUSIVE


def test_groups_are_back_where_every_interface_and_no_other_has_its_own() -> None:
    before = wired(wire("eni-1", "sg-a"))

    assert wiring.given_back(INSTANCE, before, before).proof is Proof.PASSED
    other = wired(wire("eni-1", "sg-a"), wire("eni-2", "sg-a"))
    assert wiring.given_back(INSTANCE, before, other).proof is Proof.FAILED
