"""isolate_instance sees secbot's own tags and the name, and does nothing else for them."""

from __future__ import annotations

import pytest

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import IsolateInstance
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.values import Marks
from tests.runbooks.machines import a_network, launch, tagged
from tests.runbooks.site import a_site
from tests.runbooks.test_isolate_instance import risk_of


@pytest.mark.parametrize("tag", [PROTECTED, DRILL])
def test_secbot_s_own_tags_are_seen_and_change_nothing_of_the_plan(
    aws: SimulatedAws, account: str, tag: str
) -> None:
    with a_site(aws, account, IsolateInstance) as site:
        network = a_network(site)
        instance = launch(site, network, [network.web])
        bare, risk = site.plan(instance), risk_of(site, instance)
        assert site.observe(instance).marks == Marks(resource=instance.instance)
        tagged(site, instance, tag)

        marks = site.observe(instance).marks
        assert (marks.is_protected, marks.is_drill) == (tag == PROTECTED, tag == DRILL)
        assert site.plan(instance) == bare
        assert risk_of(site, instance) is risk


def test_a_name_is_shown_and_whoever_changes_it_moves_no_plan(
    aws: SimulatedAws, account: str
) -> None:
    with a_site(aws, account, IsolateInstance) as site:
        network = a_network(site)
        instance = launch(site, network, [network.web])
        nameless = site.observe(instance)
        site.client("ec2").create_tags(
            Resources=[instance.instance], Tags=[{"Key": "Name", "Value": "web-7), <!channel> → x"}]
        )

        plan, named = site.plan(instance), site.observe(instance)
        assert plan.name == "web-7 channel x"
        assert f"web ({network.web}) → " in plan.changes[0].plain()
        assert named.model_dump(mode="json") == nameless.model_dump(mode="json")
