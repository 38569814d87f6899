"""Opens modals: a trigger is good for one use within three seconds."""

from __future__ import annotations

import asyncio

from bot.domain.words import reply as words
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.payloads import Click
from handlers.slack.reception import Reception
from handlers.views.kit import Modal

OPEN_SECONDS = 1.5
"""Slack waits three seconds for the whole click, and up to one goes to who clicked."""


async def open_modal(reception: Reception, click: Click, modal: Modal) -> bool:
    """Open a modal; where Slack does not, the person is told to click again.

    https://docs.slack.dev/reference/methods/views.open
    """
    call = reception.web.client.views_open(trigger_id=click.trigger, view=modal.view)
    try:
        async with asyncio.timeout(OPEN_SECONDS):
            await reception.web.ask("views.open", call)
    except (LimitedError, RefusedError, UncertainError, UnreachableError, TimeoutError):
        reception.tell(click.reply_to, words.NO_MODAL)
        return False
    return True
