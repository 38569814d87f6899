"""Which ways in Slack has: the route for a signing secret, sockets for an app-level token."""

from __future__ import annotations

from handlers.http.metrics import Metrics
from handlers.slack import bolt
from handlers.slack.entrance import Entrance, entrance
from tests.handlers.slack.front import SECRET, Front
from tests.handlers.slack.socketry import APP_TOKEN
from tests.handlers.slack.workspaces import TOKEN


def ways(front: Front, secret: str, app_token: str, metrics: Metrics | None = None) -> Entrance:
    return entrance(
        bolt.assemble(front.reception, token=TOKEN),
        metrics or Metrics(),
        front.clock,
        secret=secret,
        app_token=app_token,
        api_url=front.slack.api_url,
    )


async def test_with_a_signing_secret_there_is_the_route_and_nothing_else(front: Front) -> None:
    found = ways(front, SECRET, "")
    assert [each.path for each in found.routes] == ["/slack/events"]
    assert (list(found.loops), list(found.checks)) == ([], [])


async def test_with_an_app_level_token_there_is_no_route_but_sockets_and_their_check(
    front: Front,
) -> None:
    found = ways(front, "", APP_TOKEN)
    assert list(found.routes) == []
    assert len(found.loops) == 1
    assert [check().name for check in found.checks] == ["socket"]


async def test_with_both_there_are_both_ways(front: Front) -> None:
    found = ways(front, SECRET, APP_TOKEN)
    assert (len(found.routes), len(found.loops), len(found.checks)) == (1, 1, 1)


async def test_the_metrics_tell_that_nothing_is_proved_yet(front: Front) -> None:
    metrics = Metrics()
    ways(front, "", APP_TOKEN, metrics)
    told = set(metrics.scrape().decode().splitlines())
    assert told >= {
        "secbot_slack_sockets 0.0",
        "secbot_slack_socket_proved_timestamp_seconds 0.0",
        "secbot_slack_envelope_timestamp_seconds 0.0",
    }
