"""An account that the kit's files are tried in, under the read role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import IsolateInstance
from runbooks.kit.aws import Aws
from runbooks.revoke_iam import RevokeIam
from tests.runbooks.machines import Network, a_network
from tests.runbooks.site import REGION, Site, a_site


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


@pytest.fixture
def reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, site.runbook.about.reads)


@pytest.fixture
def iam_reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, RevokeIam.about.reads)


@pytest.fixture
def trail_reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, ("cloudtrail:LookupEvents",))
