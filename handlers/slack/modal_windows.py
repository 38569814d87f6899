"""Opens modals: a trigger is good for one use within three seconds."""

from __future__ import annotations

from bot.domain.words import reply as words
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.payloads import Click
from handlers.slack.reception import Reception
from handlers.views.kit import Modal


async def open_modal(reception: Reception, click: Click, modal: Modal) -> bool:
    """Open a modal; where Slack does not, the person is told to click again.

    https://docs.slack.dev/reference/methods/views.open
    """
    try:
        await reception.web.ask(
            "views.open",
            reception.web.client.views_open(trigger_id=click.trigger, view=modal.view),
        )
    except (LimitedError, RefusedError, UncertainError, UnreachableError):
        reception.tell(click.response_url, words.NO_MODAL)
        return False
    return True
