from __future__ import annotations

from practice.slack.errors import Code, Fault, RefusedError


def test_a_fault_is_written_as_slack_writes_it() -> None:
    fault = Fault("/blocks/0/text", "must be less than 3001 characters")

    assert str(fault) == "must be less than 3001 characters [json-pointer:/blocks/0/text]"


def test_a_refusal_carries_slacks_code_and_its_faults() -> None:
    refused = RefusedError(Code.INVALID_BLOCKS, (Fault("/blocks", "m"),))

    assert refused.code == "invalid_blocks"
    assert "json-pointer:/blocks" in str(refused)
