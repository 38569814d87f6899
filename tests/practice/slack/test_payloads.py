from __future__ import annotations

from practice.slack import payloads
from practice.slack.content import Content
from practice.slack.people import ANN, EVE
from practice.slack.workspace import Workspace
from tests.practice.slack.tiny_bot import actions, button, modal


def test_a_command_names_who_where_and_the_team_of_the_person() -> None:
    workspace = Workspace()
    workspace.url = "http://slack.example"

    form = payloads.command(workspace, EVE, workspace.channels["C0SEC"], "assign @bob sev>=high")

    assert (form["command"], form["user_id"], form["channel_id"]) == ("/sec", "U0EVE", "C0SEC")
    assert (form["team_id"], form["team_domain"]) == ("T0OTHER", "t0other")
    assert form["text"] == "assign <@U0BOB|bob> sev&gt;=high"
    assert form["response_url"].startswith("http://slack.example/hooks/")
    assert workspace.triggers.exchange(form["trigger_id"]).person == "U0EVE"


def test_names_of_groups_and_channels_come_as_ids_and_others_stay() -> None:
    text = payloads.escaped_names(Workspace(), "@sec-approvers #security-noise @zoe me@bob.example")

    assert (
        text == "<!subteam^S0APPROVE|@sec-approvers> <#C0NOISE|security-noise> @zoe me@bob.example"
    )


def test_an_action_brings_the_message_it_was_in_and_the_persons_own_team() -> None:
    workspace = Workspace()
    message = workspace.post("C0SEC", Content("t", [actions(button("a"))]))

    payload = payloads.message_action(workspace, EVE, message, {"action_id": "a"})

    assert payload["message"]["ts"] == payload["container"]["message_ts"] == message.ts
    assert (payload["user"]["team_id"], payload["team"]["id"]) == ("T0OTHER", "T0RANGE")
    assert payload["container"]["is_ephemeral"] is False
    assert "thread_ts" not in payload["container"]
    assert workspace.hooks.use(payload["response_url"].rpartition("/")[2]).message_ts == message.ts


def test_an_ephemeral_message_does_not_bring_its_content() -> None:
    workspace = Workspace()
    message = workspace.post("C0SEC", Content("t"), only_for="U0ANN", thread_ts="1.000000")

    payload = payloads.message_action(workspace, ANN, message, {"action_id": "a"})

    assert "message" not in payload
    assert payload["container"]["is_ephemeral"] is True
    assert payload["container"]["thread_ts"] == "1.000000"


def test_view_payloads_bring_the_view() -> None:
    workspace = Workspace()
    view = workspace.views.open("U0ANN", modal(private_metadata="m"))

    for payload in (
        payloads.view_action(workspace, ANN, view, {"action_id": "a"}),
        payloads.submission(workspace, ANN, view),
        payloads.closing(ANN, view, is_cleared=True),
        payloads.suggestion(ANN, view, {"action_id": "a"}),
    ):
        assert payload["view"]["private_metadata"] == "m"
        assert payload["user"]["id"] == "U0ANN"
    assert payloads.closing(ANN, view, is_cleared=True)["is_cleared"] is True


def test_the_home_event_brings_the_home_tab_of_before() -> None:
    workspace = Workspace()
    assert "view" not in payloads.home_opened(workspace, ANN)["event"]

    home = workspace.views.publish("U0ANN", {"type": "home", "blocks": []}, None)

    event = payloads.home_opened(workspace, ANN)
    assert event["event"]["view"]["id"] == home.id
    assert (event["type"], event["event"]["type"]) == ("event_callback", "app_home_opened")
