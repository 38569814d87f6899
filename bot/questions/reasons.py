"""Why there is no answer, in a sentence, from what went wrong."""

from __future__ import annotations

import logging

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from bot.domain.words.confirming import NO_PLAN
from bot.ports.estate import THROTTLING, BrokenError, ForbiddenCallError
from runbooks.kit.text import Said, Text

DENIED = Text("{call} denied in {account}", ja="{account} で {call} が拒否されました")
THROTTLED = Text(
    "AWS throttled {call} in {account}", ja="{account} で {call} が AWS にスロットリングされました"
)
FAILED = Text("{call} failed in {account}: {code}", ja="{account} で {call} が失敗しました：{code}")
NO_WORD = Text(
    "AWS in {account} gave no answer that can be read: {fault}",
    ja="{account} の AWS の応答を読み取れませんでした：{fault}",
)
TOO_LATE = Text("no answer within {seconds} s", ja="{seconds} 秒以内に応答がありませんでした")
NOT_ASKED = Text(
    "secbot does not look at that of {type}", ja="secbot は {type} についてはこれを調べません"
)
NOT_IN_POLICY = Text(
    "account {account} is not in the policy file",
    ja="アカウント {account} はポリシーファイルにありません",
)
OTHERWISE = Text("{source}; {why}", ja="{source}。{why}")
OUR_FAULT = Text("an error in secbot: {fault}", ja="secbot の内部エラー：{fault}")

DENIALS = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "AuthorizationErrorException",
        "UnauthorizedOperation",
    }
)
NOT_SUBSCRIBED = frozenset({"OptInRequired", "SubscriptionRequiredException"})
"""What Health and Support answer an account whose Support plan has no API."""
_log = logging.getLogger(__name__)


def reason_of(error: Exception, account: str, deadline: float) -> Said:
    """Return the reason that an error stands for; what is nobody's but ours is logged."""
    match error:
        case ClientError():
            return _refusal(error, account)
        case BrokenError():
            return error.says
        case BotoCoreError() | ResponseParserError():
            return NO_WORD.fill(account=account, fault=type(error).__name__)
        case TimeoutError():
            return TOO_LATE.fill(seconds=f"{deadline:g}")
        case ForbiddenCallError():
            _log.error("a question went beyond what it declares: %s", error)
            return error.says
        case _:
            _log.error("a question failed", exc_info=error)
            return OUR_FAULT.fill(fault=type(error).__name__)


def is_denial(error: Exception) -> bool:
    """Say whether AWS has denied a call, which asking again does not mend."""
    if not isinstance(error, ClientError):
        return False
    return str(error.response.get("Error", {}).get("Code", "")) in DENIALS | NOT_SUBSCRIBED


def _refusal(error: ClientError, account: str) -> Said:
    code = str(error.response.get("Error", {}).get("Code", ""))
    if code in DENIALS:
        return DENIED.fill(call=error.operation_name, account=account)
    if code in NOT_SUBSCRIBED:
        return NO_PLAN.fill(call=error.operation_name, account=account)
    if code in THROTTLING:
        return THROTTLED.fill(call=error.operation_name, account=account)
    return FAILED.fill(call=error.operation_name, account=account, code=code)
