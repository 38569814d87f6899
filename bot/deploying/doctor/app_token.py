"""Does Slack open a socket for the app token, where one is set?"""

from __future__ import annotations

from collections.abc import Iterator

from bot import settings
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed
from bot.deploying.doctor.slack import Slack, SlackFault
from bot.deploying.doctor.token import REFUSED
from bot.domain.words import doctor_slack as words

SETTING = "SLACK_APP_TOKEN"
NOT_SWITCHED_ON = frozenset({"missing_scope", "socket_mode_not_enabled"})


def look(ground: Ground) -> Iterator[Row]:
    """Yield what apps.connections.open answers; nothing without a token. Raises SlackFault.

    A token of another kind is a fault of the settings, which are told by a check of their own.
    """
    token = ground.settings.slack_app_token.get_secret_value()
    if not token.startswith(settings.APP_TOKEN):
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
