from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from practice.slack.failures import Failure
from practice.slack.rates import Rates
from tests.practice.slack.tiny_bot import TOKEN, a_range, client, section


async def test_slacks_own_client_is_answered_and_told_its_scopes() -> None:
    async with a_range() as slack:
        answer = await client(slack).auth_test()

        assert answer["user_id"] == "U0BOT"
        assert "chat:write" in answer.headers["X-OAuth-Scopes"]
        assert answer["url"] == slack.url


@pytest.mark.parametrize(("token", "code"), [("xoxb-wrong", "invalid_auth"), ("", "not_authed")])
async def test_only_the_bots_token_may_call(token: str, code: str) -> None:
    async with a_range() as slack:
        with pytest.raises(SlackApiError, match=code):
            await client(slack, token).auth_test()


async def test_forms_with_a_token_in_them_are_taken_as_well() -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        form = {"token": TOKEN, "channel": "C0SEC", "blocks": '[{"type": "divider"}]'}
        async with session.post(slack.api_url + "chat.postMessage", data=form) as answer:
            assert (await answer.json())["ok"]

        assert "token" not in slack.workspace.asked[0].arguments


async def test_a_refusal_says_where_the_fault_is() -> None:
    async with a_range() as slack:
        with pytest.raises(SlackApiError) as refused:
            await client(slack).chat_postMessage(
                channel="C0SEC", text="t", blocks=[section("x" * 3001)]
            )

        fault = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        assert refused.value.response["error"] == "invalid_blocks"
        assert refused.value.response["errors"] == [fault]
        assert refused.value.response["response_metadata"]["messages"] == [f"[ERROR] {fault}"]
        assert slack.workspace.asked[0].error == "invalid_blocks"


async def test_an_unknown_method_is_refused() -> None:
    async with a_range() as slack:
        with pytest.raises(SlackApiError, match="unknown_method"):
            await client(slack).api_call("chat.teleport")


async def test_too_many_messages_in_a_channel_are_told_to_wait() -> None:
    async with a_range(rates=Rates(messages_a_second=0.001, burst=1)) as slack:
        await client(slack).chat_postMessage(channel="C0SEC", text="1")
        with pytest.raises(SlackApiError) as refused:
            await client(slack).chat_postMessage(channel="C0SEC", text="2")

        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "1000"
        assert refused.value.response["error"] == "ratelimited"
        await client(slack).chat_postMessage(channel="C0NOISE", text="3")


@pytest.mark.parametrize(
    ("failure", "applied"),
    [
        (Failure("chat.postMessage", "limited", seconds=7), 0),
        (Failure("chat.postMessage", "broken"), 0),
        (Failure("chat.postMessage", "refused", code="fatal_error"), 0),
        (Failure("*", "cut_before"), 0),
        (Failure("*", "cut_after"), 1),
    ],
)
async def test_a_failure_happens_before_or_after_the_call_is_applied(
    failure: Failure, applied: int
) -> None:
    async with a_range() as slack:
        slack.failures.add(failure)
        slack_client = client(slack)
        slack_client.retry_handlers.clear()

        with pytest.raises((SlackApiError, aiohttp.ClientError)) as failed:
            await slack_client.chat_postMessage(channel="C0SEC", text="t")

        assert len(slack.workspace.messages.everything_in("C0SEC")) == applied
        if isinstance(failed.value, SlackApiError):
            told = (
                failed.value.response.status_code,
                failed.value.response.headers.get("Retry-After"),
            )
            assert told in ((429, "7"), (500, None), (200, None))
        await slack_client.chat_postMessage(channel="C0SEC", text="again")


async def test_a_late_answer_comes_after_the_call_was_applied() -> None:
    async with a_range() as slack:
        slack.failures.add(Failure("chat.postMessage", "late", seconds=30))
        impatient = client(slack)
        impatient.retry_handlers.clear()
        impatient.timeout = 1

        with pytest.raises(TimeoutError):
            await impatient.chat_postMessage(channel="C0SEC", text="t")

        assert len(slack.workspace.messages.everything_in("C0SEC")) == 1
