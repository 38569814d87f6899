"""Detective in another account: a graph that has the account's data, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.response.bench.entering import Closed
from practice.aws.server import SimulatedAws
from runbooks.detective_context import DetectiveContext, Subject
from runbooks.kit import detective
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text
from tests.bot.domain.makers import NOW
from tests.runbooks import clues
from tests.runbooks.site import REGION, Site, a_site


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, DetectiveContext) as made:
        yield made


@pytest.fixture
def there(site: Site) -> Aws:
    return site.estate.reading(site._account(site.there), REGION, site.runbook.about.reads_there)


def test_a_member_is_found_on_whatever_page_it_stands(site: Site, there: Aws) -> None:
    others = [f"{number:012}" for number in range(800_000_000_000, 800_000_000_250)]
    graph = site.aws.detective.open_graph(site.there, REGION, [*others, site.account])
    lens, newest = detective.look(there, site.account, "")

    assert lens.graph == graph
    assert newest.id == ""


def test_the_administrator_needs_not_be_a_member_of_its_own_graph(site: Site, there: Aws) -> None:
    graph = site.aws.detective.open_graph(site.there, REGION, [])
    lens, _ = detective.look(there, site.there, "")
    assert lens.graph == graph


def test_a_closed_account_says_why_and_a_missing_one_was_not_denied() -> None:
    says = Text("it is shut").fill()
    shut, _ = detective.look(Closed("999988887777", REGION, "aws", says), "111122223333", "")
    missing, _ = detective.look(Closed("", REGION, "aws", says), "111122223333", "")

    assert shut.why_not == missing.why_not == says
    assert (shut.was_denied, missing.was_denied) == (True, False)


def test_a_step_names_its_graph_and_its_hours_to_the_second() -> None:
    step = detective.start("arn:g", "arn:aws:iam::1:user/team/ann", NOW, 24)

    assert step.resources == ("arn:g",)
    assert step.parameters["ScopeStartTime"] == "2026-11-21T03:00:00Z"
    assert step.parameters["ScopeEndTime"] == "2026-11-22T03:00:00Z"
    assert step.says.plain() == "Start a Detective investigation of `ann`"


def test_no_more_indicators_are_read_than_can_be_told(site: Site, there: Aws) -> None:
    clues.a_graph(site)
    user = f"arn:aws:iam::{site.account}:user/{clues.a_user(site)}"
    agent = {"IndicatorType": "NEW_USER_AGENT", "IndicatorDetail": {}}
    site.aws.detective.plant(user, *[agent] * 350)
    inputs = Subject(subject=user.rpartition(":")[2])
    site.carry_out(site.plan(inputs))

    _, newest = detective.look(there, site.account, user)
    assert len(newest.indicators) == 300
    assert newest.is_cut
