"""Tests of the sentences about entering an account."""

from __future__ import annotations

from bot.domain.words import entering


def test_a_closed_door_names_the_role_the_account_and_aws_s_code() -> None:
    said = entering.NOT_ASSUMED.fill(role="secbot-read", account="111122223333", code="Denied")

    assert said.plain() == "role secbot-read in account 111122223333 can't be assumed: Denied"


def test_a_policy_that_is_too_long_says_what_to_do() -> None:
    said = entering.POLICY_TOO_LONG.fill(
        length=2310, most=2048, role="secbot-contain", account="111122223333"
    )

    assert "2310" in said.plain()
    assert "name fewer targets at once" in said.plain()


def test_a_call_that_was_held_back_says_that_it_was_not_made() -> None:
    refusals = (
        entering.NOT_DECLARED.fill(action="s3:GetBucketAcl"),
        entering.OTHER_ACTION.fill(step="one", wanted="a:B", action="c:D"),
        entering.OTHER_PARAMETERS.fill(step="one", action="a:B"),
        entering.NOT_A_CALL.fill(action="s3:GetObject"),
    )

    assert all("not called" in said.plain() for said in refusals)
