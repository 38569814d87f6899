"""What the policy file says of a wish before anything is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.execution import Ask, Kind
from bot.domain.policy import Account
from bot.domain.words import responding as words
from bot.ports.unit import Unit
from bot.response.bench.admission import (
    LOOKS_WITHIN,
    MOST_LOOKS,
    MOST_PLANS,
    objection,
    too_many_looks,
    too_many_plans,
)
from bot.response.planning.aiming import Wish
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, NOW, a_policy
from tests.bot.response.office import BUCKET, CHANNEL, REGION, Office
from tests.handlers.views.examples import execution

BOUND = Account(ACCOUNT, "prod-payments", act_regions=("eu-west-1",))


def told(region: str = "eu-west-1", *, plan_only: bool = False, **policy: Any) -> str:
    ask = Ask(Kind.APPLY, None, "block_public_s3", ACCOUNT, region, {}, "", plan_only=plan_only)
    said = objection(ask, a_policy(**{"accounts": {ACCOUNT: BOUND}, **policy}))
    return said.plain() if said else ""


def test_nothing_is_said_against_what_the_policy_lets_be_done() -> None:
    assert told() == ""
    assert told("us-east-1", accounts={ACCOUNT: Account(ACCOUNT, "anywhere")}) == ""


def test_an_account_that_the_file_does_not_know_is_refused_even_to_look() -> None:
    assert told(accounts={}, plan_only=True).startswith(f"Account {ACCOUNT} is not in the policy")


def test_a_region_to_act_in_is_one_of_the_account_s() -> None:
    assert told("us-east-1") == (
        "The policy file does not let me act in us-east-1 of prod-payments, only in eu-west-1. "
        "Nothing was changed. With `plan` you can look all the same."
    )


def test_what_nobody_may_approve_is_not_planned() -> None:
    assert told(grants=()).startswith("Nobody may approve in prod-payments")


@pytest.mark.parametrize("policy", [{"grants": ()}, {}])
def test_a_look_may_be_taken_anywhere_and_needs_nobody(policy: dict[str, Any]) -> None:
    assert told("us-east-1", plan_only=True, **policy) == ""


def test_one_look_too_many_is_refused_until_the_oldest_that_counts_is_an_hour_old() -> None:
    asked = [execution(asked_at=NOW + timedelta(minutes=each)) for each in range(MOST_LOOKS + 1)]

    assert too_many_looks(asked[: MOST_LOOKS - 1]) is None
    for_ten, for_eleven = too_many_looks(asked[:MOST_LOOKS]), too_many_looks(asked)
    assert for_ten is not None
    assert for_eleven is not None
    assert for_ten.fields == {"count": str(MOST_LOOKS), "when": f"{NOW + timedelta(hours=1):%H:%M}"}
    assert for_eleven.fields["when"] == f"{NOW + timedelta(hours=1, minutes=1):%H:%M}"


def test_so_many_looks_at_once_are_counted_together() -> None:
    asked = [execution(asked_at=NOW + timedelta(minutes=each)) for each in range(4)]
    assert too_many_looks(asked, MOST_LOOKS - 4) is None
    told = too_many_looks(asked, MOST_LOOKS - 2)
    assert told is not None
    assert f"{NOW + timedelta(minutes=61):%H:%M}" in told.plain()


def test_one_person_looks_at_so_many_plans_an_hour() -> None:
    asked = [execution(asked_at=NOW + timedelta(minutes=one)) for one in range(MOST_PLANS)]
    assert too_many_plans(asked[1:]) is None
    said = too_many_plans([execution(asked_at=NOW), *asked])
    assert said is not None
    assert said.plain().startswith("You have looked at 60 plans within the hour")
    assert f"after {NOW + LOOKS_WITHIN:%H:%M} UTC" in said.plain()


async def test_looks_at_plans_are_counted_by_person_and_hour_and_hold_no_change_back(
    office: Office,
) -> None:
    def look(unit: Unit) -> None:
        for _ in range(MOST_PLANS):
            unit.executions.ask(
                replace(execution().ask, incident=None, plan_only=True),
                requester=ANN.identity,
                requester_name=ANN.name,
                at=office.clock.now(),
                channel=CHANNEL,
            )

    await office.store.write(look)
    wish = Wish("block_public_s3", target=BUCKET, region=REGION, reason="it holds payment data")
    plan = replace(wish, plan_only=True)
    assert (await office.asking.ask(ANN, plan)).says.text is words.MANY_PLANS
    assert (await office.asking.ask(ANN, wish)).done
    assert (await office.asking.ask(BOB, plan)).done
    office.clock.advance(LOOKS_WITHIN + timedelta(seconds=1))
    assert (await office.asking.ask(ANN, plan)).done
