"""What is said of a target that can't be read, and what is worth another try."""

from __future__ import annotations

import pytest
from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError

from bot.domain.execution import Outcome
from bot.domain.words import responding as words
from bot.ports.estate import BrokenError, ForbiddenCallError
from bot.response.bench import reading
from bot.response.bench.reading import RefusedError
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Text
from tests.bot.domain.makers import a_policy
from tests.bot.response.two_buckets import NO_MARKS
from tests.bot.response.works import Works

SAYS = Text("It is gone.").fill()


def answered(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "DoIt")


async def ask(works: Works, error: Exception, *, is_last_try: bool = False) -> None:
    """Let the reading raise this."""

    def work() -> None:
        raise error

    execution = await works.execution(await works.ask())
    await reading.ask_aws(works.bench, execution, work, is_last_try=is_last_try)


@pytest.mark.parametrize(
    ("error", "says", "outcome"),
    [
        (DoesNotExistError(SAYS), "It is gone.", Outcome.DOES_NOT_EXIST),
        (UnsupportedError(SAYS), "It is gone.", Outcome.UNSUPPORTED),
        (ForbiddenCallError(SAYS), "It is gone.", Outcome.ERROR),
        (BrokenError(SAYS), "I could not enter prod-payments: It is gone.", Outcome.ERROR),
        (RefusedError(SAYS), "It is gone.", Outcome.ERROR),
        (
            answered("AccessDenied"),
            "I could not read the target: AccessDenied in prod-payments.",
            Outcome.ERROR,
        ),
    ],
)
async def test_what_will_not_pass_is_said_at_once(
    works: Works, error: Exception, says: str, outcome: Outcome
) -> None:
    with pytest.raises(RefusedError) as caught:
        await ask(works, error)

    assert caught.value.says.plain().startswith(says)
    assert caught.value.outcome is outcome


@pytest.mark.parametrize(
    "error",
    [answered("Throttling"), ReadTimeoutError(endpoint_url="x"), RuntimeError("a fault of ours")],
)
async def test_what_may_pass_is_tried_again_until_the_last_try(
    works: Works, error: Exception
) -> None:
    with pytest.raises((ClientError, BotoCoreError, RuntimeError)):
        await ask(works, error)
    with pytest.raises(RefusedError):
        await ask(works, error, is_last_try=True)


async def test_a_fault_of_ours_is_not_blamed_on_aws(works: Works) -> None:
    with pytest.raises(RefusedError) as caught:
        await ask(works, RuntimeError("a fault of ours"), is_last_try=True)
    assert caught.value.says.text is words.LOOK_BROKE_DOWN


async def test_the_target_is_read_as_it_is_kept_and_compared(works: Works) -> None:
    execution = await works.execution(await works.ask())
    assert reading.observe(works.bench, execution) == {
        "closed": dict.fromkeys(works.buckets, False),
        "marks": NO_MARKS,
    }


async def test_what_the_policy_or_the_catalogue_does_not_know_is_never_entered(
    works: Works,
) -> None:
    execution = await works.execution(await works.ask("no_such"))
    with pytest.raises(RefusedError, match="I don't know the runbook `no_such`"):
        reading.bind(works.bench, execution)
    works.under(policy=a_policy())
    with pytest.raises(RefusedError, match="not in the policy file"):
        reading.bind(works.bench, execution)
    assert [call for call in works.aws.calls(account=works.account) if call.session] == []
