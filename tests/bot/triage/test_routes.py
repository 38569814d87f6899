"""Where a finding goes by the routes of the policy file; tags never hide one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Finding, Resource, Severity, Workflow
from bot.domain.policy import Account, Policy
from bot.domain.routes import Match, Mode, Route
from bot.triage.routing import gets_card, route
from tests.bot.policy.reading import policy
from tests.bot.triage.examples import CHANNEL, CUSTOM, FORWARDED, HUB, a_finding

FILE = """
accounts:
  "111122223333": {name: pay, environment: prod}
  "444455556666": {name: try, environment: staging}
routes:
"""
LOUD = frozenset({Severity.HIGH, Severity.CRITICAL})


def routed(line: str, finding: Finding | None = None) -> tuple[str, bool, tuple[str, ...]]:
    """Return channel, card and mentions of a finding under a file with this one route."""
    found = route(finding or a_finding(), policy(f"{FILE}  - {line}\n"), CHANNEL)
    return found.channel, found.has_card, found.mentions


@pytest.mark.parametrize(
    ("changes", "opens", "in_thread"),
    [
        ({"severity": Severity.LOW}, True, True),
        ({"severity": Severity.MEDIUM}, True, True),
        ({"severity": Severity.HIGH}, True, False),
        ({"severity": Severity.CRITICAL}, True, False),
        ({"severity": Severity.LOW, "archived": True}, False, True),
        ({"severity": Severity.LOW, "workflow": Workflow.SUPPRESSED}, False, True),
    ],
)
def test_a_thread_takes_what_is_as_severe_as_its_route_says_without_a_card(
    changes: dict[str, Any], *, opens: bool, in_thread: bool
) -> None:
    file = policy(f"{FILE}  - {{match: {{severity: '<HIGH'}}, mode: thread}}\n")
    found = route(a_finding(**changes), file, CHANNEL)
    assert (found.opens, found.in_thread, found.has_card) == (opens, in_thread, not in_thread)


def test_whoever_may_tag_moves_what_is_in_a_thread_or_brings_its_card_and_hides_nothing() -> None:
    file = policy(
        f"{FILE}  - {{match: {{tag: {{team: pay}}, severity: '>=MEDIUM'}}, channel: C0PAY}}\n"
        "  - {match: {severity: '<HIGH'}, mode: thread}\n"
    )
    tagged_one = tagged(team="pay")
    low = route(replace(tagged_one, severity=Severity.LOW), file, CHANNEL)
    medium = route(replace(tagged_one, severity=Severity.MEDIUM), file, CHANNEL)
    assert (low.channel, low.opens, low.in_thread) == (CHANNEL, True, True)
    assert (medium.channel, medium.has_card) == ("C0PAY", True)


def tagged(**tags: str) -> Finding:
    pairs = tuple(tags.items())
    return a_finding(resources=(Resource("AwsEc2Instance", "i-0abc", tags=pairs),))


@pytest.mark.parametrize(
    ("match", "changes"),
    [
        ("severity: '>=HIGH'", {}),
        ("severity: '>MEDIUM'", {}),
        ("severity: '<=HIGH'", {}),
        ("severity: '<CRITICAL'", {}),
        ("severity: HIGH", {}),
        ("severity: '>=MEDIUM <CRITICAL'", {}),
        ("environment: prod", {}),
        ("environment: [staging, prod]", {}),
        ('account: "111122223333"', {}),
        ('account: ["444455556666", "111122223333"]', {}),
        ("type: 'Backdoor:*'", {}),
        ("source: guardduty", {}),
        ("source: guardduty", {"producer": FORWARDED}),
        ("product: '*:product/aws/securityhub'", {"producer": HUB}),
        ("product: '*:product/111122223333/default'", {"producer": CUSTOM}),
        ("tag: {team: pay}", {"resources": tagged(team="pay").resources}),
        ("tag: {team: 'p*'}", {"resources": tagged(team="pay", other="x").resources}),
        ("environment: prod, type: '*EC2*', severity: '>LOW'", {}),
    ],
)
def test_a_finding_that_fits_goes_where_its_route_says(match: str, changes: dict[str, Any]) -> None:
    line = f"{{match: {{{match}}}, channel: C0PROD, mention: S0RESPOND}}"

    assert routed(line, a_finding(**changes)) == ("C0PROD", True, ("S0RESPOND",))


@pytest.mark.parametrize(
    ("match", "changes"),
    [
        ("severity: '>HIGH'", {}),
        ("severity: '<HIGH'", {}),
        ("severity: '>=INFORMATIONAL <HIGH'", {}),
        ("environment: staging", {}),
        ("environment: prod", {"account": "999988887777"}),
        ('account: "444455556666"', {}),
        ("type: 'backdoor:*'", {}),
        ("source: securityhub", {"producer": FORWARDED}),
        ("product: '*:product/aws/guardduty'", {"producer": HUB}),
        ("tag: {team: pay}", {}),
        ("tag: {team: pay}", {"resources": tagged(team="payments").resources}),
        ("tag: {team: pay, tier: one}", {"resources": tagged(team="pay").resources}),
        ("environment: prod, type: 'Recon:*'", {}),
    ],
)
def test_a_finding_that_does_not_fit_goes_as_if_there_were_no_route(
    match: str, changes: dict[str, Any]
) -> None:
    line = f"{{match: {{{match}}}, channel: C0PROD, mention: S0RESPOND}}"

    assert routed(line, a_finding(**changes)) == (CHANNEL, True, ())


def test_the_first_route_that_fits_wins() -> None:
    found = policy(
        f"{FILE}  - {{match: {{type: 'Recon:*', severity: '<HIGH'}}, mode: drop}}\n"
        "  - {match: {environment: prod}, channel: C0PROD}\n"
        "  - {match: {}, channel: C0ALL}\n"
    )

    def channel(**changes: Any) -> str:
        return route(a_finding(**changes), found, CHANNEL).channel

    assert channel() == "C0PROD"
    assert channel(account="444455556666") == "C0ALL"
    assert not route(
        a_finding(type="Recon:EC2/Portscan", severity=Severity.LOW), found, CHANNEL
    ).has_card


@pytest.mark.parametrize("mode", ["digest", "drop"])
def test_a_quiet_route_gives_no_card(mode: str) -> None:
    line = f"{{match: {{severity: '<CRITICAL'}}, mode: {mode}}}"

    assert routed(line)[1] is False
    assert routed(line, a_finding(severity=Severity.CRITICAL))[1] is True


def test_a_route_that_names_severities_is_its_own_floor_and_else_each_producer_has_its_own() -> (
    None
):
    low = a_finding(severity=Severity.LOW)

    assert routed("{match: {environment: prod}, channel: C0PROD}", low)[1] is False
    assert routed("{match: {environment: prod, severity: '>=LOW'}}", low)[1] is True


@pytest.mark.parametrize(
    "changes",
    [{"archived": True}, {"workflow": Workflow.SUPPRESSED}, {"compliance": "PASSED"}],
)
def test_what_is_done_with_has_no_card_on_any_route(changes: dict[str, Any]) -> None:
    assert routed("{match: {severity: '>=LOW'}}", a_finding(**changes))[1] is False


@pytest.mark.parametrize("line", ["{match: {environment: prod}}", "{match: {severity: '>=HIGH'}}"])
def test_what_somebody_sends_on_by_a_custom_action_has_a_card_unless_the_route_is_quiet(
    line: str,
) -> None:
    asked = a_finding(asked_by="To secbot", workflow=Workflow.SUPPRESSED)

    assert routed(line, asked)[1] is True
    assert routed("{match: {severity: '<CRITICAL'}, mode: drop}", asked)[1] is False


def test_a_route_by_tag_says_where_but_keeps_the_call_of_the_route_behind_it() -> None:
    found = policy(
        f"{FILE}  - {{match: {{tag: {{team: pay}}}}, channel: C0PAY, mention: S0PAY}}\n"
        "  - {match: {environment: prod}, channel: C0PROD, mention: S0RESPOND}\n"
    )
    went = route(tagged(team="pay"), found, CHANNEL)

    assert (went.channel, went.mentions) == ("C0PAY", ("S0PAY", "S0RESPOND"))


def test_a_tag_can_not_lift_a_finding_over_the_floor_of_the_route_behind_it() -> None:
    found = policy(
        f"{FILE}  - {{match: {{tag: {{team: pay}}}}, channel: C0PAY}}\n"
        "  - {match: {severity: '>=LOW'}, channel: C0PROD}\n"
    )
    went = route(replace(tagged(team="pay"), severity=Severity.LOW), found, CHANNEL)

    assert went.has_card


MATCHES = st.builds(
    Match,
    severities=st.frozensets(st.sampled_from(Severity)),
    environments=st.sampled_from([frozenset(), frozenset({"prod"})]),
    type=st.sampled_from(["", "Backdoor:*", "Recon:*"]),
)
PLAIN = st.builds(Route, match=MATCHES, mode=st.sampled_from(Mode))
BY_TAG = st.builds(
    Route,
    match=MATCHES.map(lambda match: replace(match, tags=(("team", "*"),))),
    channel=st.just("C0PAY"),
)


@given(st.lists(st.one_of(PLAIN, BY_TAG), max_size=5), st.sampled_from(Severity))
def test_no_tag_ever_keeps_a_finding_from_having_its_card_or_anybody_from_being_called(
    routes: list[Route], severity: Severity
) -> None:
    accounts = {"111122223333": Account("111122223333", "pay", environment="prod")}
    found = Policy(digest="p", accounts=accounts, routes=tuple(routes))
    bare = route(a_finding(severity=severity), found, CHANNEL)
    marked = route(replace(tagged(team="x"), severity=severity), found, CHANNEL)

    assert marked.has_card or not bare.has_card
    assert set(marked.mentions) >= set(bare.mentions) or not bare.has_card


@given(st.sampled_from(Severity), st.sampled_from([HUB, FORWARDED, CUSTOM]))
def test_without_routes_it_is_as_each_producer_has_it(severity: Severity, producer: Any) -> None:
    finding = a_finding(severity=severity, producer=producer)
    went = route(finding, Policy(digest="p"), CHANNEL)

    assert (went.channel, went.has_card, went.mentions) == (CHANNEL, gets_card(finding), ())
