"""One client a place: made late, shared by threads, made anew after it was closed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.aws.anchors.client import HomeClient
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import home_sessions


def test_threads_share_one_client_in_the_region_that_was_asked_for(aws: SimulatedAws) -> None:
    with home_sessions(aws) as sessions:
        home = HomeClient(sessions, "kms", "ap-northeast-1")
        with ThreadPoolExecutor(4) as pool:
            clients = list(pool.map(lambda _: home.get(), range(8)))
        home.close()

    assert len({id(client) for client in clients}) == 1
    assert clients[0].meta.region_name == "ap-northeast-1"


def test_to_close_what_was_never_made_is_no_fault(aws: SimulatedAws) -> None:
    with home_sessions(aws) as sessions:
        home = HomeClient(sessions, "s3")
        home.close()
        assert home.get().meta.region_name == sessions.region
        home.close()
