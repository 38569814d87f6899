from __future__ import annotations

from practice.slack.content import Content
from practice.slack.people import ANN, BOB, EVE, Person
from practice.slack.show import Show
from practice.slack.workspace import Workspace
from tests.clocks import FrozenClock
from tests.practice.slack.tiny_bot import modal, section


def show(workspace: Workspace, person: Person, zone: str = "") -> Show:
    return Show(workspace, person, zone)


def test_everybody_sees_the_channel_and_each_his_own_private_messages() -> None:
    workspace = Workspace()
    workspace.post("C0SEC", Content("public"))
    workspace.post("C0SEC", Content("for Ann"), only_for=ANN.id)

    hers = show(workspace, ANN).page("C0SEC", "")["messages"]
    his = show(workspace, BOB).page("C0SEC", "")["messages"]

    assert ["for Ann" in each["html"] for each in hers] == [False, True]
    assert hers[1]["only_you"]
    assert len(his) == 1


def test_a_channel_shows_nothing_to_those_who_are_not_in_it() -> None:
    workspace = Workspace()
    parent = workspace.post("C0SEC", Content("secret"))
    workspace.channels["C0SEC"].members.discard(EVE.id)

    page = show(workspace, EVE).page("C0SEC", parent.ts)

    assert (page["messages"], page["thread"]) == ([], None)
    assert [each["id"] for each in page["channels"]] == ["C0NOISE"]


def test_a_thread_begins_with_the_message_it_stands_under() -> None:
    workspace = Workspace()
    parent = workspace.post("C0SEC", Content("p"))
    reply = workspace.post("C0SEC", Content("r"), thread_ts=parent.ts)
    workspace.edit(reply, Content("s"))

    page = show(workspace, ANN).page("C0SEC", parent.ts)

    assert [each["ts"] for each in page["thread"]["messages"]] == [parent.ts, reply.ts]
    assert page["messages"][0]["replies"] == 1
    assert page["thread"]["messages"][1]["edited"]
    assert show(workspace, ANN).page("C0SEC", "1.000000")["thread"] is None


def test_times_are_those_of_the_readers_zone_and_of_utc_for_an_unknown_one() -> None:
    workspace = Workspace(FrozenClock().now)
    workspace.post("C0SEC", Content("at nine"), user=ANN.id)

    times = [
        show(workspace, ANN, zone).page("C0SEC", "")["messages"][0]["time"]
        for zone in ("Asia/Tokyo", "Mars/Base", "../../etc/passwd", "")
    ]

    assert times == ["18:00", "09:00", "09:00", "09:00"]


def test_modals_and_home_tabs_are_shown_to_their_person() -> None:
    workspace = Workspace()
    view = workspace.views.open(ANN.id, modal())
    workspace.views.publish(ANN.id, {"type": "home", "blocks": [section("my home")]}, None)

    page, his = show(workspace, ANN).page("home", ""), show(workspace, BOB).page("home", "")

    assert page["modal"]["id"] == view.id
    assert "my home" in page["home"]["html"]
    assert (his["modal"], his["home"]) == (None, None)


def test_the_newest_message_of_somebody_else_makes_a_channel_unread() -> None:
    workspace = Workspace()
    workspace.post("C0SEC", Content("hers"), user=ANN.id)
    bots = workspace.post("C0SEC", Content("the bot's"))
    workspace.post("C0SEC", Content("hers again"), user=ANN.id)

    latest = [each["latest"] for each in show(workspace, ANN).page("C0SEC", "")["channels"]]

    assert latest == [bots.ts, ""]


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    workspace = Workspace()
    workspace.post("C0SEC", Content("<script>alert(1)</script>"))

    assert "<script" not in show(workspace, ANN).page("C0SEC", "")["messages"][0]["html"]
