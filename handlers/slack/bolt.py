"""Assembles the Bolt app: which listener answers what, and what happens when one breaks."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.domain.ids import Prefix
from bot.domain.words import intake
from bot.domain.words import reply as words
from handlers.slack import (
    approvals,
    batches,
    commands,
    holds,
    incidents,
    menu,
    nights,
    payloads,
    requests,
)
from handlers.slack.pace import TooFastError
from handlers.slack.payloads import Actor, Click, Submission, UnreadableError
from handlers.slack.reception import Reception
from handlers.views import ids
from handlers.views.modals import message_modal
from handlers.views.replies import say
from runbooks.kit.text import Said

OnClick = Callable[[Reception, Click], Awaitable[None]]
OnSubmission = Callable[[Reception, Submission], Awaitable[dict[str, Any] | None]]

_log = logging.getLogger(__name__)

COMMAND = "/sec"
EVENT = "event_callback"
CLICKS: dict[str, tuple[Prefix, OnClick]] = {
    ids.TAKE: (Prefix.INCIDENT, incidents.take),
    ids.OPEN: (Prefix.INCIDENT, incidents.open_card),
    ids.ASK: (Prefix.INCIDENT, requests.ask_for_runbook),
    ids.MORE: (Prefix.INCIDENT, menu.choose),
    ids.APPROVE: (Prefix.EXECUTION, approvals.approve),
    ids.REJECT: (Prefix.EXECUTION, approvals.ask_why_rejected),
    ids.OPEN_PLAN: (Prefix.EXECUTION, approvals.open_plan),
    ids.APPROVE_BATCH: (Prefix.BATCH, batches.approve),
    ids.REJECT_BATCH: (Prefix.BATCH, batches.ask_why_rejected),
    ids.OPEN_BATCH: (Prefix.BATCH, batches.open_plans),
    ids.UNDO: (Prefix.EXECUTION, requests.ask_for_undo),
    ids.AGAIN: (Prefix.EXECUTION, holds.again),
    ids.ALONE: (Prefix.EXECUTION, nights.ask),
    ids.STOP: (Prefix.EXECUTION, nights.stop),
    ids.REVIEW: (Prefix.EXECUTION, nights.ask_what_was_found),
}
SUBMISSIONS: dict[str, tuple[Prefix, OnSubmission]] = {
    ids.ASK_MODAL: (Prefix.INCIDENT, requests.request_runbook),
    ids.UNDO_MODAL: (Prefix.EXECUTION, requests.request_undo),
    ids.REJECT_MODAL: (Prefix.EXECUTION, approvals.reject),
    ids.REJECT_BATCH_MODAL: (Prefix.BATCH, batches.reject),
    ids.SNOOZE_MODAL: (Prefix.INCIDENT, menu.request_snooze),
    ids.CLEAR_MODAL: (Prefix.INCIDENT, menu.request_clear),
    ids.ASSIGN_MODAL: (Prefix.INCIDENT, menu.request_assign),
    ids.ALONE_MODAL: (Prefix.EXECUTION, nights.contain),
    ids.REVIEW_MODAL: (Prefix.EXECUTION, nights.review),
}


def assemble(reception: Reception, *, token: str) -> AsyncApp:
    """Return the Bolt app.

    A listener ends before Slack is answered (`process_before_response`): Bolt's other way waits
    for the ack by polling every 10 ms, and its lazy listeners are lost when the process dies.
    Bolt is told who it is here, so that no request has to wait for `auth.test`. The route has
    verified Slack's signature before Bolt sees anything (handlers/http/slack.py). The parts of
    Bolt that look for our own events and for custom functions are left out: we listen to neither.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    app = AsyncApp(
        name="secbot",  # without a name, Bolt walks through the whole stack for one
        client=reception.web.client,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        raise_error_for_unhandled_request=True,
        logger=_quiet(),
    )
    app.error(_stumble)
    _listen_to_commands(app, reception)
    _listen_to_clicks(app, reception)
    _listen_to_submissions(app, reception)
    return app


def _quiet() -> logging.Logger:
    """Return a logger for Bolt, whose warnings are of no use here.

    They are of a token that stands in the environment and on the shared client as well, and of
    what nobody listens to, with all that it holds.
    """
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger


