"""Assembles the Bolt app: which listener answers what, and what happens when one breaks."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.domain.ids import Prefix
from bot.domain.words import reply as words
from handlers.slack import approvals, commands, incidents, payloads, requests
from handlers.slack.payloads import Click, Submission, UnreadableError
from handlers.slack.reception import Reception
from handlers.views import ids
from handlers.views.modals import field_errors, message_modal

OnClick = Callable[[Reception, Click], Awaitable[None]]
OnSubmission = Callable[[Reception, Submission], Awaitable[dict[str, Any] | None]]

COMMAND = "/sec"
CLICKS: dict[str, tuple[Prefix, OnClick]] = {
    ids.TAKE: (Prefix.INCIDENT, incidents.take),
    ids.ASK: (Prefix.INCIDENT, requests.ask_for_runbook),
    ids.MORE: (Prefix.INCIDENT, requests.ask_for_runbook),
    ids.APPROVE: (Prefix.EXECUTION, approvals.approve),
    ids.REJECT: (Prefix.EXECUTION, approvals.ask_why_rejected),
    ids.OPEN_PLAN: (Prefix.EXECUTION, approvals.open_plan),
    ids.UNDO: (Prefix.EXECUTION, requests.ask_for_undo),
}
SUBMISSIONS: dict[str, OnSubmission] = {
    ids.ASK_MODAL: requests.request_runbook,
    ids.UNDO_MODAL: requests.request_undo,
    ids.REJECT_MODAL: approvals.reject,
}


def assemble(reception: Reception, *, token: str, signing_secret: str) -> AsyncApp:
    """Return the Bolt app.

    A listener ends before Slack is answered (`process_before_response`): Bolt's other way waits
    for the ack by polling every 10 ms, and its lazy listeners are lost when the process dies.
    Bolt is told who it is here, so that no request has to wait for `auth.test`.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    app = AsyncApp(
        client=reception.web.client,
        signing_secret=signing_secret,
        authorize=authorize,
        process_before_response=True,
    )
    _listen_to_commands(app, reception)
    _listen_to_clicks(app, reception)
    _listen_to_submissions(app, reception)
    return app


def _listen_to_commands(app: AsyncApp, reception: Reception) -> None:
    @app.command(COMMAND)
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        read = payloads.command(body)
        try:
            message = await commands.answer(reception, read)
        except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
            message = await reception.broke(read.actor.slack_id, COMMAND, error)
        await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


def _listen_to_clicks(app: AsyncApp, reception: Reception) -> None:
    @app.action(re.compile(".*"))
    async def click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        name = str(action.get("action_id", "")).partition(":")[0]
        if name == ids.RUN_VERB:
            await _run_verb(reception, body, action)
        else:
            await _click(reception, name, body, action)
        await ack()


async def _click(
    reception: Reception, name: str, body: dict[str, Any], action: dict[str, Any]
) -> None:
    """Do what a click asks for; one that no listener knows is answered too."""
    response_url = str(body.get("response_url", ""))
    try:
        prefix, listener = CLICKS[name]
        await listener(reception, payloads.click(body, action, prefix))
    except (UnreadableError, KeyError):
        if not action.get("url"):
            reception.tell(response_url, words.OLD_BUTTON)
    except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
        actor = str((body.get("user") or {}).get("id", ""))
        reception.whisper(response_url, await reception.broke(actor, name, error))


async def _run_verb(reception: Reception, body: dict[str, Any], action: dict[str, Any]) -> None:
    """Do the verb on the button, or tell how it goes."""
    user = body.get("user") or {}
    typed = payloads.command(
        {
            "user_id": user.get("id", ""),
            "team_id": user.get("team_id", ""),
            "text": str(action.get("value", "")),
            "channel_id": (body.get("channel") or {}).get("id", ""),
        }
    )
    try:
        message = await commands.press(reception, typed)
    except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
        message = await reception.broke(typed.actor.slack_id, ids.RUN_VERB, error)
    reception.whisper(str(body.get("response_url", "")), message)


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
    callback = str((body.get("view") or {}).get("callback_id", ""))
    try:
        sent = payloads.submission(body)
        listener = SUBMISSIONS.get(sent.callback)
        return None if listener is None else await listener(reception, sent)
    except UnreadableError:
        return field_errors({ids.REASON: words.OLD_BUTTON}, reception.look())
    except Exception as error:  # noqa: BLE001 - whatever broke, the person is told
        actor = str((body.get("user") or {}).get("id", ""))
        report = await reception.report(actor, callback, error)
        modal = message_modal(words.BROKEN, reception.look(), report)
        return {"response_action": "push", "view": modal.view}
