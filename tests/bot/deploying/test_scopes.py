"""The app asks for the scopes of what it calls: not one less, not one more."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.deploying.scopes import FREE, METHODS, needed

ROOT = Path(__file__).resolve().parents[3]
CALLING = ("handlers/slack", "bot/deploying/doctor")
NO_METHODS = frozenset({"api_call"})
CLIENT = {name for name in vars(AsyncWebClient) if "_" in name.strip("_")} - NO_METHODS


def calls(source: str) -> Iterator[str]:
    """Yield each Web API method that a file calls, by slack_sdk's method or by its own name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in CLIENT and _is_client(node.value):
            yield node.attr.replace("_", ".")
        if isinstance(node, ast.Call) and _name(node.func) in {"ask", "api_call"}:
            named = node.args[0] if node.args else None
            if isinstance(named, ast.Constant) and isinstance(named.value, str):
                yield named.value


def _is_client(node: ast.expr) -> bool:
    return _name(node).endswith("client")


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def called() -> set[str]:
    files = [path for place in CALLING for path in (ROOT / place).rglob("*.py")]
    return {method for path in files for method in calls(path.read_text(encoding="utf-8"))}


def test_a_call_is_seen_whichever_way_it_is_written() -> None:
    source = "async def f(self): await self._web.client.chat_postMessage()\nweb.ask('auth.test')"

    assert set(calls(source)) == {"chat.postMessage", "auth.test"}


def test_every_method_that_is_called_has_its_scopes_or_is_free() -> None:
    assert called() - set(METHODS) - FREE == set()


def test_no_scope_is_asked_for_what_nobody_calls() -> None:
    assert set(METHODS) - called() == set()


def test_a_method_is_free_or_has_scopes_but_not_both() -> None:
    assert FREE & set(METHODS) == set()
    assert all(METHODS.values())


def test_private_channels_need_two_scopes_more() -> None:
    public = {scope.name for scope in needed(is_private=False)}
    private = {scope.name for scope in needed(is_private=True)}

    assert private - public == {"groups:read", "groups:history"}
    assert public == {
        "commands",
        "chat:write",
        "users:read",
        "users:read.email",
        "usergroups:read",
        "channels:read",
        "channels:history",
        "im:history",
        "im:write",
        "mpim:history",
        "mpim:write",
    }


def test_each_scope_stands_once_and_says_why() -> None:
    scopes = needed(is_private=True)

    assert len({scope.name for scope in scopes}) == len(scopes)
    assert all(scope.why.en for scope in scopes)
