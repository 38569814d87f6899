from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from tests.practice.slack.tiny_bot import a_range, client


async def test_people_tell_their_team_their_address_and_their_rights() -> None:
    async with a_range() as slack:
        web = client(slack)
        bob, eve = [(await web.users_info(user=user))["user"] for user in ("U0BOB", "U0EVE")]

        assert (bob["is_admin"], bob["profile"]["email"]) == (True, "bob@example.com")
        assert (eve["is_stranger"], eve["team_id"], bob["team_id"]) == (True, "T0OTHER", "T0RANGE")
        flags = [bob[flag] for flag in ("is_restricted", "is_stranger", "deleted")]
        assert flags == [False] * 3
        bot = (await web.users_info(user="U0BOT"))["user"]
        assert (bot["is_bot"], "email" in bot["profile"]) == (True, False)
        with pytest.raises(SlackApiError, match="user_not_found"):
            await web.users_info(user="U0GONE")


async def test_groups_tell_their_members() -> None:
    async with a_range() as slack:
        web = client(slack)
        members = await web.usergroups_users_list(usergroup="S0APPROVE")
        without, full = await web.usergroups_list(), await web.usergroups_list(include_users=True)

        assert members["users"] == ["U0BOB", "U0RYO"]
        assert "users" not in without["usergroups"][0]
        assert {each["handle"]: len(each["users"]) for each in full["usergroups"]} == {
            "sec-responders": 3,
            "sec-approvers": 2,
        }
        with pytest.raises(SlackApiError, match="no_such_subteam"):
            await web.usergroups_users_list(usergroup="S0GONE")
