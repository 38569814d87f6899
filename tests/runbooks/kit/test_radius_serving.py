"""What an instance serves is counted, its bounds are facts, and what is denied is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from practice.aws.faults import Failing, Fault
from runbooks.kit import ec2, radius_serving
from runbooks.kit.aws import Aws
from runbooks.kit.radius_serving import Crew, Serving, Share, judged
from runbooks.kit.refusals import NOT_ALLOWED, UNREAD
from tests.runbooks.fleets import a_balancer, a_classic, a_fleet, a_target_group, register
from tests.runbooks.machines import Network, launch
from tests.runbooks.site import Site


def share(own: int = 1, others: int = 5, **more: Any) -> Share:
    return Share(balancer="alb-pay", group="pay", own=own, others=others, **more)


def crew(serving: int, least: int) -> Crew:
    return Crew(group="web", serving=serving, desired=serving, least=least)


def observed(reading: Aws, instance: str) -> Serving:
    found = ec2.find(reading, instance)
    assert found is not None
    return radius_serving.observe(reading, found)


def said(seen: Serving) -> list[str]:
    return [each.plain() for each in radius_serving.breaks(seen)]


@pytest.mark.parametrize(
    ("shares", "group", "wide"),
    [
        ((share(),), None, []),
        ((), crew(2, 1), []),
        ((share(1, 1),), None, []),
        ((share(1, 0),), None, ["nothing else behind `alb-pay (pay)` is healthy: it stops"]),
        (
            (share(1, 0, is_healthy=False),),
            None,
            ["nothing else behind `alb-pay (pay)` is healthy: it stops"],
        ),
        ((share(2, 1),), None, ["more than half of what is healthy behind `alb-pay (pay)` goes"]),
        ((), crew(2, 2), []),
        (
            (),
            crew(1, 1),
            ["nothing else in `web` is in service: it stops until it has launched another"],
        ),
    ],
    ids=["one of six", "above", "half", "the last", "the last, sick", "most", "below", "alone"],
)
def test_a_bound_that_is_crossed_is_a_reason(
    shares: tuple[Share, ...], group: Crew | None, wide: list[str]
) -> None:
    assert [each.plain() for each in radius_serving.wide(judged(shares, group))] == wide


def test_a_group_that_falls_below_its_least_is_told_and_makes_nothing_stricter() -> None:
    seen = judged((), crew(2, 2))

    assert said(seen)[-1] == ("`web` falls below its MinSize of 2, until it has launched another")
    assert list(radius_serving.wide(seen)) == []


def test_a_count_that_moves_is_no_drift_and_a_bound_that_is_crossed_is() -> None:
    six, five, last = (judged((share(1, others),), crew(4, 1)) for others in (5, 4, 0))

    assert six.model_dump(mode="json") == five.model_dump(mode="json")
    assert six.model_dump(mode="json") != last.model_dump(mode="json")


def test_targets_are_counted_behind_each_load_balancer_and_group(
    site: Site, network: Network, reading: Aws
) -> None:
    group = a_target_group(site, network)
    balancer = a_balancer(site, network, group)
    fleet = a_fleet(site, network, 1, 3, 4, groups=(group,))
    other = launch(site, network, [network.web]).instance
    classic = a_classic(site, network, fleet.instance, other)
    register(site, a_target_group(site, network), fleet.instance)

    seen = observed(reading, fleet.instance)
    assert said(seen) == [
        f"1 of 3 healthy targets behind `{balancer} ({group.split('/')[1]})`",
        f"1 of 2 healthy targets behind `{classic}`",
        f"`{fleet.name}`: 3 in service, desired 3, MinSize 1",
    ]
    assert seen == Serving(shares=seen.shares, crew=seen.crew)


def test_a_machine_that_serves_nothing_says_nothing(
    site: Site, network: Network, reading: Aws
) -> None:
    made = launch(site, network, [network.web])

    assert observed(reading, made.instance) == Serving()


def test_the_last_behind_a_balancer_is_known_as_that(
    site: Site, network: Network, reading: Aws
) -> None:
    group = a_target_group(site, network)
    balancer = a_balancer(site, network, group)
    made = launch(site, network, [network.web])
    register(site, group, made.instance, Port=8080)

    assert observed(reading, made.instance).last_of == (f"{balancer} ({group.split('/')[1]})",)


def test_what_is_denied_is_unknown_and_never_nothing(
    site: Site, network: Network, reading: Aws
) -> None:
    fleet = a_fleet(site, network, 1, 2, 4)
    site.aws.faults.place(Fault(Failing.DENIED, site.account, "elbv2", "DescribeTargetGroups"))

    seen = observed(reading, fleet.instance)
    unread = UNREAD.fill(what="target groups", why=NOT_ALLOWED.fill(code="AccessDenied"))
    assert seen.unknown == (unread,)
    assert said(seen) == [
        f"`{fleet.name}`: 2 in service, desired 2, MinSize 1",
        "What it serves is not known whole: target groups: AWS answered AccessDenied",
    ]
