from __future__ import annotations

import asyncio

import aiohttp
import pytest

from practice.slack.content import Content
from practice.slack.panel import Panel
from runbooks.kit.text import Text
from tests.handlers.pages.reading import Read
from tests.practice.slack.tiny_bot import a_range


async def test_the_page_is_whole_and_forbids_what_it_does_not_need() -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        async with session.get(slack.url) as answer:
            policy = answer.headers["Content-Security-Policy"]
            body = await answer.text()

        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "$" not in body
        read = Read(body[body.index("<body") : body.index("</html>")])
        assert [each["value"] for each in read.all("option")] == [
            "U0ANN",
            "U0BOB",
            "U0RYO",
            "U0EVE",
        ]


@pytest.mark.parametrize("name", ["page.js", "acting.js", "drawing.js", "page.css", "blocks.css"])
async def test_everything_the_page_needs_comes_from_here(name: str) -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        async with session.get(f"{slack.url}static/{name}") as answer:
            body = await answer.text()

        assert answer.status == 200
        assert "http://" not in body
        assert "https://" not in body


async def test_a_person_is_shown_his_view_and_nobody_is_shown_none() -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        slack.workspace.post("C0SEC", Content("hello"))
        async with session.get(f"{slack.url}page/view?as=U0ANN&place=C0SEC") as answer:
            assert "hello" in (await answer.json())["messages"][0]["html"]
        async with session.get(f"{slack.url}page/view?as=U0GONE") as answer:
            assert answer.status == 404


async def test_changes_are_streamed_as_they_come_and_a_reader_may_leave() -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        async with session.get(f"{slack.url}page/events") as stream:
            first = await stream.content.readline()
            await stream.content.readline()
            slack.workspace.post("C0SEC", Content("news"))
            second = await stream.content.readline()
        slack.workspace.post("C0SEC", Content("nobody listens"))
        await asyncio.sleep(0)

        assert (first, second) == (b"data: 0\n", b"data: 1\n")


async def test_the_panel_shows_the_estate_and_starts_scenarios() -> None:
    started: list[str] = []

    async def estate() -> dict[str, object]:
        return {"accounts": [{"name": "prod", "buckets": [{"name": "b", "public": True}]}]}

    async def start(name: str) -> None:
        started.append(name)

    panel = Panel(estate, {"c2": Text(en="Instance talks to a C2 server")}, start)
    async with a_range(panel=panel) as slack, aiohttp.ClientSession() as session:
        async with session.get(f"{slack.url}page/panel") as answer:
            shown = await answer.json()
        async with session.post(f"{slack.url}page/scenario", json={"name": "c2"}) as answer:
            assert answer.status == 200
        async with session.post(f"{slack.url}page/scenario", json={"name": "x"}) as answer:
            assert answer.status == 404

    assert shown["scenarios"] == [{"name": "c2", "title": "Instance talks to a C2 server"}]
    assert shown["estate"][0]["rows"][0][1]["text"] == "public"
    assert started == ["c2"]
