"""Are the scopes that the bot needs granted, and no others?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.deploying import scopes
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, unseen, warned
from bot.deploying.doctor.slack import SCOPES as HEADER
from bot.deploying.doctor.slack import SlackFault
from bot.domain.words import doctor_slack as words


def look(ground: Ground) -> Iterator[Row]:
    """Yield a row for each scope that is missing or spare. Raises SlackFault."""
    header = ground.slack.who().headers.get(HEADER)
    if header is None:
        yield unseen("", words.SCOPES_UNTOLD.fill(), words.SCOPES_UNTOLD_MEND.fill())
        return
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    needed = scopes.needed(is_private=_is_private(ground))
    missing = [scope for scope in needed if scope.name not in granted]
    for scope in missing:
        says = words.SCOPES_MISSING.fill(scope=scope.name, why=scope.why.en)
        yield failed(scope.name, says, words.SCOPES_MISSING_MEND.fill(scope=scope.name))
    if not missing:
        yield passed("", words.SCOPES_FINE.fill(count=len(needed)))
    for name in sorted(granted - {scope.name for scope in scopes.needed(is_private=True)}):
        mend = words.SCOPES_SPARE_MEND.fill(scope=name)
        yield warned(name, words.SCOPES_SPARE.fill(scope=name), mend)


def _is_private(ground: Ground) -> bool:
    """Say whether the channel is known to be private: what is not visible says nothing."""
    try:
        found = ground.slack.ask("conversations.info", channel=ground.settings.channel)
    except SlackFault:
        return False
    return bool(found.data.get("channel", {}).get("is_private"))


SCOPES = Check(words.SCOPES, look)
