"""The account that a runbook acts in: the policy's, or one that is closed and says why."""

from __future__ import annotations

import pytest

from bot.response.bench import entering
from bot.response.bench.entering import Closed
from runbooks.block_public_s3 import BlockPublicS3
from runbooks.detective_context import DetectiveContext
from runbooks.kit.contract import ClosedError
from runbooks.kit.text import Text
from runbooks.kit.values import Special
from tests.bot.domain.makers import ACCOUNT, a_policy

ADMIN = "999988887777"


def test_a_runbook_acts_in_its_targets_account_unless_it_says_otherwise() -> None:
    policy = a_policy(special={Special.SECURITY_ADMIN: ADMIN})
    assert entering.acting_in(BlockPublicS3, policy) == ""
    assert entering.acting_in(DetectiveContext, policy) == ADMIN
    assert entering.acting_in(DetectiveContext, a_policy()) == ""


@pytest.mark.parametrize("ask", ["read", "change"])
def test_a_closed_account_says_why_whatever_it_is_asked(ask: str) -> None:
    says = Text("nobody has named it").fill()
    with pytest.raises(ClosedError) as raised:
        getattr(Closed(ACCOUNT, "eu-west-1", "aws", says), ask)("detective")
    assert raised.value.says == says
