"""What people do, as the real requests that Slack would send, and what they see of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from practice.slack import payloads, words
from practice.slack.answers import take_command_answer, take_submission_answer
from practice.slack.content import Content, Json, kept_text, parts
from practice.slack.errors import RefusedError
from practice.slack.fields import form_errors
from practice.slack.hooks import Hook
from practice.slack.messages import Message
from practice.slack.people import COMMAND, Person
from practice.slack.sender import Reply, Way
from practice.slack.values import Given, NoSuchOptionError, chosen, filled
from practice.slack.views import View
from practice.slack.workspace import Workspace
from runbooks.kit.text import Text


class NothingThereError(LookupError):
    """There is no such message, control, option or view for this person."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees after an act.

    `notice` is Slack's own sentence when the app failed, `error` its code and `status` the
    app's HTTP status (0: none came). `errors` stand in a form, by block_id. `view` is the modal
    that is open now; `messages` are those that only this person sees and that came meanwhile.
    """

    notice: str = ""
    error: str = ""
    status: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    view: View | None = None
    messages: tuple[Message, ...] = ()


class Acting:
    """Lets people act; every method waits for the app's answer, three seconds at most."""

    def __init__(self, workspace: Workspace, way: Way) -> None:
        """Keep the workspace and the way to the app, which may become another."""
        self._workspace = workspace
        self.way = way
        self._suggested: dict[str, list[Json]] = {}

    def say(
        self, person_id: str, text: str, channel: str = "C0SEC", thread_ts: str | None = None
    ) -> Message:
        """Post a person's own message; the app hears nothing of it."""
        self._workspace.channel(channel, person_id)
        content = Content(kept_text(payloads.escaped_names(self._workspace, text)))
        return self._workspace.post(channel, content, user=person_id, thread_ts=thread_ts)

    async def command(self, person_id: str, text: str, channel: str = "C0SEC") -> Seen:
        """Send a slash command, such as `/sec help`."""
        person = self._workspace.person(person_id)
        name, _, rest = text.strip().partition(" ")
        if name != COMMAND:
            return Seen(notice=words.UNKNOWN_COMMAND.fill(command=name).plain())
        place = self._workspace.channel(channel, person_id)
        form = payloads.command(self._workspace, person, place, rest.strip())
        before = self._workspace.timestamp()
        reply = await self.way.form(form)
        if reply.error:
            said = words.COMMAND_FAILED.fill(command=name, error=_told(reply)).plain()
            return self._seen(person, reply, before, notice=said)
        hook = Hook(person.id, place.id, None, self._workspace.now())
        try:
            take_command_answer(self._workspace, hook, reply)
        except RefusedError as error:
            said = words.COMMAND_FAILED.fill(command=name, error=error.code).plain()
            return self._seen(person, reply, before, notice=said)
        return self._seen(person, reply, before)

    async def click(
        self,
        person_id: str,
        message_ts: str,
        action_id: str,
        *,
        given: Given = None,
        block_id: str | None = None,
    ) -> Seen:
        """Press a button of a message, or choose `given` (values) in its menu or field.

        Its confirm dialog counts as answered with yes.
        """
        person = self._workspace.person(person_id)
        message = self._visible(person, message_ts)
        blocks = [*message.content.blocks]
        for attachment in message.content.attachments:
            blocks += attachment.get("blocks", [])
        action = self._action(blocks, action_id, block_id, given)
        payload = payloads.message_action(self._workspace, person, message, action)
        return await self._interact(person, payload, words.CLICK_FAILED)

    async def click_in_view(
        self,
        person_id: str,
        action_id: str,
        *,
        given: Given = None,
        block_id: str | None = None,
        view_id: str | None = None,
        values: Mapping[str, Given] | None = None,
    ) -> Seen:
        """Act on a control of the open modal, or of another view by its id, such as a home tab.

        `values` are what stands in the view's fields at this moment.
        """
        person = self._workspace.person(person_id)
        view = self._view(person, view_id)
        action = self._action(view.content["blocks"], action_id, block_id, given)
        self._fill(view, {**(values or {}), **({} if given is None else {action_id: given})})
        payload = payloads.view_action(self._workspace, person, view, action)
        return await self._interact(person, payload, words.CLICK_FAILED)

    async def submit(
        self,
        person_id: str,
        values: Mapping[str, Given],
        *,
        view_id: str | None = None,
        unchecked: bool = False,
    ) -> Seen:
        """Submit the open modal with values by block_id or action_id.

        Slack's client first checks what it can, and then sends nothing; `unchecked` is what a
        forged client would do.
        """
        person = self._workspace.person(person_id)
        view = self._view(person, view_id)
        self._fill(view, values)
        errors = {} if unchecked else form_errors(view.content["blocks"], view.state)
        if errors:
            return Seen(errors=errors, view=view)
        before = self._workspace.timestamp()
        payload = payloads.submission(self._workspace, person, view)
        reply = await self.way.interaction(payload)
        trouble = _told(reply) if reply.error else ""
        if not trouble:
            try:
                errors = take_submission_answer(self._workspace, view, reply)
            except RefusedError as error:
                trouble = error.code
        notice = words.SUBMIT_FAILED.fill(error=trouble).plain() if trouble else ""
        return self._seen(person, reply, before, notice=notice, errors=errors)

    async def close(self, person_id: str, *, clear: bool = False) -> Seen:
        """Close the open modal, or with `clear` all; the app hears of it where it asked to."""
        person = self._workspace.person(person_id)
        before = self._workspace.timestamp()
        stack = self._workspace.views.stack(person.id)
        closed = stack if clear else stack[-1:]
        for view in reversed(closed):
            self._workspace.views.pop(view)
        self._workspace.changes.tell()
        reply = Reply(0, "")
        for view in reversed(closed):
            if view.content.get("notify_on_close"):
                payload = payloads.closing(person, view, is_cleared=clear)
                reply = await self.way.interaction(payload)
        return self._seen(person, reply, before)

    async def open_home(self, person_id: str) -> Seen:
        """Open the app's home tab."""
        person = self._workspace.person(person_id)
        before = self._workspace.timestamp()
        reply = await self.way.event(payloads.home_opened(self._workspace, person))
        return self._seen(person, reply, before)

    async def suggest(
        self, person_id: str, action_id: str, query: str = "", *, view_id: str | None = None
    ) -> list[Json]:
        """Ask the app for the options of an external select in the open modal."""
        person = self._workspace.person(person_id)
        view = self._view(person, view_id)
        block, part = _find(view.content["blocks"], action_id, None)
        asked = {"action_id": part["action_id"], "block_id": block["block_id"], "value": query}
        payload = payloads.suggestion(person, view, asked)
        answer = (await self.way.interaction(payload)).json()
        groups = [group["options"] for group in answer.get("option_groups", ())]
        options = [*answer.get("options", ()), *(one for group in groups for one in group)]
        self._suggested[action_id] = options
        return options

    def dismiss(self, person_id: str, message_ts: str) -> None:
        """Take away a message that only this person sees."""
        message = self._workspace.messages.anywhere(message_ts)
        if message is not None and message.only_for == person_id:
            self._workspace.remove(message)

    def _action(
        self, blocks: Sequence[Json], action_id: str, block_id: str | None, given: Given
    ) -> Json:
        block, part = _find(blocks, action_id, block_id)
        action: Json = {
            key: part[key]
            for key in ("type", "action_id", "text", "value", "style", "placeholder", "confirm")
            if key in part
        }
        action |= {"block_id": block["block_id"], "action_ts": self._workspace.timestamp()}
        if part["type"] == "button":
            return action
        try:
            return action | chosen(part, given, self._suggested.get(action_id, ()))
        except NoSuchOptionError as error:
            raise NothingThereError(str(error)) from error

    def _fill(self, view: View, values: Mapping[str, Given]) -> None:
        try:
            view.state = filled(
                view.content["blocks"],
                view.state,
                values,
                lambda action_id: self._suggested.get(action_id, ()),
            )
        except NoSuchOptionError as error:
            raise NothingThereError(str(error)) from error

    async def _interact(self, person: Person, payload: Json, failed: Text) -> Seen:
        before = self._workspace.timestamp()
        reply = await self.way.interaction(payload)
        notice = failed.fill(error=_told(reply)).plain() if reply.error else ""
        return self._seen(person, reply, before, notice=notice)

    def _visible(self, person: Person, message_ts: str) -> Message:
        message = self._workspace.messages.anywhere(message_ts)
        if message is None or not message.seen_by(person.id):
            raise NothingThereError(message_ts)
        if person.id not in self._workspace.channels[message.channel].members:
            raise NothingThereError(message_ts)
        return message

    def _view(self, person: Person, view_id: str | None) -> View:
        home = self._workspace.views.homes.get(person.id)
        views = [*([home] if home else []), *self._workspace.views.stack(person.id)]
        for view in reversed(views):
            if view_id in (None, view.id):
                return view
        raise NothingThereError(view_id or "view")

    def _seen(
        self,
        person: Person,
        reply: Reply,
        before: str,
        *,
        notice: str = "",
        errors: Mapping[str, str] | None = None,
    ) -> Seen:
        came = self._workspace.messages.only_for(person.id, before)
        top = self._workspace.views.top(person.id)
        return Seen(notice, reply.error, reply.status, errors or {}, top, tuple(came))


def _find(blocks: Sequence[Json], action_id: str, block_id: str | None) -> tuple[Json, Json]:
    for block in blocks:
        for part in parts(block):
            if part.get("action_id") == action_id and block_id in (None, block["block_id"]):
                return block, part
    raise NothingThereError(action_id)


def _told(reply: Reply) -> str:
    return f"{reply.error}, HTTP {reply.status}" if reply.status else reply.error
