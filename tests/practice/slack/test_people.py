from __future__ import annotations

from practice.slack.people import ANN, BOB, BOT, EVE, RYO, TEAM, channels, groups, people


def test_there_are_a_responder_two_approvers_who_are_admins_and_a_stranger() -> None:
    assert [each.id for each in people().values()] == ["U0ANN", "U0BOB", "U0RYO", "U0EVE", "U0BOT"]
    assert [each.id for each in (ANN, BOB, RYO, EVE) if each.is_admin] == ["U0BOB", "U0RYO"]
    assert EVE.is_stranger
    assert EVE.team != TEAM
    assert not ANN.is_stranger
    assert ANN.email == "ann@example.com"
    assert BOT.email == ""


def test_each_call_gives_channels_and_groups_of_its_own() -> None:
    channels()["C0SEC"].members.clear()
    groups()["S0APPROVE"].members.clear()

    assert {"U0ANN", "U0EVE", "U0BOT"} <= channels()["C0SEC"].members
    assert groups()["S0APPROVE"].members == ["U0BOB", "U0RYO"]
    assert groups()["S0RESPOND"].members == ["U0ANN", "U0BOB", "U0RYO"]
