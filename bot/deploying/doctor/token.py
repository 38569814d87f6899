"""Does Slack take the bot token, and is it of a workspace of ours?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed
from bot.deploying.doctor.slack import SlackFault
from bot.domain.words import doctor_slack as words

REFUSED = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
"""Codes that speak of the token itself: https://docs.slack.dev/reference/methods/auth.test"""


def look(ground: Ground) -> Iterator[Row]:
    """Yield what auth.test tells of the token. Raises SlackFault where Slack gives no answer."""
    try:
        told = ground.slack.who().data
    except SlackFault as fault:
        if fault.code not in REFUSED:
            raise
        yield failed("", words.TOKEN_REFUSED.fill(code=fault.code), words.TOKEN_MEND.fill())
        return
    team = str(told.get("team_id", ""))
    if not told.get("bot_id"):
        yield failed("", words.TOKEN_NO_BOT.fill(), words.TOKEN_MEND.fill())
    elif ground.policy is not None and ground.policy.teams and team not in ground.policy.teams:
        says = words.TOKEN_OTHER_TEAM.fill(team_id=team)
        yield failed("", says, words.TOKEN_OTHER_TEAM_MEND.fill(team_id=team))
    else:
        user, name = told.get("user", "?"), told.get("team", "?")
        yield passed("", words.TOKEN_FINE.fill(user=user, team=name, team_id=team))


TOKEN = Check(words.TOKEN, look)