async def _stumble(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    """Return the answer to what is signed and reaches no listener, or breaks Bolt on its way.

    An event that nobody listens to is taken, or Slack would send it again and again:
    https://docs.slack.dev/apis/events-api
    """
    if not isinstance(error, BoltUnhandledRequestError):
        _log.error("what Slack sent could not be read", exc_info=error)
        return BoltResponse(status=HTTPStatus.BAD_REQUEST, body=intake.UNREADABLE_FOR_SLACK.en)
    if request.body.get("type") == EVENT:
        _log.debug("nobody listens to an event")
        return BoltResponse(status=HTTPStatus.OK)
    return BoltResponse(status=HTTPStatus.NOT_FOUND, body=intake.NOBODY_LISTENS.en)


def _listen_to_commands(app: AsyncApp, reception: Reception) -> None:
    @app.command(COMMAND)
    async def command(body: dict[str, Any]) -> BoltResponse:
        read = payloads.command(body)
        try:
            message = await commands.answer(reception, read)
        except TooFastError as error:
            told = await _too_fast(reception, read.actor, error, None)
            message = say(told, reception.look())
        except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
            message = await reception.broke(read.actor.slack_id, COMMAND, error)
        return BoltResponse(status=HTTPStatus.OK, body=message.answer)


def _listen_to_clicks(app: AsyncApp, reception: Reception) -> None:
    @app.action(re.compile(".*"))
    async def click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        name = str(action.get("action_id", "")).partition(":")[0]
        reply_to = payloads.reply_to(body)
        try:
            await _click(reception, name, body, action)
        except UnreadableError:
            reception.tell(reply_to, words.OLD_BUTTON)
        except TooFastError as error:
            about = payloads.click_about(action)
            reception.tell(reply_to, await _too_fast(reception, payloads.actor(body), error, about))
        except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
            reception.whisper(reply_to, await reception.broke(_who(body), name, error))
        await ack()


async def _click(
    reception: Reception, name: str, body: dict[str, Any], action: dict[str, Any]
) -> None:
    """Do what a click asks for. Raises UnreadableError for a button that no listener knows.

    A button that is a link tells of its clicks too; the browser has done all there is to do.
    """
    if name == ids.RUN_VERB:
        message = await commands.press(reception, payloads.verb(body, action))
        reception.whisper(payloads.reply_to(body), message)
    elif name in CLICKS:
        prefix, listener = CLICKS[name]
        await listener(reception, payloads.click(body, action, prefix))
    elif not action.get("url"):
        raise UnreadableError


def _listen_to_submissions(app: AsyncApp, reception: Reception) -> None:
    @app.view(re.compile(".*"))
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        answer = await _submitted(reception, body)
        if answer is None:
            await ack()
        else:
            await ack(**answer)

    @app.view_closed(re.compile(".*"))
    async def closed(ack: AsyncAck) -> None:
        await ack()


async def _submitted(reception: Reception, body: dict[str, Any]) -> dict[str, Any] | None:
    """Return what to do with the modal; None closes it.

    What broke is told in a modal on top, so that what was typed is still there beneath.
    """
    callback = payloads.callback(body)
    try:
        if callback not in SUBMISSIONS:
            raise UnreadableError  # noqa: TRY301 - told as any other modal that can't be read
        prefix, listener = SUBMISSIONS[callback]
        return await listener(reception, payloads.submission(body, prefix))
    except UnreadableError:
        modal = message_modal(words.OLD_MODAL, reception.look())
    except TooFastError as error:
        about = payloads.modal_about(body)
        told = await _too_fast(reception, payloads.actor(body), error, about)
        modal = message_modal(told, reception.look())
    except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
        report = await reception.report(_who(body), callback, error)
        modal = message_modal(words.BROKEN, reception.look(), report)
    return {"response_action": "push", "view": modal.view}


async def _too_fast(
    reception: Reception, actor: Actor, error: TooFastError, about: tuple[Prefix, int] | None
) -> Said:
    desk = reception.desks.refusing
    return await desk.too_fast(actor.slack_id, actor.team, error.seconds, about)


def _who(body: dict[str, Any]) -> str:
    """Return the Slack id of whoever acts, as far as the payload tells."""
    try:
        return payloads.actor(body).slack_id
    except UnreadableError:
        return ""
