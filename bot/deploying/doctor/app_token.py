"""Does Slack open a socket for the app token, where one is set?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed
from bot.deploying.doctor.slack import Slack, SlackFault
from bot.deploying.doctor.token import REFUSED
from bot.domain.words import doctor as words

SETTING = "SLACK_APP_TOKEN"
BEGINS = "xapp-"
NOT_SWITCHED_ON = frozenset({"missing_scope", "socket_mode_not_enabled"})


def look(ground: Ground) -> Iterator[Row]:
    """Yield what apps.connections.open answers; nothing without a token. Raises SlackFault."""
    token = ground.environ.get(SETTING, "").strip()
    if not token:
        return
    if not token.startswith(BEGINS):
        yield failed(SETTING, words.APP_TOKEN_KIND.fill(), words.APP_TOKEN_MEND.fill())
        return
    try:
        Slack(token, ground.settings.slack_api_url).ask("apps.connections.open")
    except SlackFault as fault:
        if fault.code not in REFUSED | NOT_SWITCHED_ON:
            raise
        says = words.APP_TOKEN_REFUSED.fill(code=fault.code)
        yield failed(SETTING, says, words.APP_TOKEN_MEND.fill())
        return
    yield passed(SETTING, words.APP_TOKEN_FINE.fill())


APP_TOKEN = Check(words.APP_TOKEN, look)
