"""An instance's radius is in its plan and, where a bound is crossed, in its class and its State."""

from __future__ import annotations

from runbooks.kit import radius
from runbooks.kit.values import RiskClass
from tests.runbooks.fleets import a_balancer, a_profile, a_target_group, register
from tests.runbooks.machines import Network, launch, tagged
from tests.runbooks.site import Site


def test_the_last_behind_a_balancer_is_class_d_and_says_why(site: Site, network: Network) -> None:
    group = a_target_group(site, network)
    balancer = a_balancer(site, network, group)
    made = launch(site, network, [network.web])
    register(site, group, made.instance)

    plan = site.plan(made)
    assert plan.breaks[0].plain().startswith(f"1 of 1 healthy targets behind `{balancer} (")
    assert [each.plain() for each in plan.wide] == [
        f"nothing else behind `{balancer} ({group.split('/')[1]})` is healthy: it stops"
    ]
    assert radius.raised(site._reading().risk(made, site.observe(made)), plan) is RiskClass.D

    before = site.observe(made).model_dump(mode="json")
    other = launch(site, network, [network.web])
    register(site, group, other.instance)
    assert site.observe(made).model_dump(mode="json") != before
    assert site.plan(made).wide == ()


def test_what_was_cut_off_is_not_measured_again(site: Site, network: Network) -> None:
    made = launch(site, network, [network.web])
    site.carry_out(site.plan(made))

    assert site.observe(made).model_dump(mode="json")["serving"] is None


def test_the_record_and_the_role_are_told_beside_the_plan(site: Site, network: Network) -> None:
    profile = a_profile(site)
    made = launch(site, network, [network.web], IamInstanceProfile={"Name": profile})
    tagged(site, made, "owner")

    said = site.recall(made)
    assert said[0] == f"Its role {profile} has no policy of its own"
    assert said[1] == "Would have stopped none of the calls that are in the record"
