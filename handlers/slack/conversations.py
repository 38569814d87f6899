"""Opens the conversations of named people, in which restricted incidents go on."""

from __future__ import annotations

from bot.ports.notifier import RefusedError, UnreachableError
from handlers.slack.web_client import SlackWeb


class Conversations:
    """Knows each conversation that it has opened; Slack gives the same one for the same people.

    One that can't be opened keeps what waits for it waiting: a message is never given up, and
    never goes elsewhere.
    https://docs.slack.dev/reference/methods/conversations.open
    """

    def __init__(self, web: SlackWeb) -> None:
        """Open through this."""
        self._web = web
        self._known: dict[tuple[str, ...], str] = {}

    async def of(self, people: tuple[str, ...]) -> str:
        """Return the id of the conversation of these people. Raises UnreachableError and others."""
        if people not in self._known:
            self._known[people] = await self._open(people)
        return self._known[people]

    async def _open(self, people: tuple[str, ...]) -> str:
        call = self._web.client.conversations_open(users=",".join(people))
        try:
            answer = await self._web.ask("conversations.open", call)
        except RefusedError as error:
            message = f"no conversation with {len(people)} people could be opened: {error.code}"
            raise UnreachableError(message) from error
        return str(answer["channel"]["id"])
